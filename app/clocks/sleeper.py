# SPDX-License-Identifier: Apache-2.0
"""Who waits for a moment, and wakes earlier when there is news."""

import asyncio
from typing import Final

from app.environment import Environment
from sync_server.contract.ids import Instant

LONGEST_SLEEP_S: Final = 10.0
"""A clock that is set shows nothing of it to those who sleep: so late is found out that it was."""

_SECOND: Final = 1_000_000


class Sleeper:
    """`wake` ends the present sleep, or the next one at once."""

    def __init__(self) -> None:
        self._news = asyncio.Event()

    def wake(self) -> None:
        """There is news."""
        self._news.set()

    def forget(self) -> None:
        """All news so far is being looked at."""
        self._news.clear()

    async def sleep_until(
        self, at: Instant | None, *, now: Instant, environment: Environment
    ) -> None:
        """Sleep until an instant or until there is news, and not longer than `LONGEST_SLEEP_S`."""
        ahead_s = LONGEST_SLEEP_S if at is None else (at - now) / _SECOND
        async with asyncio.TaskGroup() as group:
            alarm = group.create_task(self._wake_after(min(LONGEST_SLEEP_S, ahead_s), environment))
            await self._news.wait()
            alarm.cancel()

    async def _wake_after(self, seconds: float, environment: Environment) -> None:
        await environment.sleep(seconds)
        self._news.set()
