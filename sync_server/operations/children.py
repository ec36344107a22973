# SPDX-License-Identifier: Apache-2.0
"""Processes that a command starts and ends again, each by its own id."""

import asyncio
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

END_S: Final = 10.0
"""How long a process may take to end when it was asked to; then it is killed."""


class Child:
    """One process. `name` is for people."""

    def __init__(self, name: str, process: Process, relay: "asyncio.Task[None] | None") -> None:
        self.name = name
        self.process = process
        self._relay = relay

    async def wait(self) -> int:
        """Wait for its end; the exit code."""
        code = await self.process.wait()
        if self._relay is not None:
            await self._relay
        return code

    async def end(self) -> None:
        """Close its input, then ask, then kill."""
        process = self.process
        if process.stdin is not None:
            process.stdin.close()
        if process.returncode is None and process.stdin is None:
            process.terminate()
        for insist in (process.terminate, process.kill):
            try:
                async with asyncio.timeout(END_S):
                    await self.wait()
                    return
            except TimeoutError:
                if process.returncode is None:
                    insist()
        await process.wait()


class Children:
    """The processes of one command. Leaving the block ends them, the last one first."""

    def __init__(self) -> None:
        self._started: list[Child] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._started:
            await self._started.pop().end()

    async def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: Path,
        say: str = "",
        hear: Callable[[str], None] | None = None,
        variables: Mapping[str, str] | None = None,
        keep: Sequence[int] = (),
    ) -> Child:
        """Start a process that is not interrupted with us at the terminal.

        `say` is written to its input, which stays open; `hear` gets each line that it prints; what
        it has to say beside that is appended to `log`. `keep` are file descriptors it inherits.
        """
        with log.open("ab") as file:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=PIPE if say else DEVNULL,
                stdout=file if hear is None else PIPE,
                stderr=file,
                env={**os.environ, **(variables or {})},
                pass_fds=tuple(keep),
                start_new_session=os.name == "posix",
            )
        relay = None
        if hear is not None:
            loop = asyncio.get_running_loop()
            relay = loop.create_task(_relay(process, hear), name=f"output of {name}")
        child = Child(name, process, relay)
        self._started.append(child)
        if say and process.stdin is not None:
            process.stdin.write(say.encode())
            await process.stdin.drain()
        return child


async def _relay(process: Process, hear: Callable[[str], None]) -> None:
    assert process.stdout is not None
    while line := await process.stdout.readline():
        hear(line.decode("utf-8", "replace").rstrip())
