# SPDX-License-Identifier: Apache-2.0
"""What the customer should not see by mistake stops a new ticket once."""

import pytest
from PySide6.QtCore import Qt

from tests.support.client_environment import settle
from tests.support.window_client import pending
from ui.windows.agent.new_ticket import TEAM

CONTROL = Qt.KeyboardModifier.ControlModifier
GAP = "Hello {{customer.company}}, have a look"
NAMED = "Ask @Tomas about it"


@pytest.fixture
def written(panel, qtbot):
    """Write a text for Hana, and create by keys."""
    panel.customer.picked.emit("hana")
    panel.subject.input.setText("Depot moves")

    def write(text: str) -> None:
        panel.text.editor.setPlainText(text)
        panel.text.editor.setFocus()
        qtbot.keyClick(panel.text.editor, Qt.Key.Key_Return, CONTROL)

    return write


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GAP, "The customer would see {{customer.company}}. Fill it in or take it out."),
        (NAMED, "This mentions Tomas, and the customer would read it."),
    ],
)
async def test_it_stops_once_and_says_why(client, panel, written, qtbot, text, told):
    written(text)
    assert pending(client) == []
    assert panel.text.editor.accessibleDescription() == told
    assert panel.create_button.text() == "Create anyway"
    assert panel.text.editor.hasFocus()
    qtbot.keyClick(panel.text.editor, Qt.Key.Key_Return, CONTROL)
    assert pending(client)[0].text == text
    await settle()


async def test_what_is_edited_is_looked_at_anew(client, panel, written, qtbot):
    written(GAP)
    qtbot.keyClicks(panel.text.editor, "!")
    assert panel.text.editor.accessibleDescription() == ""
    assert panel.create_button.text() == "Create ticket"
    qtbot.keyClick(panel.text.editor, Qt.Key.Key_Return, CONTROL)
    assert pending(client) == []


async def test_each_reason_is_told(client, panel, written, qtbot):
    written(f"{NAMED} {GAP}")
    qtbot.keyClick(panel.text.editor, Qt.Key.Key_Return, CONTROL)
    assert pending(client) == []
    qtbot.keyClick(panel.text.editor, Qt.Key.Key_Return, CONTROL)
    assert len(pending(client)) == 1
    await settle()


async def test_many_people_outside_are_named_where_they_can_be_changed(client, panel, written):
    copies = [f"p{number}@elsewhere.example" for number in range(11)]
    panel.text.recipients.cc.set_addresses(copies)
    written("Look")
    assert pending(client) == []
    assert panel.text.recipients.to.input.hasFocus()
    assert "more than 10 people outside" in panel.text.editor.accessibleDescription()


async def test_what_only_the_team_reads_stops_for_nothing(client, panel, written):
    panel.kind.set_key(TEAM)
    panel.kind.chosen.emit(TEAM)
    await settle()
    written(f"{NAMED} {GAP}")
    assert len(pending(client)) == 1
    await settle()
