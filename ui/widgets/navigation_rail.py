# SPDX-License-Identifier: Apache-2.0
"""Paints the navigation folded to a rail: icons or letters with their numbers."""

from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.theme import Theme
from ui.theme.tokens import (
    BODY_STRONG,
    MICRO_STRONG,
    NAV_RAIL_WIDTH,
    RADIUS_CONTROL,
    ColorName,
)
from ui.widgets.navigation_delegate import Index, NavigationItem
from ui.widgets.navigation_value import NavigationRow
from ui.widgets.painting import CENTER, draw_box, draw_focus_ring, draw_hairline, draw_icon

_PITCH: Final = 35
_LEAST_PITCH: Final = 29
_SECTION: Final = 15
_BOX: Final = 35
_LETTER_BOX: Final = 24
_BADGE: Final = 16
_GAP: Final = 4
_MORE: Final = 18
_RING: Final = 2


class NavigationRailDelegate(QStyledItemDelegate):
    """Draws `NavigationItem.ENTRY` in a column of 56 px; titles are left to the tooltip."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pitch = theme.px(_PITCH)

    def fit(self, height: int, *, rows: int, sections: int) -> bool:
        """Move the rows closer, as far as they go, until all fit into `height` px; whether their
        places have changed.
        """
        px, before = self._theme.px, self._pitch
        room = (height - sections * px(_SECTION)) // max(1, rows)
        self._pitch = min(px(_PITCH), max(px(_LEAST_PITCH), room))
        return self._pitch != before

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(NavigationItem.ENTRY)
        is_row = isinstance(entry, NavigationRow)
        return QSize(0, self._pitch if is_row else self._theme.px(_SECTION))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        entry = index.data(NavigationItem.ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if isinstance(entry, NavigationRow):
            self._paint_row(painter, rect, entry, state=option.state)
        else:
            half, y = theme.px(14), rect.top() + theme.px(8)
            center, line = rect.center().x(), theme.color("line2")
            draw_hairline(painter, center - half, center + half, y=y, color=line)
        painter.restore()

    def length(self, *, rows: int, sections: int) -> int:
        """The px that all rows take."""
        return rows * self._pitch + sections * self._theme.px(_SECTION)

    @property
    def more(self) -> int:
        """The px at an end of the rail in which it is said that more rows follow there."""
        return self._theme.px(_MORE)

    def paint_more(self, painter: QPainter, area: QRectF, *, icon: str) -> None:
        """Say that more rows follow: "chevron-up" at the upper end, "chevron-down" at the lower."""
        half = self._theme.px(8)
        y = area.top() + self.more / 2 if icon == "chevron-up" else area.bottom() - self.more / 2
        where = QPointF(area.center().x() - half, y - half)
        draw_icon(painter, self._theme, icon, where, ink="text3")

    def _paint_row(
        self, painter: QPainter, rect: QRectF, row: NavigationRow, *, state: QStyle.StateFlag
    ) -> None:
        theme = self._theme
        side = theme.px(_BOX)
        height = self._pitch - theme.px(_GAP)
        box = QRectF(rect.center().x() - side / 2, rect.top(), side, height)
        current = bool(state & QStyle.StateFlag.State_Selected)
        radius = theme.px(RADIUS_CONTROL)
        ground: ColorName = "nav"
        if current:
            dark = theme.scheme == "dark"
            ground, line = ("hover", None) if dark else ("surface", theme.color("line"))
            draw_box(painter, box, radius=radius, fill_color=theme.color(ground), line_color=line)
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
            draw_box(painter, box, radius=radius, fill_color=theme.color(ground))
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, theme, box, radius=radius)
        self._paint_sign(painter, box.center(), row, current=current)
        self._paint_badge(painter, box, row, ground=ground)

    def _paint_sign(
        self, painter: QPainter, center: QPointF, row: NavigationRow, *, current: bool
    ) -> None:
        theme = self._theme
        if row.icon:
            where = center - QPointF(theme.px(8), theme.px(8))
            ink = "accent_text" if current else "text2"
            draw_icon(painter, theme, row.icon, where, ink=ink)
            return
        side = theme.px(_LETTER_BOX)
        box = QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
        draw_box(
            painter,
            box,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("raised"),
            line_color=theme.color("line2"),
        )
        painter.setFont(theme.font(BODY_STRONG))
        painter.setPen(theme.series_color(row.series or 0))
        painter.drawText(box, int(CENTER), row.title[:1].upper())

    def _paint_badge(
        self, painter: QPainter, box: QRectF, row: NavigationRow, *, ground: ColorName
    ) -> None:
        """The number that needs eyes, else the count of a place that has an icon."""
        theme = self._theme
        number = row.count if row.bubble is None and row.icon else row.bubble
        if number is None:
            return
        face, ink, line = "press", "text2", None
        if row.bubble is not None and row.bubble_tone == "red":
            face, ink = "red", "on_accent"
        elif row.bubble is not None:
            face, ink, line = "amber_soft", "amber_text", theme.color("amber_line")
        # A long number stands over the corner of the icon, and leaves the rest of it.
        text, beside = (str(number), 6) if number < 100 else ("99+", 3)
        height = theme.px(_BADGE if number < 100 else _BADGE - 2)
        width = max(height, theme.metrics(MICRO_STRONG).horizontalAdvance(text) + theme.px(beside))
        left = box.right() + theme.px(4) - width
        free = min(box.center().x() + theme.px(7), theme.px(NAV_RAIL_WIDTH - 2) - width)
        badge = QRectF(max(left, free), box.top() - theme.px(1), width, height)
        gap = theme.px(_RING)  # so that it does not touch what it covers
        around = badge.adjusted(-gap, 0, 0, gap)
        draw_box(painter, around, radius=around.height() / 2, fill_color=theme.color(ground))
        draw_box(painter, badge, radius=height / 2, fill_color=theme.color(face), line_color=line)
        painter.setFont(theme.font(MICRO_STRONG))
        painter.setPen(theme.color(ink))
        painter.drawText(badge, int(CENTER), text)
