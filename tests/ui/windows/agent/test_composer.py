# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog

from app.errors import NoRoom, TooLarge
from sync_server.contract.commands import LONGEST_TEXT
from tests.support.client_environment import settle
from tests.support.window_client import T1
from ui.models.moments import time_of_day
from ui.widgets.attachment_chip import AttachmentChip
from ui.widgets.drop_target import DropTarget
from ui.windows.agent.drafts import Written


@pytest.fixture
def pane(opened):
    return opened.window.composer


def drop(pane, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(pane.rect().center(), Qt.DropAction.CopyAction, data, buttons, keys)
    pane.dragEnterEvent(entered)
    dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    pane.dropEvent(dropped)
    return entered.isAccepted()


async def test_a_dropped_file_goes_with_the_reply(client, pane, log):
    assert drop(pane, log)
    await settle()
    assert [file.name for file in pane.written.files] == ["webhook.log"]
    pane.composer.editor.insertPlainText("See the log")
    pane.composer.send.click()
    await settle()
    command: Any = client.workspace.pending[-1].command
    assert [file.id for file in command.files] == ["file1"]
    assert pane.written == Written("reply", "")


async def test_a_file_held_over_the_pane_is_told_its_limit(pane, log):
    data, other = QMimeData(), QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(log))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place, copy = pane.rect().center(), Qt.DropAction.CopyAction
    [target] = pane.findChildren(DropTarget)
    pane.dragEnterEvent(QDragEnterEvent(place, copy, data, buttons, keys))
    assert target.accessibleName() == "Drop to attach, up to 25 MB a file"
    pane.dragLeaveEvent(QDragLeaveEvent())
    assert target.isHidden()
    pane.dragEnterEvent(QDragEnterEvent(place, copy, other, buttons, keys))
    assert target.isHidden()
    assert pane.composer.foot.tools.attach.toolTip() == "Attach a file, up to 25 MB  Ctrl Shift U"


async def test_files_are_in_the_draft_too(client, opened, pane, log):
    pane.attach([log])
    await settle()
    opened.tickets.writing.drafts.flush()
    await settle()
    kept: Any = await client.workspace.drafts.get(T1, "reply")
    assert [file.name for file in kept.files] == ["webhook.log"]


async def test_a_file_may_be_taken_out_again(pane, log):
    pane.attach([log])
    await settle()
    pane.composer.attachment_removed.emit("file1")
    assert pane.written.files == ()


async def test_a_file_that_is_too_large_says_so_and_does_not_go(client, pane, log):
    client.trouble = TooLarge(48 << 20, 25 << 20)
    pane.attach([log])
    await settle()
    (shown,) = pane.files.attachments
    assert shown.error == "webhook.log is 48 MB. The limit is 25 MB. Share a link instead."
    assert not pane.composer.send.isEnabled()


async def test_a_file_that_is_not_there_says_so(client, pane, tmp_path, monkeypatch):
    async def vanish(path):
        raise FileNotFoundError(path)

    monkeypatch.setattr(client, "attach_file", vanish)
    pane.attach([tmp_path / "gone.txt"])
    await settle()
    assert pane.files.attachments[0].error == "gone.txt cannot be read."


async def test_send_waits_for_a_file_that_is_still_being_taken_in(client, pane, log):
    pane.composer.editor.insertPlainText("With file")
    pane.attach([log])
    pane.composer.send.click()
    assert client.workspace.pending == ()
    await settle()
    command: Any = client.workspace.pending[-1].command
    assert len(command.files) == 1


async def test_the_dialog_attaches_what_was_chosen(opened, pane, log):
    opened.do("attach")
    dialog: Any = pane.findChild(QFileDialog)
    dialog.filesSelected.emit([str(log)])
    dialog.reject()
    await settle()
    assert len(pane.written.files) == 1


async def test_the_pane_grows_with_the_text_up_to_half_of_the_window(opened, pane):
    least = pane.height()
    pane.composer.editor.insertPlainText("line\n" * 12)
    await settle()
    assert least < pane.height() < opened.window.height() // 2
    pane.composer.editor.insertPlainText("line\n" * 100)
    await settle()
    assert pane.height() == opened.window.height() // 2


async def test_a_pasted_picture_is_a_file_named_by_the_time(client, pane):
    data = QMimeData()
    data.setImageData(QImage(40, 30, QImage.Format.Format_RGB32))
    for _ in range(2):
        pane.composer.editor.insertFromMimeData(data)
    await settle()
    clock = time_of_day(client.workspace.now_us()).replace(":", "-")
    names = [file.name for file in pane.written.files]
    assert names == [f"Screenshot {clock}.png", f"Screenshot {clock} 2.png"]
    assert pane.written.text == ""


async def test_a_picture_that_is_too_large_is_refused_with_a_word(client, pane):
    data = QMimeData()
    data.setImageData(QImage(20_000, 20_000, QImage.Format.Format_Mono))
    pane.composer.editor.insertFromMimeData(data)
    await settle()
    told = pane.composer.editor.accessibleDescription()
    assert told == "This picture is too large, or cannot be read. Attach it as a file."
    assert pane.written.files == ()
    pane.composer.editor.insertPlainText("x")
    assert pane.composer.editor.accessibleDescription() == ""


async def test_a_pasted_text_that_is_longer_than_a_message_is_refused_with_the_limit(pane):
    editor = pane.composer.editor
    editor.insertPlainText("Hello ")
    data = QMimeData()
    data.setText("x" * 65_531)
    editor.insertFromMimeData(data)
    told = "This text has 65,537 characters, and a message has 65,536 at the most."
    assert editor.accessibleDescription() == f"{told} Attach it as a file instead."
    assert editor.toPlainText() == "Hello "
    editor.selectAll()
    editor.insertFromMimeData(data)
    assert len(editor.toPlainText()) == 65_531


async def test_a_text_that_is_too_long_says_so_while_it_is_written(pane):
    editor = pane.composer.editor
    editor.insertPlainText("a" * LONGEST_TEXT)
    assert editor.accessibleDescription() == ""
    editor.insertPlainText("a")
    assert editor.accessibleDescription().startswith("This text is too long to be sent at once.")
    editor.textCursor().deletePreviousChar()
    assert editor.accessibleDescription() == ""


async def test_pasted_files_are_attached_and_a_text_with_a_picture_is_a_text(pane, log):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(log))])
    pane.composer.editor.insertFromMimeData(data)
    both = QMimeData()
    both.setText("a cell of a sheet")
    both.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    pane.composer.editor.insertFromMimeData(both)
    await settle()
    assert [file.name for file in pane.written.files] == ["webhook.log"]
    assert pane.written.text == "a cell of a sheet"


async def test_two_gigabytes_are_refused_at_once_and_not_read(client, pane, tmp_path):
    video = tmp_path / "console.mov"
    with video.open("wb") as sparse:
        sparse.truncate(2 * 1024**3)
    assert drop(pane, video)
    (shown,) = pane.files.attachments
    assert shown.error == "console.mov is 2 GB. The limit is 25 MB. Share a link instead."
    await settle()
    assert client.attached == []
    pane.composer.attachment_removed.emit(shown.id)
    assert pane.files.attachments == ()


async def test_a_file_without_room_says_how_much_it_needs(client, pane, log):
    client.trouble = NoRoom(11)
    pane.attach([log])
    await settle()
    told = "There is no room for webhook.log. It needs 11 B on this disk."
    assert pane.files.attachments[0].error == told


async def test_a_file_shows_how_much_of_it_has_arrived(client, pane, log):
    pane.attach([log])
    await settle()
    client.uploaded.emit(("file1", 0.5))
    client.uploaded.emit(("elsewhere", 0.5))
    [chip] = pane.findChildren(AttachmentChip)
    assert chip.file.progress == 0.5
    client.uploaded.emit(("file1", 1.0))
    assert pane.findChildren(AttachmentChip) == [chip]
    assert chip.file.progress == 1.0
