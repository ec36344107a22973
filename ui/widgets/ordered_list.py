# SPDX-License-Identifier: Apache-2.0
"""A list whose order means something, and is changed by dragging or with the keys."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.theme.theme import Theme
from ui.widgets.label import literal_tooltip
from ui.widgets.rows_access import tell_rows

Index = QModelIndex | QPersistentModelIndex


class Ordered(Protocol):
    """What a row shows."""

    @property
    def id(self) -> str: ...


class OrderedRole(IntEnum):
    """Under this role an item of the list holds its value."""

    ROW = Qt.ItemDataRole.UserRole + 1


class OrderedList(QListView):
    """Values with an `id`, painted by a delegate in rows of one height.

    Signals: `current_found(id)` when another row becomes the current one; `opened(id)` on Enter
    and double click; `move_requested(id, place)` when one was dragged, or Alt was held with an
    arrow.
    """

    current_found = Signal(str)
    opened = Signal(str)
    move_requested = Signal(str, int)

    def __init__(
        self, theme: Theme, title: str, *, name: str, row: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = row
        self._model = QStandardItemModel(self)
        self._grabbed = -1
        self._told = ""
        self.can_move = True
        """Whether this person may put the rows in another order."""
        self.setObjectName(name)
        tell_rows(self)
        self.setAccessibleName(title)
        self.setModel(self._model)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._fit)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(_id_in(self._model.index(row, 0)) for row in range(self._model.rowCount()))

    @property
    def current(self) -> str:
        """The id of the current row, or nothing."""
        return _id_in(self.currentIndex())

    def spoken(self, row: Ordered) -> str:
        """What a screen reader says of a row."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Ordered]) -> None:
        """Show these, in this order; the current one stays."""
        kept = self.current
        for place, row in enumerate(rows):
            if place == self._model.rowCount():
                self._model.appendRow(QStandardItem())
            self._fill(self._model.item(place), row)
        self._model.removeRows(len(rows), self._model.rowCount() - len(rows))
        ids = self.ids
        self.go_to(kept if kept in ids else ids[0] if ids else "")
        self._fit()

    def go_to(self, id: str) -> None:
        """Make this row the current one, if it is there."""
        ids = self.ids
        if id in ids:
            self.setCurrentIndex(self._model.index(ids.index(id), 0))
        self._tell()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell()

    def event(self, event: QEvent) -> bool:
        """The keys that move a row are no chord of the window here."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _step(event)
        if step:
            self._move(self.currentIndex().row(), self.currentIndex().row() + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._grabbed = self._row_at(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed >= 0 and self.can_move and event.buttons() & Qt.MouseButton.LeftButton:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)  # a drag chooses no other row
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.unsetCursor()
        grabbed, self._grabbed = self._grabbed, -1
        self._move(grabbed, self._row_at(event.position().toPoint()))

    def _fill(self, item: QStandardItem, row: Ordered) -> None:
        if item.data(OrderedRole.ROW) != row:
            item.setData(row, OrderedRole.ROW)
            spoken = self.spoken(row)
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            item.setData(literal_tooltip(spoken), Qt.ItemDataRole.ToolTipRole)

    def _move(self, row: int, place: int) -> None:
        count = self._model.rowCount()
        if self.can_move and row != place and 0 <= row < count and 0 <= place < count:
            self.move_requested.emit(_id_in(self._model.index(row, 0)), place)

    def _row_at(self, place: QPoint) -> int:
        return self.indexAt(place).row()

    def _tell(self) -> None:
        if self.current != self._told:
            self._told = self.current
            self.current_found.emit(self._told)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(_id_in(index))

    def _fit(self) -> None:
        self.setFixedHeight(max(1, self._model.rowCount()) * self._theme.px(self._row))
        self.scheduleDelayedItemsLayout()


def _step(event: QKeyEvent) -> int:
    """Which way a row is moved with the keys, if it is."""
    steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
    is_held = event.modifiers() & Qt.KeyboardModifier.AltModifier
    return steps.get(Qt.Key(event.key()), 0) if is_held else 0


def _id_in(index: Index) -> str:
    row = index.data(OrderedRole.ROW) if index.isValid() else None
    return "" if row is None else str(row.id)
