# SPDX-License-Identifier: Apache-2.0
"""Lists of spans of time: ascending, apart from each other, none of them empty."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import timedelta
from itertools import accumulate
from typing import Final, TypeVar

Span = tuple[int, int]
"""Start and end, the end not included: microseconds since 1970 UTC."""
Point = TypeVar("Point", int, timedelta)

_NOTHING: Final = timedelta(0)


def joined(spans: Iterable[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """The same time as such a list, out of spans in any order."""
    result: list[tuple[Point, Point]] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def without(spans: list[Span], cut: list[Span]) -> list[Span]:
    """The time of `spans` that is not in `cut`."""
    result: list[Span] = []
    ahead = 0
    for begin, end in spans:
        start = begin
        while ahead < len(cut) and cut[ahead][1] <= start:
            ahead += 1
        index = ahead
        while index < len(cut) and cut[index][0] < end:
            if start < cut[index][0]:
                result.append((start, cut[index][0]))
            start = max(start, cut[index][1])
            index += 1
        if start < end:
            result.append((start, end))
    return result


class Table:
    """Spans with their running total, for questions that cost the logarithm of their number.

    Asked and answered in times since 1970: what two datetimes are apart, without any conversion.
    """

    __slots__ = ("_ends", "_starts", "_sums", "spans", "total")

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self._starts = [timedelta(microseconds=start) for start, _ in spans]
        self._ends = [timedelta(microseconds=end) for _, end in spans]
        lengths = (end - start for start, end in zip(self._starts, self._ends, strict=True))
        self._sums = [*accumulate(lengths, initial=timedelta(0))]
        self.total = self._sums[-1]

    def until(self, at: timedelta) -> timedelta:
        """How much of the spans lies before `at`."""
        index = bisect_right(self._starts, at)
        if index and at < self._ends[index - 1]:
            return self._sums[index] - (self._ends[index - 1] - at)
        return self._sums[index]

    def after(self, at: timedelta, amount: timedelta) -> timedelta | None:
        """The first instant after `at` before which `amount`, not 0, lies; if there is one."""
        index = bisect_right(self._starts, at)
        if index:
            beyond = self._ends[index - 1] - at
            if amount <= beyond:
                return at + amount
            if beyond > _NOTHING:
                amount -= beyond
        amount += self._sums[index]
        return None if amount > self.total else self.reached(amount)

    def reached(self, amount: timedelta) -> timedelta:
        """The first instant before which `amount` lies: more than 0, at most `total`."""
        index = bisect_left(self._sums, amount) - 1
        return self._starts[index] + (amount - self._sums[index])

    def open_at(self, at: timedelta) -> timedelta | None:
        """`at` within a span, else the start of the next one, if there is one."""
        index = bisect_right(self._ends, at)
        return None if index == len(self.spans) else max(at, self._starts[index])
