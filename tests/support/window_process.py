# SPDX-License-Identifier: Apache-2.0
"""The real window in a process of its own, whose keys are pressed by the lines of standard input.

Run as a program it signs in like `deskbell` does and answers each line with one line: what is on
its screen, or nothing more than "done". `Screen` is the test's end of it.
"""

import argparse
import asyncio
import faulthandler
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.client import Client, Profile
from app.environment import RealEnvironment
from ui.faults import Faults
from ui.main import NoKeyring, parser, prepare
from ui.shell import Shell
from ui.slots import Spawner
from ui.theme.theme import Theme
from ui.widgets.ticket_row import TicketListRole, TicketRowValue
from ui.windows.agent.typing_guard import WITHIN_S

PATIENCE_S: Final = 60.0
STEP_S: Final = 0.02


class Hands:
    """Presses keys in a window and reads what it shows."""

    def __init__(self, shell: Shell, environment: RealEnvironment) -> None:
        self._shell = shell
        self._environment = environment

    @property
    def _window(self) -> Any:
        assert self._shell.agent is not None
        return self._shell.agent.window

    async def open(self, subject: str) -> str:
        """Go through the list with J until this ticket is open, and look at it for a moment: who
        goes on to type at once is taken for somebody who types without a cursor.
        """
        self._window.navigation.view_chosen.emit("all_open")
        await self._until(lambda: subject in self._subjects())
        for _ in self._subjects():
            QTest.keyClick(self._window.list.view, Qt.Key.Key_J)
            await self._environment.sleep(STEP_S)
            index = self._window.list.view.currentIndex()
            if index.data(TicketListRole.ROW).subject == subject:
                break
        await self._until(lambda: bool(self._window.conversation.timeline.messages))
        await self._environment.sleep(WITHIN_S)
        return "done"

    async def write(self, text: str) -> str:
        """Write an internal note with keys alone."""
        return self._write(Qt.Key.Key_N, text)

    async def answer(self, text: str) -> str:
        """Write a reply with keys alone."""
        return self._write(Qt.Key.Key_R, text)

    def _write(self, key: Qt.Key, text: str) -> str:
        QTest.keyClick(self._window.list.view, key)
        editor = self._window.composer.composer.editor
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return "done"

    async def read(self, text: str) -> str:
        """Wait until a message is on the screen; its kind and its author."""

        def shown() -> list[Any]:
            messages = self._window.conversation.timeline.messages
            return [each for each in messages if each.text == text and each.mark == "none"]

        await self._until(lambda: bool(shown()))
        return f"{shown()[0].kind} by {shown()[0].author}"

    async def grab(self, path: str) -> str:
        """Keep a picture of the window."""
        self._window.grab().save(path)
        return "done"

    def _subjects(self) -> list[str]:
        model = self._window.list.model
        rows = [model.index(row).data(TicketListRole.ROW) for row in range(model.rowCount())]
        return [row.subject for row in rows if isinstance(row, TicketRowValue)]

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not holds():
                await self._environment.sleep(STEP_S)


async def obey(options: argparse.Namespace, application: QApplication, faults: Faults) -> None:
    """Open the window and do what the lines say, until there are none."""
    theme = Theme("light")
    theme.apply(application)
    environment = RealEnvironment()
    spawn = Spawner(faults)
    stdin = environment.lane("stdin")
    keyring = NoKeyring() if options.online_only else None
    try:
        async with Client(Profile(folder=options.profile), environment, keyring=keyring) as client:
            assert await prepare(client, options) == ""
            shell = Shell(
                client,
                theme,
                environment=environment,
                spawn=spawn,
                faults=faults,
                size=options.size,
            )
            shell.show()
            hands = Hands(shell, environment)
            while line := (await stdin.run(sys.stdin.readline)).strip():
                name, _, text = line.partition(" ")
                sys.stdout.write(await getattr(hands, name)(text) + "\n")
                sys.stdout.flush()
            await spawn.close()
            shell.close()
    finally:
        environment.close()


def main() -> None:
    faulthandler.enable()
    application = QApplication(sys.argv[:1])
    faults = Faults()
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    faults.install(loop)
    loop.run_until_complete(obey(parser().parse_args(), application, faults))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    faults.remove()
    loop.close()


class Screen:
    """A window of somebody, in another process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def __call__(self, line: str) -> str:
        """Press keys or read; the answer. A window that died says how it did."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n".encode())
        async with asyncio.timeout(PATIENCE_S):
            answer = await self._process.stdout.readline()
            if not answer:
                _, error = await self._process.communicate()
                raise AssertionError(f"exit {self._process.returncode}: {error.decode()}")
        return answer.decode().strip()


@asynccontextmanager
async def window(
    environment: Mapping[str, str], *arguments: str, password: str = ""
) -> AsyncIterator[Screen]:
    """A window that is signed in. It ends by itself, without a word on standard error."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        "-m",
        "tests.support.window_process",
        "--password-stdin",
        *arguments,
        env=dict(environment),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    if password:
        process.stdin.write(f"{password}\n".encode())
    try:
        yield Screen(process)
        process.stdin.write_eof()
        async with asyncio.timeout(PATIENCE_S):
            _, error = await process.communicate()
        told = error.decode()
        assert (process.returncode, told) == (0, ""), told
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


if __name__ == "__main__":
    main()
