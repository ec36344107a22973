# SPDX-License-Identifier: Apache-2.0
"""Writers who put marked texts into one ticket without pause."""

import asyncio
import re
from collections.abc import Iterable
from contextlib import AsyncExitStack
from typing import Self

from tests.end_to_end.standard_server import StandardServer
from tests.support.plain import c
from tests.support.wire_probe import PATIENCE_S, Probe

_MARK = re.compile(rb"MARK-\d+-")


class Load:
    """While the block lasts, each writer adds one note after another, all with marks in them."""

    def __init__(
        self, desk: StandardServer, ticket: str, *, writers: Iterable[tuple[str, str]]
    ) -> None:
        self.written = 0
        self._desk = desk
        self._ticket = ticket
        self._writers = writers
        self._stack = AsyncExitStack()
        self._tasks: list[asyncio.Task[None]] = []
        self._news = asyncio.Event()
        self._ending = False
        self._count = 0

    async def __aenter__(self) -> Self:
        for writer, device in self._writers:
            probe = await self._stack.enter_async_context(self._desk.join(writer, device=device))
            self._tasks.append(asyncio.create_task(self._write(probe)))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        await self._stack.aclose()

    async def until(self, written: int) -> None:
        """Wait for the acknowledgement of so many notes in all."""
        async with asyncio.timeout(PATIENCE_S):
            while self.written < written:
                self._news.clear()
                await self._news.wait()

    async def stop(self) -> None:
        """Write no more, and hear what is still under way."""
        self._ending = True
        await asyncio.gather(*self._tasks)

    def marks_in(self, received: bytes) -> list[bytes]:
        """The marks that some bytes hold."""
        return _MARK.findall(received)

    async def _write(self, probe: Probe) -> None:
        while not self._ending:
            self._count += 1
            name = f"MARK-{self._count}-"
            await probe.do(
                c.AddNote(ticket=self._ticket, message=f"n{self._count}", text=f"{name} note")
            )
            self.written += 1
            self._news.set()
