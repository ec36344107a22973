# SPDX-License-Identifier: Apache-2.0
"""Dates that come again and again, as RFC 5545 says them, within bounds.

What can be said of whole dates is understood, apart from numbers of weeks and of days in a year,
which no list of holidays uses. A rule without an end, or one that no date ever meets, costs no more
than the days that are asked for: nothing is searched beyond them. What it costs is told as it is
spent, so whoever asks may put an end to it.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from msgspec import Struct

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_INTERVAL: Final = 1_000

_UNDERSTOOD: Final = frozenset(
    {
        *("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"),
        *("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"),
    }
)
_DAY: Final = timedelta(days=1)

Weekday = tuple[int, int]
"""Which of them in a month or year, from its end if negative, 0 for each; then Monday is 0."""


class RecurrenceError(ValueError):
    """A rule that is none, or not one for dates."""


class Recurrence(Struct, frozen=True, kw_only=True):
    """A rule of RFC 5545; what it does not say of a date follows from the first one."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    week_start: int = 0
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    positions: tuple[int, ...] = ()

    def dates(
        self, start: date, first: date, last: date, *, spend: Callable[[int], None]
    ) -> Iterator[date]:
        """The dates from `first` to `last`, both included, of what begins with `start`.

        `spend` is told how many dates are about to be looked at. A rule that counts has to begin at
        the beginning.
        """
        end = last if self.until is None else min(last, self.until)
        left, looks = self.count, self._looks()
        for period in self._periods(start, first, end):
            spend(looks)
            for day in self._chosen(period, start):
                if day > end or left == 0:
                    return
                if day >= start:
                    left = None if left is None else left - 1
                    if day >= first:
                        yield day

    def _looks(self) -> int:
        """At most how many dates, and values of the rule, a period takes."""
        if self.frequency in ("WEEKLY", "DAILY"):
            return max(1, len(self.weekdays)) if self.frequency == "WEEKLY" else 1
        whole_year = self._is_of_whole_years()
        month = len(self.month_days) + len(self.weekdays) * (53 if whole_year else 5)
        months = 1
        if self.frequency == "YEARLY" and not whole_year:
            months = len(self.months) or (12 if self.month_days else 1)
        return (1 + month) * months + len(self.positions)

    def _is_of_whole_years(self) -> bool:
        """Whether its days of the week are numbered within the year, not within a month."""
        is_yearly = self.frequency == "YEARLY" and bool(self.weekdays)
        return is_yearly and not self.months and not self.month_days

    def _periods(self, start: date, first: date, end: date) -> Iterator[date]:
        """The first days of the years, months, weeks or days that the rule looks at."""
        number, day_of = _PERIODS[self.frequency]
        begin, week = number(start, self.week_start), self.week_start
        index = begin
        if self.count is None and first > start:
            skipped = (number(first, week) - begin) // self.interval
            index += max(0, skipped) * self.interval
        beyond = number(end, week)
        while index <= beyond:
            yield day_of(index, week)
            index += self.interval

    def _chosen(self, period: date, start: date) -> list[date]:
        found = sorted({*self._candidates(period, start)})
        if not self.positions:
            return found
        places = (each - 1 if each > 0 else len(found) + each for each in self.positions)
        return [found[place] for place in sorted({*places}) if 0 <= place < len(found)]

    def _candidates(self, period: date, start: date) -> Iterator[date]:
        match self.frequency:
            case "YEARLY":
                yield from self._in_year(period, start)
            case "MONTHLY" if not self.months or period.month in self.months:
                yield from self._in_month(period, self.month_days or (start.day,))
            case "WEEKLY":
                own = [weekday for _, weekday in self.weekdays] or [start.weekday()]
                week = (period + (each - self.week_start) % 7 * _DAY for each in own)
                yield from (day for day in week if self._allows(day))
            case "DAILY" if self._allows(period):
                yield period

    def _in_year(self, period: date, start: date) -> Iterator[date]:
        if self._is_of_whole_years():
            yield from _weekdays(period, date(period.year, 12, 31), self.weekdays)
            return
        everywhere = range(1, 13) if self.month_days else (start.month,)
        days = self.month_days or (start.day,)
        for month in self.months or everywhere:
            yield from self._in_month(period.replace(month=month), days)

    def _in_month(self, month: date, days: Sequence[int]) -> Iterator[date]:
        length = monthrange(month.year, month.month)[1]
        on = None
        if self.weekdays:
            on = {*_weekdays(month, month.replace(day=length), self.weekdays)}
        if on is not None and not self.month_days:
            yield from on
            return
        for each in days:
            number = each if each > 0 else length + 1 + each
            if 1 <= number <= length and (on is None or month.replace(day=number) in on):
                yield month.replace(day=number)

    def _allows(self, day: date) -> bool:
        """Whether the rule leaves a day of a week, or a day, as it is."""
        length = monthrange(day.year, day.month)[1]
        numbers = {day.day, day.day - length - 1}
        return (
            (not self.months or day.month in self.months)
            and (not self.month_days or not numbers.isdisjoint(self.month_days))
            and (not self.weekdays or any(day.weekday() == each for _, each in self.weekdays))
        )


def read_recurrence(rule: Mapping[str, Any]) -> Recurrence:
    """The rule of the parts of an RRULE, each a list of values. Raises `RecurrenceError`."""
    parts = {name.upper(): value for name, value in rule.items()}
    unknown = parts.keys() - _UNDERSTOOD
    if unknown:
        raise RecurrenceError(f"recurs by {min(unknown)}, which says no dates here")
    frequency = str(_single(parts, "FREQ", "")).upper()
    if frequency not in _PERIODS:
        raise RecurrenceError(f"recurs {frequency or 'never'}, not on dates")
    if "COUNT" in parts and "UNTIL" in parts:
        raise RecurrenceError("has both a COUNT and an UNTIL")
    weekdays = tuple(_weekday(str(each)) for each in _many(parts, "BYDAY"))
    if frequency in ("WEEKLY", "DAILY") and any(place for place, _ in weekdays):
        raise RecurrenceError("numbers the days of a week")
    count = _single(parts, "COUNT", None)
    return Recurrence(
        frequency=frequency,
        interval=_number(_single(parts, "INTERVAL", 1), "INTERVAL", LONGEST_INTERVAL),
        count=None if count is None else _number(count, "COUNT", 10**9),
        until=_until(_single(parts, "UNTIL", None)),
        week_start=_weekday(str(_single(parts, "WKST", "MO")))[1],
        months=_numbers(parts, "BYMONTH", 12, below=False),
        month_days=_numbers(parts, "BYMONTHDAY", 31, below=True),
        weekdays=tuple(dict.fromkeys(weekdays)),
        positions=_numbers(parts, "BYSETPOS", 366, below=True),
    )


def _many(parts: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = parts.get(name, ())
    return value if isinstance(value, list | tuple) else (value,)


def _single(parts: Mapping[str, Any], name: str, default: Any) -> Any:
    many = _many(parts, name)
    if len(many) > 1:
        raise RecurrenceError(f"has more than one {name}")
    return many[0] if many else default


def _number(value: Any, name: str, most: int) -> int:
    if not isinstance(value, int) or not 1 <= value <= most:
        raise RecurrenceError(f"has the {name} {value!r:.20}, not 1 to {most}")
    return int(value)


def _numbers(parts: Mapping[str, Any], name: str, most: int, *, below: bool) -> tuple[int, ...]:
    found = _many(parts, name)
    for value in found:
        size = abs(value) if below and isinstance(value, int) else value
        _number(size, name, most)
    return tuple(dict.fromkeys(int(value) for value in found))


def _until(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    raise RecurrenceError("has an UNTIL that is no date")


def _weekday(text: str) -> Weekday:
    place, name = text[:-2], text[-2:].upper()
    number = place.lstrip("+-")
    if name in WEEKDAYS and (not place or (number.isdecimal() and 1 <= int(number[:3]) <= 53)):
        return int(place or 0), WEEKDAYS.index(name)
    raise RecurrenceError(f"has no day of the week {text!r:.20}")


def _weekdays(first: date, last: date, wanted: Sequence[Weekday]) -> Iterator[date]:
    """Those of a stretch: all of a kind, or one of them by its number."""
    for place, weekday in wanted:
        begin = first + (weekday - first.weekday()) % 7 * _DAY
        found = [begin + each * _DAY for each in range(0, (last - begin).days + 1, 7)]
        if place == 0:
            yield from found
        elif abs(place) <= len(found):
            yield found[place - 1 if place > 0 else place]


_PERIODS: Final[dict[str, tuple[Callable[[date, int], int], Callable[[int, int], date]]]] = {
    "YEARLY": (lambda day, _: day.year, lambda number, _: date(number, 1, 1)),
    "MONTHLY": (
        lambda day, _: day.year * 12 + day.month - 1,
        lambda number, _: date(number // 12, number % 12 + 1, 1),
    ),
    "WEEKLY": (
        lambda day, week: (day.toordinal() - 1 - week) // 7,
        lambda number, week: date.fromordinal(number * 7 + 1 + week),
    ),
    "DAILY": (lambda day, _: day.toordinal(), lambda number, _: date.fromordinal(number)),
}
