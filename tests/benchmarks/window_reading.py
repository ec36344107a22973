# SPDX-License-Identifier: Apache-2.0
"""How long a conversation takes from the gesture that opens it to the screen."""

import asyncio
import statistics
import time
from typing import Final

from sync_server.contract.ids import TicketId
from tests.benchmarks.frames import PATIENCE_S, SETTLE_S, Painted, beating
from tests.benchmarks.window_cache import (
    HUGE_MESSAGES,
    HUGE_TICKET,
    LARGE_TICKET,
    LONG_MESSAGES,
    LONG_TICKET,
)
from ui.windows.agent.controller import AgentController

TIMES: Final = 7


class Reading:
    """Somebody who opens long tickets, each time from another one."""

    def __init__(self, controller: AgentController, other: TicketId) -> None:
        self._tickets = controller.tickets
        self._timeline = controller.window.conversation.timeline
        self._painted = Painted(self._timeline.viewport())
        self._other = other

    async def measure(self) -> dict[str, float]:
        """Every figure. Only the first opening finds nothing of it in memory."""
        long = await self._times(LONG_TICKET, LONG_MESSAGES)
        return {
            "open_200_first_ms": long[0] * 1e3,
            "open_200_ms": statistics.median(long) * 1e3,
            "open_large_ms": statistics.median(await self._times(LARGE_TICKET, 1)) * 1e3,
            "turns_large_ms": await self._turns(LARGE_TICKET, 1) * 1e3,
            "open_5000_ms": statistics.median(await self._times(HUGE_TICKET, 1)) * 1e3,
            "turns_5000_ms": await self._turns(HUGE_TICKET, HUGE_MESSAGES) * 1e3,
        }

    async def _times(self, ticket: str, messages: int) -> list[float]:
        """Seconds until so many messages of it are there and a screen full of them painted."""
        times = []
        for _ in range(TIMES):
            await self._leave()
            began = time.perf_counter()
            self._tickets.open(TicketId(ticket))
            await self._until(messages)
            times.append(time.perf_counter() - began)
        return times

    async def _turns(self, ticket: str, messages: int) -> float:
        """Seconds of the longest turn of the loop until all are there. Counted by themselves: a
        loop that never rests keeps the thread that reads waiting.
        """
        longest = []
        for _ in range(TIMES):
            await self._leave()
            async with beating() as turns:
                self._tickets.open(TicketId(ticket))
                await self._until(messages)
            longest.append(max(turns.every))
        return statistics.median(longest)

    async def _leave(self) -> None:
        self._tickets.open(self._other)
        await asyncio.sleep(SETTLE_S)

    async def _until(self, messages: int) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while len(self._timeline.messages) < messages:
                await self._painted.next()
