# SPDX-License-Identifier: Apache-2.0
"""A real window, whose connection is open and silent, claims nothing that only the server knows."""

from contextlib import asynccontextmanager

import msgspec
import pytest
from PySide6.QtCore import Qt

from sync_server.contract import joincode
from sync_server.contract.entities import Message
from sync_server.operations.loopback import free_ports
from tests.daily.relay import Relay
from tests.end_to_end.computers import MAYA, found_company, joined, settled
from tests.end_to_end.windows import open_ticket, shown, window_of
from tests.support.live_client import Desk, until

pytestmark = pytest.mark.long

TEXT = "The brake is worn"


@pytest.fixture
async def cable(server):
    port, _ = await free_ports()
    async with Relay(port, server.port) as relay:
        yield relay


@pytest.fixture
async def code(server, cable):
    """Maya's join code, which leads through the cable."""
    code = joincode.decode_join_code((await found_company(server))[MAYA])
    return joincode.encode_join_code(msgspec.structs.replace(code, port=cable.port))


@asynccontextmanager
async def writing_maya(code, theme, folder):
    """Maya's window with a ticket open, and every word that its toast says."""
    async with joined(Desk(folder / "maya"), MAYA, code) as maya:
        ticket = await open_ticket(maya)
        async with window_of(maya, theme) as controller:
            controller.tickets.open(ticket)
            await shown(maya, lambda: controller.window.conversation.timeline.messages)
            words: list[str] = []
            controller.gestures.said.connect(lambda said, _: words.append(said))
            controller.gestures.reworded.connect(words.append)
            yield maya, controller, words


def send(controller, qtbot, text=TEXT):
    controller.do("reply")
    editor = controller.window.composer.composer.editor
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def last(controller):
    return controller.window.conversation.timeline.messages[-1]


def labels(message):
    return [action.label for action in message.actions]


async def reconnect(maya, cable):
    await cable.mend()
    maya.retry_now()


@pytest.mark.parametrize("answers_only", [False, True])
async def test_nothing_is_said_to_be_sent_before_the_server_says_so(
    code, cable, theme, tmp_path, qtbot, answers_only
):
    async with writing_maya(code, theme, tmp_path) as (maya, controller, words):
        cable.silence(answers_only=answers_only)
        send(controller, qtbot)
        assert (words, last(controller).mark_text) == (["Sending"], "Sending")
        assert controller.window.toast.waits
        await shown(maya, lambda: last(controller).mark == "pending")
        assert words == ["Sending", "Waiting for the server"]
        assert last(controller).mark_text == "Waits for the server to confirm it"
        assert labels(last(controller)) == ["Take back"]
        await reconnect(maya, cable)
        await settled(maya)
        await shown(maya, lambda: words[-1] == "Sent")
        assert words.count("Sent") == 1
        assert not controller.window.toast.waits
        await shown(maya, lambda: last(controller).mark == "none")


async def test_a_reply_that_went_into_silence_is_taken_back(code, cable, theme, tmp_path, qtbot):
    async with writing_maya(code, theme, tmp_path) as (maya, controller, _):
        cable.silence()
        send(controller, qtbot)
        await shown(maya, lambda: last(controller).mark == "pending")
        timeline = controller.window.conversation.timeline
        timeline.action_requested.emit(last(controller).id, last(controller).actions[0].key)
        assert controller.window.composer.composer.editor.toPlainText() == TEXT
        await shown(maya, lambda: last(controller).text == "took a reply back")
        await reconnect(maya, cable)
        await until(maya, lambda: not maya.workspace.pending)
        await shown(maya, lambda: last(controller).text.endswith("before it went out"))
        (reply,) = [
            each.message
            for each in controller.tickets.open_ticket.entries
            if isinstance(each.message, Message) and each.message.type == "reply"
        ]
        assert reply.retracted


async def test_an_answered_reply_goes_out_in_a_few_seconds(code, theme, tmp_path, qtbot):
    async with writing_maya(code, theme, tmp_path) as (maya, controller, words):
        send(controller, qtbot)
        await shown(maya, lambda: words[-1] == "Sent")
        assert words == ["Sending", "Sent"]
        assert last(controller).mark_text == "Goes out in a few seconds"
