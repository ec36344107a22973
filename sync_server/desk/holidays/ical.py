# SPDX-License-Identifier: Apache-2.0
"""Holidays out of an iCalendar file, whoever wrote it, in bounded time.

Events of whole days are holidays; those of a part of a day are breaks, in the zone of the calendar
that takes them. An event that recurs is followed through the asked for dates and no further.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar
from msgspec import Struct

from sync_server.contract.queries import CALENDAR_FILE_BYTES
from sync_server.desk.holidays.found import Holidays, Minutes
from sync_server.desk.holidays.lines import NO_CALENDAR, PATH, lines_that_count
from sync_server.domain.calendar import CalendarError
from sync_server.domain.calendar.recurrence import Recurrence, RecurrenceError, read_recurrence

MOST_EVENTS: Final = 2_000
MOST_DATES: Final = 5_000
MOST_LOOKS: Final = 200_000
"""Dates that all events of a file may look at, or take."""
LONGEST: Final = timedelta(days=366)
"""One event, and the dates of a file ahead of it that may still reach into those asked for."""

_LETTERS: Final = 200
_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
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


class _Looks:
    """What a file may cost."""

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self, many: int) -> None:
        """Raises `CalendarError` when no more is left."""
        self._left -= many
        if self._left < 0:
            raise CalendarError(PATH, "the events of the file recur too often, or take too long")


class _Event(Struct, frozen=True):
    """One event: when it first begins (a date, or an instant of a zone), and how long it takes.

    Where a file names one of its occurrences, `never` or `instead_of` it, that is its beginning: as
    an instant of UTC, or as the date that it has in the event's own zone.
    """

    name: str
    uid: str
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

    def beginnings(self, first: date, last: date, spend: Callable[[int], None]) -> list[date]:
        """When it begins from `first` to `last`, apart from what it does `never`."""
        days: set[date] = set()
        for rule in self.rules:
            days.update(rule.dates(_day_of(self.begins), first, last, spend=spend))
        begins = {self.begins, *self.also, *(self.at(day) for day in days)}
        found = (each for each in begins if first <= _day_of(each) <= last)
        return sorted(each for each in found if self.never.isdisjoint(_names_of(each)))


def read_ical(data: bytes, *, timezone: str, first: date, last: date) -> Holidays:
    """The holidays of a file from `first` to `last`. Raises `CalendarError`, and nothing else."""
    if len(data) > CALENDAR_FILE_BYTES:
        raise CalendarError(PATH, f"the file is larger than {CALENDAR_FILE_BYTES // 2**20} MB")
    zone = ZoneInfo(timezone)
    try:
        events = [_event(each, zone) for each in _events(lines_that_count(data))]
        return _gathered(events, zone, first, last)
    except CalendarError:
        raise
    except _UNREADABLE as error:
        raise CalendarError(PATH, NO_CALENDAR) from error


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
    looks = _Looks(MOST_LOOKS)
    moved = {(event.uid, event.instead_of) for event in events if event.instead_of is not None}
    for event in events:
        for begins in event.beginnings(first - LONGEST, last, looks.spend):
            if event.instead_of is None and any(
                (event.uid, name) in moved for name in _names_of(begins)
            ):
                continue
            start, end = _clocks(begins, event.length, zone)
            begin, until = max(start.date(), first), min(end.date(), last)
            looks.spend(2 + max(0, (until - begin).days))
            for day, part in _parts(start, end, begin, until):
                yield event.name, day, part


def _events(data: bytes) -> list[Any]:
    """The events of all calendars of a file that take place."""
    calendars = Calendar.from_ical(data, multiple=True)
    if not any(each.name == "VCALENDAR" for each in calendars):
        raise CalendarError(PATH, NO_CALENDAR)
    found = [event for each in calendars for event in each.walk("VEVENT")]
    if len(found) > MOST_EVENTS:
        raise CalendarError(PATH, f"the file has more than {MOST_EVENTS:,} events")
    if any(event.errors for event in found):
        raise CalendarError(PATH, NO_CALENDAR)
    return [event for event in found if str(event.get("STATUS", "")).upper() != "CANCELLED"]


def _event(event: Any, zone: ZoneInfo) -> _Event:
    name = " ".join(str(event.get("SUMMARY", "")).split())[:_LETTERS]
    begins = _read(event["DTSTART"], zone)
    length = _length(event, begins, zone)
    if not timedelta(0) <= length <= LONGEST:
        raise CalendarError(PATH, f"{name!r} takes less than no time, or more than a year")
    original = event.get("RECURRENCE-ID")
    try:
        rules = tuple(_rule(each, begins) for each in _many(event.get("RRULE")))
    except RecurrenceError as error:
        raise CalendarError(PATH, f"{name!r} {error}") from error
    return _Event(
        name=name or "?",
        uid=str(event.get("UID", "")),
        begins=begins,
        length=length,
        rules=rules,
        also=frozenset(_like(each, begins) for each in _dates(event.get("RDATE"))),
        never=frozenset(_named(each, begins) for each in _dates(event.get("EXDATE"))),
        instead_of=None if original is None else _named(original.dt, begins),
    )


def _length(event: Any, begins: date, zone: ZoneInfo) -> timedelta:
    """How much time passes from its beginning to its end."""
    if "DTEND" in event:
        ends = _read(event["DTEND"], zone)
        if isinstance(begins, datetime) and isinstance(ends, datetime):
            return ends.astimezone(UTC) - begins.astimezone(UTC)
        length: timedelta = ends - begins
    elif "DURATION" in event:
        length = event["DURATION"].dt
    else:
        length = timedelta(0) if isinstance(begins, datetime) else _DAY
    return length


def _rule(parts: Mapping[str, Any], begins: date) -> Recurrence:
    """The rule of an event: by its dates, the last of which still begins before an UNTIL."""
    until = parts.get("UNTIL")
    if isinstance(begins, datetime) and isinstance(until, list):
        parts = {**parts, "UNTIL": [_last_day(each, begins) for each in until]}
    return read_recurrence(parts)


def _last_day(until: date, begins: datetime) -> date:
    if not isinstance(until, datetime):
        return until
    end = _in_zone(until, begins.tzinfo)
    day = end.astimezone(begins.tzinfo).date()
    last = datetime.combine(day, begins.timetz())
    return day if last.astimezone(UTC) <= end.astimezone(UTC) else day - _DAY


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _dates(value: Any) -> Iterator[date]:
    """The dates of a list of dates; of a list of periods, those on which they begin."""
    found = (each.dt for part in _many(value) for each in part.dts)
    return (each[0] if isinstance(each, tuple) else each for each in found)


def _in_zone(at: datetime, zone: tzinfo | None) -> datetime:
    """A time without a zone as one of this zone, any other as it is."""
    return at.replace(tzinfo=zone) if at.tzinfo is None else at


def _read(value: Any, zone: tzinfo) -> Any:
    """A date, or an instant of a zone: of this one where the file says none."""
    return _in_zone(value.dt, zone) if isinstance(value.dt, datetime) else value.dt


def _like(at: date, begins: date) -> date:
    """A further beginning of an event, in its own zone."""
    if not isinstance(begins, datetime):
        return _day_of(at)
    if isinstance(at, datetime):
        return _in_zone(at, begins.tzinfo).astimezone(begins.tzinfo)
    return datetime.combine(at, begins.timetz())


def _named(at: date, begins: date) -> date:
    """By what `_names_of` knows the occurrence of an event that a file means."""
    if isinstance(at, datetime) and isinstance(begins, datetime):
        return _in_zone(at, begins.tzinfo).astimezone(UTC)
    return _day_of(at)


def _names_of(begins: date) -> set[date]:
    """What a file may call an occurrence: by its instant, or by its date alone."""
    if isinstance(begins, datetime):
        return {begins.date(), begins.astimezone(UTC)}
    return {begins}


def _day_of(at: object) -> date:
    """The day of a date, whatever else a file may have put in its place."""
    if not isinstance(at, date):
        raise TypeError(f"{type(at).__name__} is no date")
    return at.date() if isinstance(at, datetime) else at


def _clocks(begins: date, length: timedelta, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """What the clocks of a zone show at both ends of an occurrence.

    Breaks know an hour that comes twice as the first one alone. What begins in the second begins
    with the last minute before that, and what ends in it ends with it: rather more is closed.
    """
    if not isinstance(begins, datetime):
        start = datetime.combine(begins, time())
        return start, start + max(_DAY, length)
    at = begins.astimezone(UTC)
    start, end = (each.astimezone(zone) for each in (at, at + length))
    return (
        _after_repetition(start) - _MINUTE if start.fold else start.replace(tzinfo=None),
        _after_repetition(end) if end.fold else end.replace(tzinfo=None),
    )


def _after_repetition(shown: datetime) -> datetime:
    """The time of day from which on the clocks show each one once again."""
    wall = shown.replace(second=0, microsecond=0)
    while wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset():
        wall += _MINUTE
    return wall.replace(tzinfo=None, fold=0)


def _parts(
    start: datetime, end: datetime, first: date, last: date
) -> Iterator[tuple[date, Minutes]]:
    """The dates from `first` to `last` that lie between, each with the part that does."""
    for number in range((last - first).days + 1):
        midnight = datetime.combine(day := first + number * _DAY, time())
        begin, until = (_minute(each - midnight) for each in (start, end))
        if begin < until:
            yield day, (begin, until)


def _minute(since_midnight: timedelta) -> int:
    return min(max(0, since_midnight // timedelta(minutes=1)), 24 * 60)
