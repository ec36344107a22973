# SPDX-License-Identifier: Apache-2.0
"""A text that was sent is said to be on its way, and sent only by the server's answer."""

from PySide6.QtCore import Qt

from tests.support.client_environment import settle
from tests.support.window_client import T1
from tests.ui.windows.agent.test_writing import answer, editor, shown
from ui.windows.agent.message_values import DISCARD

__all__ = ["editor"]


async def test_a_reply_that_waited_is_said_to_be_sent_once_there_is_a_server(
    client, opened, editor, qtbot
):
    toast = opened.window.toast
    client.stand("offline")
    opened.do("reply")
    qtbot.keyClicks(editor, "On it")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert toast.accessibleName() == "Sends when online"
    await settle()
    client.stand("live")
    assert toast.accessibleName() == "Sending"
    assert toast.waits
    await answer(client)
    assert toast.accessibleName() == "Sent"
    assert not toast.waits
    toast.hide()
    client.stand("offline")
    client.stand("live")
    assert toast.isHidden()


async def test_a_reply_that_the_server_does_not_answer_is_not_said_to_be_sent(
    client, opened, editor, qtbot
):
    toast = opened.window.toast
    opened.do("reply")
    qtbot.keyClicks(editor, "On it")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert toast.accessibleName() == "Sending"
    assert shown(opened)[-1].mark_text == "Sending"
    await settle()
    client.bench.environment.advance(seconds=2)
    opened._own.refresh()
    assert toast.accessibleName() == "Waiting for the server"
    await answer(client)
    assert toast.accessibleName() == "Sent"


async def test_a_reply_that_is_discarded_while_it_waits_is_not_said_to_be_sent(
    client, opened, editor
):
    client.stand("offline")
    editor.insertPlainText("Too early")
    opened.window.composer.composer.send.click()
    await settle()
    message = shown(opened)[-1]
    assert [action.label for action in message.actions] == ["Edit", "Discard"]
    opened.window.conversation.timeline.action_requested.emit(message.id, DISCARD)
    await settle()
    assert opened.window.toast.isHidden()
    assert not opened.gestures.can_undo


async def test_what_was_said_after_a_discarded_reply_stays(client, opened, editor):
    client.stand("offline")
    editor.insertPlainText("Too early")
    opened.window.composer.composer.send.click()
    await settle()
    (waiting,) = [each.id for each in shown(opened) if each.text == "Too early"]
    opened.gestures.set_field(T1, "priority", "low")
    opened.window.conversation.timeline.action_requested.emit(waiting, DISCARD)
    await settle()
    assert opened.window.toast.accessibleName() == "Priority Low"
    assert opened.gestures.can_undo
