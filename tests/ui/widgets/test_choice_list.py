# SPDX-License-Identifier: Apache-2.0
"""A list that stays open keeps its place, and is used with the keyboard."""

import pytest
from PySide6.QtCore import Qt

from ui.widgets.choice import Choice
from ui.widgets.choice_list import ChoiceList


@pytest.fixture
def shown(theme, qtbot):
    shown = ChoiceList(theme, "Replies", name="replies.list")
    qtbot.addWidget(shown)
    shown.show_choices([Choice(key, key.upper()) for key in "abc"])
    shown.show()
    return shown


def test_enter_opens_and_delete_asks(shown, qtbot):
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    with qtbot.waitSignal(shown.opened) as opened:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    with qtbot.waitSignal(shown.delete_requested) as deleted:
        qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert opened.args == deleted.args == ["b"]


@pytest.mark.parametrize(("left", "current"), [("xbc", "b"), ("ac", "c"), ("a", "a"), ("", "")])
def test_the_current_one_stays_or_what_comes_to_its_place(shown, left, current):
    shown.go_to("b")
    shown.show_choices([Choice(key, key.upper()) for key in left])
    assert shown.current == current


def test_it_is_as_high_as_its_rows_up_to_a_few(shown):
    three = shown.height()
    shown.show_choices([Choice(str(n), str(n)) for n in range(30)])
    assert three < shown.height() < 10 * three
