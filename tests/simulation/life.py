# SPDX-License-Identifier: Apache-2.0
"""The life of a simulated process: it can end at any SQL statement, and then nothing of it goes on.

A killed process runs no `finally` and no `except`: its tasks are never resumed, its connections
answer nothing, and its files are left as the kernel had them. All of it hangs on the context: what
a process starts inherits its `LIFE`.
"""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from contextlib import suppress
from contextvars import Context, ContextVar, copy_context
from pathlib import Path
from types import CoroutineType
from typing import Any, TypeVar

T = TypeVar("T")

LIFE: ContextVar["Life"] = ContextVar("life")
"""Of the process to which the running code belongs."""

_SHARED_MEMORY = "-shm"
"""What SQLite rebuilds: after a kill nobody has it mapped any more."""


_AWAITS = 20
"""More than any coroutine has in its nested `finally`; each of them takes a `close` of its own."""


class SimulatedKill(BaseException):
    """The process ended here. No `except Exception` sees it."""


class Life:
    """One process from its start to its end. `on_death` is called at a kill, inside the victim."""

    def __init__(self, name: str, folder: Path, on_death: Callable[[], None]) -> None:
        self.name = name
        self.alive = True
        self.statements = 0
        self._folder = folder
        self._on_death = on_death
        self._connections: list[Any] = []
        self._left: int | None = None
        self._after = False
        self._kept: list[object] = []
        self._context = copy_context()
        self._context.run(LIFE.set, self)

    def doom(self, statements: int, *, after: bool) -> None:
        """Be killed at the n-th statement from now: before it runs, or `after` it did."""
        self._left, self._after = statements, after

    def spawn(self, work: Coroutine[Any, Any, T], *, name: str) -> "asyncio.Task[T]":
        """Start a task of this process."""
        loop = asyncio.get_running_loop()
        return loop.create_task(work, name=name, context=self.context())

    def context(self) -> Context:
        """A context in which code belongs to this process."""
        return self._context.copy()

    def kill(self) -> None:
        """End at once, wherever the process is. The files stay as they are."""
        if not self.alive:
            return
        self.alive = False
        left = _read_folder(self._folder)
        self._disconnect()
        _write_folder(self._folder, left)
        self._on_death()

    def end(self) -> None:
        """The process came to its end by itself."""
        self.alive = False
        self._disconnect()

    def keep(self, work: object) -> None:
        """Keep tasks and coroutines to the end of the run: garbage would run its `finally`."""
        self._kept.append(work)

    def bury(self) -> None:
        """Unwind what never went on, so that no garbage collection does it at another moment."""
        coroutines = [work for work in self._kept if isinstance(work, CoroutineType)]
        for coroutine in coroutines:
            for _ in range(_AWAITS):
                with suppress(BaseException):
                    coroutine.close()
                    break
        self._kept.clear()

    # -- statements ----------------------------------------------------------------------------

    def connected(self, connection: Any) -> None:
        """A connection to a database, to be dropped with the process."""
        self._connections.append(connection)

    def run(self, statement: Callable[..., T], *arguments: Any) -> T:
        """Execute a statement, or be killed at it."""
        if not self.alive:
            raise SimulatedKill
        self.statements += 1
        if self._left is not None:
            self._left -= 1
            if self._left <= 0:
                if self._after:
                    with suppress(Exception):
                        statement(*arguments)
                self.kill()
                raise SimulatedKill
        return statement(*arguments)

    def _disconnect(self) -> None:
        for connection in self._connections:
            with suppress(Exception):
                connection.close()
        self._connections.clear()


def _read_folder(folder: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.endswith(_SHARED_MEMORY)
    }


def _write_folder(folder: Path, files: dict[Path, bytes]) -> None:
    """Undo what closing the connections did: rollbacks and checkpoints are for the living."""
    for path in folder.iterdir():
        if path.is_file() and path not in files:
            path.unlink()
    for path, data in files.items():
        path.write_bytes(data)


class Mortal(Coroutine[Any, Any, Any]):
    """A coroutine that is never resumed once its process is dead."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], life: Life) -> None:
        self._coroutine = coroutine
        self._life = life

    def send(self, value: Any) -> Any:
        return self._resume(self._coroutine.send, value)

    def throw(self, *error: Any) -> Any:
        return self._resume(self._coroutine.throw, error[0])

    def close(self) -> None:
        if self._life.alive:
            self._coroutine.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        raise TypeError("a task drives it")

    def _resume(self, step: Callable[[Any], Any], value: Any) -> Any:
        if not self._life.alive:
            return self._stop()
        try:
            return step(value)
        except SimulatedKill:
            return self._stop()
        finally:
            if not self._life.alive:
                self._life.keep(self._coroutine)

    def _stop(self) -> Any:
        self._life.keep(self._coroutine)
        raise StopIteration


def make_task(
    loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **options: Any
) -> "asyncio.Task[Any]":
    """The loop's task factory: tasks of a process are mortal."""
    context: Context | None = options.get("context")
    life = LIFE.get(None) if context is None else context.get(LIFE)
    if life is None:
        return asyncio.Task(work, loop=loop, **options)
    task = asyncio.Task(Mortal(work, life), loop=loop, **options)
    life.keep(task)
    life.keep(work)
    return task
