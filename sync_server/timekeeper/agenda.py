# SPDX-License-Identifier: Apache-2.0
"""The agenda: what is next, for each subject one thing. Pure: time comes in as an argument.

It is derived from what the log says, and kept in memory: a server makes it anew when it starts.
"""

from collections.abc import Hashable, Iterator
from heapq import heapify, heappop, heappush
from typing import Final, Generic, TypeVar

from sync_server.contract.ids import Instant

S = TypeVar("S", bound=Hashable)

_ROOM: Final = 64
"""Entries of the past that the heap may hold beside as many that count."""


class Agenda(Generic[S]):
    """The next instant of each subject. Putting and taking cost the logarithm of their number."""

    def __init__(self) -> None:
        self._at: dict[S, Instant] = {}
        self._turn: dict[S, int] = {}
        self._heap: list[tuple[Instant, int, S]] = []
        self._turns = 0

    def __len__(self) -> int:
        return len(self._at)

    def put(self, subject: S, at: Instant | None) -> None:
        """Set, move or (with `None`) clear when a subject is next."""
        if at is None:
            self._at.pop(subject, None)
            self._turn.pop(subject, None)
        elif self._at.get(subject) != at:
            self._turns += 1
            self._at[subject], self._turn[subject] = at, self._turns
            heappush(self._heap, (at, self._turns, subject))
        self._tidy()

    def next(self) -> Instant | None:
        """When the first of all is due."""
        while self._heap and not self._counts(self._heap[0]):
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def take(self, now: Instant, *, limit: int) -> list[S]:
        """Those that are due at `now`, the earliest first; they are off the agenda then."""
        return list(self._due(now, limit))

    def _due(self, now: Instant, limit: int) -> Iterator[S]:
        for _ in range(limit):
            at = self.next()
            if at is None or at > now:
                return
            _, _, subject = heappop(self._heap)
            del self._at[subject], self._turn[subject]
            yield subject

    def _counts(self, entry: tuple[Instant, int, S]) -> bool:
        """Whether an entry of the heap is what the agenda says of its subject today."""
        return self._turn.get(entry[2]) == entry[1]

    def _tidy(self) -> None:
        """Drop what was moved and cleared before it outgrows what counts."""
        if len(self._heap) > 2 * len(self._at) + _ROOM:
            self._heap = [entry for entry in self._heap if self._counts(entry)]
            heapify(self._heap)
