# SPDX-License-Identifier: Apache-2.0
"""Working time out of what a calendar says of when it is open, for those who know no rules."""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

from sync_server.contract.entities import Calendar
from sync_server.contract.ids import Instant

_SECOND: Final = 1_000_000
_YEAR: Final = 52 * 7 * 24 * 3600 * _SECOND
"""Of whole weeks."""


class OpenHours:
    """`clocks.Hours` of a calendar from its `open_from` to its `open_until`.

    Every question costs the logarithm of the number of openings. Before and after that each year is
    taken to be as the next known one; of a calendar of which no year is known nothing is due there,
    and none of it counts.
    """

    def __init__(self, calendar: Calendar) -> None:
        edges = [edge * _SECOND for edge in accumulate(calendar.open)]
        self._starts, self._ends = edges[::2], edges[1::2]
        lengths = (end - start for start, end in zip(self._starts, self._ends, strict=True))
        self._sums = [*accumulate(lengths, initial=0)]
        self._from, self._until = calendar.open_from, calendar.open_until
        known = self._until - self._from >= _YEAR
        self._first_year = self._before(self._from + _YEAR) if known else 0
        """The working time in it, as in the last one below."""
        self._last_year = self._sums[-1] - self._before(self._until - _YEAR) if known else 0

    def elapsed(self, start: Instant, end: Instant) -> int:
        return max(0, self._worked(end) - self._worked(start))

    def due(self, start: Instant, span: int) -> Instant | None:
        if span <= 0:
            return start
        amount, years = self._worked(start) + span, 0
        if amount > self._sums[-1] and self._last_year:
            years = -((self._sums[-1] - amount) // self._last_year)
            amount -= years * self._last_year
        elif amount <= 0 and self._first_year:
            years = (amount - 1) // self._first_year
            amount -= years * self._first_year
        if amount > self._sums[-1]:
            return None
        index = bisect_left(self._sums, amount) - 1
        return self._starts[index] + amount - self._sums[index] + years * _YEAR

    def next_open(self, at: Instant) -> Instant | None:
        years = max(0, -((self._until - at) // _YEAR)) if self._last_year else 0
        for passed in (years, years + 1) if self._last_year else (0,):
            index = bisect_right(self._ends, at - passed * _YEAR)
            if index < len(self._starts):
                return max(at, self._starts[index] + passed * _YEAR)
        return None

    def open_spans(self, start: Instant, end: Instant) -> list[tuple[Instant, Instant]]:
        """When it is open from `start` to `end`."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [
            (max(start, self._starts[index]), min(end, self._ends[index]))
            for index in range(first, last)
            if start < end
        ]

    def _worked(self, at: Instant) -> int:
        """How much working time lies between the first opening that is known and an instant."""
        if at > self._until and self._last_year:
            years = -((self._until - at) // _YEAR)
            return self._before(at - years * _YEAR) + years * self._last_year
        if at < self._from and self._first_year:
            years = -((at - self._from) // _YEAR)
            return self._before(at + years * _YEAR) - years * self._first_year
        return self._before(at)

    def _before(self, at: Instant) -> int:
        """The same of an instant that is known."""
        index = bisect_right(self._starts, at)
        if index and at < self._ends[index - 1]:
            return self._sums[index] - (self._ends[index - 1] - at)
        return self._sums[index]
