# SPDX-License-Identifier: Apache-2.0
"""The hours of a week as a grid to draw in: with the pointer, or with the keys."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, MICRO_STRONG, RADIUS_TAG
from ui.widgets.announcement import announce
from ui.widgets.painting import (
    CENTER,
    LEFT,
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.week_value import (
    DAYS,
    MIDNIGHT,
    Frame,
    Frames,
    Week,
    clock_words,
    frame_at,
    frame_words,
    frames_words,
    with_frame,
    without_frame,
)

STEP: Final = 15
"""Minutes between the lines to which frames snap."""

_HOURS: Final = (6, 21)
"""What is shown as long as nothing lies outside."""
_LINES: Final = 3
_CLOCKS: Final = 40
_HEAD: Final = 24
_FOOT: Final = 10
_HOUR: Final = 17.4
_WHOLE_HOUR: Final = 11.6
"""Of a grid that shows the whole day, so that it is hardly higher."""
_GAP: Final = 4
_EDGE: Final = 5
_EMPTY: Final[Week] = ((),) * len(DAYS)
_MOVES: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -STEP),
    Qt.Key.Key_Down: (0, STEP),
    Qt.Key.Key_PageUp: (0, -60),
    Qt.Key.Key_PageDown: (0, 60),
}
"""Days and minutes by which a key moves the cursor."""

Grip = Literal["new", "start", "end", "whole"]


@dataclass(frozen=True, slots=True)
class _Drag:
    """What the pointer holds: a frame of a day, by one of its ends or as a whole."""

    day: int
    grip: Grip
    frame: Frame
    from_minute: int


class WeekGrid(QWidget):
    """Emits `changed(week)` when the person has drawn, moved or removed a frame, and
    `day_chosen(day)` when the cursor comes to another day, from Monday = 0.

    Keys: arrows go through days and times, Page up and down by hours. Space begins a frame, the
    arrows draw it out, Space or Enter sets it and Esc drops it. Delete removes the frame under the
    cursor.
    """

    changed = Signal(object)
    day_chosen = Signal(int)

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._week: Week = _EMPTY
        self._names: tuple[str, ...] = DAYS
        self._drag: _Drag | None = None
        self._drawn: Frame | None = None
        self._day, self._minute = 0, 8 * 60
        self._anchor: int | None = None
        self._is_whole = False
        self.can_edit = True
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def week(self) -> Week:
        return self._week

    @property
    def day(self) -> int:
        """Where the cursor is."""
        return self._day

    def set_day_names(self, names: tuple[str, ...]) -> None:
        """The short names of the days from Monday."""
        self._names = names
        self._tell()

    def show_week(self, week: Week) -> None:
        """Show these hours; what is being drawn at this moment is dropped."""
        self._week, self._drag, self._drawn, self._anchor = week, None, None, None
        self._is_whole = self._is_whole or self._reaches_out()
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        first, last = self._shown_hours()
        hour = _WHOLE_HOUR if self._is_whole else _HOUR
        height = _HEAD + (last - first) * hour + _FOOT
        return QSize(self._theme.px(420), self._theme.px(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self.sizeHint().height())

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._anchor is not None:
            self._anchor = None
            self._say(self._here())
            self.update()
        elif key in _MOVES:
            self._go(*_MOVES[key])
        elif key == Qt.Key.Key_Space:
            self._mark()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._set()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._anchor = None
        self.update()

    def _go(self, days: int, minutes: int) -> None:
        """Move the cursor; while a frame is drawn, it stays in its day."""
        if days and self._anchor is None:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._choose(min(len(DAYS) - 1, max(0, self._day + (-days if mirrored else days))))
        self._minute = min(MIDNIGHT - STEP, max(0, self._minute + minutes))
        first, last = self._shown_hours()
        if not first * 60 <= self._minute < last * 60:
            self._is_whole = True
            self.updateGeometry()
        self._say(self._here())
        self.update()

    def _choose(self, day: int) -> None:
        if day != self._day:
            self._day = day
            self.day_chosen.emit(day)

    def _mark(self) -> None:
        """Begin a frame, or set the one that was begun."""
        if self._anchor is not None:
            self._set()
        elif self.can_edit:
            self._anchor = self._minute
            self._say(self._here())
            self.update()

    def _set(self) -> None:
        frame = self._marked()
        if frame is not None:
            self._anchor = None
            self._change(self._day, with_frame(self._week[self._day], frame))

    def _remove(self) -> None:
        frame = frame_at(self._week[self._day], self._minute)
        if frame is not None and self.can_edit:
            self._change(self._day, without_frame(self._week[self._day], frame))

    def _marked(self) -> Frame | None:
        """The frame that is drawn out with the keys."""
        if self._anchor is None:
            return None
        return min(self._anchor, self._minute), max(self._anchor, self._minute) + STEP

    def _here(self) -> str:
        """The place of the cursor, and what is there."""
        day, marked = self._names[self._day], self._marked()
        if marked is not None:
            told = QCoreApplication.translate("week", "{day}, from {start} to {end}")
            return told.format(day=day, start=clock_words(marked[0]), end=clock_words(marked[1]))
        frame = frame_at(self._week[self._day], self._minute)
        if frame is None:
            told = QCoreApplication.translate("week", "{day} {time}, closed")
            return told.format(day=day, time=clock_words(self._minute))
        told = QCoreApplication.translate("week", "{day} {time}, open {hours}")
        return told.format(day=day, time=clock_words(self._minute), hours=frames_words((frame,)))

    def _say(self, words: str) -> None:
        announce(self, words)

    # -- pointer -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position().toPoint())
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            return
        day, minute = place
        self._choose(day)
        self._minute = min(MIDNIGHT - STEP, minute)
        if self.can_edit:
            frame = self._grasped(self._day, minute)
            grip = "new" if frame is None else self._grip(frame, event.position().y())
            held = (minute, minute + STEP) if frame is None else frame
            self._drag, self._drawn = _Drag(self._day, grip, held, minute), held
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position().toPoint())
        if self._drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._point(place, event.position().y())
            return
        self._drawn = self._dragged(self._drag, self._minute_at(event.position().y()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, drawn = self._drag, self._drawn
        self._drag = self._drawn = None
        if drag is None or drawn is None:
            return
        moved = self._minute_at(event.position().y()) != drag.from_minute
        if (moved and drawn != drag.frame) or (moved and drag.grip == "new"):
            rest = without_frame(self._week[drag.day], drag.frame)
            self._change(drag.day, with_frame(rest, drawn))
        self.update()

    def _dragged(self, drag: _Drag, minute: int) -> Frame:
        start, end = drag.frame
        if drag.grip == "new":
            first, last = sorted((drag.from_minute, minute))
            return first, max(last, first + STEP)
        if drag.grip == "start":
            return min(minute, end - STEP), end
        if drag.grip == "end":
            return start, max(minute, start + STEP)
        by = max(-start, min(minute - drag.from_minute, MIDNIGHT - end))
        return start + by, end + by

    def _grasped(self, day: int, minute: int) -> Frame | None:
        """The frame of a day at a minute, or whose end is there. A night keeps its ends."""
        frames = self._week[day]
        ends = (each for each in frames if minute == each[1])
        found = frame_at(frames, minute) or next(ends, None)
        return found if found is not None and found[1] <= MIDNIGHT else None

    def _grip(self, frame: Frame, y: float) -> Grip:
        if abs(y - self._y(frame[0])) <= self._theme.px(_EDGE):
            return "start"
        if abs(y - self._y(frame[1])) <= self._theme.px(_EDGE):
            return "end"
        return "whole"

    def _point(self, place: tuple[int, int] | None, y: float) -> None:
        """The pointer says what a press would do."""
        shape = Qt.CursorShape.ArrowCursor
        if place is not None and self.can_edit:
            frame = self._grasped(*place)
            grip = "new" if frame is None else self._grip(frame, y)
            shapes = {"new": Qt.CursorShape.CrossCursor, "whole": Qt.CursorShape.OpenHandCursor}
            shape = shapes.get(grip, Qt.CursorShape.SizeVerCursor)
        self.setCursor(shape)

    def _change(self, day: int, frames: Frames) -> None:
        """Another day; it is shown at once."""
        week = (*self._week[:day], frames, *self._week[day + 1 :])
        if week != self._week:
            self.show_week(week)
            hours = frames_words(frames) or QCoreApplication.translate("week", "closed")
            self._say(f"{self._names[day]} {hours}")
            self.changed.emit(week)

    def _tell(self) -> None:
        """All hours for a screen reader."""
        closed = QCoreApplication.translate("week", "closed")
        days = zip(self._names, self._week, strict=True)
        told = "; ".join(f"{name} {frames_words(frames) or closed}" for name, frames in days)
        self.setAccessibleDescription(told)

    # -- places --------------------------------------------------------------------------------

    def _reaches_out(self) -> bool:
        first, last = (hour * 60 for hour in _HOURS)
        return any(start < first or end > last for frames in self._week for start, end in frames)

    def _shown_hours(self) -> tuple[int, int]:
        return (0, 24) if self._is_whole else _HOURS

    def _y(self, minute: float) -> float:
        px, (first, last) = self._theme.px, self._shown_hours()
        height = self.height() - px(_HEAD) - px(_FOOT)
        return px(_HEAD) + height * (minute / 60 - first) / (last - first)

    def _minute_at(self, y: float) -> int:
        """The line to which a place snaps."""
        px, (first, last) = self._theme.px, self._shown_hours()
        height = self.height() - px(_HEAD) - px(_FOOT)
        minute = first * 60 + (y - px(_HEAD)) / height * (last - first) * 60
        return min(last * 60, max(first * 60, round(minute / STEP) * STEP))

    def _column(self, day: int) -> QRectF:
        left = self._theme.px(_CLOCKS)
        width = (self.width() - left) / len(DAYS)
        return QRectF(left + day * width, 0, width, self.height())

    def _place(self, point: QPoint) -> tuple[int, int] | None:
        """The day and the minute under the pointer."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - point.x() if mirrored else point.x()
        for day in range(len(DAYS)):
            column = self._column(day)
            if column.left() <= x < column.right():
                return day, self._minute_at(point.y())
        return None

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        self._paint_lines(painter)
        for day in range(len(DAYS)):
            self._paint_day(painter, day)
        if self.hasFocus():
            self._paint_cursor(painter)

    def _paint_lines(self, painter: QPainter) -> None:
        theme, px, (first, last) = self._theme, self._theme.px, self._shown_hours()
        for hour in range(first, last + 1, _LINES):
            y = round(self._y(hour * 60))
            color = theme.color("line")
            draw_hairline(painter, px(_CLOCKS), self.width(), y=y, color=color)
            line = QRectF(0, y - px(8), px(_CLOCKS), px(16))
            draw_text(
                painter, theme, clock_words(hour * 60), line, style=META, ink="text2", align=LEFT
            )
        for day, name in enumerate(self._names):
            column = self._column(day)
            head = QRectF(column.left(), 0, column.width(), px(18))
            text, _ = self._fitter.fit(name, META, head.width())
            draw_text(painter, theme, text, head, style=META, ink="text2", align=CENTER)

    def _paint_day(self, painter: QPainter, day: int) -> None:
        frames, before = self._week[day], self._week[day - 1]
        if self._drag is not None and self._drag.day == day and self._drawn is not None:
            frames = without_frame(frames, self._drag.frame)
            self._paint_frame(painter, day, self._drawn, text=frame_words(self._drawn), drawn=True)
        for frame in frames:
            is_same = day > 0 and frame in before
            self._paint_frame(painter, day, frame, text="" if is_same else frame_words(frame))
        for _, end in before:
            if end > MIDNIGHT:  # the rest of the night before
                self._paint_frame(painter, day, (0, end - MIDNIGHT), text="")

    def _paint_frame(
        self, painter: QPainter, day: int, frame: Frame, *, text: str, drawn: bool = False
    ) -> None:
        theme, px, column = self._theme, self._theme.px, self._column(day)
        top, bottom = self._y(frame[0]), self._y(min(frame[1], MIDNIGHT))
        box = QRectF(column.left() + px(_GAP), top, column.width() - 2 * px(_GAP), bottom - top)
        draw_box(
            painter,
            box,
            radius=px(RADIUS_TAG),
            fill_color=theme.color("accent_soft_hover" if drawn else "accent_soft"),
            line_color=theme.color("accent" if drawn else "accent_line"),
        )
        line = box.adjusted(1, px(3), -1, 0)
        line.setHeight(px(MICRO_STRONG.line))
        wide = theme.metrics(MICRO_STRONG).horizontalAdvance(text)
        if text and wide <= line.width() and line.bottom() <= box.bottom():
            draw_text(
                painter, theme, text, line, style=MICRO_STRONG, ink="accent_text", align=CENTER
            )

    def _paint_cursor(self, painter: QPainter) -> None:
        """A ring around the quarter of an hour, or what is drawn out with the keys."""
        px, column = self._theme.px, self._column(self._day)
        marked = self._marked()
        start, end = marked or (self._minute, self._minute + STEP)
        top, bottom = self._y(start), max(self._y(end), self._y(start) + px(8))
        box = QRectF(column.left() + px(2), top, column.width() - 2 * px(2), bottom - top)
        if marked is not None:
            fill = self._theme.color("accent_soft_hover")
            draw_box(painter, box, radius=px(RADIUS_TAG), fill_color=fill)
        draw_focus_ring(painter, self._theme, box, radius=px(RADIUS_TAG))
