# SPDX-License-Identifier: Apache-2.0
"""Queues: the tickets that agents have in hand and those that wait for one, as of one seq.

Immutable: a change makes new queues, of which all but the parts that it concerns are the old ones,
at a cost that does not grow with what waits: there may be 100,000 tickets in one queue. So what an
agent carries is not counted anew while their tickets stay the same.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeGuard

from msgspec import Struct
from msgspec.structs import replace
from pyrsistent import PMap, pmap

from sync_server.contract.entities import Agent, Availability, Entity, Skill, Ticket, Workspace
from sync_server.contract.ids import AgentId, SkillId, TeamId, TicketId
from sync_server.domain.lifecycle import OUR_TURN
from sync_server.domain.routing.values import Agent as Hand
from sync_server.store.engines import Connection
from sync_server.store.open_tickets import open_tickets
from sync_server.store.rows import AllRows

QUEUE_KINDS: Final = frozenset({"ticket", "availability", "skill"})

Tickets = Mapping[TicketId, Ticket]

_NO_TICKETS: Final[PMap[TicketId, Ticket]] = pmap()
_NOBODY: Final[PMap[Any, Any]] = pmap()


class _Parts(Struct, frozen=True):
    in_hand: PMap[AgentId, PMap[TicketId, Ticket]] = _NOBODY
    waiting: PMap[TeamId, PMap[TicketId, Ticket]] = _NOBODY
    availabilities: PMap[AgentId, Availability] = _NOBODY
    disabled: frozenset[SkillId] = frozenset()


class _Counted(Struct, frozen=True):
    """A hand, and what it was counted from."""

    of: tuple[Any, ...]
    hand: Hand


class Queues:
    """What routing knows beside the roster."""

    def __init__(
        self, parts: _Parts | None = None, counted: dict[AgentId, _Counted] | None = None
    ) -> None:
        self._parts = parts or _Parts()
        # Shared with all later queues: an entry says itself what it holds of.
        self._counted = {} if counted is None else counted

    @classmethod
    def load(cls, rows: AllRows, connection: Connection) -> "Queues":
        """The queues as the connection's transaction sees them."""
        in_hand: dict[AgentId, dict[TicketId, Ticket]] = {}
        waiting: dict[TeamId, dict[TicketId, Ticket]] = {}
        for ticket in open_tickets(connection):
            if (holder := holder_of(ticket)) is not None:
                in_hand.setdefault(holder, {})[ticket.id] = ticket
            elif (queue := queue_of(ticket)) is not None:
                waiting.setdefault(queue, {})[ticket.id] = ticket
        availabilities = {row.id: row for row in rows[Availability.kind].every(connection)}
        disabled = {row.id for row in rows[Skill.kind].every(connection) if row.disabled}
        return cls(
            _Parts(
                pmap({holder: pmap(tickets) for holder, tickets in in_hand.items()}),
                pmap({team: pmap(tickets) for team, tickets in waiting.items()}),
                pmap(availabilities),
                frozenset(disabled),
            )
        )

    def with_changes(
        self, changes: Iterable[tuple[str, str, Entity | None, Entity | None]]
    ) -> "Queues":
        """The queues after `(kind, id, before, after)` of queue kinds."""
        parts = self._parts
        for _, id_, before, after in changes:
            if isinstance(before or after, Ticket):
                parts = _moved(parts, before, after)
            elif isinstance(after, Availability):
                known = parts.availabilities.set(AgentId(id_), after)
                parts = replace(parts, availabilities=known)
            elif isinstance(after, Skill):
                others = parts.disabled - {after.id}
                parts = replace(parts, disabled=others | {after.id} if after.disabled else others)
        return Queues(parts, self._counted)

    @property
    def parts(self) -> object:
        """All that is in them, to be compared."""
        return self._parts

    def find(self, kind: str, id_: str) -> Entity | None:
        """A row as the queues have it, where its id alone is known."""
        if kind == Availability.kind:
            return self._parts.availabilities.get(AgentId(id_))
        buckets = (*self._parts.in_hand.values(), *self._parts.waiting.values())
        return next((each[TicketId(id_)] for each in buckets if id_ in each), None)

    def waiting(self, team: TeamId) -> Tickets:
        """The tickets of a team that are ours to work on and that nobody has."""
        return self._parts.waiting.get(team, _NO_TICKETS)

    @property
    def teams(self) -> Iterable[TeamId]:
        """The teams in whose queue something waits."""
        return self._parts.waiting.keys()

    def in_hand(self, agent: AgentId) -> Tickets:
        """The tickets that are an agent's to work on now, or that they are asked to take."""
        return self._parts.in_hand.get(agent, _NO_TICKETS)

    def availability(self, agent: AgentId) -> Availability:
        """Whether an agent takes work. Who never said anything does not."""
        return self._parts.availabilities.get(agent) or Availability(id=agent)

    def counts(self, skill: SkillId) -> bool:
        """Whether a skill is asked for."""
        return skill not in self._parts.disabled

    def hand(self, agent: Agent, workspace: Workspace) -> Hand:
        """An agent as routing sees them, with what they carry."""
        tickets = self.in_hand(agent.id)
        of = (agent, tickets, self._parts.availabilities.get(agent.id), workspace)
        known = self._counted.get(agent.id)
        if known is None or any(was is not is_ for was, is_ in zip(known.of, of, strict=True)):
            known = _Counted(of, _hand(agent, tickets, self.availability(agent.id), workspace))
            self._counted[agent.id] = known
        return known.hand


def weight_of(ticket: Ticket, workspace: Workspace) -> int:
    """How much a ticket counts."""
    in_channel = workspace.channel_weights.get(ticket.channel, 1)
    return in_channel * workspace.priority_weights.get(ticket.priority, 1)


def is_ours(ticket: Entity | None) -> TypeGuard[Ticket]:
    """Whether a ticket is there and ours to work on."""
    return isinstance(ticket, Ticket) and ticket.status in OUR_TURN and not ticket.archived


def holder_of(ticket: Entity | None) -> AgentId | None:
    """Who has a ticket in hand, or is asked to take it."""
    return ticket.assignee or ticket.offered_to if is_ours(ticket) else None


def queue_of(ticket: Entity | None) -> TeamId | None:
    """The team in whose queue a ticket waits for somebody."""
    return ticket.team if is_ours(ticket) and holder_of(ticket) is None else None


def _moved(parts: _Parts, before: Entity | None, after: Entity | None) -> _Parts:
    in_hand, waiting = parts.in_hand, parts.waiting
    if is_ours(before):
        if (holder := holder_of(before)) is not None:
            in_hand = _without(in_hand, holder, before)
        elif before.team is not None:
            waiting = _without(waiting, before.team, before)
    if is_ours(after):
        if (holder := holder_of(after)) is not None:
            in_hand = _with(in_hand, holder, after)
        elif after.team is not None:
            waiting = _with(waiting, after.team, after)
    if in_hand is parts.in_hand and waiting is parts.waiting:
        return parts
    return replace(parts, in_hand=in_hand, waiting=waiting)


def _with(buckets: PMap[Any, Any], key: str, ticket: Ticket) -> PMap[Any, Any]:
    return buckets.set(key, buckets.get(key, _NO_TICKETS).set(ticket.id, ticket))


def _without(buckets: PMap[Any, Any], key: str, ticket: Ticket) -> PMap[Any, Any]:
    left = buckets.get(key, _NO_TICKETS).discard(ticket.id)
    return buckets.set(key, left) if left else buckets.discard(key)


def _hand(agent: Agent, tickets: Tickets, availability: Availability, workspace: Workspace) -> Hand:
    loads: dict[str, int] = {}
    for ticket in tickets.values():
        weight = weight_of(ticket, workspace)
        loads[ticket.channel] = loads.get(ticket.channel, 0) + weight
    return Hand(
        id=agent.id,
        cap=agent.capacity,
        caps=agent.capacities,
        skills={str(skill): level for skill, level in agent.skills.items()},
        load=sum(loads.values()),
        loads=loads,
        availability=availability.state,
        reachable=availability.reachable,
        assigned=availability.given,
    )
