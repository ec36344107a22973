# SPDX-License-Identifier: Apache-2.0
"""What goes wrong around the real window of a real client: disks, clocks, files, other people."""

import pytest
from PySide6.QtTest import QTest

from app import intents
from app.cache.engine import room_for
from sync_server.contract.commands import Reply
from tests.end_to_end.computers import found_company, holds_ticket, joined
from tests.end_to_end.windows import open_ticket, row_of, said, shown, window_of
from tests.support.client_environment import settle
from tests.support.full_disk import FullDisk
from tests.support.live_client import Desk, until
from tests.support.server_process import ADA
from tests.support.wire_probe import PASSWORD
from ui.models.words import size_words
from ui.windows.agent.next_status import NextStatuses

pytestmark = pytest.mark.long

WORDS = "The brake is worn, we replace it."
LONG = "\n".join([WORDS] * 1_500)


@pytest.fixture
async def codes(server):
    return await found_company(server)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "ada")


@pytest.fixture
async def ada(codes, desk):
    async with joined(desk, ADA, codes[ADA]) as client:
        yield client


# -- a full disk -----------------------------------------------------------------------------------


@pytest.fixture
async def disk(ada, desk):
    """The disk of Ada's computer."""
    disk = FullDisk(desk.folder)
    yield disk
    disk.free()


async def fill(disk, client):
    stores = client.opened.stores

    def now():
        for file in (stores.cache, stores.outbox):
            file.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        disk.fill()

    await stores.worker.run(now)


async def free(disk, client):
    await client.opened.stores.worker.run(disk.free)


async def kept_draft(client, ticket):
    """What another look at the file finds."""
    rows = await client.opened.stores.worker.run(
        client.opened.stores.outbox.rows,
        "SELECT CAST(content AS TEXT) FROM draft WHERE ticket = ?",
        (ticket,),
    )
    return [text for (text,) in rows]


async def test_a_disk_that_is_full_while_drafting_loses_no_word(ada, disk, theme):
    ticket = await open_ticket(ada)
    async with window_of(ada, theme) as controller:
        controller.tickets.open(ticket)
        await settle()
        editor = controller.window.composer.composer.editor
        await fill(disk, ada)
        QTest.keyClicks(editor, "The brake")
        controller.tickets.writing.drafts.flush()
        await shown(ada, lambda: said(controller))
        assert said(controller).startswith("This disk is full. What you type is kept")
        assert controller.tickets.writing.drafts._retry.isActive()
        QTest.keyClicks(editor, " is worn")
        controller.tickets.writing.drafts.flush()
        await settle()
        assert editor.toPlainText() == "The brake is worn"
        assert await kept_draft(ada, ticket) == []
        await free(disk, ada)
        controller.tickets.writing.drafts._retry.timeout.emit()
        await shown(ada, lambda: not controller.tickets.writing.drafts._retry.isActive())
        (draft,) = await kept_draft(ada, ticket)
        assert "The brake is worn" in draft
        assert "There is room again" in controller.window.toast.accessibleName()
        assert said(controller) == ""


async def test_promise_58_a_reply_that_finds_no_room_waits_with_its_file_and_says_how_much(
    ada, disk, theme, tmp_path
):
    ticket = await open_ticket(ada)
    crate = tmp_path / "crate.bin"
    crate.write_bytes(b"glass" * 5_000_000)
    async with window_of(ada, theme) as controller:
        controller.tickets.open(ticket)
        await settle()
        pane = controller.window.composer
        pane.attach([crate])
        await shown(ada, lambda: pane.files.is_ready)
        pane.composer.editor.insertPlainText(LONG)
        await fill(disk, ada)
        pane.composer.send.click()
        await shown(ada, lambda: "must become free" in said(controller))
        replies = [each for each in ada.workspace.pending if isinstance(each.command, Reply)]
        assert [each.state for each in replies] == ["saving"]
        needed = size_words(ada.workspace.room_needed)
        assert ada.workspace.room_needed > room_for(len(LONG))
        await shown(ada, lambda: said(controller).endswith(f"At least {needed} must become free."))
        await free(disk, ada)
        ada.opened.stores.queue.retry_unsaved()
        await until(ada, lambda: not ada.workspace.pending)
        assert said(controller) == ""
    with await ada.workspace.open_conversation(ticket) as conversation:
        *_, entry = conversation.entries
    assert entry.message.text == LONG
    assert [(file.name, file.size) for file in entry.attachments] == [("crate.bin", 25_000_000)]


async def test_a_file_for_which_there_is_no_room_says_how_much_it_needs(ada, disk, theme, tmp_path):
    ticket = await open_ticket(ada)
    crate = tmp_path / "crate.bin"
    crate.write_bytes(b"glass" * 1_000_000)
    async with window_of(ada, theme) as controller:
        controller.tickets.open(ticket)
        await settle()
        pane = controller.window.composer
        await fill(disk, ada)
        pane.attach([crate])
        await shown(ada, lambda: pane.files.attachments[0].error)
        told = "There is no room for crate.bin. It needs 5 MB on this disk."
        assert pane.files.attachments[0].error == told
        await free(disk, ada)


# -- a clock that is wrong -------------------------------------------------------------------------


async def what_time_says(client, theme, ticket):
    """What of a ticket depends on the time, as its window shows it."""
    async with window_of(client, theme) as controller:
        controller.tickets.open(ticket)
        timeline = controller.window.conversation.timeline
        await shown(client, lambda: timeline.messages)
        age = row_of(controller, ticket).age
        head = controller.window.conversation.header.accessibleDescription()
        return age, head, [message.time for message in timeline.messages]


@pytest.mark.parametrize("hours", [3, -3])
async def test_a_wrong_clock_shows_and_waits_by_the_servers_time(
    server, codes, ada, theme, tmp_path, hours
):
    ticket = await open_ticket(ada)
    right = await what_time_says(ada, theme, ticket)
    wrong = Desk(tmp_path / "wrong")
    code = await server.join_code()
    async with wrong.client(later_days=hours / 24) as client:
        await client.sign_in(join_code=code, email=ADA, password=PASSWORD)
        await until(client, lambda: holds_ticket(ticket)(client.workspace))
        assert await what_time_says(client, theme, ticket) == right
        offered = [NextStatuses(each.workspace, None).choices() for each in (client, ada)]
        assert offered[0] == offered[1]
    await server.stop()
    async with wrong.client(later_days=hours / 24) as client:
        await until(client, lambda: client.state.kind == "offline")
        assert await what_time_says(client, theme, ticket) == right
        intents.reply(client.workspace, ticket=ticket, text=WORDS)
        await server.start()
        client.retry_now()
        await until(client, lambda: not client.workspace.pending)
    await until(ada, lambda: ada.state.kind == "live")
