# SPDX-License-Identifier: Apache-2.0
"""How often something may be done: token buckets, one alone or one per name. Pure.

Times are seconds of a monotonic clock.
"""

from collections import OrderedDict
from math import ceil
from typing import Final

MINUTE_S: Final = 60.0
HOUR_S: Final = 3600.0
DAY_S: Final = 86_400.0
REMEMBERED: Final = 50_000
"""Names kept at most; the ones not seen for longest are forgotten, and begin with a full bucket."""

ROUNDING: Final = 1e-6
"""Of a token: who waits as long as told gets one, whatever binary fractions make of it."""


def whole(wait: float) -> int:
    """A time to wait in whole units, at least one."""
    return max(1, ceil(wait - ROUNDING))


class Bucket:
    """`burst` at once, then `rate` a second."""

    __slots__ = ("_burst", "_level", "_rate", "_since")

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._level = self._burst
        self._since: float | None = None

    def take(self, wanted: int, now: float) -> int:
        """Take up to `wanted` tokens; how many there were."""
        level = self._level_at(now)
        taken = min(wanted, int(level + ROUNDING))
        self._level, self._since = level - taken, now
        return taken

    def wait_s(self, wanted: int, now: float) -> float:
        """Seconds until `wanted` tokens, or a full bucket, will be there; 0 for now."""
        missing = min(wanted, self._burst) - self._level_at(now)
        return missing / self._rate if missing > ROUNDING else 0.0

    def _level_at(self, now: float) -> float:
        if self._since is None:
            return self._level
        gained = max(0.0, now - self._since) * self._rate
        return min(self._burst, self._level + gained)


class Buckets:
    """A bucket per name, at most `remembered` of them."""

    def __init__(self, rate: float, burst: float, *, remembered: int = REMEMBERED) -> None:
        self._rate = rate
        self._burst = burst
        self._remembered = remembered
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait_s(self, name: str, now: float) -> float:
        """Seconds until `take` would get one; 0 for now. Takes nothing."""
        bucket = self._buckets.get(name)
        return 0.0 if bucket is None else bucket.wait_s(1, now)

    def take(self, name: str, now: float) -> bool:
        """Take one, if there is one; whether there was."""
        bucket = self._buckets.setdefault(name, Bucket(self._rate, self._burst))
        self._buckets.move_to_end(name)
        while len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)
        return bucket.take(1, now) == 1
