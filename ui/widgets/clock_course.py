# SPDX-License-Identifier: Apache-2.0
"""A time line of how a ticket's clocks ran: when each ran and rested, alerted and was due."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import (
    META_MEDIUM,
    META_STRONG,
    MICRO,
    MICRO_STRONG,
    RADIUS_SMALL,
    ColorName,
    TypeStyle,
)
from ui.widgets.course_value import BarTone, CourseBar, CourseRow, CourseValue
from ui.widgets.label import literal_tooltip
from ui.widgets.painting import CENTER, TextFitter, draw_box, draw_text, follow_reading

_TITLES: Final = 104
_MOST_TITLES: Final = 180
_END: Final = 20
_TOP: Final = 24
_PITCH: Final = 40
_BAR: Final = 22
_AXIS: Final = 23
_TICK_ROOM: Final = 72
_LEAST_BAR: Final = 3

_FACES: Final[dict[BarTone, ColorName]] = {
    "runs": "accent",
    "at_risk": "amber",
    "late": "red",
    "met": "green",
    "paused": "track",
    "closed": "hover",
    "ahead": "accent_line",
    "ahead_at_risk": "amber_line",
}
_INKS: Final[dict[BarTone, ColorName]] = {
    "runs": "on_accent",
    "late": "on_accent",
    "met": "on_accent",
}
_NOTHING: Final = CourseValue(0, 1, ())


class ClockCourse(QWidget):
    """Painted. Under the pointer each bar says what it is; a screen reader hears the rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._value = _NOTHING
        self.setObjectName("admin.course")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def value(self) -> CourseValue:
        return self._value

    def show_course(self, value: CourseValue) -> None:
        """Show these rows."""
        rows = len(self._value.rows)
        self._value = value
        self.setAccessibleName(". ".join(row.spoken for row in value.rows))
        if rows != len(value.rows):
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = max(1, len(self._value.rows))
        return QSize(self._theme.px(480), self._theme.px(_TOP + rows * _PITCH + _AXIS))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            bar = self.bar_at(QPointF(event.pos()))
            told = "" if bar is None else literal_tooltip(bar.told)
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def bar_at(self, place: QPointF) -> CourseBar | None:
        """The bar at a place."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place = QPointF(self.width() - place.x(), place.y())
        for number, row in enumerate(self._value.rows):
            for bar in row.bars:
                if self._rect(number, bar).contains(place):
                    return bar
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        self._paint_axis(painter)
        for number, row in enumerate(self._value.rows):
            self._paint_row(painter, number, row)
        self._paint_now(painter)

    # -- places --------------------------------------------------------------------------------

    def _titles(self) -> float:
        """The room of the titles: more where words are longer."""
        px, metrics = self._theme.px, self._theme.metrics(META_MEDIUM)
        wide = max((metrics.horizontalAdvance(row.title) for row in self._value.rows), default=0)
        return min(px(_MOST_TITLES), max(px(_TITLES), wide + px(12)))

    def _x(self, at: int) -> float:
        left, right = self._titles(), self.width() - self._theme.px(_END)
        value = self._value
        share = (at - value.start) / max(1, value.end - value.start)
        return left + (right - left) * min(1.0, max(0.0, share))

    def _rect(self, number: int, bar: CourseBar) -> QRectF:
        px = self._theme.px
        top = px(_TOP + number * _PITCH) + px(_PITCH - _BAR) / 2
        left, right = self._x(bar.start), self._x(bar.end)
        return QRectF(left, top, max(px(_LEAST_BAR), right - left), px(_BAR))

    def _bottom(self) -> int:
        return self._theme.px(_TOP + max(1, len(self._value.rows)) * _PITCH)

    # -- painting ------------------------------------------------------------------------------

    def _paint_axis(self, painter: QPainter) -> None:
        theme, px, bottom = self._theme, self._theme.px, self._bottom()
        free = -1.0
        for at, words in self._value.ticks:
            x, width = self._x(at), px(_TICK_ROOM)
            painter.fillRect(QRectF(round(x), px(_TOP), 1, bottom - px(_TOP)), theme.color("line"))
            taken = theme.metrics(MICRO).horizontalAdvance(words)
            if x - taken / 2 > free and x + taken / 2 <= self.width():
                line = QRectF(x - width / 2, bottom + px(4), width, px(MICRO.line))
                draw_text(painter, theme, words, line, style=MICRO, ink="text3", align=CENTER)
                free = x + taken / 2 + px(6)

    def _paint_row(self, painter: QPainter, number: int, row: CourseRow) -> None:
        theme, px = self._theme, self._theme.px
        line = QRectF(0, px(_TOP + number * _PITCH), self._titles() - px(8), px(_PITCH))
        title, _ = self._fitter.fit(row.title, META_MEDIUM, line.width())
        draw_text(painter, theme, title, line, style=META_MEDIUM, ink="text2")
        for bar in row.bars:
            self._paint_bar(painter, self._rect(number, bar), bar)
        for at in row.alerts:
            top = line.center().y() - px(_BAR) / 2
            mark = QRectF(round(self._x(at)), top, px(2), px(_BAR))
            painter.fillRect(mark, theme.color("surface"))
        self._paint_after(painter, line, row)

    def _paint_bar(self, painter: QPainter, rect: QRectF, bar: CourseBar) -> None:
        theme, px = self._theme, self._theme.px
        draw_box(
            painter,
            rect,
            radius=min(px(RADIUS_SMALL), rect.width() / 2),
            fill_color=theme.color(_FACES[bar.tone]),
        )
        style: TypeStyle = MICRO if bar.tone in ("paused", "closed") else MICRO_STRONG
        inside = rect.adjusted(px(8), 0, -px(8), 0)
        if bar.text and theme.metrics(style).horizontalAdvance(bar.text) <= inside.width():
            ink = _INKS.get(bar.tone, "text2" if bar.tone in ("paused", "closed") else "text")
            if bar.tone == "at_risk":
                ink = "text" if theme.scheme == "light" else "window"
            draw_text(painter, theme, bar.text, inside, style=style, ink=ink)

    def _paint_after(self, painter: QPainter, line: QRectF, row: CourseRow) -> None:
        """What became of it, behind its last bar; a line where it is due."""
        theme, px = self._theme, self._theme.px
        end = max((self._x(bar.end) for bar in row.bars), default=self._x(self._value.start))
        if row.due is not None and self._value.start <= row.due <= self._value.end:
            end = max(end, self._x(row.due))
            height = px(_BAR + 8)
            mark = QRectF(round(self._x(row.due)) - 1, line.center().y() - height / 2, 2, height)
            painter.fillRect(mark, theme.color("text"))
        style = META_STRONG if row.is_pressing else META_MEDIUM
        room = QRectF(end + px(7), line.top(), self.width() - end - px(7), line.height())
        text, taken = self._fitter.fit(row.after, style, max(room.width(), px(96)))
        if taken > room.width():  # before the axis ends: over the bar's own end
            room = QRectF(self.width() - taken, line.top(), taken, line.height())
            ground = room.adjusted(-px(4), px(10), 0, -px(10))
            draw_box(painter, ground, radius=px(RADIUS_SMALL), fill_color=theme.color("surface"))
        ink: ColorName = "text" if row.is_pressing else "text2"
        draw_text(painter, theme, text, room, style=style, ink=ink)

    def _paint_now(self, painter: QPainter) -> None:
        theme, px, now = self._theme, self._theme.px, self._value.now
        if now is None:
            return
        x, width = self._x(now), px(96)
        painter.fillRect(
            QRectF(x - 1, px(_TOP - 4), 2, self._bottom() - px(_TOP - 4)), theme.color("red")
        )
        line = QRectF(x - width / 2, 0, width, px(_TOP - 4))
        draw_text(
            painter,
            theme,
            self._value.now_words,
            line,
            style=META_STRONG,
            ink="red_text",
            align=CENTER,
        )
