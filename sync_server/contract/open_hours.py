# SPDX-License-Identifier: Apache-2.0
"""Working time out of what a calendar says of when it is open, for those who know no rules."""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

from sync_server.contract.entities import Calendar
from sync_server.contract.ids import Instant

_SECOND: Final = 1_000_000


class OpenHours:
    """`clocks.Hours` of a calendar from its `open_from` to its `open_until`.

    Every question costs the logarithm of the number of openings. What lies beyond is not known:
    nothing is due there, and none of it counts.
    """

    def __init__(self, calendar: Calendar) -> None:
        edges = [edge * _SECOND for edge in accumulate(calendar.open)]
        self._starts, self._ends = edges[::2], edges[1::2]
        lengths = (end - start for start, end in zip(self._starts, self._ends, strict=True))
        self._sums = [*accumulate(lengths, initial=0)]

    def elapsed(self, start: Instant, end: Instant) -> int:
        return max(0, self._until(end) - self._until(start))

    def due(self, start: Instant, span: int) -> Instant | None:
        if span <= 0:
            return start
        amount = self._until(start) + span
        if amount > self._sums[-1]:
            return None
        index = bisect_left(self._sums, amount) - 1
        return self._starts[index] + amount - self._sums[index]

    def next_open(self, at: Instant) -> Instant | None:
        index = bisect_right(self._ends, at)
        return None if index == len(self._starts) else max(at, self._starts[index])

    def open_spans(self, start: Instant, end: Instant) -> list[tuple[Instant, Instant]]:
        """When it is open from `start` to `end`."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [
            (max(start, self._starts[index]), min(end, self._ends[index]))
            for index in range(first, last)
            if start < end
        ]

    def _until(self, at: Instant) -> int:
        """How much working time lies before an instant."""
        index = bisect_right(self._starts, at)
        if index and at < self._ends[index - 1]:
            return self._sums[index] - (self._ends[index - 1] - at)
        return self._sums[index]
