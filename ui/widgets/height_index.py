# SPDX-License-Identifier: Apache-2.0
"""Where each item of a scrolled column stands, from measured and estimated heights."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class HeightIndex:
    """Tops of a column of items. Offsets are rebuilt lazily after a change, in one pass."""

    def __init__(self) -> None:
        self._heights: list[float] = []
        self._tops: list[float] | None = [0.0]

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> float:
        return self._offsets()[-1]

    def replace(self, heights: Sequence[float]) -> None:
        self._heights = list(heights)
        self._tops = None

    def splice(self, first: int, last: int, heights: Sequence[float]) -> None:
        """Put these in the place of the items from `first` to before `last`."""
        self._heights[first:last] = heights
        self._tops = None

    def set_height(self, item: int, height: float) -> None:
        if self._heights[item] != height:
            self._heights[item] = height
            self._tops = None

    def height(self, item: int) -> float:
        return self._heights[item]

    def top(self, item: int) -> float:
        """The px above item number `item`; `len(self)` gives the end of the column."""
        return self._offsets()[item]

    def item_at(self, offset: float) -> int:
        """The item that covers `offset`, held to the first and the last; -1 if there is none."""
        if not self._heights:
            return -1
        return min(len(self) - 1, max(0, bisect_right(self._offsets(), offset) - 1))

    def between(self, first: float, last: float) -> range:
        """The items that touch the stretch from `first` to `last`."""
        if not self._heights:
            return range(0)
        return range(self.item_at(first), self.item_at(last) + 1)

    def _offsets(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops
