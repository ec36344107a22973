# SPDX-License-Identifier: Apache-2.0
"""How much may be sent by one address of the network, and in the name of one address of mail. Pure.

Times are seconds of a monotonic clock.
"""

from collections import OrderedDict
from typing import Final

HOUR_S: Final = 3600.0
REMEMBERED: Final = 50_000
"""Keys kept at most; the ones not seen for longest are forgotten first."""

_ROUNDING: Final = 1e-6


class Rate:
    """A token bucket per key: `burst` at once, then `an_hour` spread over each hour."""

    def __init__(self, *, burst: int, an_hour: float, remembered: int = REMEMBERED) -> None:
        self._burst = float(burst)
        self._per_s = an_hour / HOUR_S
        self._remembered = remembered
        # key -> what is left, and as of when
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str, now: float) -> float:
        """Seconds until `take` would succeed; 0 for now. Takes nothing."""
        left = self._level(key, now)
        return 0.0 if left + _ROUNDING >= 1 else (1 - left) / self._per_s

    def take(self, key: str, now: float) -> None:
        """Count one, however many there were."""
        self._left[key] = (max(0.0, self._level(key, now) - 1), now)
        self._left.move_to_end(key)
        while len(self._left) > self._remembered:
            self._left.popitem(last=False)

    def _level(self, key: str, now: float) -> float:
        left, since = self._left.get(key, (self._burst, now))
        return min(self._burst, left + (now - since) * self._per_s)


class Presses:
    """Recognises what was let through before: an impatient second press is no second message.

    Each has `free` repeats; the `remembered` newest are known.
    """

    def __init__(self, *, free: int = 10, remembered: int = 1000) -> None:
        self._free = free
        self._remembered = remembered
        self._left: OrderedDict[str, int] = OrderedDict()

    def first(self, identity: str) -> None:
        """Something was let through."""
        self._left[identity] = self._free
        while len(self._left) > self._remembered:
            self._left.popitem(last=False)

    def again(self, identity: str) -> bool:
        """Whether this was let through before, and may be once more."""
        left = self._left.get(identity, 0)
        if left:
            self._left[identity] = left - 1
        return left > 0


class Shares:
    """Bytes that requests hold in memory: `whole` together, `share` for one key."""

    def __init__(self, *, whole: int, share: int) -> None:
        self._whole = whole
        self._share = share
        self._all = 0
        self._held: dict[str, int] = {}

    def take(self, key: str, count: int) -> bool:
        """Hold so many more; false, and nothing held, when they are too many."""
        held = self._held.get(key, 0) + count
        if held > self._share or self._all + count > self._whole:
            return False
        self._held[key] = held
        self._all += count
        return True

    def give_back(self, key: str, count: int) -> None:
        """Hold so many less."""
        self._all -= count
        left = self._held.get(key, 0) - count
        if left > 0:
            self._held[key] = left
        else:
            self._held.pop(key, None)
