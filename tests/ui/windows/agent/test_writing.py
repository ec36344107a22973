# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from app.errors import QueueFull
from app.outbox.drain import Outcome
from sync_server.contract import commands
from sync_server.contract.entities import Message, Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, changes, insert, update
from tests.support.window_client import T1, T2
from ui.windows.agent.drafts import Written
from ui.windows.agent.message_values import RETRACT

TEAM = "team:platform"


@pytest.fixture
def editor(opened):
    return opened.window.composer.composer.editor


def last(client) -> Any:
    return client.workspace.pending[-1].command


def shown(opened):
    return opened.window.conversation.timeline.messages


async def answer(client):
    """The server does what waits."""
    waiting = tuple(each.id for each in client.workspace.pending)
    client.bench.queue.accept(waiting)
    client.workspace.settle([Outcome(id=each, seq=40) for each in waiting], cursor=40)
    await settle()


def leave(client):
    """What waits was put on the wire."""
    queue = client.bench.queue
    queue.mark_sent(tuple(replace(each, state="sent") for each in queue))


async def somebody_writes(client, id="m9", **fields):
    at = client.workspace.now_us()
    message = a_message(id, at=at, **fields)
    client.bench.apply(changes(insert(30, message, scope=TEAM)))
    await settle()


async def test_ctrl_enter_sends_a_reply_that_shows_at_once(client, opened, editor, qtbot):
    opened.do("reply")
    qtbot.keyClicks(editor, "On it")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await settle()
    assert (last(client).text, last(client).hold_s) == ("On it", 8)
    assert (shown(opened)[-1].kind, shown(opened)[-1].text) == ("reply", "On it")
    assert editor.toPlainText() == ""


async def test_after_sending_the_single_keys_count_again(opened, editor, qtbot):
    timeline = opened.window.conversation.timeline
    for text in ("On it", "And done"):
        opened.do("reply")
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert opened.window.focusWidget() is timeline
        (sent,) = [each.id for each in timeline.messages if each.text == text]
        assert timeline.current == sent


async def test_offline_what_may_have_arrived_can_only_be_taken_back(client, opened, editor):
    editor.insertPlainText("Too early")
    opened.window.composer.composer.send.click()
    await settle()
    leave(client)
    client.stand("offline", reason="network")
    await settle()
    message = shown(opened)[-1]
    assert message.mark_text == "Not confirmed yet, waits for the connection"
    assert [action.label for action in message.actions] == ["Take back"]
    assert opened.window.toast.accessibleName() == "Waiting for the connection"
    opened.window.conversation.timeline.action_requested.emit(message.id, RETRACT)
    await settle()
    assert shown(opened)[-1].text == "took a reply back, waiting to sync"
    assert editor.toPlainText() == "Too early"


async def test_a_note_is_a_note_and_mentions_the_colleagues_it_names(client, opened, editor):
    opened.do("note")
    editor.insertPlainText("@Tomas please purge")
    opened.window.composer.composer.send.click()
    await settle()
    assert isinstance(last(client), commands.AddNote)
    assert last(client).mentions == ("tomas",)
    assert shown(opened)[-1].kind == "note"
    assert opened.window.composer.written.mode == "note"


async def test_undo_takes_a_reply_back_and_its_text_into_the_composer(client, opened, editor):
    editor.insertPlainText("Too early")
    opened.window.composer.composer.send.click()
    await settle()
    opened.window.toast.undo_requested.emit()
    await settle()
    assert isinstance(last(client), commands.RetractReply)
    assert editor.toPlainText() == "Too early"
    assert "took a reply back" in shown(opened)[-1].text


@pytest.fixture
async def gone(client, opened, editor):
    """A reply that solved its ticket and went out: its id."""
    workspace, composer = client.workspace, opened.window.composer.composer
    editor.insertPlainText("All good again")
    composer.foot.menu.chosen.emit("solved")
    composer.send.click()
    await settle()
    message = workspace.get(Message, last(client).message)
    ticket = workspace.get(Ticket, T1)
    client.bench.apply(
        changes(insert(30, message, scope=TEAM), update(31, ticket, scope=TEAM, status="solved"))
    )
    await answer(client)
    client.bench.environment.advance(seconds=9)
    return message.id


@pytest.mark.parametrize("way", ["undo", "take back"])
async def test_once_a_reply_has_gone_out_none_of_it_is_undone(client, opened, gone, way):
    timeline = opened.window.conversation.timeline
    ways = {
        "undo": lambda: opened.do("undo"),
        "take back": lambda: timeline.action_requested.emit(gone, RETRACT),
    }
    ways[way]()
    await settle()
    assert client.workspace.pending == ()
    assert client.workspace.get(Ticket, T1).status == "solved"
    told = "#48213: the reply has already gone out, so nothing was undone."
    assert opened.window.notice.accessibleName().startswith(told)


async def test_undo_puts_the_text_into_the_draft_of_its_own_ticket(client, opened, editor):
    editor.insertPlainText("For Hana only")
    opened.window.composer.composer.send.click()
    await settle()
    opened.tickets.open(T2)
    await settle()
    editor.insertPlainText("Dear Ruth")
    opened.do("undo")
    await settle()
    assert isinstance(last(client), commands.RetractReply)
    assert editor.toPlainText() == "Dear Ruth"
    assert opened.window.toast.accessibleName() == "Your text is back in the draft of #48213."
    opened.tickets.open(T1)
    await settle()
    assert opened.window.composer.written == Written("reply", "For Hana only")


async def test_undo_puts_the_text_behind_what_was_begun_in_its_ticket_since(client, opened, editor):
    editor.insertPlainText("On it")
    opened.window.composer.composer.send.click()
    editor.insertPlainText("P.S.")
    opened.tickets.open(T2)
    await settle()
    opened.do("undo")
    await settle()
    kept: Any = await client.workspace.drafts.get(T1, "reply")
    assert kept.text == "P.S.\n\nOn it"


async def test_a_held_reply_can_be_taken_back_where_it_stands(client, opened, editor):
    editor.insertPlainText("Too early")
    opened.window.composer.composer.send.click()
    await settle()
    message = shown(opened)[-1]
    assert [action.label for action in message.actions] == ["Take back"]
    opened.window.conversation.timeline.action_requested.emit(message.id, message.actions[0].key)
    await settle()
    assert editor.toPlainText() == "Too early"


async def test_a_draft_is_kept_and_found_again(client, opened, editor):
    opened.do("note")
    editor.insertPlainText("half a thought")
    opened.tickets.open(T2)
    await settle()
    assert editor.toPlainText() == ""
    assert opened.lists._unsent() == (T1,)
    opened.tickets.open(T1)
    await settle()
    assert opened.window.composer.written == Written("note", "half a thought")


async def test_switching_between_reply_and_note_keeps_one_draft(client, opened, editor):
    opened.do("reply")
    editor.insertPlainText("for whom")
    opened.do("note")
    opened.tickets.writing.drafts.flush()
    await settle()
    assert await client.workspace.drafts.get(T1, "reply") is None
    kept: Any = await client.workspace.drafts.get(T1, "note")
    assert kept.text == "for whom"


async def test_a_message_that_comes_while_writing_must_be_read_before_sending(
    client, opened, editor
):
    editor.insertPlainText("My answer")
    await somebody_writes(client, type="reply", agent="tomas", text="I have this")
    card = opened.window.conversation.card
    assert card.card.title == "Tomas replied while you were writing"
    assert opened.window.composer.composer.send.text() == "Read 1 new message"
    opened.window.composer.composer.send.click()
    assert [button.key for button in card.card.buttons] == ["edit", "again", "discard"]
    assert client.workspace.pending == ()
    card.decided.emit(card.card.id, "again")
    await settle()
    assert (last(client).text, last(client).anyway) == ("My answer", True)


async def test_what_came_is_still_to_be_read_after_a_look_at_another_ticket(client, opened, editor):
    editor.insertPlainText("My answer")
    await somebody_writes(client, type="reply", agent="tomas", text="I have this")
    opened.tickets.open(T2)
    await settle()
    assert opened.window.composer.composer.send.text() == "Send"
    opened.tickets.open(T1)
    await settle()
    card = opened.window.conversation.card
    assert card.card.title == "Tomas replied while you were writing"
    assert opened.window.composer.composer.send.text() == "Read 1 new message"
    card.decided.emit(card.card.id, "read")
    opened.tickets.open(T2)
    opened.tickets.open(T1)
    await settle()
    assert (card.isHidden(), opened.window.composer.composer.send.text()) == (True, "Send")


async def test_what_comes_to_a_text_while_its_author_is_elsewhere_is_to_be_read(
    client, opened, editor
):
    editor.insertPlainText("My answer")
    opened.tickets.open(T2)
    await settle()
    await somebody_writes(client, contact="hana", text="Never mind")
    opened.tickets.open(T1)
    await settle()
    assert opened.window.composer.composer.send.text() == "Read 1 new message"
    opened.window.composer.composer.send.click()
    assert client.workspace.pending == ()


async def test_who_sends_by_keys_decides_by_keys(client, opened, editor, qtbot):
    editor.insertPlainText("My answer")
    await somebody_writes(client, contact="hana", text="Never mind")
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    edit: Any = opened.window.focusWidget()
    assert edit.text() == "Edit"
    qtbot.keyClick(edit, Qt.Key.Key_Space)
    assert opened.window.focusWidget() is editor
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await settle()
    assert last(client).text == "My answer"


async def test_reading_what_is_new_is_enough_to_send(client, opened, editor):
    editor.insertPlainText("My answer")
    await somebody_writes(client, contact="hana", text="Never mind")
    card = opened.window.conversation.card
    card.decided.emit(card.card.id, "read")
    assert (card.isHidden(), opened.window.composer.composer.send.text()) == (True, "Send")
    opened.window.composer.composer.send.click()
    await settle()
    assert last(client).text == "My answer"


async def test_what_is_written_may_be_discarded_instead(client, opened, editor):
    editor.insertPlainText("My answer")
    await somebody_writes(client, contact="hana", text="Never mind")
    opened.window.composer.composer.send.click()
    card = opened.window.conversation.card
    card.decided.emit(card.card.id, "discard")
    await settle()
    assert (editor.toPlainText(), client.workspace.pending) == ("", ())
    assert await client.workspace.drafts.get(T1, "reply") is None


async def test_a_note_is_never_too_late(client, opened, editor):
    opened.do("note")
    editor.insertPlainText("for us")
    await somebody_writes(client, contact="hana", text="Hello?")
    assert opened.window.conversation.card.isHidden()


async def test_a_reply_that_names_a_colleague_asks_for_whom_it_is(client, opened, editor):
    editor.insertPlainText("@Priya can you look")
    opened.window.composer.composer.send.click()
    card = opened.window.conversation.card
    assert "This mentions Priya" in card.card.title
    card.decided.emit(card.card.id, "note")
    assert opened.window.composer.written.mode == "note"
    opened.window.composer.composer.send.click()
    await settle()
    assert isinstance(last(client), commands.AddNote)


async def test_a_character_that_cannot_be_sent_is_marked_and_the_text_stays(client, opened, editor):
    opened.tickets.writing.send(Written("reply", "bad \x00 one"))
    assert client.workspace.pending == ()
    assert "cannot be sent" in editor.accessibleDescription()


async def test_a_full_queue_is_told_and_the_text_stays(client, opened, editor, monkeypatch):
    def full(command):
        raise QueueFull(9)

    editor.insertPlainText("one too many")
    monkeypatch.setattr(client.workspace, "submit", full)
    opened.window.composer.composer.send.click()
    assert "9 changes wait" in opened.window.notice.accessibleName()
    assert editor.toPlainText() == "one too many"


async def test_colleagues_hear_where_one_is_and_what_one_writes(client, opened, editor):
    editor.insertPlainText("x")
    opened.do("note")
    editor.clear()
    assert client.places == [
        (T1, "replying", True),
        (T1, "editing", True),
        (T1, "viewing", False),
    ]
    client.stand("offline")
    client.stand("live")
    opened.tickets.leave()
    opened.tickets.writing.presence.leave()
    assert client.places[-1][0] is None


async def test_while_a_first_try_is_under_way_nobody_is_said_to_be_offline(client, opened):
    send = opened.window.composer.composer.send
    client.stand("connecting")
    assert send.text() == "Send"
    client.stand("offline", reason="network")
    assert send.text() == "Send when online"
    client.stand("connecting", reason="network")
    assert send.text() == "Send when online"
    client.stand("live", reason=None)
    assert send.text() == "Send"


async def test_a_first_try_that_takes_long_is_offline_like_its_banner(client, opened):
    send, strip = opened.window.composer.composer.send, opened.window.conversation.strip
    client.stand("connecting")
    assert (send.text(), strip.isHidden()) == ("Send", True)
    opened._offline.show_now()
    assert (send.text(), strip.isHidden()) == ("Send when online", False)
    client.stand("live")
    assert (send.text(), strip.isHidden()) == ("Send", True)


async def test_who_opens_a_ticket_before_the_first_connection_is_told_of_after_it(client, opened):
    client.stand("connecting")
    client.places.clear()
    opened.tickets.writing.presence._stay.stop()
    opened.tickets.reading.history._pause.stop()
    client.stand("live")
    assert client.places == [(T1, "viewing", False)]
    assert opened.tickets.reading.history._pause.isActive()


async def test_offline_the_button_and_the_message_say_what_happens(client, opened, editor):
    client.stand("offline")
    editor.insertPlainText("later")
    assert opened.window.composer.composer.send.text() == "Send when online"
    opened.window.composer.composer.send.click()
    await settle()
    assert shown(opened)[-1].mark_text == "Waits for the connection, then sends"
    client.stand("live")
    await settle()
    assert shown(opened)[-1].mark == "none"
