# SPDX-License-Identifier: Apache-2.0
"""Who, or what, was compared in a decision: a small table in a trace."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import CONTROL, META, META_MEDIUM, META_STRONG, ColorName, TypeStyle
from ui.widgets.card import Card
from ui.widgets.label import Hairline, literal_tooltip
from ui.widgets.painting import (
    LEFT,
    RIGHT,
    TextFitter,
    draw_focus_ring,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.rows_access import tell_rows
from ui.widgets.sign import paint_sign, sign_width
from ui.widgets.trace_value import TraceRole, TraceRow, TraceTableValue, spoken_row

_HEAD: Final = 28
_ROW: Final = 27
_SIDE: Final = 12
_GAP: Final = 20
_LEAST_FIRST: Final = 0.34
"""So much of the width at least is for the first column."""

_ENDS: Final = 2
"""The first cell and the last one."""

Index = QModelIndex | QPersistentModelIndex


class TraceTable(Card):
    """A line of heads and the rows, which the arrow keys go through."""

    def __init__(self, theme: Theme, value: TraceTableValue, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(1, 1, 1, 1), parent=parent)
        columns = _Columns(theme, value)
        self.rows = _Rows(theme, value, columns=columns, parent=self)
        self.inside.addWidget(_Heads(theme, value, columns=columns, parent=self))
        self.inside.addWidget(Hairline(self))
        self.inside.addWidget(self.rows)


class _Columns:
    """Where each column stands: the others take what their words need, the first one the rest."""

    def __init__(self, theme: Theme, value: TraceTableValue) -> None:
        self._theme = theme
        self._value = value

    def places(self, row: QRectF) -> list[QRectF]:
        """Of each column in a row."""
        px = self._theme.px
        inside = row.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        widths = [self._needed(number) for number in range(1, len(self._value.heads))]
        most = inside.width() * (1 - _LEAST_FIRST)
        total = sum(widths) + px(_GAP) * len(widths)
        if total > most and widths:
            widths[-1] = max(0.0, widths[-1] - (total - most))  # the last one is elided
        found, right = [], inside.right()
        for width in reversed(widths):
            found.append(QRectF(right - width, row.top(), width, row.height()))
            right -= width + px(_GAP)
        found.append(QRectF(inside.left(), row.top(), right - inside.left(), row.height()))
        return found[::-1]

    def _needed(self, number: int) -> float:
        metrics, heads = self._theme.metrics(META_STRONG), self._theme.metrics(META_MEDIUM)
        rows = (row for row in self._value.rows if not _is_short(row))
        cells = (metrics.horizontalAdvance(row.cells[number]) for row in rows)
        return max(heads.horizontalAdvance(self._value.heads[number]), *cells, 0) + 1.0


class _Rows(QListView):
    """The rows. They can be read, and nothing is done to them."""

    def __init__(
        self, theme: Theme, value: TraceTableValue, *, columns: _Columns, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = QStandardItemModel(self)
        self.setObjectName("trace.table.list")
        tell_rows(self)
        self.setAccessibleName(value.heads[0])
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(theme, columns, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for row in value.rows:
            item, spoken = QStandardItem(), spoken_row(value.heads, row)
            item.setData(row, TraceRole.ROW)
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            item.setData(literal_tooltip(spoken), Qt.ItemDataRole.ToolTipRole)
            self._model.appendRow(item)
        theme.changed.connect(self._fit)
        self._fit()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))
        super().focusInEvent(event)

    def _fit(self) -> None:
        self.setFixedHeight(self._model.rowCount() * self._theme.px(_ROW))
        self.scheduleDelayedItemsLayout()


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, columns: _Columns, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns = columns
        self._fitter = TextFitter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, theme = index.data(TraceRole.ROW), QRectF(option.rect), self._theme
        if not isinstance(row, TraceRow):
            return
        painter.save()
        follow_reading(painter, option.direction, rect)
        if row.tone == "chosen":
            painter.fillRect(rect, theme.color("accent_soft"))
        if index.row():
            draw_hairline(
                painter, rect.left(), rect.right(), y=rect.top(), color=theme.color("line")
            )
        places = self._columns.places(rect)
        paint_sign(painter, theme, row.sign, places[0].topLeft() + _half(places[0]))
        places[0].adjust(sign_width(theme, row.sign), 0, 0, 0)
        if _is_short(row):
            places[-1].setLeft(places[1].left())
        last = len(row.cells) - 1
        for number, (cell, place) in enumerate(zip(row.cells, places, strict=True)):
            style, ink = _look(row, first=not number, last=number == last)
            text, _ = self._fitter.fit(cell, style, place.width())
            align = RIGHT if number else LEFT
            draw_text(painter, theme, text, place, style=style, ink=ink, align=align)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), radius=0)
        painter.restore()


class _Heads(QWidget):
    """The heads of the columns; a screen reader gets them with each row."""

    def __init__(
        self, theme: Theme, value: TraceTableValue, *, columns: _Columns, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heads = value.heads
        self._columns = columns
        self._fitter = TextFitter(theme)
        theme.changed.connect(self._fit)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect, theme = QPainter(self), QRectF(self.rect()), self._theme
        follow_reading(painter, self.layoutDirection(), rect)
        for number, (head, place) in enumerate(self._placed(rect)):
            text, _ = self._fitter.fit(head, META_MEDIUM, place.width())
            align = RIGHT if number else LEFT
            draw_text(painter, theme, text, place, style=META_MEDIUM, ink="text2", align=align)

    def _placed(self, rect: QRectF) -> Iterator[tuple[str, QRectF]]:
        return zip(self._heads, self._columns.places(rect), strict=True)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(_HEAD))


def _is_short(row: TraceRow) -> bool:
    """Whether its last cell has the room of those between."""
    return len(row.cells) > _ENDS and not any(row.cells[1:-1])


def _half(place: QRectF) -> QPointF:
    return QPointF(0, place.height() / 2)


def _look(row: TraceRow, *, first: bool, last: bool) -> tuple[TypeStyle, ColorName]:
    """What is chosen stands out in its first and last cell."""
    if row.tone == "chosen":
        ends: tuple[TypeStyle, ColorName] = (META_STRONG, "accent_text" if last else "text")
        return ends if first or last else (META, "text")
    if row.tone == "muted":
        return META, "text2"
    return (CONTROL if first else META), ("text2" if last else "text")
