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

    With `stay_s` a stranger is cut off who is not admitted within so many seconds.
    """

    def __init__(self, limits: Limits, *, stay_s: float | None = None) -> None:
        self._limits = limits
        self._stay_s = stay_s
        self._by_address: dict[str, int] = {}
        self._strangers: dict[asyncio.BaseTransport, _Stranger] = {}

    def enter(self, transport: asyncio.WriteTransport) -> bool:
        """Let a connection in; false, and it is cut off, when it is one stranger too many."""
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if peer else ""
        here = self._by_address.get(address, 0)
        limits = self._limits
        if here >= limits.pending_per_address or len(self._strangers) >= limits.pending_total:
            transport.abort()
            return False
        timer = None
        if self._stay_s is not None:
            loop = asyncio.get_running_loop()
            timer = loop.call_later(self._stay_s, transport.abort)
        self._by_address[address] = here + 1
        self._strangers[transport] = _Stranger(address, timer)
        return True

    def leave(self, transport: asyncio.BaseTransport) -> None:
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
