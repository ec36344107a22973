# SPDX-License-Identifier: Apache-2.0
"""Files that are too large, come from nowhere, or have names that mean harm, in real windows."""

import io
import os
import re
import resource
import struct
import zipfile
import zlib
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app import intents
from app.sync.transfers import LONGEST_NAME
from tests.end_to_end.computers import (
    MAYA,
    THEO,
    found_company,
    holds_ticket,
    joined,
    support_of,
)
from tests.end_to_end.windows import open_ticket, shown, window_of
from tests.support.live_client import Desk, until
from ui.models.words import size_words

pytestmark = pytest.mark.long

KIB = 1024
CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = {
    "../../x": "x",
    "..\\..\\x.exe": "x.exe",
    "C:\\Windows\\x.dll": "x.dll",
    "/etc/passwd": "passwd",
    "CON": "_CON",
    "aux.txt": "_aux.txt",
    ".htaccess": "htaccess",
    "invoice_\u202efdp.exe": "invoice_fdp.exe",
    "\u200b.htaccess": "htaccess",
    "a:b": "a_b",
    "trailing. . .": "trailing",
    "...": "file",
    "n" * 250 + ".pdf": "n" * 196 + ".pdf",
    "two\nlines\t.txt": "two lines .txt",
    "": "file",
    "m" * 5000 + ".pdf": "m" * 196 + ".pdf",
}
"""What a file may be called, and under which name it is offered to be saved."""


@pytest.fixture
async def codes(server):
    return await found_company(server)


@pytest.fixture
async def maya(codes, tmp_path):
    async with joined(Desk(tmp_path / "maya"), MAYA, codes[MAYA]) as client:
        yield client


@pytest.fixture
async def theo(codes, tmp_path):
    async with joined(Desk(tmp_path / "theo"), THEO, codes[THEO]) as client:
        yield client


@pytest.fixture
async def ticket(maya):
    return await open_ticket(maya, team=support_of(maya))


def drop(pane, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    pane.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def most_memory():
    """The most that this process ever had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def test_two_gigabytes_are_refused_at_once_and_none_of_them_is_read(
    maya, ticket, theme, tmp_path
):
    video = tmp_path / "console.mov"
    with video.open("wb") as sparse:
        sparse.truncate(2 * KIB**3)
    async with window_of(maya, theme) as controller:
        controller.tickets.open(ticket)
        pane = controller.window.composer
        before = most_memory()
        drop(pane, video)
        (file,) = pane.files.attachments
        assert file.error.startswith(
            "console.mov is 2 GB. The limit is 25 MB. Share a link instead."
        )
        assert most_memory() - before < 16 * KIB
        pane.composer.editor.insertPlainText("See the video")
        assert not pane.composer.send.isEnabled()
        pane.composer.attachment_removed.emit(file.id)
        assert pane.composer.send.isEnabled()


async def test_a_picture_of_the_clipboard_arrives_as_a_file(maya, theo, ticket, theme):
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#3A57D6"))
    async with window_of(maya, theme) as controller:
        controller.tickets.open(ticket)
        controller.do("note")
        pane = controller.window.composer
        QTest.keyClicks(pane.composer.editor, "So it looks")
        QGuiApplication.clipboard().setImage(picture)
        QTest.keySequence(pane.composer.editor, QKeySequence(QKeySequence.StandardKey.Paste))
        await shown(maya, lambda: pane.files.files)
        QTest.keyClick(pane.composer.editor, Qt.Key.Key_Return, CONTROL)
        await until(maya, lambda: not maya.workspace.pending)
        last = controller.window.conversation.timeline.messages[-1]
        (shot,) = last.attachments
        assert re.fullmatch(r"Screenshot \d\d-\d\d\.png", shot.name)
    attachment, got = await arrived(theo, ticket)
    assert (attachment.name, shot.size) == (shot.name, size_words(attachment.size))
    assert QImage(str(got)).pixelColor(200, 150) == QColor("#3A57D6")


def bombs():
    """Files that cost a program dearly which looks into them; none costs it anything as bytes."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(64):
            archive.writestr(f"{number}.txt", bytes(1024 * KIB))
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head
    png = b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return {
        "42.zip": zipped.getvalue(),
        "huge.png": png + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT")),
        "both.gif": b"GIF89a=1;alert(document.cookie);",
    }


@pytest.mark.parametrize("name", bombs())
async def test_promise_42_a_bomb_is_bytes_from_one_window_to_the_other(
    maya, theo, ticket, theme, tmp_path, name
):
    data = bombs()[name]
    (tmp_path / name).write_bytes(data)
    before = most_memory()
    async with window_of(maya, theme) as controller:
        controller.tickets.open(ticket)
        controller.do("note")
        pane = controller.window.composer
        drop(pane, tmp_path / name)
        await shown(maya, lambda: pane.files.files)
        pane.composer.editor.insertPlainText("What is this?")
        pane.composer.send.click()
        await until(maya, lambda: not maya.workspace.pending)
        (chip,) = controller.window.conversation.timeline.messages[-1].attachments
        assert chip.name == name
        controller.window.grab()
    _, got = await arrived(theo, ticket)
    assert got.read_bytes() == data
    assert most_memory() - before < 128 * KIB


async def arrived(client, ticket):
    """The file of a ticket's last message, as a colleague gets it: its row, and where it is."""
    await until(client, lambda: holds_ticket(ticket)(client.workspace))
    with await client.workspace.open_conversation(ticket) as conversation:
        await until(client, lambda: conversation.entries[-1].attachments)
        (attachment,) = conversation.entries[-1].attachments
    return attachment, await client.download(attachment.id, to=client._profile.folder / "got")


def bounded(name):
    """A long name travels with its ending, and no name with one."""
    return name or "file" if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 4]}.pdf"


OFFERED = {bounded(name): proposed for name, proposed in NAMES.items()}


async def test_a_file_whose_name_is_no_text_is_sent(maya, theo, ticket, theme, tmp_path):
    """Disks of Linux have names that are bytes."""
    scan = tmp_path / os.fsdecode(b"scan\xff.pdf")
    scan.write_bytes(b"harmless")
    async with window_of(maya, theme) as controller:
        controller.tickets.open(ticket)
        controller.do("note")
        pane = controller.window.composer
        pane.attach([scan])
        await shown(maya, lambda: pane.files.files)
        pane.composer.editor.insertPlainText("See the scan")
        pane.composer.send.click()
        await until(maya, lambda: not maya.workspace.pending)
    attachment, _ = await arrived(theo, ticket)
    assert (attachment.name, attachment.size) == ("scan?.pdf", 8)


async def test_promise_41_a_hostile_name_leads_nowhere(server, maya, ticket, theme, tmp_path):
    given = [await maya.attach_data(b"harmless", name=name) for name in NAMES]
    intents.add_note(maya.workspace, ticket=ticket, text="See the files", files=tuple(given))
    await until(maya, lambda: not maya.workspace.pending)
    with await maya.workspace.open_conversation(ticket) as conversation:
        attachments = conversation.entries[-1].attachments
    assert {each.name for each in attachments} == {bounded(name) for name in NAMES}
    async with window_of(maya, theme) as controller:
        controller.tickets.open(ticket)
        await shown(maya, lambda: controller.window.conversation.timeline.messages)
        for attachment in attachments:
            controller.window.conversation.timeline.attachment_opened.emit(attachment.id)
            dialog: Any = controller.window.findChild(QFileDialog)
            (chosen,) = dialog.selectedFiles()
            proposed = OFFERED[attachment.name]
            assert chosen == f"{dialog.directory().absolutePath()}/{proposed}"
            dialog.fileSelected.emit(str(tmp_path / proposed))
            dialog.reject()
            await shown(maya, (tmp_path / proposed).exists)
            assert (tmp_path / proposed).read_bytes() == b"harmless"
            (tmp_path / proposed).unlink()
    stored = [path.name for path in (server.data / "files").rglob("*") if path.is_file()]
    assert len(stored) == len(NAMES)
    assert all(re.fullmatch(r"[0-9a-f-]{36}", name) for name in stored)
