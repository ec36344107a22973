# SPDX-License-Identifier: Apache-2.0
"""A line of those who wait: in order, immutable, and as cheap to change when it is long."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush
from typing import Any, Final, TypeVar

from msgspec import Struct

Place = tuple[Any, ...]
"""What is compared; the last of it is the id of the ticket, so no two are equal."""

K = TypeVar("K", bound=Hashable)

_BLOCK: Final = 256
"""So many places are copied when one comes or goes; twice as many are two blocks."""


class Line(Struct, frozen=True):
    """Places in their order. Every block has some."""

    blocks: tuple[tuple[Place, ...], ...] = ()

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Line":
        """Those places, in whatever order they come."""
        every = sorted(places)
        starts = range(0, len(every), _BLOCK)
        return cls(tuple(tuple(every[start : start + _BLOCK]) for start in starts))

    def __iter__(self) -> Iterator[Place]:
        for block in self.blocks:
            yield from block

    def __bool__(self) -> bool:
        return bool(self.blocks)

    def with_place(self, place: Place) -> "Line":
        """The line with one more; it is not in it."""
        if not self.blocks:
            return Line(((place,),))
        number = self._block_of(place)
        block = self.blocks[number]
        at = bisect_left(block, place)
        block = (*block[:at], place, *block[at:])
        if len(block) <= 2 * _BLOCK:
            return self._with(number, block)
        return self._with(number, block[:_BLOCK], block[_BLOCK:])

    def without(self, place: Place) -> "Line":
        """The line without one, or as it is when it is not there."""
        if not self.blocks:
            return self
        number = self._block_of(place)
        block = self.blocks[number]
        at = bisect_left(block, place)
        if at == len(block) or block[at] != place:
            return self
        left = (*block[:at], *block[at + 1 :])
        return self._with(number, left) if left else self._with(number)

    def _block_of(self, place: Place) -> int:
        return max(0, bisect_right(self.blocks, place, key=lambda block: block[0]) - 1)

    def _with(self, number: int, *blocks: tuple[Place, ...]) -> "Line":
        return Line((*self.blocks[:number], *blocks, *self.blocks[number + 1 :]))


def in_turn(lines: Mapping[K, Line], ended: Collection[K]) -> Iterator[tuple[K, Place]]:
    """All places of some lines in one order, each with its line. Nothing more comes of a line that
    has `ended` meanwhile.
    """
    heads: list[tuple[Place, int, K, Iterator[Place]]] = []
    for number, (key, line) in enumerate(lines.items()):
        rest = iter(line)
        first = next(rest, None)
        if first is not None:
            heads.append((first, number, key, rest))
    heapify(heads)
    while heads:
        place, number, key, rest = heappop(heads)
        if key in ended:
            continue
        yield key, place
        following = next(rest, None)
        if following is not None:
            heappush(heads, (following, number, key, rest))
