# SPDX-License-Identifier: Apache-2.0
"""The lines of tickets that wait: of each team, those that ask for the same in the team's order.

Immutable. So who is next is known without a look at all that waits, and of those who ask for what
nobody can give now only the first is asked about.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Final

from msgspec import Struct
from pyrsistent import PMap, pmap

from sync_server.contract.clocks import due_at
from sync_server.contract.entities import Entity, Team, Ticket
from sync_server.contract.ids import TeamId
from sync_server.desk.promises import Promises
from sync_server.desk.queues import Queues, queue_of
from sync_server.domain.routing.line import Line, Place
from sync_server.domain.routing.queue import place_of
from sync_server.domain.routing.values import BY_DEADLINE

_NONE: Final[PMap[Any, Any]] = pmap()


class _OfTeam(Struct, frozen=True):
    """`by_deadline` says how they stand."""

    by_deadline: bool
    lines: PMap[Hashable, Line] = _NONE


class Lines:
    """The lines of every team."""

    def __init__(self, teams: Mapping[TeamId, _OfTeam] = _NONE) -> None:
        self._teams = teams

    @classmethod
    def load(cls, queues: Queues, promises: Promises, teams: Mapping[TeamId, Team]) -> "Lines":
        """The lines of all that waits."""
        every = {*teams, *queues.teams}
        return cls({id_: _lined_up(queues, promises, id_, teams.get(id_)) for id_ in every})

    def of(self, team: TeamId) -> Mapping[Hashable, Line]:
        """The lines of a team, by what is asked for in each."""
        known = self._teams.get(team)
        return _NONE if known is None else known.lines

    def with_changes(
        self, tickets: Iterable[tuple[Entity | None, Entity | None]], promises: Promises
    ) -> "Lines":
        """The lines after changes of tickets, before and after."""
        teams: dict[TeamId, _OfTeam] = {}
        for before, after in tickets:
            if not _stands_the_same(before, after):
                self._move(teams, before, promises, goes=True)
                self._move(teams, after, promises, goes=False)
        return Lines({**self._teams, **teams}) if teams else self

    def lined_up_anew(
        self, queues: Queues, promises: Promises, teams: Mapping[TeamId, Team], *, all_: bool
    ) -> "Lines":
        """The lines once teams stand in another order, or, for `all_`, are measured by other
        calendars.
        """
        found = dict(self._teams)
        for id_ in {*teams, *queues.teams, *found}:
            by_deadline, known = _by_deadline(teams.get(id_)), found.get(id_)
            if known is None or known.by_deadline != by_deadline or (all_ and by_deadline):
                found[id_] = _lined_up(queues, promises, id_, teams.get(id_))
        return Lines(found)

    def _move(
        self,
        teams: dict[TeamId, _OfTeam],
        ticket: Entity | None,
        promises: Promises,
        *,
        goes: bool,
    ) -> None:
        """Take a ticket out of its line, or put it there, among the teams that have changed."""
        id_ = queue_of(ticket)
        if id_ is None or not isinstance(ticket, Ticket):
            return
        known = teams.get(id_) or self._teams.get(id_) or _OfTeam(by_deadline=False)
        asks, place = _asks(ticket), _place(ticket, promises, by_deadline=known.by_deadline)
        line = known.lines.get(asks, Line())
        line = line.without(place) if goes else line.with_place(place)
        lines = known.lines.set(asks, line) if line else known.lines.discard(asks)
        teams[id_] = _OfTeam(known.by_deadline, lines)


def _lined_up(queues: Queues, promises: Promises, id_: TeamId, team: Team | None) -> _OfTeam:
    by_deadline = _by_deadline(team)
    places: dict[Hashable, list[Place]] = {}
    for ticket in queues.waiting(id_).values():
        place = _place(ticket, promises, by_deadline=by_deadline)
        places.setdefault(_asks(ticket), []).append(place)
    return _OfTeam(by_deadline, pmap({asks: Line.of(each) for asks, each in places.items()}))


def _by_deadline(team: Team | None) -> bool:
    return team is not None and team.order == BY_DEADLINE


def _stands_the_same(before: Entity | None, after: Entity | None) -> bool:
    return (
        isinstance(before, Ticket)
        and isinstance(after, Ticket)
        and queue_of(before) == queue_of(after)
        and before.clocks is after.clocks
        and _stands(before) == _stands(after)
        and _asks(before) == _asks(after)
    )


def _stands(ticket: Ticket) -> tuple[Any, ...]:
    return ticket.pinned, ticket.priority, ticket.opened_at


def _asks(ticket: Ticket) -> Hashable:
    """What a ticket asks of a queue. Since when is part of it where time lowers what it needs."""
    lowers = any(need.optional for need in ticket.needs)
    return (
        ticket.channel,
        ticket.priority,
        ticket.needs,
        ticket.asked,
        ticket.round_over_at,
        ticket.kept_back,
        ticket.queued_at if lowers else None,
    )


def _place(ticket: Ticket, promises: Promises, *, by_deadline: bool) -> Place:
    return place_of(
        pinned=ticket.pinned,
        priority=ticket.priority,
        since=ticket.opened_at,
        id=ticket.id,
        due=promises.first(ticket.clocks, due_at) if by_deadline else None,
        by_deadline=by_deadline,
    )
