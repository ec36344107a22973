# SPDX-License-Identifier: Apache-2.0
"""The real window with hostile mails in it, in a process of its own, which another one traces.

`read` shows all of them, points at and presses everything in them, copies what they say and pastes
it into an answer. `unguarded` shows the same in a browser of Qt's: what the trace must not find in
the first, it has to find in this one. Each line of standard output names what was asked to open.
"""

import asyncio
import faulthandler
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QUrl,
    Slot,
)
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from tests.support.client_environment import settle
from tests.support.client_frames import a_message, changes, insert
from tests.support.hostile_mail import TRAPS, addresses, unheard_addresses
from tests.support.qt_loop import QtLoop
from tests.support.window_client import MINUTE, T1, WindowClient, a_small_desk
from ui.faults import Faults
from ui.theme.theme import Theme
from ui.windows.agent.controller import AgentController

STEP_PX = 20
SCHEMES = ("http", "https", "mailto", "file", "smb", "ftp")


class Desktop(QObject):
    """Stands for the programs that open links, and says what they were given."""

    def __init__(self) -> None:
        super().__init__()
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, "open")  # type: ignore[arg-type]

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        sys.stdout.write(f"{address.toString()}\n")


def bodies(secret: Path, port: int) -> tuple[str, ...]:
    """One for each trap, with every address in it: some traps swallow what follows another."""
    named = (*addresses(secret, port), *unheard_addresses(secret.name))
    return tuple("".join(trap.format(each) for each in named) for trap in TRAPS)


def furnish(client: WindowClient, texts: tuple[str, ...]) -> None:
    """Put each text into the first ticket, as markup and as words."""
    at = client.bench.environment.now_us() - 20 * MINUTE
    told = ((text, html) for text in texts for html in (text, None))
    messages = (
        a_message(f"h{place:03}", at=at + place, contact="hana", text=text, html=html)
        for place, (text, html) in enumerate(told)
    )
    client.bench.apply(
        changes(
            *(insert(100 + at, each, scope="team:platform") for at, each in enumerate(messages))
        )
    )


async def read(application: QApplication, texts: tuple[str, ...]) -> None:
    client: Any = a_small_desk()
    theme = Theme("light")
    theme.apply(application)
    furnish(client, texts)
    await settle()
    faults = Faults()
    controller = AgentController(client, theme, environment=client.bench.environment, faults=faults)
    controller.window.resize(1440, 900)
    controller.window.show()
    controller.tickets.open(T1)
    await settle()
    await _go_over(controller)
    await _answer(controller, texts)
    controller.do("window")
    await settle()
    for window in QApplication.topLevelWidgets():
        window.grab()
    assert faults.last_report == "", faults.last_report
    controller.close()
    controller.deleteLater()
    await settle()
    await client.close()


async def _go_over(controller: AgentController) -> None:
    """Look at each message, point at every place of it and press there."""
    timeline = controller.window.conversation.timeline
    view = timeline.viewport()
    for message in timeline.messages:
        timeline.go_to(message.id)
        timeline._column.toggle_whole(message.id)
        timeline.grab()
        for link in timeline.links_of(message.id):
            timeline.press(message.id, link)
    for y in range(STEP_PX, view.height(), STEP_PX):
        for x in range(STEP_PX, view.width(), STEP_PX):
            _point_at(view, QPoint(x, y))
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
        await settle(2)
    QTest.keySequence(timeline, QKeySequence(QKeySequence.StandardKey.SelectAll))
    QTest.keySequence(timeline, QKeySequence(QKeySequence.StandardKey.Copy))
    await settle()


def _point_at(view: QWidget, at: QPoint) -> None:
    """Move the pointer without letting the loop run, as `QTest.mouseMove` would."""
    none, away = Qt.MouseButton.NoButton, view.mapToGlobal(at)
    keys = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(away), none, none, keys)
    QApplication.sendEvent(view, move)


async def _answer(controller: AgentController, texts: tuple[str, ...]) -> None:
    """Paste what was copied, then each body as the markup that a browser would give."""
    editor = controller.window.composer.composer.editor
    controller.do("reply")
    for text in ("", *texts):
        data = QMimeData()
        data.setHtml(text)
        data.setText(text)
        if text:
            QGuiApplication.clipboard().setMimeData(data)
        QTest.keySequence(editor, QKeySequence(QKeySequence.StandardKey.Paste))
        await settle()
    controller.window.grab()


def unguarded(texts: tuple[str, ...]) -> None:
    browser = QTextBrowser()
    browser.resize(800, 600)
    browser.show()
    for text in texts:
        browser.setHtml(text)
        browser.grab()


def main() -> None:
    faulthandler.enable()
    what, secret, port = sys.stdin.readline().split()
    application = QApplication(sys.argv[:1])
    desktop = Desktop()
    texts = bodies(Path(secret), int(port))
    if what == "unguarded":
        unguarded(texts)
    else:
        loop = QtLoop(application)
        asyncio.set_event_loop(loop)
        loop.run_until_complete(read(application, texts))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        loop.close()
    del desktop
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main()
