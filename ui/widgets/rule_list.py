# SPDX-License-Identifier: Apache-2.0
"""The list of automation rules, in the order in which they are asked, each with its switch."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META, ColorName
from ui.widgets.ordered_list import Index, Ordered, OrderedList, OrderedRole
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.rule_value import RuleRowValue, spoken_rule

_ROW: Final = 58
_HANDLE: Final = 14
_NUMBER: Final = 32
_TEXT: Final = 51
_LONE_TEXT: Final = 20
"""Where the words of what has no place in an order begin."""

_SWITCH: Final = (30, 17)
_SIDE: Final = 16
_GAP: Final = 10
_BAR: Final = 3


class RuleList(OrderedList):
    """Space turns the current rule off and on, as does a press on its switch.

    Beside those of its base it has the signal `switched(id)`. Who `can_switch` may do so.
    """

    switched = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        *,
        name: str = "admin.rules.list",
        parent: QWidget | None = None,
    ) -> None:
        title = title or QCoreApplication.translate("rules", "Automation rules")
        super().__init__(theme, title, name=name, row=_ROW, parent=parent)
        self.can_switch = False
        self.setItemDelegate(RuleDelegate(theme, self))

    def spoken(self, row: Ordered) -> str:
        return spoken_rule(row) if isinstance(row, RuleRowValue) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current and self.can_switch:
            self.switched.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        index = self.indexAt(place.toPoint())
        is_same = index.isValid() and index == self.currentIndex()
        if is_same and self.can_switch and self._switch_of(index).contains(place):
            self.switched.emit(self.current)
        super().mouseReleaseEvent(event)

    def _switch_of(self, index: Index) -> QRectF:
        """Where the switch of a row can be pressed."""
        row = QRectF(self.visualRect(index))
        around = self._theme.px(_SIDE + _SWITCH[0] + _GAP)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRectF(row.left(), row.top(), around, row.height())
        return QRectF(row.right() - around, row.top(), around, row.height())


class RuleDelegate(QStyledItemDelegate):
    """Draws `OrderedRole.ROW` of each index."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, theme = index.data(OrderedRole.ROW), QRectF(option.rect), self._theme
        if not isinstance(row, RuleRowValue):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, option.direction, rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
            bar = QRectF(rect.left(), rect.top(), theme.px(_BAR), rect.height())
            painter.fillRect(bar, theme.color("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        line = theme.color("line")
        left = rect.left() + theme.px(20)
        draw_hairline(painter, left, rect.right(), y=rect.bottom() - 1, color=line)
        if row.number:
            self._paint_handle(painter, rect)
        self._paint_words(painter, row, rect)
        self._paint_switch(painter, row, rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), radius=0)
        painter.restore()

    def _paint_handle(self, painter: QPainter, rect: QRectF) -> None:
        """Six dots: here a row is taken to be dragged."""
        px = self._theme.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("ctl"))
        for number in range(6):
            x = rect.left() + px(_HANDLE) + number % 2 * px(4)
            y = rect.center().y() + (number // 2 - 1) * px(4)
            painter.drawEllipse(QPointF(x, y), px(1), px(1))

    def _paint_words(self, painter: QPainter, row: RuleRowValue, rect: QRectF) -> None:
        theme, px = self._theme, self._theme.px
        ink: ColorName = "text" if row.is_on else "text2"
        number = QRectF(rect.left() + px(_NUMBER), rect.top(), px(20), rect.height())
        text = _TEXT if row.number else _LONE_TEXT
        if row.number:
            draw_text(painter, theme, str(row.number), number, style=META, ink="text2")
        room = rect.width() - px(text + _SIDE + _SWITCH[0] + _GAP)
        upper = QRectF(rect.left() + px(text), rect.top() + px(9), room, px(20))
        name, _ = self._fitter.fit(row.name, BODY_STRONG, room)
        draw_text(painter, theme, name, upper, style=BODY_STRONG, ink=ink)
        mark = f" · {row.mark}" if row.mark else ""
        rest = room - theme.metrics(META).horizontalAdvance(mark)
        below, taken = self._fitter.fit(row.below, META, rest)
        lower = upper.translated(0, px(20))
        draw_text(painter, theme, below, lower, style=META, ink="text2")
        draw_text(painter, theme, mark, lower.adjusted(taken, 0, 0, 0), style=META, ink="text2")

    def _paint_switch(self, painter: QPainter, row: RuleRowValue, rect: QRectF) -> None:
        theme, px = self._theme, self._theme.px
        width, height = px(_SWITCH[0]), px(_SWITCH[1])
        track = QRectF(
            rect.right() - px(_SIDE) - width, rect.center().y() - height / 2, width, height
        )
        face = theme.color("accent" if row.is_on else "ctl")
        draw_box(painter, track, radius=round(height / 2), fill_color=face)
        side = height - px(5)
        inner = track.adjusted(px(2.5), px(2.5), -px(2.5), -px(2.5))
        left = inner.right() - side if row.is_on else inner.left()
        knob = QRectF(left, inner.top(), side, side)
        draw_box(painter, knob, radius=round(side / 2), fill_color=theme.color("on_accent"))
