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


PREPARED = tuple(
    Choice(f"c{n}", f"Reply {n}", below="Hello", preview="Hello Hana", places=((6, 10),))
    for n in range(4)
)


@pytest.mark.parametrize(
    ("top", "height"),
    [
        (560, 38 + 12 + 4 * 48 + 94),  # all of it
        (300, 38 + 12 + 4 * 48),  # without the preview
    ],
)
def test_where_there_is_little_room_the_preview_goes_first(
    theme: Theme, window: QWidget, top: int, height: int
) -> None:
    completer = CompleterList(theme, window, name="Suggestions")
    place = QRect(100, top, 120, 20)
    beside = QRect(window.mapToGlobal(place.topLeft()), place.size())
    completer.offer(PREPARED, beside, window=window, title="Prepared replies", typed="/r")
    assert _box(completer).height() == height
    assert window.rect().contains(_box(completer))


def test_then_rows_go_and_the_window_holds_it(theme: Theme, window: QWidget) -> None:
    window.resize(800, 200)
    completer = CompleterList(theme, window, name="Suggestions")
    beside = QRect(window.mapToGlobal(QPoint(100, 170)), QSize(120, 20))
    completer.offer(PREPARED * 3, beside, window=window, title="Prepared replies", typed="/r")
    assert window.rect().contains(_box(completer))


def test_what_is_marked_is_said_with_its_second_line(theme: Theme, window: QWidget) -> None:
    completer = CompleterList(theme, window, name="Suggestions")
    beside = QRect(window.mapToGlobal(QPoint(100, 500)), QSize(120, 20))
    completer.offer(PREPARED, beside, window=window, title="Prepared replies", typed="/r")
    assert completer.words == "Reply 0, Hello, 1 / 4"
