# SPDX-License-Identifier: Apache-2.0
"""A queue of tickets that wait: whom it serves first, and who gets what when something changed."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from sync_server.contract.ids import Instant, TicketId
from sync_server.domain.routing.decision import Decision, decide
from sync_server.domain.routing.line import Place
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
    service = Service(agents, queue, now)
    return [service.decide(ticket) for ticket in order(waiting, queue)]


class Service:
    """Decides about one ticket of a queue after the other, in the order of the queue."""

    def __init__(self, agents: Iterable[Agent], queue: Queue, now: Instant) -> None:
        self._staff = {agent.id: agent for agent in agents}
        self._queue = queue
        self._now = now
        self._hopeless: dict[Any, Decision] = {}

    def decide(self, ticket: Waiting) -> Decision:
        """A decision about the next ticket; what it gives counts for the ones after it."""
        asks = (
            ticket.channel,
            ticket.weight,
            ticket.required,
            ticket.optional,
            ticket.asked,
            ticket.round_over_at,
            ticket.kept_back,
        )
        known = self._hopeless.get(asks)
        if known is not None:
            return replace(known, ticket=ticket.id)
        staff, now = self._staff, self._now
        decision = decide(ticket, staff.values(), self._queue, now)
        if decision.winner is not None:
            staff[decision.winner] = with_ticket(staff[decision.winner], ticket, now)
        elif self._queue.mode != MANUAL:
            self._hopeless[asks] = decision
        return decision


def with_ticket(agent: Agent, ticket: Waiting, now: Instant) -> Agent:
    """The agent after they got a ticket."""
    in_channel = agent.loads.get(ticket.channel, 0) + ticket.weight
    return replace(
        agent,
        load=agent.load + ticket.weight,
        loads={**agent.loads, ticket.channel: in_channel},
        assigned=(*(at for at in agent.assigned if at > now - MINUTE), now),
    )


def place_of(
    *,
    pinned: bool,
    priority: str,
    since: Instant,
    id: TicketId,
    due: Instant | None = None,
    by_deadline: bool = False,
) -> Place:
    """Where a ticket stands: the higher priority first, then the older; by deadline what is due
    first before that, and last what has none.
    """
    later = (-rank(priority), since, id)
    if not by_deadline:
        return not pinned, *later
    return not pinned, float("inf") if due is None else due, *later


def _by_priority(ticket: Waiting) -> Place:
    return place_of(
        pinned=ticket.pinned, priority=ticket.priority, since=ticket.since, id=ticket.id
    )


def _by_deadline(ticket: Waiting) -> Place:
    return place_of(
        pinned=ticket.pinned,
        priority=ticket.priority,
        since=ticket.since,
        id=ticket.id,
        due=ticket.due,
        by_deadline=True,
    )
