# SPDX-License-Identifier: Apache-2.0
"""A ticket in its own window has its own composer, and is in one window only."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from sync_server.contract import commands
from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from tests.support.window_client import T1, T2
from ui.windows.agent.key_lines import key_lines


@pytest.fixture
async def shown(opened):
    opened.do("window")
    await settle()
    yield opened.companions.windows[T1]
    opened.companions.close()
    await settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


async def test_it_leaves_the_workspace_and_opens_beside_it(opened, shown):
    assert shown.window.isVisible()
    assert shown.window.windowTitle() == "#48213 Webhooks return 401 after rotation"
    assert opened.tickets.id is None
    assert shown.window.conversation.timeline.messages[0].id == "m1"
    opened.companions.open_window(T1)
    assert list(opened.companions.windows) == [T1]


async def test_it_answers_with_its_own_composer(client, opened, shown):
    opened.tickets.open(T2)
    shown.do("reply")
    shown.window.composer.composer.editor.setPlainText("Done.")
    shown.tickets.writing.send_reply(shown.window.composer.written)
    (reply,) = [each.command for each in client.workspace.pending]
    assert isinstance(reply, commands.Reply)
    assert (reply.ticket, reply.text) == (T1, "Done.")
    assert opened.window.composer.written.text == ""
    await settle()


async def test_r_in_the_list_writes_in_the_own_window_of_its_ticket(opened, shown):
    tickets = opened.window.list.view
    for row in range(tickets.model().rowCount()):
        tickets.setCurrentIndex(tickets.model().index(row, 0))
        opened.tickets.leave()
        opened.do("note")
        assert shown.window.composer.composer.editor.hasFocus() is (tickets.current_ticket() == T1)
        shown.window.conversation.timeline.setFocus()
    await settle()


async def test_changes_reach_it(client, shown):
    ticket = client.workspace.get(Ticket, T1)
    moved = update(40, ticket, scope="team:platform", subject="Otherwise\u202e")
    client.bench.apply(changes(moved))
    await settle()
    assert shown.window.windowTitle() == "#48213 Otherwise\ufffd"


async def test_its_keys_are_those_of_a_ticket(client, shown, qtbot):
    qtbot.keyClick(shown.window.conversation.timeline, "e")
    assert shown.gestures.ticket(T1).status == "solved"
    shown.gestures.settle()
    assert client.workspace.get(Ticket, T1).status == "solved"
    await settle()


async def test_a_word_typed_without_a_cursor_changes_nothing(client, shown, qtbot):
    for letter in "essen":
        qtbot.keyClick(shown.window.conversation.timeline, letter)
    shown.gestures.settle()
    assert client.workspace.get(Ticket, T1).status == "open"
    await settle()


async def test_esc_closes_it(opened, shown, qtbot):
    qtbot.keyClick(shown.window.conversation.timeline, Qt.Key.Key_Escape)
    await settle()
    assert opened.companions.windows == {}


async def test_ctrl_w_closes_it_from_the_composer_too_and_leaves_the_workspace(
    opened, shown, qtbot
):
    with qtbot.waitActive(opened.window):
        opened.window.activateWindow()
    qtbot.keyClick(opened.window.list.view, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.isVisible()
    assert list(opened.companions.windows) == [T1]
    with qtbot.waitActive(shown.window):
        shown.window.activateWindow()
    editor = shown.window.composer.composer.editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    await settle()
    assert opened.companions.windows == {}


async def test_it_closes_with_the_workspace(opened, shown):
    opened.companions.close()
    assert opened.companions.windows == {}


async def test_its_menus_hold_what_it_does_and_nothing_else(shown):
    shown.menus.toggle()
    bar = shown.menus.bar
    titles = [action.text() for action in bar.actions()]
    assert titles == ["&File", "&Edit", "&View", "&Ticket", "&Window", "&Help"]
    names = set()
    for action in bar.actions():
        action.menu().aboutToShow.emit()
        names |= {each.objectName() for each in action.menu().actions() if each.objectName()}
    assert names - shown._acts.keys() == {"cut", "copy", "paste"}
    assert not {"pick", "go:my_queue", "filter"} & names
    shown.menus.hide()


async def test_f6_goes_round_its_panes_and_its_list_of_keys_is_its_own(shown):
    window = shown.window
    window.activateWindow()
    window.conversation.timeline.setFocus()
    shown.do("next_pane")
    assert window.focusWidget() is window.composer.composer.editor
    shown.do("next_pane")
    assert window.properties.isAncestorOf(window.focusWidget())
    shown.do("next_pane")
    assert window.focusWidget() is window.conversation.timeline
    words = [line.words for line in key_lines("anywhere", shown._caps)]
    assert "Undo the last ticket action" in words
    assert "My queue" not in words


async def test_it_is_zoomed_with_the_others(shown, theme):
    shown.do("zoom:in")
    assert theme.zoom == pytest.approx(1.1)
    shown.do("zoom:reset")
    assert theme.zoom == 1.0
