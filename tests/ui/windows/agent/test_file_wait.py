# SPDX-License-Identifier: Apache-2.0
"""What waits for a file to be taken in goes as it was when it was asked for, or not at all."""

import pytest
from PySide6.QtCore import Qt

from app.errors import NoRoom
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, pending
from ui.windows.agent.drafts import Written
from ui.windows.agent.new_ticket import CALL

pytestmark = pytest.mark.usefixtures("slow_files")


@pytest.fixture
def pane(opened):
    return opened.window.composer


@pytest.fixture
def notice(opened):
    return opened.window.notice


def send_with_file(pane, qtbot, log, text):
    qtbot.keyClicks(pane.composer.editor, text)
    pane.attach([log])
    qtbot.keyClick(pane.composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


async def test_it_goes_once_the_file_is_there(client, pane, log, qtbot, slow_files):
    send_with_file(pane, qtbot, log, "See the log")
    await settle()
    assert pending(client) == []
    slow_files.set()
    await settle()
    [reply] = pending(client)
    assert (reply.text, [file.name for file in reply.files]) == ("See the log", ["webhook.log"])


async def test_what_is_half_written_in_the_next_ticket_is_not_sent_for_it(
    client, opened, pane, notice, log, qtbot, slow_files
):
    opened.tickets.open(T2)
    await settle()
    qtbot.keyClicks(pane.composer.editor, "Dear Ruth, I am not")
    opened.tickets.open(T1)
    await settle()
    send_with_file(pane, qtbot, log, "See the log")
    opened.tickets.open(T2)
    await settle()
    slow_files.set()
    await settle()
    assert pending(client) == []
    assert pane.written == Written("reply", "Dear Ruth, I am not")
    assert "What you wrote in #48213 was not sent" in notice.accessibleName()
    opened.tickets.open(T1)
    await settle()
    assert pane.written.text == "See the log"
    assert [file.name for file in pane.written.files] == ["webhook.log"]


async def test_a_note_that_became_a_reply_is_not_sent(
    client, opened, pane, notice, log, qtbot, slow_files
):
    opened.do("note")
    send_with_file(pane, qtbot, log, "This customer lies")
    pane.write("reply")
    assert notice.accessibleName().startswith("Not sent, because it was changed before")
    slow_files.set()
    await settle()
    assert (pending(client), pane.written.text) == ([], "This customer lies")


@pytest.mark.parametrize(
    "change",
    [
        lambda pane, log: pane.composer.editor.insertPlainText(", no wai"),
        lambda pane, log: pane.attach([log]),
        lambda pane, log: pane.files.remove(pane.files.attachments[0].id),
    ],
)
async def test_what_is_changed_after_send_is_not_sent(
    client, pane, notice, log, qtbot, slow_files, change
):
    send_with_file(pane, qtbot, log, "Dear Hana")
    change(pane, log)
    slow_files.set()
    await settle()
    assert pending(client) == []
    assert notice.accessibleName().startswith("Not sent, because it was changed before")


async def test_what_is_sent_again_goes(client, pane, log, qtbot, slow_files):
    send_with_file(pane, qtbot, log, "Dear Hana")
    qtbot.keyClicks(pane.composer.editor, ", hello")
    pane.composer.send.click()
    slow_files.set()
    await settle()
    assert [each.text for each in pending(client)] == ["Dear Hana, hello"]


async def test_a_file_that_cannot_be_taken_in_ends_the_wait(client, pane, log, qtbot, slow_files):
    send_with_file(pane, qtbot, log, "Dear Hana")
    await settle()
    client.trouble = NoRoom(11)
    slow_files.set()
    await settle()
    client.trouble = None
    pane.files.remove(pane.files.attachments[0].id)
    pane.attach([log])
    await settle()
    assert (pending(client), pane.written.text) == ([], "Dear Hana")


@pytest.fixture
async def new_ticket(maker, panel, log):
    """One for which Create was pressed while its file was still being taken in."""
    panel.customer.picked.emit("hana")
    panel.subject.input.setText("Depot moves")
    panel.text.editor.setPlainText("Where do returns go?")
    maker._files.attach([log])
    maker.create()
    return panel


async def test_a_ticket_is_made_once_its_file_is_there(client, new_ticket, slow_files):
    slow_files.set()
    await settle()
    assert [file.name for file in pending(client)[0].files] == ["webhook.log"]


@pytest.mark.parametrize(
    "change",
    [
        lambda opened, panel: panel.text.editor.insertPlainText("Wait"),
        lambda opened, panel: panel.customer.picked.emit("ruth"),
        lambda opened, panel: panel.kind.chosen.emit(CALL),
        lambda opened, panel: panel.close_panel(),
        lambda opened, panel: opened.do("log_call"),
    ],
)
async def test_a_ticket_that_was_changed_or_closed_is_not_made(
    client, opened, new_ticket, slow_files, change
):
    change(opened, new_ticket)
    await settle()
    slow_files.set()
    await settle()
    assert pending(client) == []
    assert opened.window.toast.accessibleName().startswith("Not created, because it was changed")
