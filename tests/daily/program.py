# SPDX-License-Identifier: Apache-2.0
"""The program as people start it, beside which somebody looks on and tells what is on the screen.

`python -m tests.daily.program SOCKET ...` takes the arguments of `deskbell`. Each line that comes
in through the socket is answered with one line: "look" with what the window shows, as JSON, and
"picture FILE" with a picture of the screen where the window is. No line does anything to it.
"""

import asyncio
import faulthandler
import sys
from pathlib import Path
from typing import Final

import msgspec
import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.daily.looks import look
from ui.faults import Faults
from ui.main import parser, run
from ui.windows.agent.window import AgentWindow

NOTHING: Final = b"{}"


class Onlooker:
    """Answers what the open window shows."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One caller, line by line, until it goes."""
        while line := await reader.readline():
            name, _, rest = line.decode().strip().partition(" ")
            writer.write((self._picture(rest) if name == "picture" else self._look()) + b"\n")
            await writer.drain()
        writer.close()

    def _window(self) -> AgentWindow | None:
        tops = self._application.topLevelWidgets()
        return next((top for top in tops if isinstance(top, AgentWindow) and top.isVisible()), None)

    def _look(self) -> bytes:
        window = self._window()
        return NOTHING if window is None else msgspec.json.encode(look(window))

    def _picture(self, path: str) -> bytes:
        """What the screen has there, menus included: not what the window would like to show."""
        window = self._window()
        if window is not None:
            box = window.frameGeometry()
            screen = QGuiApplication.primaryScreen()
            taken = screen.grabWindow(0, box.x(), box.y(), box.width(), box.height())
            taken.save(path)
        return NOTHING


async def watched(place: Path, arguments: list[str], *, faults: Faults) -> int:
    """Run the program with somebody looking on."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    onlooker = Onlooker(application)
    async with await asyncio.start_unix_server(onlooker.answer, place):
        return await run(parser().parse_args(arguments), application, faults)


def main() -> int:
    """As `ui.main` does it."""
    faulthandler.enable()
    QGuiApplication.setDesktopFileName("deskbell")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Deskbell")
    faults = Faults()
    faults.occurred.connect(lambda _: sys.stderr.write(f"{faults.last_report}\n"))
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    faults.install(loop)
    try:
        place, arguments = Path(sys.argv[1]), sys.argv[2:]
        code: int = loop.run_until_complete(watched(place, arguments, faults=faults))
    finally:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        faults.remove()
        loop.close()
    return code


if __name__ == "__main__":
    raise SystemExit(main())
