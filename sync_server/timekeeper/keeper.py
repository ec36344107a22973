# SPDX-License-Identifier: Apache-2.0
"""The keeper: sleeps until what is next on the agenda, and then has it done."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Final, Generic, TypeVar

from sync_server.contract.ids import Instant
from sync_server.environment import Environment
from sync_server.timekeeper.agenda import Agenda

S = TypeVar("S", bound=Hashable)

LONGEST_SLEEP_S: Final = 10.0
"""A clock that is set shows nothing of it to those who sleep: so late is found out that it was."""

AT_ONCE: Final = 256
"""Subjects that are handed over together; the desk takes as many commands into one batch."""

_SECOND: Final = 1_000_000


class Keeper(Generic[S]):
    """Hands subjects to `perform` when their instant has come by the desk's clock, never before.

    That something happens once is not the keeper's promise: several nodes may keep the same time,
    and a crash may come between. What it hands over has to be claimed where it takes effect.
    """

    def __init__(
        self, environment: Environment, perform: Callable[[Sequence[S]], Awaitable[None]]
    ) -> None:
        self._environment = environment
        self._perform = perform
        self._agenda = Agenda[S]()
        self._news = asyncio.Event()

    def put(self, subject: S, at: Instant | None) -> None:
        """Set, move or (with `None`) clear when a subject is next."""
        before = self._agenda.next()
        self._agenda.put(subject, at)
        if self._agenda.next() != before:
            self._news.set()

    async def run(self) -> None:
        """Keep time until cancelled. When `perform` fails, its subjects are due again."""
        while True:
            self._news.clear()
            now = self._environment.now_us()
            due = self._agenda.take(now, limit=AT_ONCE)
            if not due:
                await self._wait(now)
                continue
            try:
                await self._perform(due)
            except BaseException:
                for subject in due:
                    self._agenda.put(subject, now)
                raise

    async def _wait(self, now: Instant) -> None:
        """Until what is next is due, or the agenda says something else."""
        following = self._agenda.next()
        if following is None:
            await self._news.wait()
            return
        seconds = min(LONGEST_SLEEP_S, (following - now) / _SECOND)
        async with asyncio.TaskGroup() as group:
            sleeper = group.create_task(self._ring_after(seconds))
            await self._news.wait()
            sleeper.cancel()

    async def _ring_after(self, seconds: float) -> None:
        await self._environment.sleep(seconds)
        self._news.set()
