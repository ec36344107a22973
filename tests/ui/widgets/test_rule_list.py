# SPDX-License-Identifier: Apache-2.0
"""The list of rules: spoken whole, and switched with pointer or keys."""

import pytest
from PySide6.QtCore import QPoint, Qt

from ui.widgets.rule_list import RuleList
from ui.widgets.rule_value import RuleRowValue, spoken_rule

CHAT = RuleRowValue("chat", 1, "Chat to the chat pod", "On create", "draft")
OLD = RuleRowValue("old", 2, "Black Friday overflow", "On create", is_on=False)


@pytest.fixture
def rules(qtbot, theme):
    rules = RuleList(theme)
    rules.can_switch = True
    qtbot.addWidget(rules)
    rules.resize(300, 200)
    rules.show_rows([CHAT, OLD])
    rules.show()
    return rules


def switch_at(rules, row):
    place = rules.visualRect(rules.model().index(row, 0))
    return QPoint(place.right() - 30, place.center().y())


def test_a_row_says_whether_it_is_on():
    assert spoken_rule(CHAT) == "1 Chat to the chat pod, On create, draft, on"
    assert spoken_rule(OLD) == "2 Black Friday overflow, On create, off"


def test_space_asks_to_switch_the_current_one(qtbot, rules):
    rules.go_to("old")
    with qtbot.waitSignal(rules.switched) as asked:
        qtbot.keyClick(rules, Qt.Key.Key_Space)
    assert asked.args == ["old"]


def test_a_press_on_the_switch_asks_for_its_rule(qtbot, rules):
    with qtbot.waitSignal(rules.switched) as asked:
        qtbot.mouseClick(rules.viewport(), Qt.MouseButton.LeftButton, pos=switch_at(rules, 1))
    assert asked.args == ["old"]


def test_a_press_elsewhere_only_chooses(qtbot, rules):
    with qtbot.assertNotEmitted(rules.switched):
        qtbot.mouseClick(rules.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 80))
    assert rules.current == "old"


def test_a_drag_that_ends_on_a_switch_moves_and_switches_nothing(qtbot, rules):
    viewport, button = rules.viewport(), Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(rules.switched), qtbot.waitSignal(rules.move_requested) as asked:
        qtbot.mousePress(viewport, button, pos=switch_at(rules, 0))
        qtbot.mouseRelease(viewport, button, pos=switch_at(rules, 1))
    assert asked.args == ["chat", 1]


def test_who_may_not_change_rules_switches_none(qtbot, rules):
    rules.can_switch = False
    with qtbot.assertNotEmitted(rules.switched):
        qtbot.keyClick(rules, Qt.Key.Key_Space)
        qtbot.mouseClick(rules.viewport(), Qt.MouseButton.LeftButton, pos=switch_at(rules, 0))
