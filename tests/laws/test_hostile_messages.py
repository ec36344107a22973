# SPDX-License-Identifier: Apache-2.0
"""Whatever a mail names, showing it opens no file and no connection."""

import ast
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ui
from tests.support.file_opens import FileOpens
from tests.support.hostile_mail import TRAPS, addresses
from tests.support.source import ROOT
from ui.theme.theme import Theme
from ui.widgets.message_value import AttachmentValue, MessageValue
from ui.widgets.timeline import Timeline


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
    named = addresses(secret, listener.getsockname()[1])
    messages = tuple(_message(number, trap.format(address)) for number, address in enumerate(named))
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


CANARY = "deskbell-canary.png"


@pytest.fixture
def canary(secret: Path) -> Path:
    """A picture of a name that is said nowhere but in the mails."""
    return secret.rename(secret.with_name(CANARY))


def _trace(
    environment: Mapping[str, str], what: str, canary: Path, *, port: int
) -> tuple[list[str], list[str]]:
    """What a reader of hostile mails told, and every file and connection of its process tree."""
    log = canary.parent / "trace"
    strace = ("strace", "-f", "-qq", "-s", "400", "-e", "trace=%file,%network", "-o", str(log))
    reader = (sys.executable, "-m", "tests.support.hostile_reader")
    ended = subprocess.run(
        (*strace, *reader),
        input=f"{what} {canary} {port}\n",
        env={**environment, "PYTHONPATH": str(ROOT)},
        cwd=canary.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    told = ended.stdout.splitlines()
    assert (ended.returncode, told[-1:]) == (0, ["done"]), ended.stderr
    return told[:-1], log.read_text(encoding="utf-8", errors="replace").splitlines()


def test_the_whole_window_opens_nothing_that_a_mail_names(
    window_environment: Mapping[str, str], canary: Path, listener: socket.socket
) -> None:
    """Shown, pointed at, pressed, copied and pasted; seen from outside, by the kernel."""
    port = listener.getsockname()[1]
    opened, trace = _trace(window_environment, "read", canary, port=port)
    assert [line for line in trace if CANARY in line or "AF_INET" in line] == []
    assert any("AF_UNIX" in line for line in trace)  # its display, so that connections are seen
    assert {address.partition(":")[0] for address in opened} == {"http"}  # the browser's
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_the_trace_hears_what_an_unguarded_reader_opens(
    window_environment: Mapping[str, str], canary: Path, listener: socket.socket
) -> None:
    _, trace = _trace(window_environment, "unguarded", canary, port=listener.getsockname()[1])
    assert any(CANARY in line for line in trace)


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
