# SPDX-License-Identifier: Apache-2.0
"""The days that differ from others: one line each, with what happens on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META, META_MEDIUM
from ui.widgets.label import literal_tooltip
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import (
    RIGHT,
    TextFitter,
    draw_focus_ring,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.rows_access import tell_rows

_ROW: Final = 33
_SIDE: Final = 16
_DATE: Final = 64
_GAP: Final = 8
_MOST_ROWS: Final = 8

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DayValue:
    """One day in words. `date` is short, `detail` stands at the end; `spoken` says all of it."""

    key: str
    date: str
    name: str
    detail: str = ""
    spoken: str = ""


class DayRole(IntEnum):
    """Under this role an item of the list holds its DayValue."""

    ROW = Qt.ItemDataRole.UserRole + 1


class DayList(QListView):
    """As high as its rows, up to a few. Signals: `opened(key)` on Enter and double click,
    `delete_requested(key)` on Delete.
    """

    opened = Signal(str)
    delete_requested = Signal(str)

    def __init__(
        self, theme: Theme, title: str, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days = QStandardItemModel(self)
        self.setObjectName(name)
        tell_rows(self)
        self.setAccessibleName(title)
        self.setModel(self._days)
        self.setItemDelegate(_DayDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(self)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._fit)

    @property
    def current(self) -> str:
        """The key of the current day, or nothing."""
        return _key_in(self.currentIndex())

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(_key_in(self._days.index(row, 0)) for row in range(self._days.rowCount()))

    def show_days(self, days: Sequence[DayValue]) -> None:
        """Show these; the current one stays, or what comes to stand at its place."""
        kept, row = self.current, self.currentIndex().row()
        for place, day in enumerate(days):
            if place == self._days.rowCount():
                self._days.appendRow(QStandardItem())
            _fill(self._days.item(place), day)
        self._days.removeRows(len(days), self._days.rowCount() - len(days))
        keys = self.keys
        if kept and keys:
            row = keys.index(kept) if kept in keys else min(max(0, row), len(keys) - 1)
            self.setCurrentIndex(self._days.index(row, 0))
        self._fit()

    def go_to(self, key: str) -> None:
        """Make this the current one, if it is there."""
        keys = self.keys
        if key in keys and key != self.current:
            self.setCurrentIndex(self._days.index(keys.index(key), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif event.key() == Qt.Key.Key_Delete and self.current:
            self.delete_requested.emit(self.current)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(_key_in(index))

    def _fit(self) -> None:
        rows = max(1, min(self._days.rowCount(), _MOST_ROWS))
        self.setFixedHeight(rows * self._theme.px(_ROW))
        self.scheduleDelayedItemsLayout()


class _DayDelegate(QStyledItemDelegate):
    """Draws `DayRole.ROW` of each index."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day, theme, px = index.data(DayRole.ROW), self._theme, self._theme.px
        rect = QRectF(option.rect)
        if not isinstance(day, DayValue):
            return
        painter.save()
        follow_reading(painter, option.direction, rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        line = rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        draw_hairline(
            painter, line.left(), line.right(), y=rect.bottom() - 1, color=theme.color("line")
        )
        left = px(_DATE) if day.date else 0
        date, _ = self._fitter.fit(day.date, META_MEDIUM, px(_DATE - _GAP))
        draw_text(painter, theme, date, line, style=META_MEDIUM, ink="text2")
        rest = line.adjusted(left, 0, 0, 0)
        name, taken = self._fitter.fit(day.name, BODY, rest.width())
        draw_text(painter, theme, name, rest, style=BODY, ink="text")
        room = rest.width() - taken - px(_GAP)
        if day.detail and theme.metrics(META).horizontalAdvance(day.detail) <= room:
            draw_text(painter, theme, day.detail, rest, style=META, ink="text3", align=RIGHT)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), radius=0)
        painter.restore()


def _fill(item: QStandardItem, day: DayValue) -> None:
    if item.data(DayRole.ROW) != day:
        item.setData(day, DayRole.ROW)
        spoken = day.spoken or ", ".join(part for part in (day.date, day.name, day.detail) if part)
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        item.setData(literal_tooltip(spoken), Qt.ItemDataRole.ToolTipRole)


def _key_in(index: Index) -> str:
    day = index.data(DayRole.ROW) if index.isValid() else None
    return day.key if isinstance(day, DayValue) else ""
