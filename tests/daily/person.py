# SPDX-License-Identifier: Apache-2.0
"""Somebody at a computer: a window of their own, their profile and keyring, and ten fingers."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import msgspec

from sync_server.operations.children import Child, Children
from tests.daily.kept_keys import BACKEND, PLACE
from tests.daily.looks import Look
from tests.daily.screen import Screen

PATIENCE_S: Final = 30.0
SLOW_TURN: Final = "A turn took "
"""How the window begins to tell of a turn that was longer than it should be."""
OPENING_S: Final = 90.0
STEP_S: Final = 0.03
SIZE: Final = (1440, 900)
TITLE_BAR: Final = 24


class TooLate(AssertionError):
    """Something that should happen did not."""


class Person:
    """One window, and how many keys were pressed for it: chords, and letters of texts."""

    def __init__(
        self, name: str, screen: Screen, computer: "Computer", *, pictures: Path, place: int
    ) -> None:
        self.name = name
        self.keys = 0
        self.letters = 0
        self._screen = screen
        self.computer = computer
        self._pictures = pictures
        self._place = place

    async def start(self, *arguments: str) -> Look:
        """Start the program and wait for its window; what that shows first."""
        await self.computer.start(*arguments)
        seen = await self.until(lambda shown: shown.rows, patience_s=OPENING_S)
        left = str(self._place * (SIZE[0] + TITLE_BAR))
        await self._screen.tool("windowmove", str(seen.window), left, "0")
        await self.sit_down()
        return seen

    # -- hands ---------------------------------------------------------------------------------

    async def sit_down(self) -> None:
        """Turn to this window, as one who changes from one computer to another."""
        seen = await self.look()
        await self._screen.tool("windowactivate", str(seen.window))
        await self.until(lambda shown: shown.active)

    async def press(self, *chords: str) -> None:
        """Press keys, as `xdotool` writes them."""
        self.keys += len(chords)
        await self._screen.press(*chords)

    async def type(self, text: str) -> None:
        """Type a text."""
        self.letters += len(text)
        await self._screen.type(text)

    # -- eyes ----------------------------------------------------------------------------------

    async def look(self) -> Look:
        """What the window shows now."""
        return msgspec.json.decode(await self.computer.ask("look"), type=Look)

    async def until(
        self, holds: Callable[[Look], object], *, patience_s: float = PATIENCE_S
    ) -> Look:
        """Wait until the window shows something; what it shows then."""
        end = time.monotonic() + patience_s
        while not holds(seen := await self.look()):
            if time.monotonic() > end:
                await self.picture("too-late")
                raise TooLate(f"{self.name} does not see it. What is there: {_short(seen)}")
            await asyncio.sleep(STEP_S)
        return seen

    async def picture(self, name: str) -> None:
        """Keep what is on the screen."""
        path = self._pictures / f"{name}.png"
        await self.computer.ask(f"picture {path}")


class Lines:
    """Questions to the onlooker in a window's process."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def ask(self, line: str) -> bytes:
        self._writer.write(f"{line}\n".encode())
        async with asyncio.timeout(PATIENCE_S):
            await self._writer.drain()
            answer = await self._reader.readline()
        assert answer, "the window is gone"
        return answer

    async def close(self) -> None:
        """The onlooker is told nothing more, and is gone when this returns."""
        self._writer.write_eof()
        async with asyncio.timeout(PATIENCE_S):
            await self._reader.read()
        self._writer.close()
        await self._writer.wait_closed()


class Computer:
    """What stands before somebody: the program, started by them, and the profile that it keeps."""

    def __init__(
        self,
        name: str,
        start: Callable[[Sequence[str]], Awaitable[Child]],
        *,
        folder: Path,
        log: Path,
    ) -> None:
        self._name = name
        self._start = start
        self._socket = folder / "onlooker"
        self._log = log
        self._child: Child | None = None
        self._lines: Lines | None = None

    async def ask(self, line: str) -> bytes:
        """What the onlooker in the window answers."""
        assert self._lines is not None
        return await self._lines.ask(line)

    async def start(self, *arguments: str) -> None:
        """Start the program, as a person does; what signs in is said the first time alone."""
        self._child = await self._start(arguments)
        self._lines = await _connect(self._socket, self._log)

    async def kill(self) -> None:
        """The program is gone, without having been asked."""
        assert self._child is not None
        self._child.process.kill()
        await self._child.wait()
        self._socket.unlink()

    async def close(self, screen: Screen) -> None:
        """Close the window. It must not have had anything to complain of.

        A turn that took long is told and no failure: how busy the machine is decides on that too,
        and the benchmark measures it where nothing else runs.
        """
        assert self._lines is not None
        assert self._child is not None
        await self._lines.close()
        await screen.press("alt+F4")
        async with asyncio.timeout(PATIENCE_S):
            code = await self._child.wait()
        told = read_text(self._log).splitlines(keepends=True)
        slow = [line for line in told if line.startswith(SLOW_TURN)]
        sys.stdout.write("".join(slow))
        rest = "".join(line for line in told if line not in slow)
        assert (code, rest) == (0, ""), f"window of {self._name}: {code}\n{rest}"


@asynccontextmanager
async def seated(
    name: str,
    place: int,
    *,
    screen: Screen,
    children: Children,
    folder: Path,
    pictures: Path,
    password: str,
    arguments: Mapping[str, str],
) -> AsyncIterator[Person]:
    """Open somebody's window at the left (0) or the right (1) of the screen, and sign in.

    At the end the window is closed as people do it.
    """
    log = folder / "window.log"

    async def start(signs_in: Sequence[str]) -> Child:
        command = [
            *(sys.executable, "-W", "error", "-m", "tests.daily.program", str(folder / "onlooker")),
            *("--profile", str(folder / "profile"), "--light", *signs_in),
            *("--size", "x".join(map(str, SIZE))),
        ]
        return await children.start(
            f"window of {name}",
            command,
            log=log,
            say=f"{password}\n",
            variables={
                **screen.variables,
                "PYTHON_KEYRING_BACKEND": BACKEND,
                PLACE: str(folder / "keys.json"),
                "LC_ALL": "C.UTF-8",
                "LANGUAGE": "en",
            },
        )

    computer = Computer(name, start, folder=folder, log=log)
    person = Person(name, screen, computer, pictures=pictures, place=place)
    await person.start("--password-stdin", *(word for pair in arguments.items() for word in pair))
    yield person
    await person.sit_down()
    await computer.close(screen)


async def _connect(socket: Path, log: Path) -> Lines:
    end = time.monotonic() + OPENING_S
    while True:
        try:
            return Lines(*await asyncio.open_unix_connection(socket, limit=2**24))
        except OSError:
            if time.monotonic() > end:
                raise TooLate(read_text(log)) from None
            await asyncio.sleep(STEP_S)


def read_text(log: Path) -> str:
    """What a program wrote."""
    return log.read_text(encoding="utf-8")


def _short(seen: Look) -> str:
    rows = f"{len(seen.rows)} rows, first {[row.subject for row in seen.rows[:3]]}"
    kept = msgspec.structs.replace(
        seen, rows=(), messages=seen.messages[-2:], found=seen.found[:5], palette=seen.palette[:5]
    )
    return f"{rows}; {kept}"
