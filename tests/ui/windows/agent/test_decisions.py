# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from msgspec import Raw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import intents
from app.outbox.drain import Outcome
from sync_server.contract import commands
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TagId
from sync_server.contract.queries import HistoryEntry
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.window_client import T1, T3, pending
from ui.widgets.ticket_row import TicketListRole
from ui.windows.agent import decision_card
from ui.windows.agent.refusals import card_of


async def refuse(client, id, **refusal):
    await settle()
    await client.bench.refuse(id, Refusal(**refusal))
    await settle()


async def refused_status(client):
    id = intents.set_status(client.workspace, ticket=T1, status="solved")
    await refuse(client, id, code="conflict", field="status", theirs=Raw(b'"pending"'))
    return id


def card(opened) -> Any:
    return opened.window.conversation.card


async def test_a_conflict_shows_both_values_and_the_row_has_a_dot(client, opened):
    await refused_status(client)
    told = card(opened).card
    assert told.title == "Your change to Status was not accepted"
    assert [box.value for box in told.boxes] == ["Pending", "Solved"]
    assert [button.label for button in told.buttons] == ["Keep Pending", "Set Solved anyway"]
    row = opened.window.properties.findChild(object, "properties.status.row")
    assert row.value.rejected
    model = opened.window.list.model
    assert model.index(model.row_of(T1)).data(TicketListRole.ROW).rejected


async def test_tab_goes_from_the_conversation_to_the_card_and_a_decision_brings_it_back(
    client, opened
):
    await refused_status(client)
    window = opened.window
    window.conversation.timeline.setFocus()
    QTest.keyClick(window.conversation.timeline, Qt.Key.Key_Tab)
    button = window.focusWidget()
    assert button.text() == "Keep Pending"
    QTest.keyClick(button, Qt.Key.Key_Space)
    await settle()
    assert card(opened).isHidden()
    assert window.focusWidget() is window.conversation.timeline


async def test_there_is_no_way_back_from_a_change_that_was_refused(client, opened):
    opened.gestures.set_field(T1, "status", "solved")
    assert not opened.window.toast.isHidden()
    (sent,) = client.workspace.pending
    await refuse(client, sent.id, code="conflict", field="status", theirs=Raw(b'"pending"'))
    assert opened.window.toast.isHidden()
    opened.do("undo")
    assert [each.id for each in client.workspace.pending] == [sent.id]


async def test_an_older_refusal_leaves_the_next_change_its_way_back(client, opened):
    await refused_status(client)
    opened.gestures.set_field(T1, "priority", "low")
    await settle()
    opened.do("undo")
    ticket: Any = client.workspace.get(Ticket, T1)
    assert ticket.priority == "urgent"


async def test_a_conflict_names_the_colleague_and_the_time(client, opened):
    now = client.workspace.now_us()
    first = HistoryEntry(
        seq=9,
        at=now - 4_000_000,
        actor="tomas",
        via="",
        kind="ticket",
        id=T1,
        op="update",
        values={"status": ("open", "pending")},
    )
    await refused_status(client)
    opened.tickets.reading.history.entries = (first,)
    opened.tickets.reading.history.changed.emit()
    told = card(opened).card
    assert told.text == "Tomas set it to Pending 4 seconds before you set it to Solved."
    assert [box.note.split(",")[0] for box in told.boxes] == ["Tomas", "You"]


async def test_what_the_history_adds_moves_nothing_under_the_hand(client, opened):
    await refused_status(client)
    (keep, *_), timeline = card(opened)._buttons, opened.window.conversation.timeline
    before, lines = keep.mapToGlobal(keep.rect().topLeft()), len(timeline.messages)
    later = client.workspace.now_us() + 60_000_000
    first = HistoryEntry(
        seq=9,
        at=later,
        actor="tomas",
        via="",
        kind="ticket",
        id=T1,
        op="update",
        values={"status": ("open", "pending")},
    )
    assert "before" not in card(opened).card.text
    opened.tickets.reading.history.entries = (first,)
    opened.tickets.reading.history.changed.emit()
    await settle()
    assert len(timeline.messages) == lines + 1
    assert card(opened).card.text == "Tomas set it to Pending, which arrived before your Solved."
    assert keep.mapToGlobal(keep.rect().topLeft()) == before


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ((), ""),
        (("note",), " Your note was saved."),
        (("tags",), " Your tags were saved."),
        (("note", "tags", "tags"), " Your note and your tags were saved."),
        (
            ("priority", "tags", "note"),
            " Your note, your tags and your change to Priority were saved.",
        ),
    ],
)
async def test_a_conflict_says_what_else_was_saved(client, opened, others, words):
    workspace = client.workspace
    make = {
        "note": lambda: intents.add_note(workspace, ticket=T1, text="Purged"),
        "tags": lambda: intents.change_tags(workspace, ticket=T1, add=(TagId("eu-west"),)),
        "priority": lambda: intents.set_priority(workspace, ticket=T1, priority="low"),
    }
    for each in others:
        make[each]()
    ids = [each.id for each in workspace.pending]
    await refused_status(client)
    client.bench.queue.accept(tuple(ids))
    workspace.settle([Outcome(id=each, seq=40) for each in ids], cursor=40)
    await settle()
    told = card(opened).card
    assert told.text == f"It is set to Pending on the server. You set it to Solved.{words}"


async def test_the_next_ticket_opens_without_the_card_of_the_last_one(client, opened, monkeypatch):
    await refused_status(client)
    timeline = opened.window.conversation.timeline
    shown, feet = timeline.show_conversation, []

    def show(key, *args, **fields):
        feet.append((key, timeline._column.foot > 0))
        shown(key, *args, **fields)

    assert timeline._column.foot > 0
    monkeypatch.setattr(timeline, "show_conversation", show)
    opened.tickets.open(T3)
    await settle()
    assert {foot for key, foot in feet if key == T3} == {False}
    opened.tickets.open(T1)
    await settle()
    assert timeline._column.foot > 0


async def test_theirs_is_one_press_away(client, opened):
    await refused_status(client)
    card(opened).decided.emit(card(opened).card.id, "keep")
    await settle()
    assert (pending(client), card(opened).isHidden()) == ([], True)


async def test_mine_goes_out_again_on_what_is_there_now(client, opened):
    await refused_status(client)
    card(opened).decided.emit(card(opened).card.id, "again")
    await settle()
    assert [type(command) for command in pending(client)] == [commands.SetStatus]
    assert client.workspace.get(Ticket, T1).status == "solved"
    assert card(opened).isHidden()


async def test_a_refused_reply_is_edited_again(client, opened):
    written = intents.reply(client.workspace, ticket=T1, text="Dear Hana")
    await refuse(client, written.command, code="stale")
    assert card(opened).card.title == "Your reply was not sent"
    card(opened).decided.emit(written.command, "edit")
    await settle()
    assert opened.window.composer.written.text == "Dear Hana"
    assert pending(client) == []


async def test_a_refused_reply_goes_out_anyway(client, opened):
    written = intents.reply(client.workspace, ticket=T1, text="Dear Hana")
    await refuse(client, written.command, code="stale")
    card(opened).decided.emit(written.command, "again")
    await settle()
    assert [(command.text, command.anyway) for command in pending(client)] == [("Dear Hana", True)]


async def test_what_goes_out_anyway_goes_to_the_same_people_from_the_same_address(client, opened):
    told: Any = {"bcc": ("boss@kestrel.example",), "mailbox": "b1", "quote": False}
    written = intents.reply(client.workspace, ticket=T1, text="Dear Hana", **told)
    await refuse(client, written.command, code="stale")
    card(opened).decided.emit(written.command, "again")
    await settle()
    (sent,) = pending(client)
    assert {name: getattr(sent, name) for name in told} == told


async def test_a_reply_that_waited_too_long_goes_out_unless_something_newer_came(client, opened):
    written = intents.reply(client.workspace, ticket=T1, text="Dear Hana")
    await refuse(client, written.command, code="late")
    assert "more than 30 minutes" in card(opened).card.text
    card(opened).decided.emit(written.command, "again")
    await settle()
    assert [(command.text, command.anyway) for command in pending(client)] == [("Dear Hana", False)]


async def test_what_was_refused_and_is_sent_from_the_composer_is_not_asked_about(client, opened):
    written = intents.reply(client.workspace, ticket=T1, text="Dear Hana")
    await refuse(client, written.command, code="late")
    assert opened.window.composer.written.text == "Dear Hana"
    opened.window.composer.composer.send.click()
    await settle()
    assert [command.text for command in pending(client)] == ["Dear Hana"]
    assert card(opened).isHidden()


@pytest.mark.parametrize(
    ("key", "left"), [("again", [commands.Reply, commands.SetStatus]), ("discard", [])]
)
async def test_a_status_that_went_with_a_reply_shares_its_fate(client, opened, key, left):
    written = intents.reply(client.workspace, ticket=T1, text="Dear Hana", status="pending")
    intents.set_status(client.workspace, ticket=T1, status="pending", wake_at=1)
    await refuse(client, written.command, code="late")
    card(opened).decided.emit(written.command, key)
    await settle()
    assert [type(command) for command in pending(client)] == left
    assert card(opened).isHidden()


async def test_a_refused_note_is_discarded_with_its_text(client, opened):
    written = intents.add_note(client.workspace, ticket=T1, text="For us")
    await refuse(client, written.command, code="forbidden")
    assert card(opened).card.title == "Your internal note was not saved"
    card(opened).decided.emit(written.command, "discard")
    await settle()
    assert await client.workspace.drafts.get(T1, "note") is None
    assert pending(client) == []


async def test_a_held_command_waits_for_a_word(client, opened):
    first = intents.set_status(client.workspace, ticket=T1, status="pending")
    second = intents.set_status(client.workspace, ticket=T1, status="solved")
    await refuse(client, first, code="forbidden")
    assert [each.state for each in client.workspace.pending] == ["refused", "held"]
    card(opened).decided.emit(first, "discard")
    await settle()
    assert card(opened).card.id == second
    card(opened).decided.emit(second, "again")
    await settle()
    assert [each.state for each in client.workspace.pending] == ["queued"]


async def lost_race(client, opened):
    """T3 stands in the list of what nobody has, and Priya was first."""
    opened.do("go:unassigned")
    opened.tickets.open(T3)
    id = intents.take(client.workspace, ticket=T3)
    await refuse(client, id, code="conflict", field="assignee", theirs=Raw(b'"priya"'))
    return id


def taken_by_priya(client):
    return HistoryEntry(
        seq=70,
        at=client.workspace.now_us() - 2_000_000,
        actor="priya",
        via="socket",
        kind="ticket",
        id="t3",
        op="update",
        values={"assignee": (None, "priya")},
    )


async def test_losing_a_race_for_a_ticket_says_who_won(client, opened):
    id = await lost_race(client, opened)
    told = card(opened).card
    assert told.title == "Priya took this first"
    assert [button.label for button in told.buttons] == ["Next ticket", "Open anyway"]
    card(opened).decided.emit(id, "keep")
    await settle()
    assert card(opened).isHidden()
    assert opened.tickets.id == T3


async def test_when_it_is_known_it_is_said_how_long_ago_that_was(client, opened):
    id = await lost_race(client, opened)
    pending = next(each for each in client.workspace.pending if each.id == id)
    told = card_of(client.workspace, pending, (taken_by_priya(client),))
    assert told.title == "Priya took this 2 seconds ago"


async def test_how_long_ago_is_told_as_it_is_now_and_said_aloud_once(client, opened, monkeypatch):
    aloud = []
    monkeypatch.setattr(decision_card, "announce", lambda _, words: aloud.append(words))
    await lost_race(client, opened)
    opened.tickets.reading.history.entries = (taken_by_priya(client),)
    opened._on_minute()
    assert card(opened).card.title == "Priya took this 2 seconds ago"
    client.bench.environment.advance(hours=2)
    opened._on_minute()
    assert card(opened).card.title == "Priya took this 2 hours ago"
    assert aloud == ["Priya took this first."]


async def test_the_same_key_leads_to_the_next_ticket_and_takes_nothing_away(client, opened):
    await lost_race(client, opened)
    stepped = []
    opened.tickets.next_requested.connect(lambda: stepped.append(True))
    opened.do("take")
    opened.gestures.settle()
    assert stepped == [True]
    assert pending(client) == []
    await settle()


async def test_a_card_that_is_settled_elsewhere_is_not_decided_twice(client, opened):
    id = await refused_status(client)
    client.workspace.dismiss(id)
    await settle()
    card(opened).decided.emit(id, "again")
    assert pending(client) == []


async def test_everything_unsent_is_under_drafts(client, opened):
    await refused_status(client)
    opened.do("go:drafts")
    assert opened.window.list.tickets() == (T1,)


async def test_a_card_of_a_title_alone_is_to_be_seen(client, opened, qtbot):
    editor = opened.window.composer.composer.editor
    opened.do("reply")
    editor.insertPlainText("@Tomas Reuter look")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await settle()
    shown = card(opened)
    assert shown.card.title.startswith("This mentions Tomas")
    bottoms = [each.geometry().bottom() for each in shown._buttons if each.isVisible()]
    assert max(bottoms) < shown.height()
