# SPDX-License-Identifier: Apache-2.0
"""A rule is written, tried and put in its place with the keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sync_server.contract.entities import AutomationRule
from tests.support.client_environment import settle
from tests.support.window_client import pending
from tests.ui.windows.agent.admin.conftest import CHAT, OLD, OUTAGE

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def keys(ruled, controller, qtbot):
    """The keys, in the list of rules."""
    with qtbot.waitActive(controller.window):
        controller.window.activateWindow()
    ruled._page.rules.list.setFocus()
    return Keys()


class Keys:
    """What somebody without a pointer does; each key goes to what has the focus."""

    @property
    def widget(self):
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def here(self):
        return self.widget.objectName()

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.widget, key, held)

    def go_to(self, name):
        """Tab until something has the focus."""
        for _ in range(60):
            if self.here == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {name}")

    def write(self, text):
        QTest.keyClicks(self.widget, text)

    def choose(self, text):
        """Out of the menu of what has the focus."""
        self.press(Qt.Key.Key_Return)
        self.write(text)
        self.press(Qt.Key.Key_Return)


async def test_a_rule_is_made_and_published(client, ruled, keys):
    keys.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    keys.go_to("admin.rules.new.button")
    keys.press(Qt.Key.Key_Space)
    await settle()
    assert keys.here == "admin.rule.name.field"
    keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.write("Refunds")
    keys.go_to("admin.rule.condition.add.button")
    keys.press(Qt.Key.Key_Space)
    assert keys.here.endswith(".field.field")
    keys.choose("Subject")
    keys.press(Qt.Key.Key_Tab)
    keys.choose("contains")
    keys.press(Qt.Key.Key_Tab)
    keys.write("refund")
    keys.go_to("admin.rule.action.add.button")
    keys.press(Qt.Key.Key_Space)
    keys.choose("Assign team")
    keys.press(Qt.Key.Key_Tab)
    keys.choose("Billing")
    await settle()
    rule = client.workspace.get(AutomationRule, ruled._page.rules.list.current)
    assert rule.draft == {
        "rule": "Refunds",
        "conditions": {"all": [{"field": "subject", "contains": "refund"}]},
        "actions": {"priority": "high", "team": "billing"},
    }
    keys.go_to("admin.rule.note.field")
    keys.write("first")
    keys.press(Qt.Key.Key_Return)
    await settle()
    assert pending(client)[-1].note == "first"


async def test_the_list_is_walked_switched_and_put_in_order(client, ruled, keys):
    rows = ruled._page.rules.list
    keys.press(Qt.Key.Key_Home)
    keys.press(Qt.Key.Key_Down)
    assert rows.current == CHAT
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Up, ALT)
    await settle()
    assert rows.ids == (CHAT, OUTAGE, OLD)
    assert client.workspace.get(AutomationRule, CHAT).disabled
    keys.press(Qt.Key.Key_Return)
    assert keys.here == "admin.rule.name.field"


async def test_the_keys_of_the_text_are_its_own_in_the_window(ruled, keys):
    editor = ruled._page.rules.editor.text.editor
    text = editor.toPlainText()
    editor.setFocus()
    editor.go_to_line(1)
    keys.press(Qt.Key.Key_Down, ALT)
    assert editor.toPlainText().split("\n")[2] == text.split("\n")[1]
    keys.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert keys.here == "menu.search.field"
    keys.press(Qt.Key.Key_Escape)
    assert keys.here == "admin.rule.text.field"
