# SPDX-License-Identifier: Apache-2.0
"""What waits here can be edited and discarded until it leaves."""

from typing import Any

import pytest

from app import intents
from sync_server.contract.commands import File
from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2
from ui.widgets.ticket_row import TicketListRole
from ui.windows.agent.drafts import Written, joined

LOG: Any = File(id="log", name="webhook.log")  # type: ignore[arg-type]
PICTURE: Any = File(id="picture", name="console.png")  # type: ignore[arg-type]


@pytest.fixture
def composer(opened):
    return opened.window.composer.composer


@pytest.fixture
async def waiting(client, opened, composer):
    """A reply that waits for the connection, with the status that goes with it."""
    client.stand("offline")
    composer.editor.insertPlainText("On it")
    composer.foot.menu.chosen.emit("pending:3")
    composer.send.click()
    await settle()
    return last(opened)


def last(opened) -> Any:
    """The last message; below it stands the status that waits as well."""
    messages = opened.window.conversation.timeline.messages
    return [message for message in messages if message.kind != "event"][-1]


def press(opened, message, label):
    [key] = [action.key for action in message.actions if action.label == label]
    opened.window.conversation.timeline.action_requested.emit(message.id, key)


async def test_a_waiting_reply_offers_edit_and_discard(waiting):
    assert waiting.mark_text == "Waits for the connection, then sends"
    assert [action.label for action in waiting.actions] == ["Edit", "Discard"]


async def test_discard_takes_the_reply_and_its_status_away(client, opened, composer, waiting):
    press(opened, waiting, "Discard")
    await settle()
    assert client.workspace.pending == ()
    assert client.workspace.get(Ticket, T1).status == "open"
    assert last(opened).id != waiting.id
    assert composer.draft().text == ""


async def test_edit_brings_the_text_back_before_what_was_begun(client, opened, composer, waiting):
    composer.editor.insertPlainText("P.S.")
    press(opened, waiting, "Edit")
    await settle()
    assert client.workspace.pending == ()
    assert opened.window.composer.written.text == "On it\n\nP.S."


async def test_edit_puts_the_text_into_the_drafts_where_its_ticket_was_left_at_once(
    client, opened, composer, waiting
):
    press(opened, waiting, "Edit")
    opened.tickets.open(T2)
    await settle()
    assert client.workspace.pending == ()
    assert opened.window.composer.written == Written("reply", "")
    assert opened.window.toast.accessibleName() == "Your text is back in the draft of #48213."
    kept: Any = await client.workspace.drafts.get(T1, "reply")
    assert kept.text == "On it"


async def test_what_has_left_says_so_and_stays(client, opened, composer, waiting, monkeypatch):
    async def too_late(id):
        return False

    monkeypatch.setattr(client.workspace, "withdraw", too_late)
    press(opened, waiting, "Edit")
    await settle()
    assert "has left already" in opened.window.notice.accessibleName()
    assert len(client.workspace.pending) == 2


async def test_a_waiting_note_can_be_edited_too(client, opened, composer):
    client.stand("offline")
    opened.do("note")
    composer.editor.insertPlainText("psst")
    composer.send.click()
    await settle()
    press(opened, last(opened), "Edit")
    await settle()
    assert opened.window.composer.written == Written("note", "psst")


async def test_nothing_is_said_to_be_sending_without_a_connection(client, opened):
    model = opened.window.list.model
    client.stand("offline")
    intents.set_priority(client.workspace, ticket=T1, priority="low")
    await settle()
    assert not model.index(model.row_of(T1)).data(TicketListRole.ROW).pending


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (Written("reply", "a"), Written("reply", ""), Written("reply", "a")),
        (Written("reply", "a"), Written("reply", "a"), Written("reply", "a")),
        (
            Written("reply", "a", (LOG,)),
            Written("reply", "a", (LOG, PICTURE)),
            Written("reply", "a", (LOG, PICTURE)),
        ),
        (Written("reply", "", (LOG,)), Written("reply", "b"), Written("reply", "b", (LOG,))),
        (Written("reply", ""), Written("note", "b"), Written("note", "b")),
        (Written("reply", "a"), Written("reply", "b"), Written("reply", "a\n\nb")),
        (Written("reply", "a"), Written("note", "b"), Written("note", "a\n\nb")),
        (Written("note", "a"), Written("reply", "b"), Written("note", "a\n\nb")),
    ],
)
def test_two_texts_become_one_that_nobody_else_may_read_by_mistake(first, second, both):
    assert joined(first, second) == both
