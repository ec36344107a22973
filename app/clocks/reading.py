# SPDX-License-Identifier: Apache-2.0
"""What a clock says at an instant: how much is left, how near that is, and whether it rests."""

from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from sync_server.contract.clocks import (
    BREACH,
    GOING,
    RUNNING,
    Clock,
    Hours,
    HoursOf,
    due_at,
    reached_at,
    span_of,
    spent_at,
)
from sync_server.contract.ids import Instant

Level = Literal["comfortable", "at_risk", "nearly_late", "breached"]
"""How much of the target is used: before the first warn point, after it, after the second, all."""

Rest = Literal["", "status", "calendar"]
"""What holds a clock that goes: nothing, the ticket's status, or that nobody works at this hour."""

Place = tuple[int, int]
"""The order by time left: when a clock is due, and what is left of one that is not due."""

_UNDUE: Final = 2**62


class Reading(Struct, frozen=True, kw_only=True):
    """A clock at an instant.

    `left` is working time in microseconds, negative after the breach; `used` the part of the target
    that is spent. `due` is known while it runs, and `opens` while it rests for its calendar.
    """

    clock: Clock
    level: Level
    rest: Rest
    left: int
    used: float
    due: Instant | None = None
    opens: Instant | None = None


def read(clock: Clock, hours: Hours, now: Instant) -> Reading:
    """What a clock says at `now`; of one that has ended, what it said then."""
    spent = spent_at(clock, hours, now)
    opens = hours.next_open(now) if clock.state == RUNNING else None
    rest: Rest = ""
    if clock.state in GOING and clock.state != RUNNING:
        rest = "status"
    elif clock.state == RUNNING and opens != now:
        rest = "calendar"
    return Reading(
        clock=clock,
        level=level_of(clock, spent),
        rest=rest,
        left=clock.target - spent,
        used=spent / clock.target if clock.target > 0 else 1.0,
        due=due_at(clock, hours),
        opens=opens if rest == "calendar" else None,
    )


def level_of(clock: Clock, spent: int) -> Level:
    """How near a clock is to its target, or how far beyond, after `spent` of it."""
    if spent >= clock.target:
        return "breached"
    reached = sum(spent >= span_of(clock, point) for point in clock.alerts)
    return "comfortable" if not reached else "at_risk" if reached == 1 else "nearly_late"


def next_turn(clock: Clock, hours: Hours, now: Instant) -> Instant | None:
    """When a clock comes to its next level, if it runs and that is in sight."""
    spent = spent_at(clock, hours, now)
    for point in (*clock.alerts, BREACH):
        if span_of(clock, point) > spent:
            return reached_at(clock, hours, point)
    return None


def place_of(clock: Clock, hours: Hours) -> Place:
    """Where a clock stands among others by time left: it does not change while the clock runs."""
    due = due_at(clock, hours)
    return (_UNDUE, clock.target - clock.spent) if due is None else (due, 0)


def leading(clocks: Iterable[Clock], hours_of: HoursOf) -> Clock | None:
    """The clock that ends first: of those that run, else of those that rest."""
    going = (clock for clock in clocks if clock.state in GOING)
    return min(going, key=lambda each: place_of(each, hours_of(each.calendar)), default=None)


def place_among(clocks: Iterable[Clock], hours_of: HoursOf) -> Place:
    """Where a ticket stands among others by time left: one without a clock that goes comes last."""
    going = (clock for clock in clocks if clock.state in GOING)
    places = (place_of(clock, hours_of(clock.calendar)) for clock in going)
    return min(places, default=(_UNDUE, _UNDUE))
