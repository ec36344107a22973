# SPDX-License-Identifier: Apache-2.0
"""What is done to a component of several parts, or to the rows of a list."""

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QPointF
from PySide6.QtGui import QHoverEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.galleries.component import Act, focus


def inside(kind: type[QWidget], act: Act, name: str = "") -> Act:
    """Do `act` to the first part of that kind, or to the one that is called `name`."""

    def reach(widget: QWidget) -> None:
        part = widget.findChild(kind, name) if name else widget.findChild(kind)
        assert isinstance(part, kind)
        act(part)

    return reach


def both(first: Act, second: Act) -> Act:
    """One after the other."""

    def do(widget: QWidget) -> None:
        first(widget)
        second(widget)

    return do


def hover_row(row: int) -> Act:
    """As with the pointer over a row."""

    def do(widget: QWidget) -> None:
        assert isinstance(widget, QAbstractItemView)
        place = QPointF(widget.visualRect(widget.model().index(row, 0)).center())
        event = QHoverEvent(QEvent.Type.HoverEnter, place, place, QPointF())
        QCoreApplication.sendEvent(widget.viewport(), event)

    return do


def select_row(row: int) -> Act:
    """As chosen while the focus is elsewhere."""

    def do(widget: QWidget) -> None:
        assert isinstance(widget, QAbstractItemView)
        widget.setCurrentIndex(widget.model().index(row, 0))

    return do


def reach_row(row: int) -> Act:
    """As with the keys there, and something else chosen."""

    def do(widget: QWidget) -> None:
        assert isinstance(widget, QAbstractItemView)
        nothing = QItemSelectionModel.SelectionFlag.Clear
        widget.selectionModel().setCurrentIndex(widget.model().index(row, 0), nothing)
        focus(widget)

    return do
