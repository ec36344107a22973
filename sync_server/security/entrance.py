# SPDX-License-Identifier: Apache-2.0
"""The entrance of a port: how many strangers may stand in it, and for how long.

Who has connected and not yet shown who they are is a stranger.
"""

import asyncio
from typing import NamedTuple

from sync_server.config import Limits


class _Stranger(NamedTuple):
    address: str
    timer: asyncio.TimerHandle | None


class Entrance:
    """Counts strangers, by network address and together. Belongs to the event loop.

    One stranger too many is refused. With `stay_s`, where who is known shows it at once, the oldest
    stranger goes instead, and so does whoever is not admitted within so many seconds: a crowd of
    silent ones then keeps nobody out.
    """

    def __init__(self, limits: Limits, *, stay_s: float | None = None) -> None:
        self._limits = limits
        self._stay_s = stay_s
        self._by_address: dict[str, int] = {}
        self._strangers: dict[asyncio.WriteTransport, _Stranger] = {}

    def enter(self, transport: asyncio.WriteTransport) -> bool:
        """Let a connection in; false when it is one stranger too many. Who must go is cut off."""
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if peer else ""
        crowd = self._crowd(address)
        if crowd:
            oldest = transport if self._stay_s is None else crowd[0]
            oldest.abort()
            self.leave(oldest)
            if oldest is transport:
                return False
        timer = None
        if self._stay_s is not None:
            loop = asyncio.get_running_loop()
            timer = loop.call_later(self._stay_s, transport.abort)
        self._by_address[address] = self._by_address.get(address, 0) + 1
        self._strangers[transport] = _Stranger(address, timer)
        return True

    def _crowd(self, address: str) -> list[asyncio.WriteTransport]:
        """The strangers, oldest first, among whom there is no place for one more."""
        if self._by_address.get(address, 0) >= self._limits.pending_per_address:
            return [each for each, who in self._strangers.items() if who.address == address]
        if len(self._strangers) >= self._limits.pending_total:
            return list(self._strangers)
        return []

    def leave(self, transport: asyncio.WriteTransport) -> None:
        """A stranger is one no longer, or is gone. Safe to call twice."""
        stranger = self._strangers.pop(transport, None)
        if stranger is None:
            return
        if stranger.timer is not None:
            stranger.timer.cancel()
        here = self._by_address[stranger.address] - 1
        if here:
            self._by_address[stranger.address] = here
        else:
            del self._by_address[stranger.address]
