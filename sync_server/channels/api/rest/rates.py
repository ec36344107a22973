# SPDX-License-Identifier: Apache-2.0
"""How many requests a key may make: a token bucket per name. Pure; times are monotonic seconds."""

from collections import OrderedDict
from math import ceil
from typing import Final

REMEMBERED: Final = 10_000
"""Names at most; the one not seen for longest is forgotten, and begins with a full bucket."""

ROUNDING: Final = 1e-6
"""Of a token: who waits as long as told gets one, whatever binary fractions make of it."""


class Rates:
    """`burst` at once per name, then `rate` a second."""

    def __init__(self, *, rate: float, burst: int) -> None:
        self._rate = rate
        self._burst = burst
        # name -> tokens, and when that was
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str, now: float) -> int:
        """Take one; 0 when there was one, else after how many whole seconds there will be."""
        level, since = self._levels.pop(name, (float(self._burst), now))
        level = min(float(self._burst), level + max(0.0, now - since) * self._rate)
        is_there = level + ROUNDING >= 1.0
        self._levels[name] = (max(0.0, level - 1.0) if is_there else level, now)
        if len(self._levels) > REMEMBERED:
            self._levels.popitem(last=False)
        return 0 if is_there else max(1, ceil((1.0 - level) / self._rate - ROUNDING))
