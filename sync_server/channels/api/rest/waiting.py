# SPDX-License-Identifier: Apache-2.0
"""Waiting until the desk has changed something."""

import asyncio
from contextlib import suppress

from sync_server.desk.desk import Desk
from sync_server.desk.transaction import Commit


class News:
    """Wakes whoever waits for a commit of this server. Belongs to the event loop."""

    def __init__(self, desk: Desk) -> None:
        self._next = asyncio.Event()
        self._undo = desk.on_commit(self._tell)

    @property
    def mark(self) -> asyncio.Event:
        """The next commit, as of now. Take it before the look after which you may wait."""
        return self._next

    async def after(self, mark: asyncio.Event, seconds: float) -> None:
        """Return once there was a commit after the mark was taken, at the latest in `seconds`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await mark.wait()

    def close(self) -> None:
        """Follow the desk no longer; nobody waits any more."""
        self._undo()
        self._next.set()

    def _tell(self, _commit: Commit) -> None:
        told, self._next = self._next, asyncio.Event()
        told.set()
