# SPDX-License-Identifier: Apache-2.0
"""A side panel lies over its window and gives the focus back."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.side_panel import PANEL_WIDTH, SidePanel


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(1200, 700)
    ground.show()
    return ground


@pytest.fixture
def panel(theme: Theme, ground: QWidget) -> SidePanel:
    panel = SidePanel(theme, "New ticket", name="new_ticket.panel", parent=ground)
    panel.body.addWidget(QLineEdit(panel))
    return panel


def test_it_covers_the_window_and_stands_at_the_right(panel: SidePanel, ground: QWidget) -> None:
    panel.open(panel)
    assert panel.geometry() == ground.rect()
    assert panel._panel.geometry().right() == ground.rect().right()
    assert panel._panel.width() == PANEL_WIDTH
    ground.resize(600, 500)
    assert panel._panel.width() == 560


@pytest.mark.parametrize("way", ["esc", "beside", "cross"])
def test_it_closes_and_gives_the_focus_back(
    panel: SidePanel, ground: QWidget, qtbot: QtBot, way: str
) -> None:
    origin = QLineEdit(ground)
    origin.show()
    origin.setFocus()
    panel.open(panel._cross)
    ways = {
        "esc": lambda: qtbot.keyClick(panel, Qt.Key.Key_Escape),
        "beside": lambda: qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(9, 9)),
        "cross": lambda: qtbot.mouseClick(panel._cross, Qt.MouseButton.LeftButton),
    }
    ways[way]()
    assert panel.isHidden()
    assert ground.focusWidget() is origin


def test_keys_do_not_reach_what_lies_behind(
    panel: SidePanel, ground: QWidget, qtbot: QtBot
) -> None:
    heard: list[int] = []
    ground.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    panel.open(panel._cross)
    qtbot.keyClick(panel, "e")
    assert heard == []


def test_what_has_the_focus_is_in_sight(panel: SidePanel, ground: QWidget, qtbot: QtBot) -> None:
    fields = [QLineEdit(panel) for _ in range(30)]
    for field in fields:
        panel.body.addWidget(field)
    with qtbot.waitActive(ground):
        ground.activateWindow()
    panel.open(fields[0])
    for field in (fields[-1], fields[0], fields[15]):
        field.setFocus()
        QCoreApplication.processEvents()
        top = field.mapTo(panel._area.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= panel._area.viewport().height() - field.height()
