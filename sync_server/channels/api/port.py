# SPDX-License-Identifier: Apache-2.0
"""The port that serves `Files`: strangers are counted and timed as at the socket's port."""

import ssl
from collections.abc import Callable
from typing import Final

from sync_server.channels.api.downloads import Connection
from sync_server.channels.api.files import Files
from sync_server.channels.http_port import HttpPort

HEADER_BYTES: Final = 8 * 1024


class FilePort(HttpPort):
    """Serves `Files` on one port, in the same loop and with the same certificate as the socket."""

    def __init__(self, files: Files, *, context: ssl.SSLContext | None = None) -> None:
        super().__init__(
            files.app,
            connection=Connection,
            own={"downloads": files.downloads},
            limits=files.limits,
            head_bytes=HEADER_BYTES,
            context=context,
        )
        self._files = files
        self._undo: Callable[[], None] | None = None

    async def start(self, host: str, port: int) -> None:
        """Listen, and have commands that take sight wait for downloads. Port 0 takes a free one."""
        self._undo = self._files.desk.add_barrier(self._files.downloads.barrier)
        await super().start(host, port)

    async def close(self) -> None:
        """Finish what is under way, for some seconds, and stop."""
        await super().close()
        if self._undo is not None:
            self._undo()
            self._undo = None
