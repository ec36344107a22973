# SPDX-License-Identifier: Apache-2.0
"""Words that are typed with no cursor anywhere, at the pace of somebody who writes."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync_server.contract.commands import MarkRead
from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, T3, pending
from ui.widgets.popover import Popover
from ui.windows.agent.keys import KEYS

WORDS = (
    "Eva", "fun", "future", "test", "ten", "object", "enjoy", "take", "tak", "gut", "gute", "text",
    "quit", "usa", "also", "next", "full", "such", "the", "great", "tee", "fee", "tue",
    "ufo", "rest", "Zoe", "egg", "ugh", "fox", "eek", "tax", "kein", "Kunde", "jetzt", "job",
    "xml", "equal", "equip", "essen", "Eck", "danke", "Danke", "Frage", "Termin", "Chef",
    "Computer", "please", "sorry", "help", "tan", "zum", "zwei", "Uhr", "und",
    "Mail", "Mia", "Lara", "Lob", "Post", "Peter",
    "euro", "dj Eva", "!!!", "#12", "E!x", "[e]", "hello", "solve", "stop it",
)  # fmt: skip
FOR_A_TAG = ("lake", "lan", "look at this", "lisa", "letzte frage", "laut", "lg", "lll")
"""Words that begin with the key of the menu in which a new tag is written."""

PACE_S = 0.12


@pytest.fixture
def hands(client, qtbot):
    """Types letters where the focus is, as fast as somebody who writes."""

    def work(window, text, *, pace_s=PACE_S):
        for letter in text:
            capital = Qt.KeyboardModifier.ShiftModifier
            plain = Qt.KeyboardModifier.NoModifier
            qtbot.keyClick(window.focusWidget(), letter, capital if letter.isupper() else plain)
            client.bench.environment.advance(seconds=pace_s)

    return work


@pytest.fixture
async def desk(controller):
    """Every open ticket in the list; who has none is open in the middle, and the list has the
    focus.
    """
    controller.lists.show("all_open")
    controller.tickets.open(T3)
    await settle()
    controller.window.list.view.setFocus()
    return controller


def ticket(client, id=T1) -> Any:
    return client.workspace.get(Ticket, id)


def stand(controller):
    """What a word may not have changed."""
    window = controller.window
    return (
        {id: controller.workspace.get(Ticket, id) for id in (T1, T2, T3)},
        controller.lists.key,
        controller.tickets.id,
        window.list.view.current_ticket(),
        controller._actions.bulk.picked,
        window.layout_by_hand,
        [each for each in window.findChildren(Popover) if each.isVisible()],
        window.keys.isVisible(),
    )


def asked_for(client):
    """What waits for the server; that a ticket was read says the time that passes."""
    return [each for each in pending(client) if not isinstance(each, MarkRead)]


async def end_of(controller):
    """Whatever was held for a moment is done, and all that follows."""
    await settle()
    controller.gestures.settle()
    await settle()


async def test_a_word_runs_nothing(client, desk, hands):
    before = stand(desk)
    for word in WORDS:
        hands(desk.window, word)
        assert (word, desk.gestures.held) == (word, ())
        await end_of(desk)
        assert (word, stand(desk)) == (word, before)
        assert (word, asked_for(client)) == (word, [])
        desk._stray.drop()
        assert desk.window.stray.isHidden()


async def test_nor_does_it_where_the_ticket_was_answered(client, opened, hands):
    opened.window.list.view.setFocus()
    before = stand(opened)
    for word in (
        *("Eva", "object", "gute", "enjoy", "equal", "!!!", "#x!", "tak"),
        *("Mail", "Lara", "Post"),
    ):
        hands(opened.window, word)
        await end_of(opened)
        assert (word, stand(opened)) == (word, before)
        assert (word, asked_for(client)) == (word, [])
        assert (word, opened.window.composer.written.text) == (word, "")
        opened._stray.drop()
        assert opened.window.stray.isHidden()


@pytest.mark.parametrize("word", ["Eva", "fun", "object", "enjoy", "tak", "gut", "usa", "full"])
async def test_all_of_it_is_offered_as_a_reply(desk, hands, qtbot, word):
    hands(desk.window, f"{word} too")
    assert not desk.window.stray.isHidden()
    qtbot.keyClick(desk.window.list.view, Qt.Key.Key_Return)
    assert desk.window.composer.written.text == f"{word} too"
    assert desk.window.composer.written.mode == "reply"
    assert desk.window.stray.isHidden()
    await settle()


async def test_what_was_written_before_is_as_it_was(opened, hands):
    editor = opened.window.composer.composer.editor
    opened.do("note")
    editor.insertPlainText("Half a thought")
    await settle()
    opened.window.list.view.setFocus()
    hands(opened.window, "equal")
    await settle()
    written = opened.window.composer.written
    assert (written.mode, written.text) == ("note", "Half a thought")


async def test_what_was_done_before_can_still_be_undone(client, opened, hands):
    opened.do("solve")
    opened.window.list.view.setFocus()
    hands(opened.window, "fun")
    opened.do("undo")
    assert ticket(client).status == "open"
    await settle()


async def test_what_was_selected_is_again(desk, hands):
    bulk = desk._actions.bulk
    bulk.toggle(T1)
    bulk.toggle(T2)
    hands(desk.window, "ex")
    hands(desk.window, "e")
    assert bulk.picked == (T1, T2)
    await settle()
    assert pending(desk._client) == []


async def test_with_nothing_open_nothing_is_open(controller, hands):
    controller.window.list.view.setFocus()
    hands(controller.window, "jetzt")
    await settle()
    assert controller.tickets.id is None
    assert controller.window.list.view.current_ticket() is None


async def test_a_narrowed_list_is_narrowed_again(desk, hands, qtbot):
    pane = desk.window.list
    pane.filter.open()
    qtbot.keyClicks(pane.filter.input, "invoice")
    pane.view.setFocus()
    hands(desk.window, "gut")
    await settle()
    assert (pane.filter.input.text(), pane.tickets()) == ("invoice", (T3,))


async def test_esc_drops_what_was_typed_by_mistake(opened, hands, qtbot):
    hands(opened.window, "solve")
    qtbot.keyClick(opened.window.list.view, Qt.Key.Key_Escape)
    assert opened.window.stray.isHidden()
    assert opened.window.composer.written.text == ""


# -- what is no word -----------------------------------------------------------------------------


async def test_two_keys_at_any_pace_are_commands(client, desk, hands):
    hands(desk.window, "te", pace_s=0.01)
    seen = desk.gestures.ticket(T3)
    assert (seen.assignee, seen.status) == ("maya", "solved")
    await end_of(desk)
    assert (ticket(client, T3).assignee, ticket(client, T3).status) == ("maya", "solved")


async def test_a_change_outlives_the_step_to_the_next_ticket(client, desk, hands):
    hands(desk.window, "E")
    assert desk.tickets.id != T3
    assert ticket(client, T3).status == "new"
    await end_of(desk)
    assert ticket(client, T3).status == "solved"


async def test_letters_that_match_an_entry_choose_it(client, opened, hands, qtbot):
    opened.window.list.view.setFocus()
    hands(opened.window, "spend", pace_s=0.05)
    qtbot.keyClick(opened.window.properties.menu.field, Qt.Key.Key_Return)
    assert ticket(client).status == "pending"
    await settle()


async def test_who_opened_a_menu_and_mistypes_keeps_it(client, opened, hands, qtbot):
    opened.window.list.view.setFocus()
    hands(opened.window, "a", pace_s=0.6)
    hands(opened.window, "zoltan", pace_s=0.05)
    menu = opened.window.properties.menu
    assert (menu.isHidden(), menu.field.text()) == (False, "zoltan")
    assert opened.window.stray.isHidden()
    qtbot.keyClick(menu.field, Qt.Key.Key_Escape)


async def test_a_menu_that_no_key_opened_is_left_alone(opened, hands, qtbot):
    opened.do("menu:assignee")
    hands(opened.window, "zoltan", pace_s=0.05)
    menu = opened.window.properties.menu
    assert (menu.isHidden(), menu.field.text()) == (False, "zoltan")
    qtbot.keyClick(menu.field, Qt.Key.Key_Escape)


@pytest.mark.parametrize("word", FOR_A_TAG)
async def test_a_word_in_the_menu_of_tags_changes_nothing_without_enter(
    client, opened, hands, qtbot, word
):
    opened.window.list.view.setFocus()
    before = stand(opened)
    hands(opened.window, word)
    menu = opened.window.properties.menu
    assert (menu.isHidden(), menu.field.text()) == (False, word[1:])
    qtbot.keyClick(menu.field, Qt.Key.Key_Escape)
    await end_of(opened)
    assert stand(opened) == before
    assert pending(client) == []
    assert opened.window.stray.isHidden()


@pytest.mark.parametrize("pace_s", [0.01, 0.08, 0.12, 0.6])
async def test_a_new_tag_is_typed_at_any_pace(client, opened, hands, qtbot, pace_s):
    opened.window.list.view.setFocus()
    hands(opened.window, "lauditor", pace_s=pace_s)
    qtbot.keyClick(opened.window.properties.menu.field, Qt.Key.Key_Return)
    assert ticket(client).tags == ("auditor",)
    await settle()


async def test_a_note_is_written_as_fast_as_one_likes(opened, hands):
    opened.window.list.view.setFocus()
    hands(opened.window, "nhello", pace_s=0.05)
    assert opened.window.composer.written.text == "hello"
    assert opened.window.composer.written.mode == "note"
    await settle()


async def test_down_the_list_and_a_command(client, desk, hands):
    hands(desk.window, "kkjje", pace_s=0.05)
    solved = desk.tickets.id
    await end_of(desk)
    assert ticket(client, solved).status == "solved"


async def test_a_word_leaves_no_panel(opened, hands):
    opened.window.list.view.setFocus()
    hands(opened.window, "Post")
    panel = opened.tickets.joining.splitting.panel
    assert panel.isHidden()
    assert not opened.window.stray.isHidden()
    opened._stray.drop()


def test_every_single_key_is_a_letter_of_some_word_above():
    letters = {key.text for key in KEYS if len(key.text) == 1}
    assert letters - set("".join(WORDS)) <= set("?]./;RKJNTQ")
