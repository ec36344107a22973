# SPDX-License-Identifier: Apache-2.0
"""Durations as people write them: "2-hours", "90m", "1 day and 4 hours", "3 business days".

A day has 24 hours and a week seven days, whoever works in them. A business day is the usual working
day of a calendar, so it has a length only together with one.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from difflib import get_close_matches
from fractions import Fraction
from typing import Final

from msgspec import Struct

LONGEST: Final = timedelta(days=100 * 365)
MOST_LETTERS: Final = 100

BUSINESS_DAY: Final = "business days"
_SECOND: Final = Fraction(1_000_000)
_LENGTHS: Final = {
    "seconds": _SECOND,
    "minutes": 60 * _SECOND,
    "hours": 3600 * _SECOND,
    "days": 24 * 3600 * _SECOND,
    "weeks": 7 * 24 * 3600 * _SECOND,
}
_SPELLINGS: Final = {
    "seconds": ("s", "sec", "secs", "second"),
    "minutes": ("m", "min", "mins", "minute"),
    "hours": ("h", "hr", "hrs", "hour"),
    "days": ("d", "day"),
    "weeks": ("w", "wk", "wks", "week"),
    BUSINESS_DAY: ("business day", "working day", "working days", "workday", "workdays"),
}
_UNITS: Final = {
    spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in (unit, *spellings)
}
_PART: Final = re.compile(r"(\d+(?:[.,]\d+)?)[\s-]*([^\W\d_]+(?:[\s-]+[^\W\d_]+)*)\s*")
_JOINT: Final = re.compile(r"(?:(?<!\d),|,(?!\d))(?:\s*and\b)?|\band\b")
"""What stands between two parts, once. A comma between digits is a decimal one."""


class DurationError(ValueError):
    """A text that is no duration. `nearest` is the unit that may have been meant."""

    def __init__(self, text: str, problem: str, nearest: str | None = None) -> None:
        self.text = text
        self.problem = problem
        self.nearest = nearest
        hint = f"; did you mean {nearest!r}?" if nearest else ""
        super().__init__(f"{text!r:.{MOST_LETTERS}}: {problem}{hint}")


class Duration(Struct, frozen=True):
    """So much time and so many business days, one after the other."""

    time: timedelta = timedelta(0)
    business_days: Fraction = Fraction(0)

    def length(self, business_day: timedelta) -> timedelta:
        """The whole as time, where a business day is so long (`BusinessCalendar.business_day`)."""
        return self.time + timedelta(
            microseconds=round(self.business_days * (business_day // timedelta(microseconds=1)))
        )


def parse_duration(text: str) -> Duration:
    """The duration that a text says. Raises `DurationError`: for nothing and less than it, too."""
    said = text.strip().casefold()
    if len(said) > MOST_LETTERS:
        raise DurationError(text, f"longer than {MOST_LETTERS} letters")
    if re.match(r"[-\N{MINUS SIGN}]\s*\d", said):
        raise DurationError(text, "a duration must not be negative")
    amounts: dict[str, Fraction] = {}
    for number, unit in _parts(text, said):
        if unit in amounts:
            raise DurationError(text, f"says {unit} twice")
        amounts[unit] = number
    days = amounts.pop(BUSINESS_DAY, Fraction(0))
    microseconds = sum((amount * _LENGTHS[unit] for unit, amount in amounts.items()), Fraction(0))
    if microseconds + days * _LENGTHS["days"] > LONGEST // timedelta(microseconds=1):
        raise DurationError(text, f"longer than {LONGEST.days:,} days")
    found = Duration(timedelta(microseconds=round(microseconds)), days)
    if found == Duration():
        raise DurationError(text, "a duration must be longer than nothing")
    return found


def write_duration(duration: Duration) -> str:
    """The text of a duration, which is read as the same."""
    rest, parts = duration.time // timedelta(microseconds=1), []
    for letter, length in (("d", 24 * 3600), ("h", 3600), ("m", 60)):
        count, rest = divmod(rest, length * 1_000_000)
        parts += [f"{count}{letter}"] if count else []
    if rest:
        parts.append(f"{_decimal(Fraction(rest, 1_000_000))}s")
    if duration.business_days:
        parts.append(f"{_decimal(duration.business_days)} {BUSINESS_DAY}")
    return " ".join(parts)


def _decimal(number: Fraction) -> str:
    """Every number that was read has an end: its denominator divides a power of ten."""
    digits = 0
    while number.denominator != 1:
        number, digits = number * 10, digits + 1
    if not digits:
        return str(number)
    text = str(number).rjust(digits + 1, "0")
    return f"{text[:-digits]}.{text[-digits:]}"


def _parts(text: str, said: str) -> Iterator[tuple[Fraction, str]]:
    """The numbers and units of a text, one after the other."""
    runs = [run.strip() for run in _JOINT.split(said)]
    said = " ".join(runs)
    if not all(runs) or _PART.sub("", said):
        raise DurationError(text, "must be numbers with units, like '90m' or '1d 4h'")
    for number, words in _PART.findall(said):
        name = " ".join(words.replace("-", " ").split())
        if name not in _UNITS:
            raise DurationError(text, f"there is no unit {name!r}", _nearest(name))
        yield Fraction(number.replace(",", ".")), _UNITS[name]


def _nearest(name: str) -> str | None:
    found = get_close_matches(name, _UNITS, n=1, cutoff=0.6)
    return _UNITS[found[0]] if found else None
