# SPDX-License-Identifier: Apache-2.0
"""Coroutines that gestures start: owned until they end, and no error of theirs is lost."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol

from ui.faults import Faults


class Spawn(Protocol):
    """Starts a coroutine for a slot. `name` says what it does, for the log."""

    def __call__(self, work: Coroutine[Any, Any, object], *, name: str) -> None: ...


class Spawner:
    """The running coroutines of one owner, who calls `cancel` or awaits `close` at its end.

    An error is reported to the faults; cancelling is silent. Afterwards nothing is started, nor
    once the event loop has ended: a timer of Qt may outlast it.
    """

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._running: set[asyncio.Task[object]] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._running)

    def __call__(self, work: Coroutine[Any, Any, object], *, name: str) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        if self._closed or loop is None:
            work.close()
            return
        task: asyncio.Task[object] = loop.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._on_done)

    def cancel(self) -> None:
        """Cancel what still runs, and start nothing any more; it ends with the next turn."""
        self._closed = True
        for task in tuple(self._running):
            task.cancel()

    async def close(self) -> None:
        """Cancel what still runs and wait for its end."""
        running = tuple(self._running)
        self.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _on_done(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._faults.report(error, task.get_name())
