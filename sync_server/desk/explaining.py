# SPDX-License-Identifier: Apache-2.0
"""What the router would do now, who could get something, and whom a ticket concerns.

Read out of what the desk holds in memory: nothing is decided here, and nothing changes.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from sync_server.contract.entities import Agent, Membership, Team, Ticket
from sync_server.contract.ids import AgentId, Instant, TeamId
from sync_server.contract.queries import (
    AgentPlace,
    DeliveryTrace,
    ExplainRouting,
    Matrix,
    Move,
    PreviewRedistribution,
    Recipient,
    Redistribution,
    RoutingNow,
    TeamMatrix,
    TraceDelivery,
)
from sync_server.contract.routes import Route
from sync_server.desk.commands.supervising import AT_ONCE
from sync_server.desk.desk import Desk
from sync_server.desk.memory import Memory
from sync_server.desk.roster import works
from sync_server.desk.sharing import Sharing, route_of, shares_out
from sync_server.domain.routing.decision import decide
from sync_server.domain.routing.queue import drain
from sync_server.domain.sight import WORKERS
from sync_server.environment import Environment

NOT_BY_VERSION: Final = 0
"""The version in a decision that is never made: it is that of now."""


def route_now(memory: Memory, ticket: Ticket, now: Instant) -> Route | None:
    """The decision about a ticket as if nobody had it; `None` for one without a team."""
    team = None if ticket.team is None else memory.roster.teams.get(ticket.team)
    if team is None:
        return None
    free = replace(ticket, assignee=None, offered_to=None)
    sharing = Sharing(_without(memory, ticket, free), now)
    waiting = sharing.waiting(free, team)
    queue = sharing.queue(team, NOT_BY_VERSION)
    return route_of(decide(waiting, sharing.hands(team), queue, now), team, free, waiting)


def explain_routing(memory: Memory, ticket: Ticket, now: Instant) -> RoutingNow:
    """The same as it travels."""
    route = route_now(memory, ticket, now)
    told = None if route is None else msgspec.to_builtins(route)
    return RoutingNow(route=told, queued_at=ticket.queued_at)


def team_matrix(memory: Memory, team: TeamId, now: Instant) -> Matrix:
    """Everybody in a team, and what keeps tickets from them."""
    row, roster = memory.roster.teams.get(team), memory.roster
    if row is None:
        return Matrix()
    sharing = Sharing(memory, now)
    places = [
        _place(memory, sharing, roster.agents[agent], row)
        for agent in sorted(roster.members(team))
        if agent in roster.agents
    ]
    return Matrix(places=tuple(places), waiting=len(memory.queues.waiting(team)))


def preview_redistribution(memory: Memory, agent: AgentId, now: Instant) -> Redistribution:
    """Where the tickets of an agent would go, those of a team in the order of its queue."""
    held = [t for t in memory.queues.in_hand(agent).values() if t.assignee == agent]
    held.sort(key=lambda ticket: (-ticket.updated_at, ticket.id))
    teams: dict[TeamId | None, list[Ticket]] = {}
    for ticket in held[:AT_ONCE]:
        teams.setdefault(ticket.team, []).append(ticket)
    for ticket in held[:AT_ONCE]:
        free = replace(ticket, assignee=None, queued_at=now, last_owner=None, asked=(agent,))
        memory = _without(memory, ticket, free)
    sharing = Sharing(memory, now)
    moves = [
        move
        for team, tickets in teams.items()
        for move in _moves(memory, sharing, team, tickets, agent=agent, now=now)
    ]
    return Redistribution(moves=tuple(moves))


def trace_delivery(memory: Memory, ticket: Ticket, told: DeliveryTrace) -> DeliveryTrace:
    """Everybody whom a ticket concerns or who was told of it, with what the database knows."""
    known = {each.agent: each for each in told.recipients}
    concerns = dict(_concerns(memory, ticket))
    for agent, each in known.items():
        if each.mails:
            concerns.setdefault(agent, "former")
    return DeliveryTrace(
        recipients=tuple(
            replace(
                known.get(agent, Recipient(agent=agent, concern=concern)),
                concern=concern,
                reachable=memory.queues.availability(agent).reachable,
            )
            for agent, concern in concerns.items()
            if agent in memory.roster.agents and not memory.roster.agents[agent].disabled
        )
    )


def _concerns(memory: Memory, ticket: Ticket) -> Mapping[AgentId, str]:
    team = [] if ticket.team is None else sorted(memory.roster.members(ticket.team))
    found: dict[AgentId, str] = {}
    for concern, agents in (
        ("owner", [ticket.assignee]),
        ("offered", [ticket.offered_to]),
        ("mentioned", ticket.mentioned),
        ("follower", ticket.followers),
        ("team", team),
    ):
        for agent in agents:
            if agent is not None:
                found.setdefault(agent, concern)
    return found


def _moves(
    memory: Memory,
    sharing: Sharing,
    team: TeamId | None,
    tickets: list[Ticket],
    *,
    agent: AgentId,
    now: Instant,
) -> Iterator[Move]:
    row = None if team is None else memory.roster.teams.get(team)
    if not shares_out(row):
        yield from (Move(ticket=ticket.id, reason="manual_pull") for ticket in tickets)
        return
    free = [replace(each, queued_at=now, last_owner=None, asked=(agent,)) for each in tickets]
    waiting = {each.id: sharing.waiting(each, row) for each in free}
    queue = sharing.queue(row, NOT_BY_VERSION)
    for decision in drain(waiting.values(), sharing.hands(row), queue, now):
        if decision.winner is not None:
            sharing.give(decision.winner, waiting[decision.ticket])
        yield Move(ticket=decision.ticket, to=decision.winner, reason=decision.reason)


def _place(memory: Memory, sharing: Sharing, agent: Agent, team: Team) -> AgentPlace:
    hand = sharing.hand(agent, team)
    return AgentPlace(
        agent=agent.id,
        lacks=_lacks(agent, memory.roster.membership(agent.id, team.id)),
        state=hand.availability,
        reachable=hand.reachable,
        back_at=hand.back_at,
        working=hand.working,
        works_at=hand.works_at,
        load=hand.load,
        capacity=hand.cap,
        loads=dict(hand.loads),
        capacities=dict(hand.caps),
        skills=agent.skills,
    )


def _lacks(agent: Agent, place: Membership | None) -> str:
    if agent.disabled:
        return "access"
    if agent.role not in WORKERS:
        return "role"
    return "" if works(place) else "level"


def _without(memory: Memory, ticket: Ticket, free: Ticket) -> Memory:
    """The memory in which nobody has a ticket."""
    queues = memory.queues.with_changes([(Ticket.kind, ticket.id, ticket, free)])
    return replace(memory, queues=queues)


class Explanations:
    """Answers queries out of the memory that a desk has at the moment."""

    def __init__(self, desk: Desk, environment: Environment) -> None:
        self._desk = desk
        self._environment = environment

    async def routing(self, _: AgentId, _query: ExplainRouting, seen: Ticket) -> RoutingNow:
        """What the router would do with a ticket."""
        return explain_routing(self._desk.memory, seen, self._environment.now_us())

    async def matrix(self, _: AgentId, query: TeamMatrix, _seen: Matrix) -> Matrix:
        """Who of a team may get something."""
        return team_matrix(self._desk.memory, query.team, self._environment.now_us())

    async def redistribution(
        self, _: AgentId, query: PreviewRedistribution, _seen: Redistribution
    ) -> Redistribution:
        """Where the tickets of an agent would go."""
        return preview_redistribution(self._desk.memory, query.agent, self._environment.now_us())

    async def delivery(
        self, _: AgentId, _query: TraceDelivery, seen: tuple[Ticket, DeliveryTrace]
    ) -> DeliveryTrace:
        """Whom a ticket concerns, and what they were told."""
        ticket, told = seen
        return trace_delivery(self._desk.memory, ticket, told)
