# SPDX-License-Identifier: Apache-2.0
"""The ledger: how a ticket's clocks ran, segment by segment, out of what the log says of them."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.clocks import GOING, MET, MISSED, RUNNING, STOPPED, Clock, HoursOf
from sync_server.contract.ids import CalendarId, Instant, PolicyId

State = tuple[Instant, tuple[Clock, ...]]
"""A ticket's clocks as the log has them since an instant."""


class Segment(Struct, frozen=True, kw_only=True):
    """A stretch of time through which a clock ran, or rested.

    `state` is "running" or "paused", and `why` names the status that paused it. `worked` is the
    working time that the clock measured in it, `target` what was promised meanwhile; both in
    microseconds. `end` is `None` while it lasts. `verdict` is how the clock ended with it.
    """

    metric: str
    instance: int
    state: str
    start: Instant
    end: Instant | None = None
    worked: int = 0
    target: int = 0
    calendar: CalendarId | None = None
    policy: PolicyId | None = None
    why: str = ""
    verdict: str = ""


def segments(states: Iterable[State], hours_of: HoursOf, *, now: Instant) -> list[Segment]:
    """Every segment, in the order in which they began.

    `states` come in the order of the log. What lasts at `now` is measured up to then.
    """
    done: list[Segment] = []
    last: dict[tuple[str, int], tuple[Clock, Segment | None]] = {}
    for at, clocks in states:
        seen = {(clock.metric, clock.instance): clock for clock in clocks}
        for key in [key for key in last if key not in seen and last[key][0].state in GOING]:
            # A reply was taken back, and with it what it had begun.
            del last[key]
        for key, clock in seen.items():
            before, going = last.get(key, (None, None))
            if before is not None and not _turns(before, clock):
                last[key] = (clock, going)
                continue
            if before is not None and _never_stopped(before, clock):
                going = _taken_up(done, key)
                if going is not None and _goes_on(going, clock):
                    last[key] = (clock, going)
                    continue
            turn = clock.since if before is None else _turn(before, clock, at)
            if going is not None:
                done.append(_ended(going, clock, turn, hours_of))
            last[key] = (clock, _begun(clock, turn) if clock.state in GOING else None)
    open_ = (
        replace(going, worked=_worked(going, hours_of, now))
        for _, going in last.values()
        if going is not None
    )
    return sorted((*done, *open_), key=lambda segment: segment.start)


def _never_stopped(before: Clock, clock: Clock) -> bool:
    """Whether a clock is as if it had not stopped: its ticket came out of another one again."""
    has_moved = clock.since < before.since or clock.spent > before.spent
    return before.state == STOPPED and (has_moved or clock.state in (MET, MISSED))


def _taken_up(done: list[Segment], key: tuple[str, int]) -> Segment | None:
    """The segment with which a clock had stopped, which is not over any more."""
    mine = (each for each in reversed(done) if (each.metric, each.instance) == key)
    last = next(mine, None)
    if last is None or last.verdict != STOPPED:
        return None
    done.remove(last)
    return replace(last, end=None, worked=0, verdict="")


def _goes_on(segment: Segment, clock: Clock) -> bool:
    """Whether a clock is in the midst of a segment."""
    return (segment.state, segment.why) == (
        clock.state,
        _why(clock),
    ) and clock.since <= segment.start


def _turns(before: Clock, clock: Clock) -> bool:
    """Whether a new segment begins: another state, another reason, or another promise running."""
    return (before.state, before.since, before.why) != (clock.state, clock.since, clock.why)


def _turn(before: Clock, clock: Clock, at: Instant) -> Instant:
    """When it begins. A pause that goes on for another reason keeps its `since`."""
    if (before.state, before.since) == (clock.state, clock.since):
        return at
    return clock.since


def _begun(clock: Clock, at: Instant) -> Segment:
    return Segment(
        metric=clock.metric,
        instance=clock.instance,
        state=clock.state,
        start=at,
        target=clock.target,
        calendar=clock.calendar,
        policy=clock.policy,
        why=_why(clock),
    )


def _why(clock: Clock) -> str:
    """What pauses it."""
    return "" if clock.state == RUNNING else clock.why


def _ended(segment: Segment, clock: Clock, at: Instant, hours_of: HoursOf) -> Segment:
    """A segment that is over because its clock has come into another state."""
    verdict = "" if clock.state in GOING else clock.state
    return replace(segment, end=at, worked=_worked(segment, hours_of, at), verdict=verdict)


def _worked(segment: Segment, hours_of: HoursOf, until: Instant) -> int:
    if segment.state != RUNNING:
        return 0
    return hours_of(segment.calendar).elapsed(segment.start, until)
