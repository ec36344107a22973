# SPDX-License-Identifier: Apache-2.0
"""A port that serves an HTTP application in the server's own loop, with a guarded entrance.

Strangers are counted and timed as at the socket's port: who has connected and not yet shown a right
to be served is one.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from sync_server.config import Limits
from sync_server.security.entrance import Entrance

CONNECTIONS: Final = 500
"""At most, besides strangers, who are counted at the entrance."""

CLOSING_S: Final = 5
"""How long what is under way may take once the port closes."""


class GuardedConnection(H11Protocol):
    """A connection that came through an entrance; requests find it in `request.state.connection`.

    Until `admit` its peer is a stranger, and must go in time.
    """

    entrance: Entrance

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # Head and body of an answer are two writes: the second must not wait for the first's
        # confirmation. asyncio does this only where it made the listening socket itself.
        own = transport.get_extra_info("socket")
        own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.app_state = {**self.app_state, "connection": self}
        self.entrance.enter(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.entrance.leave(self.transport)
        super().connection_lost(exc)

    def admit(self) -> None:
        """The peer has shown that it may be served."""
        self.entrance.leave(self.transport)


class _Server(uvicorn.Server):
    """Leaves signals to the process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class HttpPort:
    """Serves an application on one port, with the same certificate as the socket.

    `connection` is the kind of its connections, and `own` what each of them finds as attributes.
    `head_bytes` bounds a request's head while it is not complete.
    """

    def __init__(
        self,
        application: Any,
        *,
        connection: type[GuardedConnection],
        own: dict[str, object],
        limits: Limits,
        head_bytes: int,
        context: ssl.SSLContext | None,
    ) -> None:
        self._application = application
        self._connection = connection
        self._own = own
        self._limits = limits
        self._head_bytes = head_bytes
        self._context = context
        self._listening: asyncio.Server | None = None
        self._server: _Server | None = None
        self._group: asyncio.TaskGroup | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen. Port 0 takes a free one. Raises `OSError`."""
        limits = self._limits
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=100)
        self.port = int(listener.getsockname()[1])
        own = {"entrance": Entrance(limits, stay_s=limits.handshake_s), **self._own}
        config = uvicorn.Config(
            self._application,
            lifespan="off",
            ws="none",
            http=type("_OwnConnection", (self._connection,), own),
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=CONNECTIONS + limits.pending_total,
            h11_max_incomplete_event_size=self._head_bytes,
            timeout_graceful_shutdown=CLOSING_S,
        )
        config.load()
        self._server = server = _Server(config)
        self._group = asyncio.TaskGroup()
        await self._group.__aenter__()
        # Accepting is ours: the library has no limit for how long TLS may take to be agreed on.
        self._group.create_task(server.serve([]), name=f"port {self.port}")
        self._listening = await asyncio.get_running_loop().create_server(
            lambda: config.http_protocol_class(  # type: ignore[call-arg]
                config=config, server_state=server.server_state, app_state={}
            ),
            sock=listener,
            ssl=self._context,
            ssl_handshake_timeout=limits.handshake_s if self._context is not None else None,
        )

    async def close(self) -> None:
        """Finish what is under way, for some seconds, and stop."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        if self._server is not None and self._group is not None:
            self._server.should_exit = True
            await self._group.__aexit__(None, None, None)
            self._server = self._group = None
