# SPDX-License-Identifier: Apache-2.0
"""The rows of a palette: one view, one painting delegate."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import (
    META,
    META_STRONG,
    MONO,
    RADIUS_CONTROL,
    SECTION,
    ColorName,
    TypeStyle,
)
from ui.widgets.clock_face import ClockSource
from ui.widgets.glyphs import KEYCAP_HEIGHT, keycap_width, paint_keycap
from ui.widgets.marked_text import Mark, Places, draw_marked, extra_width
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import (
    RIGHT,
    TextFitter,
    draw_box,
    draw_icon,
    draw_text,
    follow_reading,
)
from ui.widgets.palette_value import PaletteEntry, PaletteHeading, PaletteRole
from ui.widgets.row_clocks import RowClocks
from ui.widgets.rows_access import tell_rows
from ui.widgets.sign import Sign, paint_sign

ROW: Final = 38
TITLE: Final = TypeStyle(14, 20, 500)
HEADING: Final = 30
_INSET: Final = 7
_TEXT_LEFT: Final = 49
_SIGN_LEFT: Final = 19
_GAP: Final = 12

Index = QModelIndex | QPersistentModelIndex


class PaletteList(QListView):
    """Commands and places in sections: a model that answers `PaletteRole.ROW`.

    The keyboard stays in the palette's field.
    Emits `pointed(index)` when the pointer moves over a row. Rows that come under a pointer at rest
    are not pointed at: Enter would run what nobody chose.
    """

    pointed = Signal(QModelIndex)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rests_at = QPoint()
        self.setObjectName("palette.rows.list")
        tell_rows(self)
        self._rows = PaletteDelegate(theme, self)
        self.setItemDelegate(self._rows)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._scroll_bar = OverlayScrollBar(self, stays=True)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rests_at = QCursor.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.globalPosition().toPoint()
        if at != self._rests_at:
            self._rests_at = at
            self.pointed.emit(self.indexAt(event.position().toPoint()))

    def show_time(self, now: int) -> None:
        """A second has passed: paint again the rows in sight whose clock shows something else."""
        for turn in self._rows.clocks.turn(self, now, _clock_of):
            self.update(turn.index)

    def content_height(self) -> int:
        """The px that all rows take."""
        model, heights = self.model(), (self._theme.px(ROW), self._theme.px(HEADING))
        rows = range(model.rowCount())
        return sum(heights[_is_heading(model.index(row, 0))] for row in rows)

    def start(self) -> None:
        """The first entry becomes the current one."""
        self.setCurrentIndex(QModelIndex())
        self.step(1)
        self.scrollToTop()

    def step(self, by: int) -> None:
        """To the next entry in a direction, around the ends, past headings."""
        model, count = self.model(), self.model().rowCount()
        here = self.currentIndex().row() if self.currentIndex().isValid() else -1
        for far in range(1, count + 1):
            index = model.index((here + by * far) % count, 0)
            if not _is_heading(index):
                self.setCurrentIndex(index)
                self._show_heading(index)
                return

    def current_entry(self) -> PaletteEntry | None:
        return entry_of(self.currentIndex())

    def _show_heading(self, index: QModelIndex) -> None:
        """The heading above the first entry scrolls into view with it."""
        above = index.siblingAtRow(index.row() - 1)
        if above.isValid() and _is_heading(above):
            self.scrollTo(above)
        self.scrollTo(index)


def entry_of(index: Index) -> PaletteEntry | None:
    """The entry of a row, unless it is a heading or no row."""
    row = index.data(PaletteRole.ROW) if index.isValid() else None
    return row if isinstance(row, PaletteEntry) else None


def _clock_of(index: Index) -> ClockSource | None:
    entry = entry_of(index)
    return entry.clock if entry is not None else None


def _is_heading(index: Index) -> bool:
    return isinstance(index.data(PaletteRole.ROW), PaletteHeading)


class PaletteDelegate(QStyledItemDelegate):
    """Draws `PaletteRole.ROW` of each index; nothing of the model is kept."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.clocks = RowClocks(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(HEADING if _is_heading(index) else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(PaletteRole.ROW), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, option.direction, rect)
        if isinstance(row, PaletteHeading):
            line = rect.adjusted(self._theme.px(_SIGN_LEFT), self._theme.px(2), 0, 0)
            draw_text(painter, self._theme, row.title, line, style=META_STRONG, ink="text2")
        elif isinstance(row, PaletteEntry):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_entry(painter, rect, row, chosen=chosen)
        painter.restore()

    def _paint_entry(
        self, painter: QPainter, rect: QRectF, entry: PaletteEntry, *, chosen: bool
    ) -> None:
        theme, px = self._theme, self._theme.px
        if chosen:
            box = rect.adjusted(px(_INSET), 0, -px(_INSET), 0)
            radius = px(RADIUS_CONTROL)
            draw_box(painter, box, radius=radius, fill_color=theme.color("accent_soft"))
        dimmed = bool(entry.reason)
        self._paint_sign(painter, rect, entry.sign, ink="dis" if dimmed else "text2")
        line = rect.adjusted(px(_TEXT_LEFT), 0, -px(_SIGN_LEFT + 3), 0)
        line.setRight(self._paint_end(painter, line, entry))
        tail = entry.reason or entry.detail
        reserve = min(theme.metrics(META).horizontalAdvance(tail) + px(_GAP), line.width() * 0.4)
        if entry.number:
            reserve += theme.metrics(MONO).horizontalAdvance(entry.number) + px(_GAP)
        room = line.width() - (reserve if tail or entry.number else 0)
        left = self._paint_title(painter, line, entry, room=room)
        line.setLeft(left + px(_GAP))
        if entry.number:
            draw_text(painter, theme, entry.number, line, style=MONO, ink="text3")
            step = theme.metrics(MONO).horizontalAdvance(entry.number)
            line.setLeft(line.left() + step + px(_GAP))
        text, _ = self._fitter.fit(tail, META, line.width())
        draw_text(painter, theme, text, line, style=META, ink="text3")

    def _paint_sign(self, painter: QPainter, rect: QRectF, sign: Sign, *, ink: ColorName) -> None:
        px = self._theme.px
        if sign.kind == "icon":
            where = QPointF(rect.left() + px(_SIGN_LEFT), rect.center().y() - px(8))
            draw_icon(painter, self._theme, sign.value, where, ink=ink)
            return
        left = _SIGN_LEFT - 1 if sign.kind == "avatar" else _SIGN_LEFT + 1
        where = QPointF(rect.left() + px(left), rect.center().y())
        paint_sign(painter, self._theme, sign, where)

    def _paint_title(
        self, painter: QPainter, line: QRectF, entry: PaletteEntry, *, room: float
    ) -> float:
        """The title with its letters marked; where it ends."""
        ink: ColorName = "dis" if entry.reason else "text"
        mark = Mark(SECTION, "dis" if entry.reason else "accent_text")
        runs = runs_of(entry.marks, len(entry.title))
        extra = extra_width(self._theme, entry.title, runs, style=TITLE, mark=mark)
        text, _ = self._fitter.fit(entry.title, TITLE, room - extra)
        width = draw_marked(
            painter,
            self._theme,
            text,
            line,
            style=TITLE,
            ink=ink,
            mark=mark,
            places=runs_of(entry.marks, min(len(text), len(entry.title))),
        )
        return line.left() + width

    def _paint_end(self, painter: QPainter, line: QRectF, entry: PaletteEntry) -> float:
        """The keys, the clock or the words on the right; where the room for the rest ends."""
        theme, px, right = self._theme, self._theme.px, line.right()
        taken = self.clocks.paint(painter, line, entry.clock)
        if taken:
            return right - taken
        if not entry.keys:
            if not entry.end:
                return right
            draw_text(painter, theme, entry.end, line, style=META, ink="text3", align=RIGHT)
            return right - theme.metrics(META).horizontalAdvance(entry.end) - px(_GAP)
        top = line.center().y() - px(KEYCAP_HEIGHT) / 2
        for key in reversed(entry.keys):
            width = round(keycap_width(theme, key))
            cap = QRectF(right - width, round(top), width, px(KEYCAP_HEIGHT))
            face, edge = theme.color("hover"), theme.color("line2")
            paint_keycap(painter, theme, cap, key=key, ink="text2", face=face, line=edge)
            right = cap.left() - px(4)
        return right - px(_GAP)


def runs_of(letters: Sequence[int], end: int) -> Places:
    """Neighbouring letters before `end` as one part each."""
    runs: list[tuple[int, int]] = []
    for letter in sorted(letter for letter in letters if letter < end):
        if runs and runs[-1][1] == letter:
            runs[-1] = (runs[-1][0], letter + 1)
        else:
            runs.append((letter, letter + 1))
    return runs
