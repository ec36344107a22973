# SPDX-License-Identifier: Apache-2.0
"""A file that is still being taken in belongs to the text for which it was chosen."""

from typing import Any

import pytest

from app.errors import NoRoom
from app.outbox.drafts import NEW_TICKET, Draft
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, pending
from ui.windows.agent.drafts import Written


@pytest.fixture
def pane(opened):
    return opened.window.composer


def names(written):
    return [file.name for file in written.files]


async def test_it_is_in_the_draft_of_a_ticket_that_was_left(client, opened, pane, log, slow_files):
    pane.composer.editor.insertPlainText("See the log")
    pane.attach([log, log])
    await settle()
    opened.tickets.open(T2)
    await settle()
    assert pane.files.attachments == ()
    slow_files.set()
    await settle()
    assert pane.written == Written("reply", "")
    kept: Any = await client.workspace.drafts.get(T1, "reply")
    assert (kept.text, [file.name for file in kept.files]) == ("See the log", ["webhook.log"] * 2)
    opened.tickets.open(T1)
    await settle()
    assert names(pane.written) == ["webhook.log"] * 2


async def test_it_comes_into_the_composer_where_its_ticket_is_open_again(
    opened, pane, log, slow_files
):
    pane.composer.editor.insertPlainText("See the log")
    pane.attach([log])
    await settle()
    for ticket in (T2, T1):
        opened.tickets.open(ticket)
        await settle()
    slow_files.set()
    await settle()
    assert (pane.written.text, names(pane.written)) == ("See the log", ["webhook.log"])


async def test_it_goes_with_what_it_was_chosen_for_and_not_with_a_note_begun_since(
    client, opened, pane, log, slow_files
):
    pane.attach([log])
    await settle()
    opened.tickets.open(T2)
    await settle()
    opened.tickets.open(T1)
    await settle()
    opened.do("note")
    pane.composer.editor.insertPlainText("For us")
    slow_files.set()
    await settle()
    assert pane.written == Written("note", "For us")
    kept: Any = await client.workspace.drafts.get(T1, "reply")
    assert [file.name for file in kept.files] == ["webhook.log"]
    opened.do("reply")
    assert (pane.written.text, names(pane.written)) == ("For us", ["webhook.log"])


async def test_what_is_wrong_with_it_is_said_in_the_next_ticket(
    client, opened, pane, log, slow_files
):
    pane.attach([log])
    await settle()
    opened.tickets.open(T2)
    client.trouble = NoRoom(11)
    slow_files.set()
    await settle()
    told = "In #48213: There is no room for webhook.log. It needs 11 B on this disk."
    assert opened.window.notice.accessibleName().startswith(told)


async def test_it_stays_where_another_window_writes_the_same_draft(client, pane, log, slow_files):
    pane.attach([log])
    await settle()
    client.workspace.drafts.put(T1, "reply", Draft(text="From there"))
    assert pane.written.text == "From there"
    slow_files.set()
    await settle()
    assert names(pane.written) == ["webhook.log"]


async def test_it_is_given_up_with_its_text(client, opened, pane, log, slow_files):
    pane.composer.editor.insertPlainText("No")
    pane.attach([log])
    await settle()
    opened.tickets.writing.discard()
    slow_files.set()
    await settle()
    assert (pane.written, pane.files.attachments) == (Written("reply", ""), ())
    assert (pending(client), await client.workspace.drafts.list()) == ([], ())


async def test_one_of_a_new_ticket_waits_with_it_while_somebody_calls(
    client, opened, maker, panel, log, slow_files
):
    panel.subject.input.setText("Depot moves")
    maker._files.attach([log])
    opened.do("log_call")
    await settle()
    slow_files.set()
    await settle()
    assert maker._files.attachments == ()
    kept: Any = await client.workspace.drafts.get(NEW_TICKET, "reply")
    assert (kept.details["subject"], [file.name for file in kept.files]) == (
        "Depot moves",
        ["webhook.log"],
    )


async def test_one_that_is_alone_in_a_new_ticket_waits_too(client, opened, maker, log, slow_files):
    maker._files.attach([log])
    opened.do("log_call")
    await settle()
    slow_files.set()
    await settle()
    kept: Any = await client.workspace.drafts.get(NEW_TICKET, "reply")
    assert [file.name for file in kept.files] == ["webhook.log"]


async def test_one_comes_to_its_new_ticket_that_is_shown_again(
    opened, maker, panel, log, slow_files
):
    panel.subject.input.setText("Depot moves")
    maker._files.attach([log])
    opened.do("log_call")
    await settle()
    panel.kind.chosen.emit("write")
    await settle()
    slow_files.set()
    await settle()
    assert panel.subject.text() == "Depot moves"
    assert [file.name for file in maker._files.files] == ["webhook.log"]
