# SPDX-License-Identifier: Apache-2.0
"""The history is filtered by who did it and what it was."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.history_page import EVERY, HistoryPage, HistoryRow

ROWS: tuple[HistoryRow, ...] = (
    HistoryRow("Maya", "status", "Status", "Pending", "Open", "12:31"),
    HistoryRow("Tomas", "team", "Team", "", "Platform", "12:18"),
    HistoryRow("Tomas", "status", "Status", "New", "Pending", "12:10"),
)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> HistoryPage:
    page = HistoryPage(theme)
    qtbot.addWidget(page)
    page.resize(296, 500)
    page.show_rows(ROWS)
    page.show()
    return page


def test_both_filters_apply(page: HistoryPage) -> None:
    assert page.shown == ROWS
    page.actors.menu.chosen.emit("Tomas")
    assert page.shown == ROWS[1:]
    page.kinds.menu.chosen.emit("status")
    assert page.shown == ROWS[2:]
    page.actors.menu.chosen.emit(EVERY)
    assert page.shown == (ROWS[0], ROWS[2])


def test_a_filter_that_fits_nothing_any_more_is_dropped(page: HistoryPage) -> None:
    page.actors.menu.chosen.emit("Maya")
    page.show_rows(ROWS[1:])
    assert page.actors.key == EVERY
    assert page.shown == ROWS[1:]


def test_a_row_is_read_out_with_both_values(page: HistoryPage) -> None:
    index = page._model.index(0, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Maya, 12:31. Status: Pending \u2192 Open"
    page.grab()


def test_markup_in_a_value_stays_text(page: HistoryPage) -> None:
    page.show_rows((HistoryRow("<b>x</b>", "subject", "Subject", "a", "<img src=x>", "1"),))
    tip = page._model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip
    page.grab()


def test_older_changes_are_asked_for(page: HistoryPage, qtbot: QtBot) -> None:
    asked: list[bool] = []
    page.more_requested.connect(lambda: asked.append(True))
    page.show_rows(ROWS, more=True, state="As it was read")
    qtbot.mouseClick(page._more, Qt.MouseButton.LeftButton)
    assert asked == [True]
