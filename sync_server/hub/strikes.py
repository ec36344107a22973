# SPDX-License-Identifier: Apache-2.0
"""How many bad frames a session may send. Pure; times are monotonic seconds."""

from sync_server.security.rates import MINUTE_S


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
