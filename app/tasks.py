# SPDX-License-Identifier: Apache-2.0
"""Tasks that somebody owns: none is lost to the garbage collector, none fails unheard."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

logger = logging.getLogger(__name__)


class Tasks:
    """The running tasks of one owner, who cancels what is left with `close`.

    A task that fails is logged with its name; cancelling is silent.
    """

    def __init__(self) -> None:
        self._running: set[asyncio.Task[object]] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._running)

    def spawn(self, work: Coroutine[Any, Any, object], *, name: str) -> asyncio.Task[object]:
        """Start `work` and keep it until it ends."""
        if self._closed:
            work.close()
            raise RuntimeError(f"{name} was started after its owner closed")
        task: asyncio.Task[object] = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._on_done)
        return task

    async def close(self) -> None:
        """Cancel what still runs and wait for its end."""
        self._closed = True
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _on_done(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("%s failed", task.get_name(), exc_info=error)
