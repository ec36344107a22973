# SPDX-License-Identifier: Apache-2.0
"""The clocks of a ticket: what a client and the server both read off them.

A clock is logged when it starts, stops, or gets another target, and not while it runs. So neither
when it is due nor how much is left is ever stored: both follow from the clock and the hours of its
calendar, here, the same way on both sides. The log of a ticket's clocks is their ledger.

Instants and spans are integer microseconds, UTC; a span is working time of the clock's calendar.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.ids import CalendarId, Instant, PolicyId

METRICS: Final = (
    "first_reply",
    "next_reply",
    "update",
    "resolution",
    "agent_work",
    "requester_wait",
)
"""What clocks measure. An open set: a client shows one that it does not know by its name."""

PAUSES: Final = {
    "update": ("pending",),
    "resolution": ("pending", "on_hold"),
    "agent_work": ("pending", "on_hold"),
    "requester_wait": ("pending",),
}
"""While what a clock rests where its policy says nothing; reply clocks never do."""

BREACH: Final = 100
"""The last point of every clock, in per cent of its target."""

RUNNING: Final = "running"
PAUSED: Final = "paused"
MET: Final = "met"
MISSED: Final = "missed"
STOPPED: Final = "stopped"
"""Ended without a verdict: the ticket was solved without a reply, merged, or has no such target."""

GOING: Final = frozenset({RUNNING, PAUSED})


class Hours(Protocol):
    """When a clock may run: the working time of one calendar."""

    def elapsed(self, start: Instant, end: Instant) -> int:
        """Working time from `start` to `end`; 0 when `end` is not after `start`."""

    def due(self, start: Instant, span: int) -> Instant | None:
        """When `span` of working time has passed after `start`, the first such instant.

        `None` when that lies beyond what is known of the calendar.
        """

    def next_open(self, at: Instant) -> Instant | None:
        """`at` itself within working time, else when work begins; `None` as for `due`."""


HoursOf = Callable[[CalendarId | None], Hours]
"""The hours of a calendar; those of `None` are always open."""


class Clock(Struct, frozen=True, array_like=True, gc=False):
    """One measurement of a ticket against a target.

    A ticket keeps the newest instance of each metric, and after it began the one before.

    `since` is when it came into its `state`, and `spent` what had run before that. `why` says what
    pauses or stopped it: a status, or "no_target"; of one that runs, that it had stopped. Without a
    `calendar` it always runs. `alerts` are the points that warn, in per cent of the target,
    ascending, without the breach; `fired` are those points, and `BREACH`, of which everybody has
    been told, but for what a target of today put off again. `late` are those of them that were told
    long after they were reached, because nobody was there to tell, and `acknowledged` those that
    somebody has seen to, maybe before the desk had told.
    `extended` is the part of the target that a person added, and `extension` the reason that they
    gave for it last.
    """

    metric: str
    instance: int
    state: str
    since: Instant
    spent: int
    target: int
    calendar: CalendarId | None = None
    policy: PolicyId | None = None
    alerts: tuple[int, ...] = ()
    fired: tuple[int, ...] = ()
    why: str = ""
    extended: int = 0
    extension: str = ""
    late: tuple[int, ...] = ()
    acknowledged: tuple[int, ...] = ()


def spent_at(clock: Clock, hours: Hours, now: Instant) -> int:
    """The working time that a clock has measured until `now`."""
    if clock.state != RUNNING:
        return clock.spent
    return clock.spent + hours.elapsed(clock.since, now)


def left_at(clock: Clock, hours: Hours, now: Instant) -> int:
    """The working time that is left of a clock's target at `now`: negative after the breach."""
    return clock.target - spent_at(clock, hours, now)


def due_at(clock: Clock, hours: Hours) -> Instant | None:
    """When a running clock is due. `None` while it does not run, or when that is not in sight.

    A clock whose target had passed already when it came to run was due at that instant.
    """
    return reached_at(clock, hours, BREACH)


def reached_at(clock: Clock, hours: Hours, point: int) -> Instant | None:
    """When a running clock reaches `point` per cent of its target; else as for `due_at`."""
    if clock.state != RUNNING:
        return None
    left = span_of(clock, point) - clock.spent
    return clock.since if left <= 0 else hours.due(clock.since, left)


def span_of(clock: Clock, point: int) -> int:
    """The working time after which a clock reaches a point."""
    return -(-clock.target * point // BREACH)


def points_left(clock: Clock) -> tuple[int, ...]:
    """The points that are to be told of, ascending: those after the last that was. None once the
    clock has ended.
    """
    if clock.state not in GOING:
        return ()
    last = max(clock.fired, default=0)
    return tuple(point for point in (*clock.alerts, BREACH) if point > last)


def next_point(clock: Clock, hours: Hours) -> tuple[int, Instant] | None:
    """The next point to tell of, and when: never outside working hours.

    What a clock has passed already when it comes to run is told when work begins.
    """
    left = points_left(clock)
    if clock.state != RUNNING or not left:
        return None
    at = reached_at(clock, hours, left[0])
    if at is not None and at == clock.since:
        at = hours.next_open(at)
    return None if at is None else (left[0], at)


def due_points(clock: Clock, hours: Hours, now: Instant) -> Iterator[tuple[int, Instant]]:
    """The points that are due at `now` and not told of yet, ascending, each with its instant."""
    while (following := next_point(clock, hours)) is not None and following[1] <= now:
        yield following
        clock = replace(clock, fired=(*clock.fired, following[0]))


def open_points(clock: Clock) -> tuple[int, ...]:
    """The points that were told of and that nobody has seen to, while that would still help."""
    if clock.state not in GOING:
        return ()
    return tuple(point for point in clock.fired if point not in clock.acknowledged)


def standing(clock: Clock, hours: Hours, now: Instant) -> Clock:
    """The clock with what it has told of its target of today.

    A target that was put off lets points lie ahead again that everybody was told of: they will be
    told of anew. Each is told once for an instance and its target, else the new deadline would pass
    in silence, and the alert of the old one stay beside a clock that is calm. That they had been
    told is in the log.
    """
    spent = spent_at(clock, hours, now)
    told = {*clock.fired, *clock.acknowledged}
    ahead = {point for point in told if span_of(clock, point) > spent}
    if clock.state not in GOING or not ahead:
        return clock
    return replace(
        clock,
        fired=_without(ahead, clock.fired),
        late=_without(ahead, clock.late),
        acknowledged=_without(ahead, clock.acknowledged),
    )


def _without(ahead: set[int], points: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(point for point in points if point not in ahead)


def extended(clocks: tuple[Clock, ...], metric: str, by: int, reason: str) -> tuple[Clock, ...]:
    """The clocks with `by` more working time in the one of a metric that goes, for a reason.

    What that puts off stays told of until `standing` takes it away.
    """
    return tuple(
        replace(clock, target=clock.target + by, extended=clock.extended + by, extension=reason)
        if clock.metric == metric and clock.state in GOING
        else clock
        for clock in clocks
    )


Reached = Callable[[Clock], Iterable[int]]
"""The points of a clock that may have been told of, though nobody has noted so."""


def reached_by(hours_of: HoursOf, now: Instant) -> Reached:
    """The points that clocks have reached at `now`: a window rings them by itself."""

    def points(clock: Clock) -> Iterator[int]:
        spent = spent_at(clock, hours_of(clock.calendar), now)
        return (point for point in points_left(clock) if span_of(clock, point) <= spent)

    return points


def acknowledged(
    clocks: tuple[Clock, ...],
    metric: str,
    instance: int,
    point: int | None,
    *,
    reached: Reached = lambda _: (),
) -> tuple[Clock, ...]:
    """The clocks once somebody has seen to what was told of one of them, up to a point.

    Somebody who names no point has seen the first that is open, and maybe no more. One that is
    `reached` and seen before it was noted as told will be open to nobody then.
    """
    return tuple(
        _seen(clock, point, reached)
        if (clock.metric, clock.instance) == (metric, instance)
        else clock
        for clock in clocks
    )


def _seen(clock: Clock, point: int | None, reached: Reached) -> Clock:
    open_ = open_points(clock)
    if point is None:
        seen = open_[:1]
    else:
        rung = (each for each in reached(clock) if each not in clock.acknowledged)
        seen = tuple(each for each in (*open_, *rung) if each <= point)
    if not seen:
        return clock
    return replace(clock, acknowledged=tuple(sorted((*clock.acknowledged, *seen))))


class _Always:
    """Around the clock."""

    def elapsed(self, start: Instant, end: Instant) -> int:
        return max(0, end - start)

    def due(self, start: Instant, span: int) -> Instant | None:
        return start + span

    def next_open(self, at: Instant) -> Instant | None:
        return at


ALWAYS: Final[Hours] = _Always()
"""The hours of a clock without a calendar."""
