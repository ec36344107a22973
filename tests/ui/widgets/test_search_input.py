# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.search_field import SearchField
from ui.widgets.search_input import SearchInput


@pytest.fixture
def field(theme, qtbot):
    field = SearchInput(theme, "Search tickets and people")
    qtbot.addWidget(field)
    field.resize(500, 36)
    field.show()
    field.input.setFocus()
    return field


def test_chips_stand_before_the_text_and_are_heard(field, qtbot):
    bare = field.grab().toImage()
    field.set_chips((("tag", "<b>vip</b>"), ("customer", "x" * 200)))
    assert field.grab().toImage() != bare
    assert field.input.placeholderText() == ""
    field.tell("3 found")
    spoken = field.input.accessibleDescription()
    assert spoken == f"tag:<b>vip</b>, customer:{'x' * 200}. 3 found"
    field.set_chips(())
    assert field.input.placeholderText() == "Search tickets and people"


def test_backspace_before_the_text_and_a_press_remove_a_chip(field, qtbot):
    removed: list[int] = []
    field.chip_removed.connect(removed.append)
    field.set_chips((("is", "open"), ("tag", "a")))
    qtbot.keyClicks(field.input, "x")
    for _ in range(2):
        qtbot.keyClick(field.input, Qt.Key.Key_Backspace)
    qtbot.mouseClick(field._chips[0], Qt.MouseButton.LeftButton)
    assert removed == [1, 0]


def test_tab_completes_only_while_something_is_offered(field, qtbot):
    completed = []
    field.completed.connect(lambda: completed.append(1))
    field.set_completing(True)
    qtbot.keyClick(field.input, Qt.Key.Key_Tab)
    field.set_completing(False)
    qtbot.keyClick(field.input, Qt.Key.Key_Tab)
    assert completed == [1]


def test_arrows_enter_and_esc_are_given_away(field, qtbot):
    steps: list[int] = []
    field.stepped.connect(steps.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
        qtbot.keyClick(field.input, key)
    assert steps == [1, -1, 5]
    with qtbot.waitSignal(field.accepted):
        qtbot.keyClick(field.input, Qt.Key.Key_Enter)
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field.input, Qt.Key.Key_Escape)


def test_a_field_that_leads_elsewhere_takes_no_text(theme, qtbot):
    field = SearchField(theme, "Search", name="nav.search.field", leads=True)
    qtbot.addWidget(field)
    field.show()
    asked = []
    field.asked.connect(lambda: asked.append(1))
    qtbot.keyClick(field, Qt.Key.Key_Space)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, "abc")
    assert (asked, field.text()) == ([1, 1], "")


def test_a_field_whose_view_is_shown_stands_out(theme, qtbot):
    field = SearchField(theme, "Search", name="nav.search.field", leads=True)
    qtbot.addWidget(field)
    field.set_active(True)
    assert (field.text(), field.font().weight()) == ("Search", 600)
    field.grab()
    field.set_active(False)
    assert (field.text(), field.font().weight()) == ("", 400)


def test_tokens_give_way_where_the_field_is_narrow(field):
    field.setMinimumWidth(0)
    field.resize(360, 36)
    field.set_chips((("customer", "The Kestrel Logistics Company"),) * 3)
    field.show()
    chips = [chip for chip in field.findChildren(QWidget, "search.token.chip") if chip.isVisible()]
    assert len(chips) == 3
    assert field.input.width() >= 120
    assert field.input.geometry().right() < field.width()


def test_the_sign_keeps_its_side_of_the_tokens(field):
    field.set_chips((("is", "open"),))
    field.resize(400, 36)
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    field.show()
    chip = field.findChild(QWidget, "search.token.chip")
    assert chip.geometry().right() < 400 - 30
