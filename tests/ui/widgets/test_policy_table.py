# SPDX-License-Identifier: Apache-2.0
"""The table of policies: spoken whole, and put in another order with pointer or keys."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt

from ui.widgets.policy_table import PolicyTable, column_rect
from ui.widgets.policy_value import PolicyRowValue, spoken_policy

GOLD = PolicyRowValue("gold", "Gold", "Plan is gold", "2 h", "30 min", "8 h", "Office", "75 %")
REST = PolicyRowValue("rest", "Rest", "Everyone else", "8 h", mark="draft")


@pytest.fixture
def table(qtbot, theme):
    table = PolicyTable(theme)
    qtbot.addWidget(table)
    table.resize(980, 300)
    table.show_rows([GOLD, REST])
    table.show()
    return table


@pytest.fixture
def rows(table):
    return table.rows


def test_a_row_says_each_cell_under_its_head():
    assert spoken_policy(GOLD) == (
        "Gold, Applies to Plan is gold, First reply 2 h, Next reply 30 min, Resolution 8 h, "
        "Calendar Office, Alert at 75 %"
    )
    assert spoken_policy(REST).startswith("Rest, draft, ")


def test_the_current_row_stays_while_rows_come_and_go(rows):
    rows.go_to("rest")
    rows.show_rows([REST])
    assert (rows.ids, rows.current) == (("rest",), "rest")
    rows.show_rows([GOLD, REST])
    assert rows.current == "rest"


def test_alt_with_an_arrow_asks_for_another_place(qtbot, rows):
    rows.go_to("gold")
    with qtbot.waitSignal(rows.move_requested) as asked:
        qtbot.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked.args == ["gold", 1]
    with qtbot.assertNotEmitted(rows.move_requested):
        qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)


def test_a_drag_asks_for_another_place_where_that_is_allowed(qtbot, rows):
    first, last = (rows.visualRect(rows.model().index(row, 0)).center() for row in (0, 1))
    with qtbot.waitSignal(rows.move_requested) as asked:
        drag(qtbot, rows.viewport(), first, last)
    assert asked.args == ["gold", 1]
    rows.can_move = False
    with qtbot.assertNotEmitted(rows.move_requested):
        drag(qtbot, rows.viewport(), first, last)


def test_enter_opens_a_row(qtbot, rows):
    rows.go_to("rest")
    with qtbot.waitSignal(rows.opened) as opened:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert opened.args == ["rest"]


def test_a_narrow_table_has_name_and_targets(theme):
    row = QRectF(0, 0, 500, 44)
    assert [column_rect(theme, row, number) is None for number in range(7)] == [
        False, True, False, False, False, True, True,
    ]  # fmt: skip


def drag(qtbot, widget, first: QPoint, last: QPoint):
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(widget, last)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=last)
