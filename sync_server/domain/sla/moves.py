# SPDX-License-Identifier: Apache-2.0
"""The moves of one clock: start, pause, run again, end, another target, more time.

A machine's clock may be set back. No move is dated before the one before it: else what passed once
would be measured twice when the clock is right again.
"""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.clocks import (
    GOING,
    MET,
    MISSED,
    PAUSED,
    RUNNING,
    STOPPED,
    Clock,
    Hours,
    HoursOf,
    due_points,
    spent_at,
    standing,
)
from sync_server.contract.ids import CalendarId, Instant, PolicyId

LATE_AFTER: Final = 60_000_000
"""What is told by more than this after its time, in microseconds, is late."""

NO_TARGET: Final = "no_target"
"""Why a clock stopped: no policy promises this to the ticket any more."""


class Term(Struct, frozen=True, kw_only=True):
    """What is promised to one ticket in one metric.

    `target` is working time of `calendar`, in microseconds. The clock pauses while the ticket's
    status is one of `pauses`. `ended_by` are the kinds of message that count as an answer: "reply",
    "note" or "call". With `on_ours` the first reply is also promised for tickets that we opened.
    """

    target: int
    calendar: CalendarId | None = None
    policy: PolicyId | None = None
    alerts: tuple[int, ...] = (75, 90)
    pauses: frozenset[str] = frozenset()
    ended_by: frozenset[str] = frozenset({"reply"})
    on_ours: bool = False


def started(metric: str, instance: int, term: Term, at: Instant) -> Clock:
    """A clock that begins to run."""
    return Clock(
        metric=metric,
        instance=instance,
        state=RUNNING,
        since=at,
        spent=0,
        target=term.target,
        calendar=term.calendar,
        policy=term.policy,
        alerts=term.alerts,
    )


def paused(clock: Clock, hours_of: HoursOf, at: Instant, why: str) -> Clock:
    """The clock at rest, to run again. One that rests already has another reason from now on."""
    if clock.state == PAUSED:
        return clock if clock.why == why else replace(clock, why=why)
    if clock.state != RUNNING:
        return clock
    return _at_rest(clock, hours_of, at, state=PAUSED, why=why)


def running(clock: Clock, at: Instant) -> Clock:
    """The clock running on from what it had spent, whatever it did before."""
    if clock.state == RUNNING:
        return clock
    return replace(clock, state=RUNNING, since=max(at, clock.since), why="")


def answered(clock: Clock, hours_of: HoursOf, at: Instant) -> Clock:
    """The clock ended by what it waited for: met within its target, else missed."""
    if clock.state not in GOING:
        return clock
    over = _at_rest(clock, hours_of, at, state=MET)
    return over if over.spent <= over.target else replace(over, state=MISSED)


def stopped(clock: Clock, hours_of: HoursOf, at: Instant, why: str) -> Clock:
    """The clock ended without a verdict."""
    if clock.state not in GOING:
        return clock
    return _at_rest(clock, hours_of, at, state=STOPPED, why=why)


def retargeted(clock: Clock, hours_of: HoursOf, at: Instant, term: Term) -> Clock:
    """The clock with another promise: what was spent stays spent, counted by the hours so far.

    What a person added to the target is kept. A point that it has passed already under the new
    target is reached now; one that lies ahead again is told of anew.
    """
    target = term.target + clock.extended
    if (clock.target, clock.calendar, clock.policy, clock.alerts) == (
        target,
        term.calendar,
        term.policy,
        term.alerts,
    ):
        return clock
    if clock.state == RUNNING:
        spent = spent_at(clock, hours_of(clock.calendar), at)
        clock = replace(clock, spent=spent, since=max(at, clock.since))
    new = replace(
        clock, target=target, calendar=term.calendar, policy=term.policy, alerts=term.alerts
    )
    return standing(new, hours_of(new.calendar), at)


def aimed(clock: Clock, term: Term | None) -> Clock:
    """A clock with the target and the points of a promise; without one it tells of nothing."""
    if term is None:
        return replace(clock, state=STOPPED, why=NO_TARGET)
    return replace(clock, target=term.target + clock.extended, alerts=term.alerts)


def told(clock: Clock, hours: Hours, now: Instant) -> Clock:
    """The clock after everybody has been told of all points that are due at `now`.

    Each is told once; what was reached while nobody told is marked as late.
    """
    due = dict(due_points(clock, hours, now))
    if not due:
        return clock
    late = (point for point, at in due.items() if now - at > LATE_AFTER)
    return replace(clock, fired=tuple(sorted({*clock.fired, *due})), late=(*clock.late, *late))


def taken_back(clock: Clock, at: Instant) -> Clock:
    """The clock as if the reply of instant `at` had never ended it."""
    if clock.state in (MET, MISSED) and clock.since == at:
        return replace(clock, state=RUNNING)
    return clock


def _at_rest(clock: Clock, hours_of: HoursOf, at: Instant, *, state: str, why: str = "") -> Clock:
    spent = spent_at(clock, hours_of(clock.calendar), at)
    return replace(clock, state=state, since=max(at, clock.since), spent=spent, why=why)
