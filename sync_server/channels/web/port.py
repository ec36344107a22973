# SPDX-License-Identifier: Apache-2.0
"""The port for customers and programs: like the file port, but here nobody has to say who they are.

A peer is a stranger until the head of its request is complete, and again once that is answered. How
many connections an address has, how long a body may take and how slowly an answer may be read are
bounded as well.
"""

import asyncio
import ssl
from typing import Any, Final

from sync_server.channels.http_port import GuardedConnection, HttpPort
from sync_server.config import Limits
from sync_server.security.departure import cut
from sync_server.security.entrance import Entrance

HEAD_BYTES: Final = 16 * 1024
"""Of a request whose head is not complete; `guard` bounds each line."""


class Connection(GuardedConnection):
    """A connection of the web port."""

    room: Entrance
    """Counts every connection for as long as it lasts; the entrance only those that ask nothing."""
    drain_s: float
    _slow: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.room.enter(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.room.leave(self.transport)
        self._stop_waiting()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self.entrance.leave(self.transport)
        if not self.transport.is_closing():
            self.entrance.enter(self.transport)
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The peer reads more slowly than we write: for a while."""
        super().pause_writing()
        if self._slow is None:
            self._slow = self.loop.call_later(self.drain_s, cut, self.transport)

    def resume_writing(self) -> None:
        """The peer has read on."""
        self._stop_waiting()
        super().resume_writing()

    def _stop_waiting(self) -> None:
        if self._slow is not None:
            self._slow.cancel()
            self._slow = None


class WebPort(HttpPort):
    """Serves a site (`site.make_site`) on one port, in the same loop as the agents' socket."""

    def __init__(self, site: Any, *, limits: Limits, context: ssl.SSLContext | None = None) -> None:
        super().__init__(
            site,
            connection=Connection,
            own={"room": Entrance(limits), "drain_s": limits.drain_s},
            limits=limits,
            head_bytes=HEAD_BYTES,
            context=context,
        )
