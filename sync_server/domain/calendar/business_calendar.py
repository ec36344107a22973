# SPDX-License-Identifier: Apache-2.0
"""A business calendar: arithmetic with the time in which people work.

All of it is done in UTC on tables of two years, of which one begins each year; they are made when
they are first asked for. So every answer within a year comes out of one table, however many days
lie between, and none is wrong in the night in which the clock is changed. In such a night a frame
is as long as it really is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, Self

from sync_server.domain.calendar.document import (
    FIRST_YEAR,
    LAST_YEAR,
    NEVER_OPEN,
    CalendarError,
    Frames,
    Plan,
    check_dates,
    read_plan,
    write_plan,
)
from sync_server.domain.calendar.local_time import (
    DAY,
    EPOCH,
    MICROSECOND,
    at_minute,
    instant_of,
    is_host_zone,
    moment_of,
    since_epoch,
    zone_of,
)
from sync_server.domain.calendar.spans import Span, Table, joined, without

Pause = tuple[datetime, datetime]
"""Start and end of a time that does not count."""

LONGEST_CLOSED: Final = timedelta(days=366)
"""A search for the next opening that finds none for so long ends with an error."""

_NOTHING: Final = timedelta(0)
_YEAR: Final = 365
"""Days from the beginning of a table to that of the next; the first begins with 1970."""
_REACH: Final = 2
"""Years in a table."""
_YEARS: Final = (date(LAST_YEAR + 1, 1, 1) - date(FIRST_YEAR, 1, 1)).days // _YEAR + 1


class NeverOpen(LookupError):
    """Nobody works any more within the time that a search may take."""


class BusinessCalendar:
    """An immutable value: equal when the documents say the same.

    Takes aware datetimes and gives UTC. Spans of time are exact to the microsecond, working hours
    to the minute of the zone's clock. Raises `ValueError` for a datetime without a zone or outside
    the years 1970 to 2250.
    """

    __slots__ = ("_hash", "_plan", "_years")

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._hash = hash(plan)
        self._years = _years(plan)

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Self:
        """The calendar of a document (see `document`). Raises `CalendarError`.

        Refused is also what can never be open, whatever the date, and a zone that is another one on
        another machine.
        """
        calendar = cls.of_kept(document)
        check_dates(document)
        if is_host_zone(calendar.timezone):
            raise CalendarError("timezone", f"{calendar.timezone!r} is no zone of a place")
        if not calendar.is_ever_open():
            raise CalendarError("hours", NEVER_OPEN)
        return calendar

    @classmethod
    def of_kept(cls, document: Mapping[str, Any]) -> Self:
        """The calendar of a document that was accepted once, when less was refused."""
        return cls(read_plan(document))

    def is_ever_open(self) -> bool:
        """Whether there is a time, past or to come, that is open."""
        return self._years.is_ever_open()

    def check_opens(self, at: int) -> None:
        """Raises `CalendarError` when a search from an instant on finds no opening."""
        try:
            self.next_open_us(at)
        except NeverOpen:
            raise CalendarError("hours", NEVER_OPEN) from None

    def to_dict(self) -> dict[str, Any]:
        """The document of the calendar, in one form for all that say the same."""
        return write_plan(self._plan)

    @property
    def timezone(self) -> str:
        """The IANA name of the zone."""
        return self._plan.timezone

    @property
    def business_day(self) -> timedelta:
        """How long people usually work in a day: what most of the days with frames have.

        The longer of two that are equally many, and that of the overrides where no week has any.
        """
        if self._plan.always:
            return timedelta(days=1)
        days = [frames for frames in self._plan.week if frames]
        days = days or [frames for _, frames in self._plan.overrides if frames]
        lengths = Counter(sum(end - start for start, end in frames) for frames in days)
        return timedelta(minutes=max((many, minutes) for minutes, many in lengths.items())[1])

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
        if duration < _NOTHING:
            raise ValueError("a duration must not be negative")
        at = since_epoch(start)
        for begin, end in _pauses(pauses) if pauses else ():
            worked = self._elapsed(at, begin)
            if worked >= duration:
                break
            duration -= worked
            at = max(at, end)
        return EPOCH + self._due(at, duration)

    def elapsed(self, start: datetime, end: datetime, pauses: Iterable[Pause] = ()) -> timedelta:
        """The working time from `start` to `end` that lies in no pause.

        Zero when `end` is not after `start`.
        """
        first, last = since_epoch(start), since_epoch(end)
        worked = self._elapsed(first, last)
        for begin, until in _pauses(pauses) if pauses else ():
            worked -= self._elapsed(max(first, begin), min(last, until))
        return worked

    def is_open(self, at: datetime) -> bool:
        """Whether people work at an instant: at the first of a frame yes, at its end no more."""
        since = since_epoch(at)
        return self._table(since.days // _YEAR).open_at(since) == since

    def next_open(self, at: datetime) -> datetime:
        """`at` itself while people work, else when they begin. Raises `NeverOpen`."""
        return EPOCH + self._next_open(since_epoch(at))

    def open_intervals(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The working time from `start` to `end`, as the longest intervals that it has."""
        spans = self.open_spans(instant_of(start), instant_of(end))
        return [(moment_of(begin), moment_of(until)) for begin, until in spans]

    # -- with instants -------------------------------------------------------------------------

    def elapsed_us(self, start: int, end: int) -> int:
        """As `elapsed`, from instant to instant in microseconds."""
        return self._elapsed(start * MICROSECOND, end * MICROSECOND) // MICROSECOND

    def due_us(self, start: int, span: int) -> int:
        """As `due`, with instant and span in microseconds."""
        return self._due(start * MICROSECOND, span * MICROSECOND) // MICROSECOND

    def next_open_us(self, at: int) -> int:
        """As `next_open`, for an instant in microseconds."""
        return self._next_open(at * MICROSECOND) // MICROSECOND

    def open_spans(self, start: int, end: int) -> list[Span]:
        """As `open_intervals`, with instants in microseconds."""
        if end <= start:
            return []
        years = range(start // (_YEAR * DAY), end // (_YEAR * DAY) + 1, _REACH)
        spans = (span for year in years for span in self._table(year).spans)
        return joined((max(begin, start), min(until, end)) for begin, until in spans)

    # -- with times since 1970 -----------------------------------------------------------------

    def _elapsed(self, start: timedelta, end: timedelta) -> timedelta:
        if end <= start:
            return _NOTHING
        year = start.days // _YEAR
        table = self._table(year)
        worked = -table.until(start)
        while end.days >= (year + _REACH) * _YEAR:
            worked += table.total
            year += _REACH
            table = self._table(year)
        return worked + table.until(end)

    def _due(self, start: timedelta, span: timedelta) -> timedelta:
        if span <= _NOTHING:
            return start
        year = start.days // _YEAR
        table = self._table(year)
        found = table.after(start, span)
        left = span + table.until(start) if found is None else span
        while found is None:
            left -= table.total
            year += _REACH
            if year >= _YEARS or not (table := self._table(year)).total:
                raise NeverOpen(f"{self.timezone}: not enough working time until {_date(year)}")
            found = table.reached(left) if left <= table.total else None
        return found

    def _next_open(self, at: timedelta) -> timedelta:
        year = at.days // _YEAR
        for each in range(year, min(year + _REACH, _YEARS)):
            found = self._table(each).open_at(at)
            if found is not None and found - at <= LONGEST_CLOSED:
                return found
        raise NeverOpen(f"{self.timezone}: closed for more than {LONGEST_CLOSED.days} days")

    # -- tables --------------------------------------------------------------------------------

    def _table(self, year: int) -> Table:
        """The working time of `_REACH` years from the one on that is counted from 1970."""
        return self._years.tables.get(year) or self._years.make(year)


class _Years:
    """The tables of a plan, made when they are first asked for; equal plans share them."""

    def __init__(self, plan: Plan) -> None:
        self.tables: dict[int, Table] = {}
        self._zone = zone_of(plan.timezone)
        self._always = plan.always
        self._week = plan.week
        self._closed = frozenset(plan.holidays)
        self._overrides = dict(plan.overrides)
        self._breaks = dict(plan.breaks)

    def is_ever_open(self) -> bool:
        """A week comes too often to be closed for ever, so only overrides are looked at."""
        return self._always or any(self._week) or any(map(self._is_open_on, self._overrides))

    def _is_open_on(self, day: date) -> bool:
        near = (day + timedelta(days=number) for number in (-1, 0, 1))
        cut = [span for each in near for span in _spans(each, self._cut(each), self._zone)]
        return bool(without(joined(_spans(day, self._frames(day), self._zone)), joined(cut)))

    def make(self, year: int) -> Table:
        if not 0 <= year < _YEARS:
            raise ValueError(f"an instant outside {FIRST_YEAR} to {LAST_YEAR}")
        first, last = year * _YEAR * DAY, (year + _REACH) * _YEAR * DAY
        spans = [(first, last)] if self._always else self._spans(first, last)
        clipped = ((max(start, first), min(end, last)) for start, end in spans)
        table = self.tables[year] = Table([span for span in clipped if span[0] < span[1]])
        return table

    def _spans(self, first: int, last: int) -> list[Span]:
        """What is open on the dates of a stretch, the night before it, and the day after it."""
        open_: list[Span] = []
        closed: list[Span] = []
        # A date of the zone begins up to a day before or after that of UTC.
        begin, end = (moment_of(instant).date() for instant in (first, last))
        for number in range(-2, (end - begin).days + 2):
            day = begin + timedelta(days=number)
            open_ += _spans(day, self._frames(day), self._zone)
            closed += _spans(day, self._cut(day), self._zone)
        return without(joined(open_), joined(closed))

    def _cut(self, day: date) -> Frames:
        return self._breaks.get(day, ())

    def _frames(self, day: date) -> Frames:
        special = self._overrides.get(day)
        if special is not None:
            return special
        return () if day in self._closed else self._week[day.weekday()]


_years = lru_cache(maxsize=256)(_Years)


def _spans(day: date, frames: Frames, zone: Any) -> list[Span]:
    return [(at_minute(day, start, zone), at_minute(day, end, zone)) for start, end in frames]


def _pauses(pauses: Iterable[Pause]) -> list[tuple[timedelta, timedelta]]:
    return joined((since_epoch(start), since_epoch(end)) for start, end in pauses)


def _date(year: int) -> date:
    return (EPOCH + timedelta(days=year * _YEAR)).date()
