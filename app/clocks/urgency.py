# SPDX-License-Identifier: Apache-2.0
"""Which tickets are at risk or late, as time passes: found without a look at all of them."""

from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import Final

from app.clocks.reading import Level, level_of, next_turn
from sync_server.contract.clocks import RUNNING, Clock, HoursOf, spent_at
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, TicketId

LEVELS: Final[tuple[Level, ...]] = ("comfortable", "at_risk", "nearly_late", "breached")
"""From far to late."""

_AT_RISK: Final = frozenset({"at_risk", "nearly_late"})

_ROOM: Final = 64
"""Turns of the past that the heap may hold beside as many that count."""


class Urgency:
    """How near each ticket is to being late: the level of the worst of its running clocks.

    Of each ticket the next turn is known, so that a look at the time costs as much as there are
    tickets that turned. A clock whose end is not in sight is looked at again when it changes.
    """

    def __init__(self, get: Callable[[TicketId], Ticket | None], hours_of: HoursOf) -> None:
        self._get = get
        self._hours_of = hours_of
        self._levels: dict[TicketId, Level] = {}
        self._running: dict[TicketId, tuple[Clock, ...]] = {}
        """The clocks of the tickets of which one runs, as they were filed."""
        self._turns: dict[TicketId, Instant] = {}
        self._heap: list[tuple[Instant, TicketId]] = []

    def level(self, id: TicketId) -> Level:
        """The level of a ticket; one without a running clock has all the time in the world."""
        return self._levels.get(id, "comfortable")

    def is_at_risk(self, id: TicketId) -> bool:
        """Whether a warn point of a ticket is passed, and its target is not yet."""
        return self.level(id) in _AT_RISK

    @property
    def pressing(self) -> Mapping[TicketId, Level]:
        """The tickets that are at risk or late."""
        return self._levels

    @property
    def running(self) -> frozenset[TicketId]:
        """The tickets with a running clock."""
        return frozenset(self._running)

    @property
    def next_at(self) -> Instant | None:
        """When the level of the next ticket turns."""
        while self._heap and self._turns.get(self._heap[0][1]) != self._heap[0][0]:
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def clear(self) -> None:
        """All tickets will be filed anew."""
        self._levels.clear()
        self._running.clear()
        self._turns.clear()
        self._heap.clear()

    def file(self, id: TicketId, ticket: Ticket | None, now: Instant) -> bool:
        """A ticket is now this, or gone. Whether its level differs."""
        if ticket is not None and self._running.get(id) == ticket.clocks:
            return False  # something else of it differs: what time does is `take`'s to say
        return self._file(id, ticket, now)

    def file_anew(self, id: TicketId, now: Instant) -> bool:
        """A calendar differs, or the clock was set back. Whether the level of a ticket differs."""
        return self._file(id, self._get(id), now)

    def _file(self, id: TicketId, ticket: Ticket | None, now: Instant) -> bool:
        running = [] if ticket is None else [each for each in ticket.clocks if _runs(each)]
        if not running:
            self._running.pop(id, None)
            self._turns.pop(id, None)
            return self._levels.pop(id, None) is not None
        assert ticket is not None
        self._running[id] = ticket.clocks
        self._note(id, self._turn(running, now))
        level = max((self._level(clock, now) for clock in running), key=LEVELS.index)
        before = self.level(id)
        if level == "comfortable":
            self._levels.pop(id, None)
        else:
            self._levels[id] = level
        return level != before

    def take(self, now: Instant) -> list[TicketId]:
        """Time has passed: those whose level differs since."""
        turned: list[TicketId] = []
        while (at := self.next_at) is not None and at <= now:
            _, id = heappop(self._heap)
            del self._turns[id]
            if self.file_anew(id, now):
                turned.append(id)
        return turned

    def _level(self, clock: Clock, now: Instant) -> Level:
        return level_of(clock, spent_at(clock, self._hours_of(clock.calendar), now))

    def _turn(self, running: Iterable[Clock], now: Instant) -> Instant | None:
        """When the first of the clocks comes to its next level."""
        turns = (next_turn(each, self._hours_of(each.calendar), now) for each in running)
        return min((turn for turn in turns if turn is not None), default=None)

    def _note(self, id: TicketId, turn: Instant | None) -> None:
        if turn is None:
            self._turns.pop(id, None)
        elif self._turns.get(id) != turn:
            self._turns[id] = turn
            heappush(self._heap, (turn, id))
        if len(self._heap) > 2 * len(self._turns) + _ROOM:
            self._heap = [(at, id) for id, at in self._turns.items()]
            heapify(self._heap)


def _runs(clock: Clock) -> bool:
    return clock.state == RUNNING
