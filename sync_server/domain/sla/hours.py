# SPDX-License-Identifier: Apache-2.0
"""The hours of a calendar through all its versions: an edit counts from when it was published."""

from bisect import bisect_right
from collections.abc import Sequence

from sync_server.contract.ids import Instant
from sync_server.domain.calendar import BusinessCalendar, NeverOpen
from sync_server.domain.calendar.spans import Span, joined


class CalendarHours:
    """`contract.clocks.Hours` of a calendar's versions.

    Each counts from its instant until the next one; the first one also counts before. So an edit
    never changes what a clock has measured already, and no clock is written for it.
    """

    def __init__(self, versions: Sequence[tuple[Instant, BusinessCalendar]]) -> None:
        """`versions` in the order in which they were published. Raises `ValueError` for none.

        One that was published when the desk's clock had been set back replaces what was in force
        after its instant.
        """
        if not versions:
            raise ValueError("a calendar has at least one version")
        lasting: list[tuple[Instant, BusinessCalendar]] = []
        for version in versions:
            while lasting and lasting[-1][0] >= version[0]:
                lasting.pop()
            lasting.append(version)
        self._starts = [start for start, _ in lasting[1:]]
        self._calendars = [calendar for _, calendar in lasting]

    def elapsed(self, start: Instant, end: Instant) -> int:
        worked = 0
        for number in range(self._at(start), len(self._calendars)):
            until = self._end(number, end)
            worked += self._calendars[number].elapsed_us(start, until)
            if until == end:
                break
            start = until
        return worked

    def due(self, start: Instant, span: int) -> Instant | None:
        if span <= 0:
            return start
        for number in range(self._at(start), len(self._starts)):
            worked = self._calendars[number].elapsed_us(start, self._starts[number])
            if worked >= span:
                return self._due(number, start, span)
            span -= worked
            start = max(start, self._starts[number])
        return self._due(len(self._starts), start, span)

    def next_open(self, at: Instant) -> Instant | None:
        for number in range(self._at(at), len(self._starts)):
            found = self._open(number, at)
            if found is not None and found < self._starts[number]:
                return found
            at = max(at, self._starts[number])
        return self._open(len(self._starts), at)

    def open_spans(self, start: Instant, end: Instant) -> list[Span]:
        """When it is open from `start` to `end`, by the version that counts at each moment."""
        found: list[Span] = []
        for number in range(self._at(start), len(self._calendars)):
            until = self._end(number, end)
            found += self._calendars[number].open_spans(start, until)
            if until == end:
                break
            start = until
        return joined(found)

    def _at(self, instant: Instant) -> int:
        """The number of the version that counts at an instant."""
        return bisect_right(self._starts, instant)

    def _end(self, number: int, end: Instant) -> Instant:
        return min(end, self._starts[number]) if number < len(self._starts) else end

    def _due(self, number: int, start: Instant, span: int) -> Instant | None:
        try:
            return self._calendars[number].due_us(start, span)
        except NeverOpen:
            return None

    def _open(self, number: int, at: Instant) -> Instant | None:
        try:
            return self._calendars[number].next_open_us(at)
        except NeverOpen:
            return None
