# SPDX-License-Identifier: Apache-2.0
"""Paints the rows and group headings of a ticket list."""

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.theme.theme import Theme
from ui.theme.tokens import (
    BODY_STRONG,
    CONTROL,
    GROUP_HEADER,
    ICON_META,
    META,
    META_MEDIUM,
    META_STRONG,
    RADIUS_CONTROL,
    ROW_COMFORTABLE,
    ROW_COMPACT,
    ROW_DEFAULT,
    ColorName,
    TypeStyle,
)
from ui.widgets.glyphs import (
    CHECK_SIZE,
    channel_icon,
    paint_check,
    paint_priority,
    paint_tag,
)
from ui.widgets.label import literal_tooltip
from ui.widgets.painting import (
    TextFitter,
    draw_focus_ring,
    draw_hairline,
    draw_icon,
    draw_text,
    follow_reading,
)
from ui.widgets.row_clocks import RowClocks, RowFace
from ui.widgets.ticket_row import (
    Density,
    GroupHeaderValue,
    TicketListRole,
    TicketRowValue,
)
from ui.widgets.ticket_row_end import INSET, RowScene, TicketRowEnd

_HEIGHTS: Final = {
    Density.COMPACT: ROW_COMPACT,
    Density.DEFAULT: ROW_DEFAULT,
    Density.COMFORTABLE: ROW_COMFORTABLE,
}
_TEXT_LEFT: Final = 42
_GLYPH_LEFT: Final = 21
_CHECK_ROOM: Final = 19
_VIP: Final = TypeStyle(9, 14, 600)

Index = QModelIndex | QPersistentModelIndex


class TicketRowDelegate(QStyledItemDelegate):
    """Draws `TicketListRole.ROW` of each index; nothing of the model is kept.

    `actions` are the hover buttons in order, out of assign, snooze and solve; give none to leave
    them out. Row heights follow the density and the theme's zoom. Repaint the view after
    `set_density`. While `picking` a check box stands in place of the dot; `fresh` has how strongly
    new rows are still marked, by ticket. `asked` is what of the view is to be painted, if known.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QObject | None = None,
        *,
        density: Density = Density.DEFAULT,
        actions: tuple[str, ...] = ("assign", "snooze", "solve"),
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._density = density
        self._end = TicketRowEnd(theme, actions)
        self.clocks = RowClocks(theme)
        self._fitter = TextFitter(theme)
        self.asked: QRegion | None = None
        self.picking = False
        self.fresh: dict[str, float] = {}

    @property
    def density(self) -> Density:
        return self._density

    def set_density(self, density: Density) -> None:
        self._density = density

    def row_height(self) -> int:
        return self._theme.px(_HEIGHTS[self._density])

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heads = index.data(TicketListRole.HEADING)
        if heads is None:
            heads = isinstance(index.data(TicketListRole.ROW), GroupHeaderValue)
        if heads:
            return QSize(0, self._theme.px(GROUP_HEADER))
        return QSize(0, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(TicketListRole.ROW)
        rect = QRectF(option.rect)
        painter.save()
        follow_reading(painter, option.direction, rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if isinstance(entry, GroupHeaderValue):
            self._paint_heading(painter, rect, entry)
        elif isinstance(entry, TicketRowValue):
            state = option.state
            paint = self._paint_clock if self._is_clock_only(option, entry) else self._paint_row
            paint(
                RowScene(
                    painter=painter,
                    rect=rect,
                    value=entry,
                    selected=bool(state & QStyle.StateFlag.State_Selected),
                    hovered=bool(state & QStyle.StateFlag.State_MouseOver),
                    focused=bool(state & QStyle.StateFlag.State_HasFocus)
                    and not state & QStyle.StateFlag.State_Selected,
                    view_active=bool(state & QStyle.StateFlag.State_Active)
                    and option.widget.hasFocus(),
                    picking=self.picking,
                    fresh=self.fresh.get(entry.id, 0.0),
                )
            )
        painter.restore()

    def action_at(self, rect: QRectF, where: QPointF, value: TicketRowValue) -> str | None:
        """Which button of the row in `rect` lies under `where`: "take" or one of the actions."""
        return self._end.action_at(rect, where, value, density=self._density)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """All clocks of the ticket whose clock is under the pointer."""
        value = index.data(TicketListRole.ROW)
        shown = self.clocks.shown(value.clock) if isinstance(value, TicketRowValue) else None
        if event.type() is not QEvent.Type.ToolTip or shown is None:
            return super().helpEvent(event, view, option, index)
        place = self.clock_place(option.rect, shown, option.direction)
        if not place.contains(event.pos()):
            QToolTip.hideText()
            return True
        told = literal_tooltip(*value.clock.tooltip(self.clocks.now).splitlines())
        QToolTip.showText(event.globalPos(), told, view.viewport(), place)
        return True

    def clock_place(self, rect: QRect, shown: RowFace, direction: Qt.LayoutDirection) -> QRect:
        """Where the clock stands in the row in `rect`, as people see it."""
        row = QRectF(rect)
        place = self.clocks.place(self.first_line(row), shown)
        if direction is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(row.left() + row.right() - place.right())
        return place.toAlignedRect()

    def _paint_heading(self, painter: QPainter, rect: QRectF, value: GroupHeaderValue) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("sunken"))
        line = theme.color("line")
        draw_hairline(painter, rect.left(), rect.right(), y=rect.bottom() - 1, color=line)
        ink = {"red": "red_text", "amber": "amber_text"}.get(value.tone, "text2")
        text = rect.adjusted(theme.px(INSET + 8), 0, -theme.px(INSET), -1)
        draw_text(painter, theme, value.title, text, style=META_STRONG, ink=ink)
        width = theme.metrics(META_STRONG).horizontalAdvance(value.title)
        text.setLeft(text.left() + width + theme.px(7))
        draw_text(painter, theme, str(value.count), text, style=META_MEDIUM, ink="text3")

    def _is_clock_only(self, option: QStyleOptionViewItem, value: TicketRowValue) -> bool:
        """Whether nothing but its clock is to be painted of a row, as every second."""
        shown = self.clocks.shown(value.clock)
        if self.asked is None or shown is None:
            return False
        asked = self.asked.intersected(option.rect).boundingRect()
        return self.clock_place(option.rect, shown, option.direction).contains(asked)

    def _paint_clock(self, row: RowScene) -> None:
        self._paint_ground(row)
        self.clocks.paint(row.painter, self.first_line(row.rect), row.value.clock)

    def _paint_ground(self, row: RowScene) -> None:
        theme, rect = self._theme, row.rect
        row.painter.fillRect(rect, theme.color(row.ground))
        if row.fresh:
            glow = QColor(theme.color("accent_soft"))
            glow.setAlphaF(1.0 if theme.reduced_motion else row.fresh)
            row.painter.fillRect(rect, glow)

    def _paint_row(self, row: RowScene) -> None:
        theme, rect = self._theme, row.rect
        self._paint_ground(row)
        if row.selected:
            bar = theme.color("accent" if row.view_active else "ctl")
            row.painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), bar)
        marked = row.selected and row.view_active
        draw_hairline(
            row.painter,
            rect.left() + (0 if marked else theme.px(INSET)),
            rect.right(),
            y=rect.bottom() - 1,
            color=theme.color("accent_line" if marked else "line"),
        )
        self._paint_first_line(row)
        if self._density is not Density.COMPACT:
            self._paint_second_line(row)
        if self._density is Density.COMFORTABLE and row.value.preview:
            self._paint_preview(row)
        if row.focused:
            ring = rect.adjusted(2, 2, -2, -3)
            draw_focus_ring(row.painter, theme, ring, radius=theme.px(RADIUS_CONTROL))

    def first_line(self, rect: QRectF) -> QRectF:
        """The room for subject and clock in the row in `rect`, from its beginning."""
        theme = self._theme
        top = rect.top() + theme.px(8 if self._density is Density.COMPACT else 9)
        return QRectF(rect.left(), top, rect.width() - theme.px(INSET), theme.px(20))

    def _paint_first_line(self, row: RowScene) -> None:
        theme, rect, value = self._theme, row.rect, row.value
        line = self.first_line(rect)
        top = line.top()
        if row.picking:
            self._paint_check(row)
        elif value.unread:
            row.painter.setPen(Qt.PenStyle.NoPen)
            row.painter.setBrush(theme.color("accent"))
            dot = theme.zoom * 3
            center = QPointF(rect.left() + theme.px(12), top + theme.px(10) - 0.5)
            row.painter.drawEllipse(center, dot, dot)
        glyph = QPointF(rect.left() + self._indent(row, _GLYPH_LEFT), top + theme.px(2))
        paint_priority(row.painter, theme, glyph, value.priority)
        taken = self.clocks.paint(row.painter, line, value.clock)
        line = line.adjusted(self._indent(row, _TEXT_LEFT), 0, -taken, 0)
        style = BODY_STRONG if value.unread else CONTROL
        text, _ = self._fitter.fit(value.subject, style, line.width())
        ink: ColorName = "text3" if value.left else "text"
        draw_text(row.painter, theme, text, line, style=style, ink=ink)

    def _indent(self, row: RowScene, left: int) -> int:
        return self._theme.px(left + (_CHECK_ROOM if row.picking else 0))

    def _paint_check(self, row: RowScene) -> None:
        theme, rect = self._theme, row.rect
        top = rect.top() + (rect.height() - theme.px(CHECK_SIZE)) / 2
        where = QPointF(rect.left() + theme.px(12), top)
        paint_check(row.painter, theme, where, checked=row.value.picked)

    def _paint_second_line(self, row: RowScene) -> None:
        theme, rect, value = self._theme, row.rect, row.value
        top = rect.top() + theme.px(31.5)
        icon = QPointF(rect.left() + self._indent(row, _GLYPH_LEFT), top + theme.px(2))
        name = channel_icon(value.channel)
        draw_icon(row.painter, theme, name, icon, ink="text3", size=ICON_META)
        left = rect.left() + self._indent(row, _TEXT_LEFT)
        right = rect.right() - theme.px(INSET)
        taken = self._end.paint(row, QRectF(left, top, right - left, theme.px(18)))
        self._paint_people(row, QRectF(left, top, right - taken - left, theme.px(18)))

    def _paint_people(self, row: RowScene, rect: QRectF) -> None:
        """Customer, VIP mark and company; the company is cut before it is dropped."""
        theme, value = self._theme, row.value
        if value.left:
            text, _ = self._fitter.fit(value.left, META_MEDIUM, rect.width())
            draw_text(row.painter, theme, text, rect, style=META_MEDIUM, ink="text2")
            return
        style = META_MEDIUM if value.unread else META
        customer, width = self._fitter.fit(value.customer, style, rect.width())
        draw_text(row.painter, theme, customer, rect, style=style, ink="text2")
        left = rect.left() + width
        if value.vip:
            mark = theme.metrics(_VIP).horizontalAdvance("VIP") + theme.px(9)
            tag = QRectF(left + theme.px(8), rect.top() + theme.px(2), mark, theme.px(15))
            paint_tag(row.painter, theme, tag, text="VIP", style=_VIP)
            left = tag.right() + theme.px(8)
        elif value.company:
            left += theme.px(6)
        room = rect.right() - left
        if not value.company or room < theme.px(24):
            return
        line = QRectF(left, rect.top(), room, rect.height())
        if not value.vip:  # apart from the name, which has a direction of its own
            draw_text(row.painter, theme, "·", line, style=META, ink="text3")
            line.setLeft(left + theme.metrics(META).horizontalAdvance("· "))
        text, _ = self._fitter.fit(value.company, META, line.width())
        draw_text(row.painter, theme, text, line, style=META, ink="text3")

    def _paint_preview(self, row: RowScene) -> None:
        theme, rect = self._theme, row.rect
        left, right = rect.left() + self._indent(row, _TEXT_LEFT), rect.right() - theme.px(INSET)
        text, _ = self._fitter.fit(row.value.preview, META, right - left)
        line = QRectF(left, rect.top() + theme.px(51.5), right - left, theme.px(18))
        draw_text(row.painter, theme, text, line, style=META, ink="text3")
