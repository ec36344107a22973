# SPDX-License-Identifier: Apache-2.0
"""Prepared replies are listed, written, changed and deleted with the keyboard alone."""

from typing import Any

import pytest
from msgspec import structs
from PySide6.QtCore import Qt

from sync_server.contract.commands import DeleteCanned, SaveCanned
from sync_server.contract.entities import Agent, Canned
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from tests.support.window_client import MAYA

Key = Qt.Key


def reply(id: Any, name, text="Hello {{customer.first_name}}", **rest: Any) -> Any:
    return Canned(id=id, name=name, text=text, **rest)


@pytest.fixture
async def fill(client):
    async def fill(*rows):
        client.bench.apply(changes(*(insert(80 + n, r, scope="desk") for n, r in enumerate(rows))))
        await settle()

    return fill


@pytest.fixture
def replies(controller):
    controller.do("settings")
    controller.preferences.panel.show_page("composer")
    return controller.preferences.replies


@pytest.fixture
async def kept(fill, replies):
    await fill(
        reply("c1", "Thanks"),
        reply("c2", "Refund", "The money is on its way", owner="maya"),
        reply("c3", "Of Tomas", owner="tomas"),
    )
    return replies


@pytest.fixture
async def leading(client, fill):
    me = client.workspace.get(Agent, MAYA)
    client.bench.apply(changes(insert(70, structs.replace(me, role="supervisor"), scope="desk")))
    await settle()


def names(replies):
    model = replies.list.model()
    return [model.index(row, 0).data().partition(":")[0] for row in range(model.rowCount())]


def sent(client):
    return [each.command for each in client.workspace.pending]


async def test_without_any_it_says_how_they_are_used(replies):
    assert replies.empty.isVisible()
    assert not replies.search.isVisible()
    assert not replies.list.isVisible()


async def test_own_ones_come_first_and_those_of_others_do_not(kept):
    assert names(kept) == ["Refund", "Thanks"]
    assert not kept.empty.isVisible()


@pytest.mark.parametrize(
    ("text", "found"), [("money way", ["Refund"]), ("THANK", ["Thanks"]), ("zz", [])]
)
async def test_names_and_texts_are_searched(kept, qtbot, text, found):
    qtbot.keyClicks(kept.search.input, text)
    assert names(kept) == found
    assert kept.nothing.isVisible() == (not found)


async def test_a_new_one_is_written_with_the_keyboard(client, kept, qtbot):
    kept.new.setFocus()
    qtbot.keyClick(kept.new, Key.Key_Space)
    assert kept.form.name.input.hasFocus()
    qtbot.keyClicks(kept.form.name.input, " Sorry ")
    kept.form.text.setFocus()
    qtbot.keyClicks(kept.form.text, "We are sorry, ")
    kept.form.insert.click()
    kept.form.menu.chosen.emit("customer.first_name")
    await settle()
    assert kept.form.text.hasFocus()
    qtbot.keyClick(kept.form.name.input, Key.Key_Return)
    (command,) = sent(client)
    assert isinstance(command, SaveCanned)
    assert (command.name, command.text) == ("Sorry", "We are sorry, {{customer.first_name}}")
    assert (command.shared, command.team) == (False, None)
    assert names(kept) == ["Refund", "Sorry", "Thanks"]
    assert kept.list.hasFocus()
    assert kept.list.current == command.canned


async def test_enter_opens_one_and_saving_replaces_it(client, kept, qtbot):
    kept.list.setFocus()
    qtbot.keyClick(kept.list, Key.Key_Return)
    assert kept.form.name.text() == "Refund"
    kept.form.text.setPlainText("Soon")
    kept.form.save.click()
    assert sent(client) == [SaveCanned(canned="c2", name="Refund", text="Soon")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "text", "name_wrong", "text_wrong"),
    [
        ("", "", "Type a name", "Type what the reply says"),
        ("refund", "x", "There is a reply of this name already", ""),
        ("New", "{{customer.nam}}", "", "{{customer.nam}} is no field. Insert one from the list."),
        ("New", "x" * 65_537, "", "This is too long"),
    ],
)
async def test_what_is_wrong_is_said_where_it_is(client, kept, name, text, name_wrong, text_wrong):
    kept.write_new()
    kept.form.name.set_text(name)
    kept.form.text.setPlainText(text)
    kept.form.save.click()
    assert kept.form.name.input.accessibleDescription() == name_wrong
    assert kept.form.text.accessibleDescription() == text_wrong
    assert (kept.form.name.input if name_wrong else kept.form.text).hasFocus()
    assert sent(client) == []


async def test_a_deleted_one_is_taken_back(client, kept, qtbot):
    kept.list.setFocus()
    qtbot.keyClick(kept.list, Key.Key_Delete)
    assert sent(client) == [DeleteCanned(canned="c2")]  # type: ignore[arg-type]
    assert names(kept) == ["Thanks"]
    assert kept.undo.hasFocus()
    qtbot.keyClick(kept.undo, Key.Key_Space)
    assert names(kept) == ["Refund", "Thanks"]
    assert not kept.undo.isVisible()
    assert kept.list.current == "c2"


async def test_what_everybody_has_is_only_copied_by_who_leads_nobody(client, kept):
    kept.open("c1")
    assert kept.form.text.isReadOnly()
    assert not kept.form.save.isVisible()
    assert not kept.form.delete.isVisible()
    kept.delete("c1")
    assert sent(client) == []
    kept.form.copy.click()
    assert not kept.form.text.isReadOnly()
    kept.form.save.click()
    (command,) = sent(client)
    assert (command.name, command.shared) == ("Thanks", False)
    assert command.canned != "c1"


async def test_who_leads_says_for_whom_one_is(client, leading, kept):
    kept.open("c1")
    assert kept.form.audience.key == "everybody"
    kept.form.audience.set_keys(("billing",))
    kept.form.save.click()
    (command,) = sent(client)
    assert (command.canned, command.shared, command.team) == ("c1", True, "billing")


async def test_giving_up_changes_nothing(client, kept):
    kept.open("c2")
    kept.form.text.setPlainText("Other")
    kept.form.cancel.click()
    assert sent(client) == []
    assert kept.list.hasFocus()


async def test_the_search_of_the_settings_finds_them(controller, kept, qtbot):
    qtbot.keyClicks(controller.preferences.panel.search.input, "canned")
    assert kept.isVisible()
