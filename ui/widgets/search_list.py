# SPDX-License-Identifier: Apache-2.0
"""The list of what a search found: one view, one painting delegate."""

from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
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
    AVATAR_TIMELINE,
    BODY_STRONG,
    GROUP_HEADER,
    META,
    META_MEDIUM,
    META_STRONG,
    TypeStyle,
)
from ui.widgets.clock_face import ClockSource
from ui.widgets.glyphs import paint_avatar, paint_priority
from ui.widgets.marked_text import Mark, draw_marked, extra_width
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import (
    RIGHT,
    TextFitter,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.row_clocks import RowClocks
from ui.widgets.rows_access import tell_rows
from ui.widgets.search_value import (
    Choosable,
    FoundHeading,
    FoundLine,
    FoundMore,
    FoundPerson,
    FoundRow,
    FoundTicket,
    Places,
    SearchRole,
)
from ui.widgets.sign import paint_sign

_HEIGHTS: Final[dict[type, int]] = {
    FoundHeading: GROUP_HEADER,
    FoundLine: 32,
    FoundMore: 36,
    FoundTicket: 72,
    FoundPerson: 54,
}
_LEFT: Final = 20
_TEXT_LEFT: Final = 44
_PERSON_LEFT: Final = 52
_LINE: Final = 18

_HIT: Final = Mark(BODY_STRONG, "text", "amber_soft", "amber_line")
_SMALL_HIT: Final = Mark(META_STRONG, "text", "amber_soft")

Index = QModelIndex | QPersistentModelIndex


class SearchList(QListView):
    """What was found, in groups: a model that answers `SearchRole.ROW`.

    Signals: `current_found(row)` when another row becomes the current one, `opened(row)` on Enter
    and double click (a single click is enough to see more of a group), `scroll_asked(pages)` for
    Space, and `left()` for Esc.
    """

    current_found = Signal(object)
    opened = Signal(object)
    scroll_asked = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("search.results.list")
        tell_rows(self)
        self._rows = SearchDelegate(theme, self)
        self.setItemDelegate(self._rows)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty("surface", "surface")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._scroll_bar = OverlayScrollBar(self)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def current(self) -> Choosable | None:
        """The row that Enter would open."""
        return found_in(self.currentIndex())

    def step(self, by: int) -> None:
        """To the next row in a direction, past headings; the ends stay the ends."""
        model, row = self.model(), self.currentIndex().row() + by
        while 0 <= row < model.rowCount():
            index = model.index(row, 0)
            if found_in(index) is not None:
                self.setCurrentIndex(index)
                return
            row += by

    def show_time(self, now: int) -> None:
        """A second has passed: paint again the rows in sight whose clock shows something else."""
        for turn in self._rows.clocks.turn(self, now, _clock_of):
            self.update(turn.index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_found.emit(found_in(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.current()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
        elif key == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.scroll_asked.emit(-1 if back else 1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters go nowhere here."""

    def _on_clicked(self, index: QModelIndex) -> None:
        row = found_in(index)
        if isinstance(row, FoundMore):
            self.opened.emit(row)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = found_in(index)
        if row is not None and not isinstance(row, FoundMore):
            self.opened.emit(row)


def _clock_of(index: Index) -> ClockSource | None:
    row = found_in(index)
    return row.clock if isinstance(row, FoundTicket) else None


def found_in(index: Index) -> Choosable | None:
    """The row, unless it is a heading, a line, or no row."""
    row = index.data(SearchRole.ROW) if index.isValid() else None
    return row if isinstance(row, FoundMore | FoundTicket | FoundPerson) else None


class SearchDelegate(QStyledItemDelegate):
    """Draws `SearchRole.ROW` of each index; nothing of the model is kept."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.clocks = RowClocks(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(SearchRole.ROW)
        height = _HEIGHTS.get(type(row), 0)
        if isinstance(row, FoundTicket) and not row.excerpt:
            height -= _LINE
        return QSize(0, self._theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(SearchRole.ROW), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, option.direction, rect)
        if found_in(index) is not None:
            self._paint_ground(painter, rect, option)
        self._paint_row(painter, rect, row)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRectF, row: FoundRow) -> None:
        if isinstance(row, FoundHeading):
            self._paint_heading(painter, rect, row)
        elif isinstance(row, FoundLine):
            self._paint_line(painter, rect, row)
        elif isinstance(row, FoundMore):
            line = rect.adjusted(self._theme.px(_TEXT_LEFT), 0, 0, 0)
            style, ink = META_MEDIUM, "accent_text"
            draw_text(painter, self._theme, row.words, line, style=style, ink=ink)
        elif isinstance(row, FoundTicket):
            self._paint_ticket(painter, rect, row)
        elif isinstance(row, FoundPerson):
            self._paint_person(painter, rect, row)

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        theme, state = self._theme, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
            bar = QRectF(rect.left(), rect.top(), theme.px(3), rect.height())
            painter.fillRect(bar, theme.color("accent"))  # the arrows of the field move it too
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        y = rect.bottom() - 1
        line = theme.color("line")
        draw_hairline(painter, rect.left() + theme.px(_LEFT), rect.right(), y=y, color=line)

    def _paint_heading(self, painter: QPainter, rect: QRectF, row: FoundHeading) -> None:
        theme, px = self._theme, self._theme.px
        painter.fillRect(rect, theme.color("sunken"))
        color = theme.color("line")
        draw_hairline(painter, rect.left(), rect.right(), y=rect.bottom() - 1, color=color)
        line = rect.adjusted(px(_LEFT), 0, -px(_LEFT), 0)
        draw_text(painter, theme, row.title, line, style=META_STRONG, ink="text2")
        shift = theme.metrics(META_STRONG).horizontalAdvance(row.title) + px(10)
        after = line.adjusted(shift, 0, 0, 0)
        draw_text(painter, theme, str(row.count), after, style=META, ink="text3")
        draw_text(painter, theme, row.note, line, style=META, ink="text3", align=RIGHT)

    def _paint_line(self, painter: QPainter, rect: QRectF, row: FoundLine) -> None:
        theme, px = self._theme, self._theme.px
        width = theme.metrics(META).horizontalAdvance(row.words)
        line = rect.adjusted(px(_LEFT), 0, -px(_LEFT), 0)
        draw_text(painter, theme, row.words, line, style=META, ink="text3")
        left, y = line.left() + width + px(12), round(rect.center().y())
        draw_hairline(painter, left, line.right(), y=y, color=theme.color("line2"))

    def _paint_ticket(self, painter: QPainter, rect: QRectF, row: FoundTicket) -> None:
        theme, px = self._theme, self._theme.px
        glyph = QPointF(rect.left() + px(_LEFT + 1), rect.top() + px(13))
        paint_priority(painter, theme, glyph, row.priority)
        line = QRectF(rect.left() + px(_TEXT_LEFT), rect.top() + px(10), 0, px(20))
        line.setRight(rect.right() - px(_LEFT))
        taken = self.clocks.paint(painter, line, row.clock)
        if not taken:
            draw_text(painter, theme, row.end, line, style=META, ink="text3", align=RIGHT)
            taken = theme.metrics(META).horizontalAdvance(row.end) + px(16)
        room = line.width() - taken
        subject = QRectF(line.left(), line.top(), room, line.height())
        self._paint_hits(painter, subject, row.subject, row.subject_hits, style=BODY_STRONG)
        line.translate(0, px(20))
        line.setHeight(px(_LINE))
        where, _ = self._fitter.fit(row.where, META, line.width())
        draw_text(painter, theme, where, line, style=META, ink="text3")
        line.translate(0, px(_LINE))
        self._paint_hits(painter, line, row.excerpt, row.excerpt_hits, style=META)

    def _paint_person(self, painter: QPainter, rect: QRectF, row: FoundPerson) -> None:
        theme, px = self._theme, self._theme.px
        side, left = px(AVATAR_TIMELINE), rect.left() + px(_LEFT - 2)
        disc = QRectF(left, rect.center().y() - side / 2, side, side)
        if row.sign.kind == "avatar":
            paint_avatar(painter, theme, disc, initials=row.sign.value, pair=row.sign.pair)
        else:
            middle = QPointF(disc.left() + px(5), disc.center().y())
            paint_sign(painter, theme, row.sign, middle)
        line = QRectF(rect.left() + px(_PERSON_LEFT), rect.top() + px(8), 0, px(20))
        line.setRight(rect.right() - px(_LEFT))
        self._paint_hits(painter, line, row.name, row.name_hits, style=BODY_STRONG)
        line.translate(0, px(19))
        line.setHeight(px(_LINE))
        detail, _ = self._fitter.fit(row.detail, META, line.width())
        draw_text(painter, theme, detail, line, style=META, ink="text3")

    def _paint_hits(
        self, painter: QPainter, line: QRectF, text: str, hits: Places, *, style: TypeStyle
    ) -> None:
        """A line of text whose hits stand on amber."""
        small = style is META
        mark = _SMALL_HIT if small else _HIT
        extra = extra_width(self._theme, text, hits, style=style, mark=mark)
        shown, _ = self._fitter.fit(text, style, line.width() - extra)
        whole = text.startswith(shown.removesuffix("\u2026"))
        draw_marked(
            painter,
            self._theme,
            shown,
            line,
            style=style,
            ink="text2" if small else "text",
            mark=mark,
            places=places_in(shown, hits if whole else ()),
        )


def places_in(text: str, hits: Places) -> Places:
    """The hits as far as a text that was cut still has them."""
    return tuple((start, min(end, len(text))) for start, end in hits if start < len(text))
