# SPDX-License-Identifier: Apache-2.0
"""Whatever a mail names, showing it opens no file and no connection."""

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ui
from tests.support.file_opens import FileOpens
from ui.theme.theme import Theme
from ui.widgets.message_value import AttachmentValue, MessageValue
from ui.widgets.timeline import Timeline

TRAPS = (
    '<img src="{0}">',
    '<img src="{0}" width="40" height="40" alt="x">',
    '<p style="background-image: url({0})">x</p>',
    '<table background="{0}"><tr><td background="{0}">x</td></tr></table>',
    '<ul style="list-style-image: url({0})"><li>x</li></ul>',
    '<link rel="stylesheet" href="{0}"><p>x</p>',
    '<style>@import url("{0}"); body {{ background: url("{0}") }}</style><p>x</p>',
    '<body background="{0}">x</body>',
    '<object data="{0}"></object><iframe src="{0}"></iframe><embed src="{0}">x',
    '<video poster="{0}" src="{0}"></video><audio src="{0}"></audio>x',
    '<svg><image href="{0}"/></svg>x',
    '<a href="{0}"><img src="{0}">x</a>',
    '<img src="attachment:{0}">x',
    '<blockquote><img src="{0}"></blockquote>',
    "![x]({0})",
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme("light")
    theme.apply(qapp)
    return theme


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(0xFF0000)
    path = tmp_path / "secret.png"
    picture.save(str(path))
    return path


def _message(number: int, html: str) -> MessageValue:
    return MessageValue(f"m{number}", "customer", html, "12:18", html, html=html, role=html)


def _addresses(secret: Path, port: int) -> tuple[str, ...]:
    return (
        f"file://{secret}",
        f"file:{secret}",
        str(secret),
        f"//127.0.0.1:{port}{secret}",
        f"\\\\127.0.0.1@{port}\\share\\secret.png",
        f"http://127.0.0.1:{port}/secret.png",
        f"smb://127.0.0.1:{port}/secret.png",
        f"ftp://127.0.0.1:{port}/secret.png",
    )


def _show(theme: Theme, qtbot: QtBot, messages: tuple[MessageValue, ...]) -> Timeline:
    timeline = Timeline(theme)
    qtbot.addWidget(timeline)
    timeline.resize(640, 480)
    timeline.show()
    timeline.show_conversation("t1", messages)
    return timeline


@pytest.mark.parametrize("trap", TRAPS)
def test_no_file_and_no_connection_is_opened(
    theme: Theme, qtbot: QtBot, secret: Path, listener: socket.socket, trap: str
) -> None:
    addresses = _addresses(secret, listener.getsockname()[1])
    messages = tuple(
        _message(number, trap.format(address)) for number, address in enumerate(addresses)
    )
    with FileOpens(secret.parent) as opens:
        timeline = _show(theme, qtbot, messages)
        for message in messages:
            timeline.go_to(message.id)
            timeline.grab()
            timeline._column.toggle_whole(message.id)
            timeline.grab()
            qtbot.mouseMove(timeline.viewport(), QPoint(90, 60))
        QApplication.processEvents()
        assert opens.names() == []
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_the_watch_hears_what_an_unguarded_document_does(theme: Theme, secret: Path) -> None:
    with FileOpens(secret.parent) as opens:
        document = QTextDocument()
        document.setHtml(f'<img src="{secret}">')
        document.size()
        assert "secret.png" in opens.names()


def test_hostile_names_of_files_are_only_names(theme: Theme, qtbot: QtBot) -> None:
    names = ("../../x", "CON", ".htaccess", "a\u202efdp.exe", "<img src=x>", "x" * 400)
    files = tuple(AttachmentValue(f"f{n}", name, "1 KB") for n, name in enumerate(names))
    timeline = _show(theme, qtbot, (MessageValue("m1", "note", "T", "1", "x", attachments=files),))
    timeline.grab()
    opened: list[str] = []
    timeline.attachment_opened.connect(opened.append)
    layout = timeline._column.layout_of(0)
    top = QPoint(0, round(timeline.message_top("m1")))
    for chip in layout.chips:
        assert chip.rect.right() <= layout.card.right()
        where = chip.rect.center().toPoint() + top
        qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened == [f"f{n}" for n in range(len(names))]


READS_MARKUP = frozenset({"setHtml", "insertHtml", "setMarkdown", "insertMarkdown", "RichText"})


def _attributes(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def test_only_the_guarded_document_reads_markup() -> None:
    """Nobody else in the program may hand markup to Qt."""
    modules = Path(ui.__path__[0]).rglob("*.py")
    found = {path.name for path in modules if not READS_MARKUP.isdisjoint(_attributes(path))}
    assert found == {"message_document.py"}
