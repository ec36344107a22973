# SPDX-License-Identifier: Apache-2.0
"""A network cable that can be pulled out, or go deaf: TCP to a port of this machine, passed on."""

import asyncio
from contextlib import suppress
from typing import Any, Final, Literal, Self

PIECE: Final = 65_536

State = Literal["whole", "cut", "silent"]
"""Cut: connections are reset and new ones refused. Silent: bytes stay away, and nobody is told."""


class Relay:
    """Listens on one port, passes on to another. `async with` opens it."""

    def __init__(self, port: int, to: int) -> None:
        self.port = port
        self._to = to
        self._state: State = "whole"
        self._asking = asyncio.Event()
        self._answering = asyncio.Event()
        self._open()
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._passing: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Self:
        await self._listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cut()

    async def cut(self) -> None:
        """The cable is pulled out: both ends notice at once, and nobody can connect."""
        self._state = "cut"
        server, self._server = self._server, None
        if server is not None:
            server.close()
        self._open()
        for end in tuple(self._ends):
            end.transport.abort()
        for task in tuple(self._passing):
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    def silence(self, *, answers_only: bool = False) -> None:
        """Bytes are swallowed; connections stay, and new ones get no answer.

        With `answers_only` what is sent arrives, and what comes back does not.
        """
        self._state = "silent"
        self._answering.clear()
        if not answers_only:
            self._asking.clear()

    async def mend(self) -> None:
        """Whole again. What was under way in silence is lost: those connections are reset."""
        if self._state == "silent":
            await self.cut()
        self._state = "whole"
        self._open()
        if self._server is None:
            await self._listen()

    def _open(self) -> None:
        self._asking.set()
        self._answering.set()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._ends.add(writer)
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        try:
            await self._asking.wait()
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
            self._ends.add(far_writer)
            await asyncio.gather(
                self._pass(reader, far_writer, self._asking),
                self._pass(far_reader, writer, self._answering),
            )
        except (OSError, asyncio.CancelledError):  # cut: the streams want no task that is cancelled
            writer.transport.abort()
        finally:
            self._passing.discard(task)

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, may: asyncio.Event
    ) -> None:
        try:
            while piece := await reader.read(PIECE):
                await may.wait()
                writer.write(piece)
                await writer.drain()
        finally:
            self._ends.discard(writer)
            with suppress(OSError):
                writer.close()
