# SPDX-License-Identifier: Apache-2.0
"""Holidays out of an iCalendar file, whoever wrote it, in bounded time.

Events of whole days are holidays; those of a part of a day are breaks, in the zone of the calendar
that takes them. An event that recurs is followed through the asked for dates and no further.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar
from msgspec import Struct

from sync_server.contract.queries import CALENDAR_FILE_BYTES
from sync_server.desk.holidays.found import Holidays, Minutes
from sync_server.domain.calendar import CalendarError
from sync_server.domain.calendar.recurrence import Recurrence, RecurrenceError, read_recurrence

MOST_EVENTS: Final = 2_000
MOST_DATES: Final = 5_000
MOST_SEARCHED: Final = 2_000_000
"""Days that all events of a file may have looked at."""
LONGEST: Final = timedelta(days=366)
"""One event, and the dates of a file ahead of it that may still reach into those asked for."""
PATH: Final = "ical"
NO_CALENDAR: Final = "the file is no calendar that can be read"

_LETTERS: Final = 200
_DAY: Final = timedelta(days=1)
_WHOLE: Final = (0, 24 * 60)
_UNREADABLE: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What a reader of files raises for one that was written to break it."""


class _Event(Struct, frozen=True):
    """One event: when it first begins (a date, or an instant of a zone), and how long it takes."""

    name: str
    uid: str
    start: date
    begins: date
    length: timedelta
    rules: tuple[Recurrence, ...]
    also: frozenset[date]
    never: frozenset[date]
    instead_of: date | None

    def at(self, day: date) -> date:
        """Its beginning on a day: by the clock of its own zone, whatever that does meanwhile."""
        if isinstance(self.begins, datetime):
            return datetime.combine(day, self.begins.timetz())
        return day


def read_ical(data: bytes, *, timezone: str, first: date, last: date) -> Holidays:
    """The holidays of a file from `first` to `last`. Raises `CalendarError`, and nothing else."""
    if len(data) > CALENDAR_FILE_BYTES:
        raise CalendarError(PATH, f"the file is larger than {CALENDAR_FILE_BYTES // 2**20} MB")
    try:
        events = [_event(each) for each in _events(data)]
    except CalendarError:
        raise
    except _UNREADABLE as error:
        raise CalendarError(PATH, NO_CALENDAR) from error
    if sum(_cost(event, first, last) for event in events) > MOST_SEARCHED:
        raise CalendarError(PATH, "the events of the file recur too often")
    return _gathered(events, ZoneInfo(timezone), first, last)


def _gathered(events: list[_Event], zone: ZoneInfo, first: date, last: date) -> Holidays:
    days: dict[date, str] = {}
    parts: defaultdict[date, set[Minutes]] = defaultdict(set)
    for name, day, part in _taken(events, zone, first, last):
        if part == _WHOLE:
            days.setdefault(day, name)
        else:
            parts[day].add(part)
        if len(days) + len(parts) > MOST_DATES:
            raise CalendarError(PATH, f"the file has more than {MOST_DATES:,} dates")
    return Holidays(
        days, {day: tuple(sorted(each)) for day, each in parts.items() if day not in days}
    )


def _taken(
    events: list[_Event], zone: ZoneInfo, first: date, last: date
) -> Iterator[tuple[str, date, Minutes]]:
    """Each date from `first` to `last` that an event takes, with its name and the part it takes."""
    moved = {(event.uid, event.instead_of) for event in events if event.instead_of is not None}
    for event in events:
        for begins in _beginnings(event, first - LONGEST, last):
            if event.instead_of is None and (event.uid, _day_of(begins)) in moved:
                continue
            for day, part in _shares(begins, event.length, zone):
                if first <= day <= last:
                    yield event.name, day, part


def _events(data: bytes) -> list[Any]:
    """The events of all calendars of a file that take place."""
    calendars = Calendar.from_ical(data, multiple=True)
    if not any(each.name == "VCALENDAR" for each in calendars):
        raise CalendarError(PATH, NO_CALENDAR)
    found = [event for each in calendars for event in each.walk("VEVENT")]
    if len(found) > MOST_EVENTS:
        raise CalendarError(PATH, f"the file has more than {MOST_EVENTS:,} events")
    return [event for event in found if str(event.get("STATUS", "")).upper() != "CANCELLED"]


def _event(event: Any) -> _Event:
    name = " ".join(str(event.get("SUMMARY", "")).split())[:_LETTERS]
    begins = event["DTSTART"].dt
    if "DTEND" in event:
        length = event["DTEND"].dt - begins
    elif "DURATION" in event:
        length = event["DURATION"].dt
    else:
        length = timedelta(0) if isinstance(begins, datetime) else _DAY
    if not timedelta(0) <= length <= LONGEST:
        raise CalendarError(PATH, f"{name!r} takes less than no time, or more than a year")
    original = event.get("RECURRENCE-ID")
    try:
        rules = tuple(read_recurrence(each) for each in _many(event.get("RRULE")))
    except RecurrenceError as error:
        raise CalendarError(PATH, f"{name!r} {error}") from error
    return _Event(
        name=name or "?",
        uid=str(event.get("UID", "")),
        start=_day_of(begins),
        begins=begins,
        length=length,
        rules=rules,
        also=_dates(event.get("RDATE")),
        never=_dates(event.get("EXDATE")),
        instead_of=None if original is None else _day_of(original.dt),
    )


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _dates(value: Any) -> frozenset[date]:
    """The dates of a list of dates; of a list of periods, those on which they begin."""
    found = (each.dt for part in _many(value) for each in part.dts)
    return frozenset(_day_of(each[0] if isinstance(each, tuple) else each) for each in found)


def _day_of(at: object) -> date:
    """The day of a date, whatever else a file may have put in its place."""
    if not isinstance(at, date):
        raise TypeError(f"{type(at).__name__} is no date")
    return at.date() if isinstance(at, datetime) else at


def _cost(event: _Event, first: date, last: date) -> int:
    begin = first - LONGEST
    return 1 + sum(rule.days_looked_at(event.start, begin, last) for rule in event.rules)


def _beginnings(event: _Event, first: date, last: date) -> Iterator[date]:
    days = {event.start, *event.also}
    for rule in event.rules:
        days.update(rule.dates(event.start, first, last))
    return (event.at(day) for day in sorted(days - event.never) if first <= day <= last)


def _shares(begins: date, length: timedelta, zone: tzinfo) -> Iterable[tuple[date, Minutes]]:
    """The dates of an occurrence, each with the part of it that it takes."""
    if not isinstance(begins, datetime):
        return [(begins + each * _DAY, _WHOLE) for each in range(max(1, length.days))]
    if begins.tzinfo is not None:
        end = (begins.astimezone(UTC) + length).astimezone(zone).replace(tzinfo=None)
        begins = begins.astimezone(zone).replace(tzinfo=None)
    else:
        end = begins + length
    return _parts(begins, end)


def _parts(begins: datetime, end: datetime) -> Iterator[tuple[date, Minutes]]:
    day = begins.date()
    while (midnight := datetime.combine(day, time())) < end:
        first, last = (_minute(each - midnight) for each in (begins, end))
        if first < last:
            yield day, (first, last)
        day += _DAY


def _minute(since_midnight: timedelta) -> int:
    return min(max(0, since_midnight // timedelta(minutes=1)), 24 * 60)
