# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync_server.contract.entities import Canned
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from tests.support.window_client import T1
from ui.windows.agent.canned import canned_choices, field_values

HELLO = "Hello {{customer.first_name}},\n{{customer.company}}\n{{agent.name}}"


@pytest.fixture
async def kept(client, opened):
    rows: list[Any] = [
        Canned(id="c1", name="Hello", text=HELLO),  # type: ignore[arg-type]
        Canned(id="c2", name="Hello of mine", text="Mine", owner="maya"),  # type: ignore[arg-type]
        Canned(id="c3", name="Hello of Tomas", text="No", owner="tomas"),  # type: ignore[arg-type]
        Canned(id="c4", name="Hello Billing", text="No", team="billing"),  # type: ignore[arg-type]
    ]
    client.bench.apply(changes(*(insert(80 + n, row, scope="desk") for n, row in enumerate(rows))))
    await settle()
    return opened.window.composer.composer


async def test_own_and_shared_ones_are_offered_filled_in(client, kept):
    found = canned_choices(client.workspace, field_values(client.workspace, T1), "hel")
    assert [choice.label for choice in found] == [
        "Hello of mine",
        "Hello",
        "Manage prepared replies\u2026",
    ]
    assert found[1].key == "Hello Hana,\n{{customer.company}}\nMaya Okafor"


async def test_a_preview_is_the_text_with_what_was_filled_in_marked(client, kept):
    found = canned_choices(client.workspace, field_values(client.workspace, T1), "hello")[1]
    assert found.preview == found.below == "Hello Hana, {{customer.company}} Maya Okafor"
    assert [found.preview[start:end] for start, end in found.places] == ["Hana", "Maya Okafor"]


async def test_signs_of_ours_in_a_text_mark_nothing(client):
    client.bench.apply(
        changes(insert(90, Canned(id="c9", name="Signs", text="a\ue000b\ue001"), scope="desk"))  # type: ignore[arg-type]
    )
    [found, _] = canned_choices(client.workspace, {}, "signs")
    assert (found.preview, found.places) == ("ab", ())


async def test_the_key_and_the_tool_offer_what_a_slash_offers(opened, kept, qtbot):
    opened.do("replies")
    assert kept.completer.list.is_open
    qtbot.keyClick(kept.editor, Qt.Key.Key_Return)
    assert kept.draft().text == "Mine"
    kept.foot.tools.replies.click()
    assert kept.completer.list.is_open
    kept.foot.tools.replies.click()
    assert kept.draft().text == "Mine\n/"
    qtbot.keyClicks(kept.editor, "hello")
    qtbot.keyClick(kept.editor, Qt.Key.Key_Down)
    qtbot.keyClick(kept.editor, Qt.Key.Key_Return)
    assert kept.draft().text.startswith("Mine\nHello Hana,")


async def test_a_slash_at_the_start_of_a_line_takes_one_and_gaps_stop_once(
    client, opened, kept, qtbot
):
    kept.editor.setFocus()
    qtbot.keyClicks(kept.editor, "/hello")
    qtbot.keyClick(kept.editor, Qt.Key.Key_Down)
    qtbot.keyClick(kept.editor, Qt.Key.Key_Return)
    assert kept.draft().text == "Hello Hana,\n{{customer.company}}\nMaya Okafor"
    kept.send.click()
    card = opened.window.conversation.card
    assert (card.isVisible(), card.card.text) == (True, "{{customer.company}}")
    card.decided.emit("gaps", "fill")
    assert kept.editor.textCursor().position() >= 12
    assert client.workspace.pending == ()
    kept.send.click()
    card.decided.emit("gaps", "again")
    assert len(client.workspace.pending) == 1


async def test_tab_goes_to_what_could_not_be_filled_in(client, kept, qtbot):
    kept.editor.setFocus()
    qtbot.keyClicks(kept.editor, "/hello")
    qtbot.keyClick(kept.editor, Qt.Key.Key_Down)
    qtbot.keyClick(kept.editor, Qt.Key.Key_Return)
    qtbot.keyClick(kept.editor, Qt.Key.Key_Tab)
    assert kept.editor.textCursor().selectedText() == "{{customer.company}}"
    qtbot.keyClicks(kept.editor, "Kestrel")
    qtbot.keyClick(kept.editor, Qt.Key.Key_Tab)
    assert not kept.editor.hasFocus()
    assert kept.draft().text == "Hello Hana,\nKestrel\nMaya Okafor"


async def test_a_slash_inside_a_line_is_a_slash(kept, qtbot):
    kept.editor.setFocus()
    qtbot.keyClicks(kept.editor, "and/or")
    assert not kept.completer.list.is_open


async def test_the_last_one_leads_to_where_they_are_kept(opened, kept, qtbot):
    kept.editor.setFocus()
    qtbot.keyClicks(kept.editor, "/")
    qtbot.keyClick(kept.editor, Qt.Key.Key_Up)
    qtbot.keyClick(kept.editor, Qt.Key.Key_Return)
    panel = opened.preferences.panel
    assert (panel.isVisible(), opened.preferences.replies.isVisible()) == (True, True)
    assert opened.window.focusWidget() is opened.preferences.replies.search.input
    assert kept.draft().text == ""
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Escape)
    assert kept.editor.hasFocus()


async def test_what_is_no_reply_leads_nowhere(client, kept, qtbot):
    kept.editor.setFocus()
    qtbot.keyClicks(kept.editor, "/usr")
    assert not kept.completer.list.is_open
