# SPDX-License-Identifier: Apache-2.0
"""Paints the rows and headings of the navigation column."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.theme import Theme
from ui.theme.tokens import (
    BODY_STRONG,
    CONTROL,
    META_MEDIUM,
    MICRO_STRONG,
    NAV_PITCH,
    NAV_ROW,
    RADIUS_CONTROL,
)
from ui.widgets.navigation_value import NavigationHeading, NavigationRow
from ui.widgets.painting import (
    CENTER,
    RIGHT,
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)

SECTION_HEIGHT: Final = 35
_SIDE: Final = 8
_TEXT_LEFT: Final = 43
_BARE_LEFT: Final = 18
_END: Final = 12
_PLUS: Final = 24

Index = QModelIndex | QPersistentModelIndex


class NavigationItem(IntEnum):
    """Item role: a NavigationRow or a NavigationHeading."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


class NavigationDelegate(QStyledItemDelegate):
    """Draws `NavigationItem.ENTRY`."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.plus_under_pointer = -1
        """The row of the heading whose plus is under the pointer."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(NavigationItem.ENTRY)
        height = NAV_PITCH if isinstance(entry, NavigationRow) else SECTION_HEIGHT
        return QSize(0, self._theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(NavigationItem.ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        rect = QRectF(option.rect)
        follow_reading(painter, option.direction, rect)
        if isinstance(entry, NavigationRow):
            self._paint_row(painter, rect, entry, state=option.state)
        elif isinstance(entry, NavigationHeading):
            self._paint_heading(painter, rect, entry, index=index)
        painter.restore()

    def plus_rect(self, rect: QRectF) -> QRectF:
        """Where the plus of a heading is pressed."""
        side = self._theme.px(_PLUS)
        middle = rect.center().y() + self._theme.px(4)
        return QRectF(rect.right() - self._theme.px(37), middle - side / 2, side, side)

    def _paint_heading(
        self, painter: QPainter, rect: QRectF, heading: NavigationHeading, *, index: Index
    ) -> None:
        theme = self._theme
        line = rect.adjusted(theme.px(18), theme.px(8), 0, 0)
        if heading.adds:
            box = self.plus_rect(rect)
            line.setRight(box.left())
            if self.plus_under_pointer == index.row():
                radius = theme.px(RADIUS_CONTROL)
                draw_box(painter, box, radius=radius, fill_color=theme.color("hover"))
            where = box.center() - QPointF(theme.px(8), theme.px(8))
            draw_icon(painter, theme, "plus", where, ink="text3")
        title, _ = self._fitter.fit(heading.title, MICRO_STRONG, line.width())
        draw_text(painter, theme, title, line, style=MICRO_STRONG, ink="text3")

    def _paint_row(
        self, painter: QPainter, rect: QRectF, row: NavigationRow, *, state: QStyle.StateFlag
    ) -> None:
        theme = self._theme
        box = QRectF(
            rect.left() + theme.px(_SIDE),
            rect.top(),
            rect.width() - 2 * theme.px(_SIDE) + 1,
            theme.px(NAV_ROW),
        )
        current = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, box, state=state)
        self._paint_sign(painter, box, row, current=current)
        right = self._paint_numbers(painter, box, row)
        style = BODY_STRONG if current else CONTROL
        left = _BARE_LEFT if row.series is None and not row.icon else _TEXT_LEFT
        line = QRectF(theme.px(left) + rect.left(), box.top(), 0, box.height())
        line.setRight(right - theme.px(8))
        text, _ = self._fitter.fit(row.title, style, line.width())
        draw_text(painter, theme, text, line, style=style, ink="text" if current else "text2")

    def _paint_ground(self, painter: QPainter, box: QRectF, *, state: QStyle.StateFlag) -> None:
        theme, radius = self._theme, self._theme.px(RADIUS_CONTROL)
        if state & QStyle.StateFlag.State_Selected:
            dark = theme.scheme == "dark"
            draw_box(
                painter,
                box,
                radius=radius,
                fill_color=theme.color("hover" if dark else "surface"),
                line_color=None if dark else theme.color("line"),
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, radius=radius, fill_color=theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, theme, box, radius=radius)

    def _paint_sign(
        self, painter: QPainter, box: QRectF, row: NavigationRow, *, current: bool
    ) -> None:
        theme, middle = self._theme, box.center().y()
        if row.icon:
            where = QPointF(box.left() + theme.px(10), middle - theme.px(8))
            ink = "accent_text" if current else "text3"
            draw_icon(painter, theme, row.icon, where, ink=ink)
            return
        if row.series is None:
            return
        series = theme.series_color(row.series)
        side = theme.px(8)
        square = QRectF(box.left() + theme.px(14), middle - side / 2, side, side)
        draw_box(painter, square, radius=theme.px(2), fill_color=series)

    def _paint_numbers(self, painter: QPainter, box: QRectF, row: NavigationRow) -> float:
        """Count and bubble from the right; returns where they begin."""
        theme = self._theme
        right = box.right() - theme.px(_END)
        text = row.told or ("" if row.count is None else str(row.count))
        if text:
            line = QRectF(box.left(), box.top(), right - box.left(), box.height())
            draw_text(painter, theme, text, line, style=META_MEDIUM, ink="text3", align=RIGHT)
            width = theme.metrics(META_MEDIUM).horizontalAdvance(text)
            right -= max(width, theme.px(15)) + theme.px(9)
        if row.bubble is None:
            return right
        text = str(row.bubble)
        height = theme.px(18)
        width = max(theme.px(19), theme.metrics(MICRO_STRONG).horizontalAdvance(text) + theme.px(9))
        bubble = QRectF(right - width, box.center().y() - height / 2, width, height)
        red = row.bubble_tone == "red"
        draw_box(
            painter,
            bubble,
            radius=height / 2,
            fill_color=theme.color("red" if red else "amber_soft"),
            line_color=None if red else theme.color("amber_line"),
        )
        ink = "on_accent" if red else "amber_text"
        draw_text(painter, theme, text, bubble, style=MICRO_STRONG, ink=ink, align=CENTER)
        return bubble.left()
