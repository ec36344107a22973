# SPDX-License-Identifier: Apache-2.0
"""When a ticket that waits comes back, where nobody says else: both sides find the same instant."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import accumulate, islice
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sync_server.contract.entities import WORKSPACE, Calendar, Team, Workspace
from sync_server.contract.ids import Instant, TeamId

_SECOND: Final = 1_000_000
_DAY: Final = timedelta(days=1)
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK: Final = tuple(range(7))
_WORKING_WEEK: Final = tuple(range(5))
_USUAL: Final = Team(id=TeamId(""))
_UNKNOWN: Final = Workspace(id=WORKSPACE)


def usual_days(team: Team | None, status: str) -> int:
    """After how many working days a ticket of a team comes back from a status that waits."""
    return getattr(team or _USUAL, f"{status}_days", _USUAL.pending_days)


def wake_date(
    now: Instant, days: int, *, calendar: Calendar | None, workspace: Workspace | None
) -> Instant:
    """When work begins on the day that is `days` working days after today.

    Days are those of the calendar; of the workspace without one that is in force, or beyond what
    is known of it.
    """
    workspace = workspace or _UNKNOWN
    if calendar is not None and calendar.number:
        found = next(islice(_mornings(calendar, workspace, now), days - 1, None), None)
        if found is not None:
            return found
    zone, week = _zone(workspace.timezone), workspace.work_days or _WORKING_WEEK
    return next(islice(_weekly(now, zone, week, workspace.work_from), days - 1, None))


def _mornings(calendar: Calendar, workspace: Workspace, now: Instant) -> Iterator[Instant]:
    """When work begins on each working day of a calendar after today, as far as it is known."""
    zone = _zone(str(calendar.document.get("timezone", "")))
    if calendar.document.get("24x7"):
        yield from _weekly(now, zone, _WEEK, workspace.work_from)
        return
    begins, last = _beginnings(calendar.document), _day(now, zone)
    edges = [second * _SECOND for second in accumulate(calendar.open)]
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        day = max(_day(start, zone), last + _DAY)
        while day <= _day(end - 1, zone):
            begin = begins(day)
            at = None if begin is None else max(start, _instant(day, begin, zone))
            if at is not None and at < end:
                yield at
                last = day
            day += _DAY


def _beginnings(document: Mapping[str, Any]) -> Callable[[date], time | None]:
    """When the first hours of a day begin, by the document of a calendar; nothing on a day without
    any. What is open at midnight belongs to the day before, unless hours begin then.
    """
    week = [_first(document.get("hours", {}).get(day, ())) for day in _DAYS]
    others = {date.fromisoformat(day): None for day in document.get("holidays", ())} | {
        date.fromisoformat(day): _first(frames)
        for day, frames in document.get("overrides", {}).items()
    }
    return lambda day: others[day] if day in others else week[day.weekday()]


def _first(frames: Iterable[Sequence[str]]) -> time | None:
    clocks = (frame[0].partition(":") for frame in frames)
    return min((time(int(hour), int(minute)) for hour, _, minute in clocks), default=None)


def _weekly(now: Instant, zone: tzinfo, week: tuple[int, ...], minute: int) -> Iterator[Instant]:
    """A time of day on each of these days of the week after today, without an end."""
    day, clock = _day(now, zone), time(minute // 60 % 24, minute % 60)
    while True:
        day += _DAY
        if day.weekday() in week:
            yield _instant(day, clock, zone)


def _instant(day: date, clock: time, zone: tzinfo) -> Instant:
    return int(datetime.combine(day, clock, zone).timestamp()) * _SECOND


def _day(at: Instant, zone: tzinfo) -> date:
    return datetime.fromtimestamp(at // _SECOND, zone).date()


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    """The zone of that name; UTC where this computer does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
