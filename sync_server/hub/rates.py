# SPDX-License-Identifier: Apache-2.0
"""Rates: how many commands, heavy queries and bad frames a session may have. Pure."""

from math import ceil
from typing import Final

MINUTE_S: Final = 60.0
ROUNDING: Final = 1e-6
"""Of a token: who waits as long as told gets one, whatever binary fractions make of it."""


class Bucket:
    """A token bucket: `burst` at once, then `rate` a second. Times are monotonic seconds."""

    __slots__ = ("_burst", "_level", "_rate", "_since")

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._since = 0.0

    def take(self, wanted: int, now: float) -> int:
        """Take up to `wanted` tokens; how many there were."""
        if self._since:
            gained = (now - self._since) * self._rate
            self._level = min(self._burst, self._level + max(0.0, gained))
        self._since = now
        taken = min(wanted, int(self._level + ROUNDING))
        self._level -= taken
        return taken

    def wait_ms(self, wanted: int) -> int:
        """How long until `wanted` tokens will be there, in milliseconds."""
        missing = min(wanted, self._burst) - self._level
        return max(1, ceil(1000 * missing / self._rate - ROUNDING))


class Strikes:
    """Counts faults: the `limit`th within a minute is one too many."""

    __slots__ = ("_limit", "_times")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._times: tuple[float, ...] = ()

    def strike(self, now: float) -> bool:
        """Note a fault; whether it was one too many."""
        recent = tuple(at for at in self._times if now - at < MINUTE_S)
        self._times = (*recent, now)
        return len(self._times) >= self._limit
