# SPDX-License-Identifier: Apache-2.0
"""Lists of spans of time: ascending, apart from each other, none of them empty."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

Span = tuple[int, int]
"""Start and end, the end not included: microseconds since 1970 UTC."""


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time as such a list, out of spans in any order."""
    result: list[Span] = []
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
    """Spans with their running total, for questions that cost the logarithm of their number."""

    __slots__ = ("_ends", "_starts", "_sums", "spans", "total")

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._sums = [0, *accumulate(end - start for start, end in spans)]
        self.total = self._sums[-1]

    def until(self, at: int) -> int:
        """How much of the spans lies before `at`."""
        index = bisect_right(self._starts, at)
        if not index:
            return 0
        beyond = self._ends[index - 1] - at
        return self._sums[index] - max(0, beyond)

    def reached(self, amount: int) -> int:
        """The first instant before which `amount` lies: more than 0, at most `total`."""
        index = bisect_right(self._sums, amount - 1) - 1
        return self._starts[index] + amount - self._sums[index]

    def open_at(self, at: int) -> int | None:
        """`at` within a span, else the start of the next one, if there is one."""
        index = bisect_right(self._ends, at)
        return None if index == len(self.spans) else max(at, self._starts[index])
