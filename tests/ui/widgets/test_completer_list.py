# SPDX-License-Identifier: Apache-2.0
"""What is offered floats beside what is typed, and goes its way of reading."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.completer_list import CompleterList
from ui.widgets.shadow import SHADOW

CHOICES = (Choice("tomas", "Tomas Reuter"), Choice("tom", "Tom Ash", detail="Billing"))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def _box(completer: CompleterList) -> QRect:
    """Where it stands without its shadow."""
    return completer.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)


def _offer(theme: Theme, window: QWidget, place: QRect) -> QRect:
    completer = CompleterList(theme, window, name="Suggestions")
    completer.setLayoutDirection(window.layoutDirection())
    beside = QRect(window.mapToGlobal(place.topLeft()), place.size())
    completer.offer(CHOICES, beside, window=window)
    return _box(completer)


@pytest.mark.parametrize(
    ("place", "corner"),
    [
        (QPoint(100, 300), QPoint(100, 300 - 4 - 76)),
        (QPoint(100, 10), QPoint(100, 10 + 20 + 4)),
        (QPoint(700, 300), QPoint(500, 300 - 4 - 76)),
    ],
)
def test_it_stands_above_what_is_typed_else_below_and_inside_of_the_window(
    theme: Theme, window: QWidget, place: QPoint, corner: QPoint
) -> None:
    assert _offer(theme, window, QRect(place, QSize(120, 20))).topLeft() == corner


def test_it_begins_where_people_begin_to_read(theme: Theme, window: QWidget) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    place = QRect(500, 300, 120, 20)
    assert _offer(theme, window, place).right() == place.right()
