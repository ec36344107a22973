# SPDX-License-Identifier: Apache-2.0
"""A scroll bar over an area shows that there is more, and takes no width from it."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.overlay_scroll_bar import OverlayScrollBar


@pytest.fixture
def area(theme: Theme, qtbot: QtBot) -> QScrollArea:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    content = QWidget()
    content.setMinimumHeight(400)
    area.setWidget(content)
    area.resize(200, 200)
    return area


@pytest.mark.parametrize("stays", [True, False])
def test_it_is_in_sight_while_the_pointer_is_over_the_area_or_always(
    area: QScrollArea, stays: bool
) -> None:
    bar = OverlayScrollBar(area, stays=stays)
    area.show()
    assert bar.isVisible() is stays
    QApplication.sendEvent(area, QEvent(QEvent.Type.Enter))
    assert bar.isVisible()
    QApplication.sendEvent(area, QEvent(QEvent.Type.Leave))
    assert bar.isVisible() is stays
    assert area.viewport().width() >= 198


def test_there_is_none_where_all_is_in_sight(area: QScrollArea) -> None:
    bar = OverlayScrollBar(area, stays=True)
    area.show()
    area.resize(200, 500)
    assert not bar.isVisible()
    area.resize(200, 200)
    assert bar.isVisible()
    bar.setValue(50)
    assert area.verticalScrollBar().value() == 50


def test_it_is_as_long_as_what_is_in_sight(area: QScrollArea) -> None:
    bar = OverlayScrollBar(area, stays=True)
    area.show()
    area.grab()
    assert bar.pageStep() == area.viewport().height()
