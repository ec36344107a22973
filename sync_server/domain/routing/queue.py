# SPDX-License-Identifier: Apache-2.0
"""A queue of tickets that wait: whom it serves first, and who gets what when something changed."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from sync_server.contract.ids import Instant
from sync_server.domain.routing.decision import Decision, decide
from sync_server.domain.routing.values import (
    BY_PRIORITY,
    MANUAL,
    MINUTE,
    Agent,
    Queue,
    Waiting,
    rank,
)


def order(waiting: Iterable[Waiting], queue: Queue) -> list[Waiting]:
    """The tickets in the order in which they are served, the same for every order given.

    What is pinned comes first. By deadline, what has none comes last, and the higher priority goes
    first where it is the same.
    """
    return sorted(waiting, key=_by_priority if queue.order == BY_PRIORITY else _by_deadline)


def drain(
    waiting: Iterable[Waiting], agents: Iterable[Agent], queue: Queue, now: Instant
) -> list[Decision]:
    """A decision for each ticket in turn, each with the agents as the ones before have left them.

    Asked on everything that can change an answer: afterwards no ticket waits for whom a fitting
    agent is free. What asks for the same as a ticket that nobody could get is not compared again,
    for nobody gets any freer meanwhile.
    """
    staff = {agent.id: agent for agent in agents}
    hopeless: dict[Any, Decision] = {}
    decisions: list[Decision] = []
    for ticket in order(waiting, queue):
        asks = (
            ticket.channel,
            ticket.weight,
            ticket.required,
            ticket.optional,
            ticket.asked,
            ticket.round_over_at,
            ticket.kept_back,
        )
        decision = hopeless.get(asks)
        if decision is None:
            decision = decide(ticket, staff.values(), queue, now)
        else:
            decision = replace(decision, ticket=ticket.id)
        if decision.winner is not None:
            staff[decision.winner] = with_ticket(staff[decision.winner], ticket, now)
        elif queue.mode != MANUAL:
            hopeless[asks] = decision
        decisions.append(decision)
    return decisions


def with_ticket(agent: Agent, ticket: Waiting, now: Instant) -> Agent:
    """The agent after they got a ticket."""
    in_channel = agent.loads.get(ticket.channel, 0) + ticket.weight
    return replace(
        agent,
        load=agent.load + ticket.weight,
        loads={**agent.loads, ticket.channel: in_channel},
        assigned=(*(at for at in agent.assigned if at > now - MINUTE), now),
    )


def _by_priority(ticket: Waiting) -> tuple[Any, ...]:
    return not ticket.pinned, -rank(ticket.priority), ticket.since, ticket.id


def _by_deadline(ticket: Waiting) -> tuple[Any, ...]:
    due = float("inf") if ticket.due is None else ticket.due
    return not ticket.pinned, due, -rank(ticket.priority), ticket.since, ticket.id
