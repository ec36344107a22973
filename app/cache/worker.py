# SPDX-License-Identifier: Apache-2.0
"""The one thread that owns the client's database files, and the order of its work.

Work is done in the order in which it was submitted, except that urgent work (the outbox: a person
is waiting for it to be safe) overtakes what has not begun. One job is one short transaction.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from app.environment import Lane
from app.tasks import Tasks

T = TypeVar("T")


Job = tuple[Callable[[], object], "asyncio.Future[Any]"]


class Worker:
    """Runs jobs one by one in a lane. What was submitted is done even if nobody waits for it."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._urgent: deque[Job] = deque()
        self._batches: deque[Job] = deque()
        self._tasks = Tasks()
        self._running: asyncio.Task[object] | None = None

    def submit(
        self, work: Callable[..., T], *args: Any, urgent: bool = False
    ) -> "asyncio.Future[T]":
        """Put a job into the line at once; the future has its result or its error."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        line = self._urgent if urgent else self._batches
        line.append((lambda: work(*args), future))
        if self._running is None:
            self._running = self._tasks.spawn(self._work(), name="cache worker")
        return future

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """Submit and wait."""
        return await self.submit(work, *args)

    async def close(self) -> None:
        """Finish everything that was submitted."""
        while self._running is not None:
            await asyncio.wait((self._running,))
        await self._tasks.close()

    async def _work(self) -> None:
        try:
            while job := self._next():
                work, future = job
                try:
                    result = await self._lane.run(work)
                except Exception as error:  # noqa: BLE001 - it belongs to whoever submitted
                    if not future.cancelled():
                        future.set_exception(error)
                else:
                    if not future.cancelled():
                        future.set_result(result)
        finally:
            self._running = None

    def _next(self) -> Job | None:
        line = self._urgent or self._batches
        return line.popleft() if line else None
