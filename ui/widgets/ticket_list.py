# SPDX-License-Identifier: Apache-2.0
"""The list of tickets: one view, one painting delegate, no widget per row."""

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView, QWidget

from ui.theme.theme import Theme
from ui.widgets.clock_face import ClockSource
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.row_clocks import Turn
from ui.widgets.rows_access import tell_rows
from ui.widgets.ticket_delegate import Index, TicketRowDelegate
from ui.widgets.ticket_row import Density, TicketListRole, TicketRowValue

_CHECK_EDGE: Final = 36
_FADE_MS: Final = 100
_MOST_FRESH: Final = 12
_FADE_STEP: Final = 0.1


_Move = QAbstractItemView.CursorAction
_PAGES: Final = {_Move.MovePageUp: -1, _Move.MovePageDown: 1}
_STYLED: Final = frozenset({QEvent.Type.StyleChange, QEvent.Type.FontChange})


class TicketListView(QListView):
    """Shows any model that answers `TicketListRole.ROW`; selection is by ticket id.

    Signals: `ticket_selected(id)` when the current row becomes another ticket,
    `ticket_opened(id)` on Enter or double click, `window_requested(id)` on Shift Enter,
    `pick_requested(id)` for a press on a check box, `extend_requested(id)` on Shift click,
    `pick_all_requested()` on Ctrl A, `page_requested(1 or -1)` on Space and Shift Space,
    `message_requested(1 or -1)` on Shift Down and Shift Up,
    `action_requested(action, id)` for "take", "assign", "snooze" and "solve" pressed inside a row.
    Without groups the rows are of one height
    and a list of any length is laid out at once; `grouped` is for models that answer a
    GroupHeaderValue for some rows, which Qt then has to measure one by one.
    """

    ticket_selected = Signal(str)
    ticket_opened = Signal(str)
    window_requested = Signal(str)
    pick_requested = Signal(str)
    extend_requested = Signal(str)
    pick_all_requested = Signal()
    page_requested = Signal(int)
    message_requested = Signal(int)
    action_requested = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        grouped: bool = False,
        density: Density = Density.DEFAULT,
        actions: tuple[str, ...] = ("assign", "snooze", "solve"),
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = theme.zoom
        self._rows = TicketRowDelegate(theme, self, density=density, actions=actions)
        self._pressed: tuple[str, str] | None = None
        self._picks = False
        self._fading = QTimer(self)
        self._fading.setInterval(_FADE_MS)
        self._fading.timeout.connect(self._fade)
        self._build(grouped=grouped)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._on_theme_changed)

    def set_density(self, density: Density) -> None:
        self._rows.set_density(density)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_time(self, now: int) -> None:
        """A second has passed: paint again the clocks in sight that show something else."""
        for turn in self._rows.clocks.turn(self, now, _clock_of):
            self.viewport().update(self._place_of(turn))

    def current_ticket(self) -> str | None:
        return self._ticket_id(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._rows.asked = event.region()
        super().paintEvent(event)
        self._rows.asked = None

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint again what changed. A row keeps its height, so none is laid out again: QListView
        would lay out all of them, a tenth of a second with 100,000.
        """
        QAbstractItemView.dataChanged(self, first, last, roles)

    def event(self, event: QEvent) -> bool:
        """Another style sheet or font alters no row's height: `_on_theme_changed` knows what does.

        QListView would lay out all rows several times for each.
        """
        if event.type() in _STYLED:
            return QAbstractScrollArea.event(self, event)
        return super().event(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        ticket = self._ticket_id(current)
        if ticket is not None and ticket != self._ticket_id(previous):
            self.ticket_selected.emit(ticket)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ticket = self.current_ticket()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and ticket is not None:
            (self.window_requested if shift else self.ticket_opened).emit(ticket)
            return
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.pick_all_requested.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.page_requested.emit(-1 if shift else 1)
        elif shift and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.message_requested.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
            if self.current_ticket() != ticket and self._is_first(self.currentIndex()):
                self.scrollToTop()  # the heading above it is to be seen too

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The ends and pages are of tickets: a heading cannot be selected, and Qt stops at one."""
        if action == _Move.MoveHome:
            return self._ticket_from(0, 1)
        if action == _Move.MoveEnd:
            return self._ticket_from(self._count() - 1, -1)
        if action in _PAGES and self.currentIndex().isValid():
            return self._page_from(self.currentIndex(), _PAGES[action])
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands of the window here, not a search."""

    def set_picking(self, picking: bool) -> None:
        """Show check boxes, or the dots again."""
        self._rows.picking = picking
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._picks = event.button() is Qt.MouseButton.LeftButton and self._pick_under(event)
        if self._picks:
            self._pressed = None
            return
        self._pressed = self._action_under(event.position())
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if self._picks:
            return  # Qt would take it for the second half of an earlier click
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed == self._action_under(event.position()):
            self.action_requested.emit(*pressed)

    def _build(self, *, grouped: bool) -> None:
        self.setObjectName("list.tickets.view")
        tell_rows(self)
        self.setAccessibleName(QCoreApplication.translate("widgets", "Tickets"))
        self.setItemDelegate(self._rows)
        self.setUniformItemSizes(not grouped)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("surface", "surface")
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        self.scroll_bar = OverlayScrollBar(self)

    def _place_of(self, turn: Turn) -> QRect:
        """What of a row is painted when its clock turns; of another width, the subject too."""
        row = self.visualRect(turn.index)
        if turn.after is not None and turn.keeps_width:
            return self._rows.clock_place(row, turn.after, self.layoutDirection())
        line = self._rows.first_line(QRectF(row)).toAlignedRect()
        return QRect(row.left(), line.top(), row.width(), line.height())

    def _count(self) -> int:
        model = cast(QAbstractItemModel | None, self.model())
        return 0 if model is None else model.rowCount(self.rootIndex())

    def _ticket_from(self, row: int, step: int) -> QModelIndex:
        """The next ticket from a row on, that row too; none beyond the ends."""
        while 0 <= row < self._count():
            index = self.model().index(row, self.modelColumn(), self.rootIndex())
            if self._ticket_id(index) is not None:
                return index
            row += step
        return QModelIndex()

    def _is_first(self, index: Index) -> bool:
        return index.isValid() and index == self._ticket_from(0, 1)

    def _page_from(self, index: QModelIndex, step: int) -> QModelIndex:
        """The farthest ticket that still fits into the view together with this one, or the next."""
        room, start = self.viewport().height(), self.visualRect(index)
        found, further = index, self._ticket_from(index.row() + step, step)
        while further.isValid():
            fits = self.visualRect(further).united(start).height() <= room
            if fits or found == index:
                found = further
            if not fits:
                break
            further = self._ticket_from(further.row() + step, step)
        return found

    def _ticket_id(self, index: Index) -> str | None:
        entry = index.data(TicketListRole.ROW) if index.isValid() else None
        return entry.id if isinstance(entry, TicketRowValue) else None

    def _action_under(self, where: QPointF) -> tuple[str, str] | None:
        index = self.indexAt(QPoint(int(where.x()), int(where.y())))
        entry = index.data(TicketListRole.ROW) if index.isValid() else None
        if not isinstance(entry, TicketRowValue):
            return None
        rect = QRectF(self.visualRect(index))
        if self.isRightToLeft():
            where = QPointF(rect.left() + rect.right() - where.x(), where.y())
        action = self._rows.action_at(rect, where, entry)
        return None if action is None else (action, entry.id)

    def _pick_under(self, event: QMouseEvent) -> bool:
        """Whether a press selects for a change of many: on a check box, or with Shift."""
        where = event.position()
        ticket = self._ticket_id(self.indexAt(where.toPoint()))
        if ticket is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.extend_requested.emit(ticket)
            return True
        if self._rows.picking and where.x() < self._theme.px(_CHECK_EDGE):
            self.pick_requested.emit(ticket)
            return True
        return False

    def highlight(self, ticket: str) -> None:
        """Mark a new row for a moment; the row itself does not move."""
        if len(self._rows.fresh) < _MOST_FRESH:  # a list that fills is no news
            self._rows.fresh[ticket] = 1.0
            self._fading.start()

    def _fade(self) -> None:
        """The mark fades in a second; with reduced motion it stands still for three, and goes."""
        fresh, still = self._rows.fresh, self._theme.reduced_motion
        step = _FADE_STEP / 3 if still else _FADE_STEP
        before = len(fresh)
        for ticket in tuple(fresh):
            fresh[ticket] -= step
            if fresh[ticket] < step / 2:
                del fresh[ticket]
        if not fresh:
            self._fading.stop()
        if not still or len(fresh) < before:
            self.viewport().update()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        ticket = self._ticket_id(index)
        if ticket is not None:
            self.ticket_opened.emit(ticket)

    def _on_theme_changed(self) -> None:
        if self._theme.zoom != self._zoom:
            self._zoom = self._theme.zoom
            self.verticalScrollBar().setSingleStep(self._theme.px(20))
            self.scheduleDelayedItemsLayout()
        self.viewport().update()


def _clock_of(index: Index) -> ClockSource | None:
    entry = index.data(TicketListRole.ROW)
    return entry.clock if isinstance(entry, TicketRowValue) else None
