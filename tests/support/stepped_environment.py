# SPDX-License-Identifier: Apache-2.0
"""A still environment whose sleepers wake when time is moved, and not before."""

import asyncio
import heapq
from itertools import count

from tests.support.still_environment import StillEnvironment

TURNS = 60
"""Turns of the loop within which everything that can happen without time passing has happened."""


class SteppedEnvironment(StillEnvironment):
    """Time passes by `pass_time` alone."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__(seed)
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (self.monotonic() + seconds, next(self._order), woken)
        heapq.heappush(self._sleepers, entry)
        await woken

    async def pass_time(self, seconds: float) -> None:
        """Let time pass, waking sleepers in order and letting each do its work."""
        await self.settle()
        end = self.monotonic() + seconds
        while self._sleepers and self._sleepers[0][0] <= end:
            at, _, woken = heapq.heappop(self._sleepers)
            self.advance(seconds=max(0.0, at - self.monotonic()))
            if not woken.done():
                woken.set_result(None)
            await self.settle()
        self.advance(seconds=max(0.0, end - self.monotonic()))
        await self.settle()

    async def settle(self) -> None:
        """Let everything happen that needs no time."""
        for _ in range(TURNS):
            await asyncio.sleep(0)
