# SPDX-License-Identifier: Apache-2.0
"""Files on their way down, and the end of those whose reader may no longer have them.

A command that takes sight from somebody is answered only after this: until then a download counts
as under way while any byte of it is still on this machine.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final, NamedTuple, cast

from sync_server.channels.http_port import GuardedConnection
from sync_server.contract.ids import AgentId, AttachmentId, DeviceId
from sync_server.environment import Lane
from sync_server.security.departure import cut, has_left, held_back

POLL_S: Final = 0.02
"""Between looks at whether the peer has the rest of a file."""


class Download(NamedTuple):
    """Who is being sent which file."""

    agent: AgentId
    device: DeviceId
    attachment: AttachmentId


class Connection(GuardedConnection):
    """A connection of the file port."""

    downloads: "Downloads"

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.gone = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        self.gone.set()
        self.downloads.finish(self)
        super().connection_lost(exc)

    async def emptied(self) -> None:
        """Return once the peer has everything that was written, or the connection is gone.

        Where the system does not tell, only what was not given to it yet is waited for.
        """
        while not (self.gone.is_set() or await self._has_left()):
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_S):
                    await self.gone.wait()

    async def _has_left(self) -> bool:
        if held_back(self.transport) is None:
            return self.transport.get_write_buffer_size() == 0
        return await has_left(self.transport)


Forbidden = Callable[[Iterable[Download]], set[Download]]
"""Those of some downloads whose reader may not have the file now. Blocks."""


class Downloads:
    """What is under way, by connection. Belongs to the event loop."""

    def __init__(self, lane: Lane, forbidden: Forbidden) -> None:
        self._lane = lane
        self._forbidden = forbidden
        self._running: dict[Connection, Download] = {}

    def begin(self, connection: Connection, download: Download) -> None:
        """Note a download, before the right to it is looked up: so none is overlooked."""
        self._running[connection] = download

    def finish(self, connection: Connection) -> None:
        """The peer has it all, was refused, or is gone."""
        self._running.pop(connection, None)

    async def barrier(self, _commit: object) -> None:
        """Return once no byte can leave any more that the commit has made forbidden."""
        if not self._running:
            return
        running = dict(self._running)
        ended = set(running.values())
        try:
            ended = await self._lane.run(self._forbidden, ended)
        finally:
            # If nobody can say who may go on, nobody may.
            await self._end(each for each, what in running.items() if what in ended)

    async def end_device(self, device: DeviceId) -> None:
        """End the downloads of a device that may no longer connect."""
        await self._end(each for each, what in self._running.items() if what.device == device)

    async def _end(self, connections: Iterable[Connection]) -> None:
        ended = list(connections)
        for connection in ended:
            cut(cast(Any, connection.transport))
        for connection in ended:
            await connection.gone.wait()
