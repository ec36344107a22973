# SPDX-License-Identifier: Apache-2.0
"""The signature of the first run ends each reply, and nothing that only the desk reads."""

import pytest

from app.settings import Settings
from tests.support.client_environment import settle
from ui.windows.agent.signature import signed, unsigned

MAYA = "\n\n-- \nMaya Okafor"


@pytest.fixture
def editor(client, opened):
    client.settings.set("signature", "Maya Okafor\n")
    return opened.window.composer.composer.editor


def last(client):
    return client.workspace.pending[-1].command


async def send(opened):
    opened.window.composer.composer.send.click()
    await settle()


async def test_a_reply_ends_with_it_and_undo_brings_the_text_back_without_it(
    client, opened, editor
):
    editor.insertPlainText("On it")
    await send(opened)
    assert last(client).text == f"On it{MAYA}"
    opened.window.toast.undo_requested.emit()
    await settle()
    assert editor.toPlainText() == "On it"


async def test_a_reply_that_is_taken_back_where_it_stands_comes_without_it(client, opened, editor):
    editor.insertPlainText("On it")
    await send(opened)
    timeline = opened.window.conversation.timeline
    message = timeline.messages[-1]
    timeline.action_requested.emit(message.id, message.actions[0].key)
    await settle()
    assert editor.toPlainText() == "On it"


async def test_its_fields_are_filled_in_for_the_ticket_and_what_is_not_known_is_left_out(
    client, opened, editor
):
    client.settings.set("signature", "{{agent.first_name}}\n{{customer.company}}\n{{ticket.team}}")
    editor.insertPlainText("On it")
    await send(opened)
    assert last(client).text == "On it\n\n-- \nMaya\nPlatform"
    opened.window.toast.undo_requested.emit()
    await settle()
    assert editor.toPlainText() == "On it"


async def test_a_note_has_none(client, opened, editor):
    opened.do("note")
    editor.insertPlainText("For us")
    await send(opened)
    assert last(client).text == "For us"


def test_an_empty_one_adds_nothing():
    settings = Settings(None)
    assert signed("On it \n", settings, {}) == "On it \n"
    settings.set("signature", " \n ")
    assert signed("On it", settings, {}) == "On it"


def test_it_stands_there_once():
    settings = Settings(None)
    settings.set("signature", "Maya Okafor")
    once = signed("On it\n", settings, {})
    assert (once, signed(once, settings, {})) == (f"On it{MAYA}", once)
    assert unsigned(once, settings, {}) == "On it"


def test_what_no_server_can_store_is_left_out():
    settings = Settings(None)
    settings.set("signature", "Ma\0ya\ud800")
    assert signed("On it", settings, {}) == "On it\n\n-- \nMaya?"
