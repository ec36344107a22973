# SPDX-License-Identifier: Apache-2.0
"""A business calendar: arithmetic with the time in which people work.

All of it is done in UTC on tables, one for each year, that are made when they are first asked for:
so no answer depends on how many days lie between, and none is wrong in the night in which the clock
is changed. In such a night a frame is as long as it really is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, Self

from sync_server.domain.calendar.document import (
    FIRST_YEAR,
    LAST_YEAR,
    MIDNIGHT,
    Frames,
    Plan,
    read_plan,
    write_plan,
)
from sync_server.domain.calendar.local_time import at_minute, instant_of, moment_of, zone_of
from sync_server.domain.calendar.spans import Span, Table, joined, without

Pause = tuple[datetime, datetime]
"""Start and end of a time that does not count."""

LONGEST_CLOSED: Final = 366
"""Days after which a search for the next opening ends with an error."""

_MICROSECOND: Final = timedelta(microseconds=1)
_DAY: Final = 24 * 3600 * 1_000_000
_YEAR: Final = 31_556_952 * 1_000_000
"""The mean year of the Gregorian calendar."""


class NeverOpen(LookupError):
    """Nobody works any more within the time that a search may take."""


class BusinessCalendar:
    """An immutable value: equal when the documents say the same.

    Takes aware datetimes and gives UTC. Spans of time are exact to the microsecond, working hours
    to the minute of the zone's clock. Raises `ValueError` for a datetime without a zone or outside
    the years 1970 to 2250.
    """

    __slots__ = ("_dates", "_hash", "_plan", "_years", "_zone")

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._hash = hash(plan)
        self._zone = zone_of(plan.timezone)
        self._dates = _Dates(plan)
        self._years: dict[int, tuple[Table, int, int]] = {}

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Self:
        """The calendar of a document (see `document`). Raises `CalendarError`."""
        return cls(read_plan(document))

    def to_dict(self) -> dict[str, Any]:
        """The document of the calendar, in one form for all that say the same."""
        return write_plan(self._plan)

    @property
    def timezone(self) -> str:
        """The IANA name of the zone."""
        return self._plan.timezone

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BusinessCalendar):
            return NotImplemented
        return self._plan == other._plan

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"BusinessCalendar.from_dict({self.to_dict()!r})"

    # -- with datetimes ------------------------------------------------------------------------

    def due(self, start: datetime, duration: timedelta, pauses: Iterable[Pause] = ()) -> datetime:
        """When `duration` of working time has passed after `start`: the first such instant.

        What lies in `pauses` does not count. Nothing passes while the duration is zero. Raises
        `ValueError` for a negative duration, `NeverOpen` when too little working time is left.
        """
        if duration < timedelta(0):
            raise ValueError("a duration must not be negative")
        at, left = instant_of(start), duration // _MICROSECOND
        for begin, end in _pauses(pauses):
            worked = self.elapsed_us(at, begin)
            if worked >= left:
                break
            left -= worked
            at = max(at, end)
        return moment_of(self.due_us(at, left))

    def elapsed(self, start: datetime, end: datetime, pauses: Iterable[Pause] = ()) -> timedelta:
        """The working time from `start` to `end` that lies in no pause.

        Zero when `end` is not after `start`.
        """
        first, last = instant_of(start), instant_of(end)
        worked = self.elapsed_us(first, last)
        for begin, end_ in _pauses(pauses):
            worked -= self.elapsed_us(max(first, begin), min(last, end_))
        return timedelta(microseconds=worked)

    def is_open(self, at: datetime) -> bool:
        """Whether people work at an instant: at the first of a frame yes, at its end no more."""
        instant = instant_of(at)
        if self._plan.always:
            return True
        return self._table(self._year_at(instant))[0].open_at(instant) == instant

    def next_open(self, at: datetime) -> datetime:
        """`at` itself while people work, else when they begin. Raises `NeverOpen`."""
        return moment_of(self.next_open_us(instant_of(at)))

    def open_intervals(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The working time from `start` to `end`, as the longest intervals that it has."""
        spans = self.open_spans(instant_of(start), instant_of(end))
        return [(moment_of(begin), moment_of(end_)) for begin, end_ in spans]

    # -- with instants -------------------------------------------------------------------------

    def elapsed_us(self, start: int, end: int) -> int:
        """As `elapsed`, from instant to instant in microseconds."""
        if end <= start:
            return 0
        if self._plan.always:
            return end - start
        year, last = self._year_at(start), self._year_at(end)
        worked = -self._table(year)[0].until(start)
        for each in range(year, last):
            worked += self._table(each)[0].total
        return worked + self._table(last)[0].until(end)

    def due_us(self, start: int, span: int) -> int:
        """As `due`, with instant and span in microseconds."""
        if span <= 0:
            return start
        if self._plan.always:
            return start + span
        year = self._year_at(start)
        table = self._table(year)[0]
        wanted = table.until(start) + span
        idle = 0
        while wanted > table.total:
            wanted -= table.total
            year += 1
            idle = 0 if table.total else idle + 1
            if idle > 1 or year > LAST_YEAR:
                raise NeverOpen(f"{self.timezone}: not enough working time until {year}")
            table = self._table(year)[0]
        return table.reached(wanted)

    def next_open_us(self, at: int) -> int:
        """As `next_open`, for an instant in microseconds."""
        if self._plan.always:
            return at
        year = self._year_at(at)
        for each in range(year, min(year + 2, LAST_YEAR) + 1):
            found = self._table(each)[0].open_at(at)
            if found is not None and found - at <= LONGEST_CLOSED * _DAY:
                return found
        raise NeverOpen(f"{self.timezone}: closed for more than {LONGEST_CLOSED} days")

    def open_spans(self, start: int, end: int) -> list[Span]:
        """As `open_intervals`, with instants in microseconds."""
        if end <= start:
            return []
        if self._plan.always:
            return [(start, end)]
        years = range(self._year_at(start), self._year_at(end) + 1)
        spans = (span for year in years for span in self._table(year)[0].spans)
        return joined((max(begin, start), min(end_, end)) for begin, end_ in spans)

    # -- tables --------------------------------------------------------------------------------

    def _year_at(self, instant: int) -> int:
        """The year of the zone's clock at an instant."""
        year = FIRST_YEAR + instant // _YEAR
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"an instant outside {FIRST_YEAR} to {LAST_YEAR}")
        _, first, last = self._table(year)
        if instant < first:
            return max(FIRST_YEAR, year - 1)
        return year if instant < last else min(LAST_YEAR, year + 1)

    def _table(self, year: int) -> tuple[Table, int, int]:
        """The working time of a year of the zone's clock, and the instants that bound it."""
        known = self._years.get(year)
        if known is None:
            first, last = (at_minute(date(each, 1, 1), 0, self._zone) for each in (year, year + 1))
            spans = self._dates.spans(year, self._zone)
            clipped = [(max(start, first), min(end, last)) for start, end in spans]
            known = Table([span for span in clipped if span[0] < span[1]]), first, last
            self._years[year] = known
        return known


class _Dates:
    """The frames of every date of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._week = plan.week
        self._closed = frozenset(plan.holidays)
        self._overrides = dict(plan.overrides)
        self._breaks = dict(plan.breaks)

    def spans(self, year: int, zone: Any) -> list[Span]:
        """What is open in a year, and in the night before it."""
        open_: list[Span] = []
        closed: list[Span] = []
        first = date(year, 1, 1)
        for number in range(-1, (date(year + 1, 1, 1) - first).days):
            day = first + timedelta(days=number)
            open_ += _spans(day, self._frames(day), zone)
            closed += _spans(day, self._breaks.get(day, ()), zone)
        return without(joined(open_), joined(closed))

    def _frames(self, day: date) -> Frames:
        special = self._overrides.get(day)
        if special is not None:
            return special
        return () if day in self._closed else self._week[day.weekday()]


def _spans(day: date, frames: Frames, zone: Any) -> list[Span]:
    return [(at_minute(day, start, zone), at_minute(day, end, zone)) for start, end in frames]


def _pauses(pauses: Iterable[Pause]) -> Sequence[Span]:
    return joined((instant_of(start), instant_of(end)) for start, end in pauses)


assert MIDNIGHT * 60 * 1_000_000 == _DAY
