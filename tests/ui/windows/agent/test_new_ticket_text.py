# SPDX-License-Identifier: Apache-2.0
"""The text of a new ticket has what the composer has: marks, prepared replies, names, gaps."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync_server.contract import commands
from sync_server.contract.entities import AutomationRule, Canned, Ticket
from sync_server.contract.ids import RuleId
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from tests.support.window_client import T1, pending
from ui.windows.agent.new_ticket import CALL, TEAM

HELLO = "Hello {{customer.first_name}},\n{{ticket.number}} {{ticket.subject}}\n{{agent.name}}"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
async def editor(client, panel):
    row: Any = Canned(id="c1", name="Hello", text=HELLO)  # type: ignore[arg-type]
    client.bench.apply(changes(insert(80, row, scope="desk")))
    await settle()
    panel.text.editor.setFocus()
    return panel.text.editor


@pytest.mark.parametrize(
    ("key", "text"),
    [(Qt.Key.Key_B, "*now*"), (Qt.Key.Key_I, "_now_"), (Qt.Key.Key_E, "`now`")],
)
async def test_what_is_selected_is_marked_by_keys(editor, qtbot, key, text):
    qtbot.keyClicks(editor, "now")
    editor.selectAll()
    qtbot.keyClick(editor, key, CONTROL)
    assert editor.toPlainText() == text


async def test_the_tools_mark_too(panel, editor, qtbot):
    qtbot.keyClicks(editor, "now")
    panel.text.tools.marked.emit("bullets")
    assert (editor.toPlainText(), editor.hasFocus()) == ("- now", True)


async def test_a_prepared_reply_is_filled_in_for_who_is_chosen(client, panel, maker, editor, qtbot):
    panel.customer.picked.emit("hana")
    panel.subject.input.setText("Depot moves")
    editor.setFocus()
    qtbot.keyClicks(editor, "/hel")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    filled = "Hello Hana,\n{{ticket.number}} Depot moves\nMaya Okafor"
    assert editor.toPlainText() == filled
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.textCursor().selectedText() == "{{ticket.number}}"
    qtbot.keyClicks(editor, "About")
    qtbot.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    assert pending(client)[0].text == "Hello Hana,\nAbout Depot moves\nMaya Okafor"
    await settle()


async def test_macros_are_for_tickets_that_there_are(client, panel, editor, qtbot):
    document: Any = {"rule": "Hello", "triggers": {"on": "manual"}, "actions": {"note": "Hello"}}
    macro = AutomationRule(id=RuleId("m1"), name="Hello", number=1, document=document)
    client.bench.apply(changes(insert(81, macro, scope="desk")))
    await settle()
    qtbot.keyClicks(editor, "/hel")
    assert panel.text.completer.list.labels == ("Hello", "Manage prepared replies\u2026")


async def test_a_prepared_reply_knows_somebody_who_is_being_entered(panel, maker, editor, qtbot):
    maker.customer.enter("Greta Holm", "greta@solvik.example")
    editor.setFocus()
    qtbot.keyClicks(editor, "/hel")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText().startswith("Hello Greta,")


async def test_tab_goes_from_the_subject_down_to_create(opened, panel, editor, qtbot):
    panel.customer.picked.emit("hana")
    panel.subject.input.setFocus()
    passed = []
    while not panel.create_button.hasFocus():
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        passed.append(opened.window.focusWidget().objectName().removeprefix("new_ticket."))
        assert len(passed) < 20
    assert passed == [
        "recipients.button",
        "text.editor",
        "attach.button",
        "replies.button",
        "bold.button",
        "code.button",
        "bullets.button",
        "team.field",
        "assignee.field",
        "priority.field",
        "category.field",
        "tags.field",
        "next.field",
        "solve.button",
        "create.button",
    ]


async def test_esc_takes_the_list_away_and_then_the_panel(panel, editor, qtbot):
    qtbot.keyClicks(editor, "/hel")
    assert panel.text.completer.list.is_open
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert (panel.text.completer.list.is_open, panel.isVisible()) == (False, True)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert panel.isHidden()


async def test_the_prepared_replies_are_reached_from_here_and_left_again(
    opened, panel, editor, qtbot
):
    qtbot.keyClicks(editor, "/")
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert opened.preferences.replies.isVisible()
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Escape)
    assert (panel.isVisible(), editor.hasFocus()) == (True, True)


@pytest.mark.parametrize("kind", [CALL, TEAM])
async def test_colleagues_are_named_in_what_only_the_team_sees(
    client, panel, maker, editor, qtbot, kind
):
    panel.kind.set_key(kind)
    panel.kind.chosen.emit(kind)
    await settle()
    editor.setFocus()
    qtbot.keyClicks(editor, "@tom")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText() == "@Tomas Reuter "
    panel.customer.picked.emit("hana")
    panel.subject.input.setText("Depot moves")
    maker.create()
    opening = pending(client)[0]
    assert opening.mentions == ("tomas",)
    assert client.workspace.get(Ticket, opening.ticket).mentioned == ("tomas",)
    await settle()


async def test_colleagues_are_named_in_a_call_that_is_added(client, panel, maker, editor):
    panel.kind.set_key(CALL)
    panel.kind.chosen.emit(CALL)
    await settle()
    panel.customer.picked.emit("hana")
    panel.offer.chosen.emit(T1)
    editor.setPlainText("@Tomas, can you look?")
    maker.create()
    (logged,) = [each for each in pending(client) if isinstance(each, commands.LogCall)]
    assert logged.mentions == ("tomas",)
    assert client.workspace.get(Ticket, T1).mentioned == ("tomas",)
    await settle()
