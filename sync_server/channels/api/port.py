# SPDX-License-Identifier: Apache-2.0
"""The port that serves `Files`: strangers are counted and timed as at the socket's port."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn

from sync_server.channels.api.downloads import Connection
from sync_server.channels.api.files import Files
from sync_server.security.entrance import Entrance

HEADER_BYTES: Final = 8 * 1024
CONNECTIONS: Final = 500
"""At most, of people who have signed in. Strangers are counted at the entrance."""


class _Server(uvicorn.Server):
    """Leaves signals to the process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class FilePort:
    """Serves `Files` on one port, in the same loop and with the same certificate as the socket."""

    def __init__(self, files: Files, *, context: ssl.SSLContext | None = None) -> None:
        self._files = files
        self._context = context
        self._entrance = Entrance(files.limits, stay_s=files.limits.handshake_s)
        self._listening: asyncio.Server | None = None
        self._server: _Server | None = None
        self._group: asyncio.TaskGroup | None = None
        self._undo: Callable[[], None] | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen. Port 0 takes a free one."""
        limits = self._files.limits
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=100)
        self.port = int(listener.getsockname()[1])
        own = {"entrance": self._entrance, "downloads": self._files.downloads}
        config = uvicorn.Config(
            self._files.app,
            lifespan="off",
            ws="none",
            http=type("_OwnConnection", (Connection,), own),
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=CONNECTIONS + limits.pending_total,
            h11_max_incomplete_event_size=HEADER_BYTES,
            timeout_graceful_shutdown=5,
        )
        config.load()
        self._undo = self._files.desk.add_barrier(self._files.downloads.barrier)
        self._server = server = _Server(config)
        self._group = asyncio.TaskGroup()
        await self._group.__aenter__()
        # Accepting is ours: the library has no limit for how long TLS may take to be agreed on.
        self._group.create_task(server.serve([]), name="file port")
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
        if self._undo is not None:
            self._undo()
            self._undo = None
