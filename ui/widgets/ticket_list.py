# SPDX-License-Identifier: Apache-2.0
"""The list of tickets: one view, one painting delegate, no widget per row."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.theme.theme import Theme
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.ticket_delegate import Index, TicketRowDelegate
from ui.widgets.ticket_row import Density, TicketListRole, TicketRowValue


class TicketListView(QListView):
    """Shows any model that answers `TicketListRole.ROW`; selection is by ticket id.

    Signals: `ticket_selected(id)` when the current row becomes another ticket,
    `ticket_opened(id)` on Enter or double click, `action_requested(action, id)` for "take",
    "assign", "snooze" and "solve" pressed inside a row. Without groups the rows are of one height
    and a list of any length is laid out at once; `grouped` is for models that answer a
    GroupHeaderValue for some rows, which Qt then has to measure one by one.
    """

    ticket_selected = Signal(str)
    ticket_opened = Signal(str)
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
        self._rows = TicketRowDelegate(theme, self, density=density, actions=actions)
        self._pressed: tuple[str, str] | None = None
        self._build(grouped=grouped)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._on_theme_changed)

    def set_density(self, density: Density) -> None:
        self._rows.set_density(density)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def current_ticket(self) -> str | None:
        return self._ticket_id(self.currentIndex())

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint again what changed. A row keeps its height, so none is laid out again: QListView
        would lay out all of them, a tenth of a second with 100,000.
        """
        QAbstractItemView.dataChanged(self, first, last, roles)

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
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and ticket is not None:
            self.ticket_opened.emit(ticket)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands of the window here, not a search."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._action_under(event.position())
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed == self._action_under(event.position()):
            self.action_requested.emit(*pressed)

    def _build(self, *, grouped: bool) -> None:
        self.setObjectName("list.tickets.view")
        self.setAccessibleName("Tickets")
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

    def _ticket_id(self, index: Index) -> str | None:
        entry = index.data(TicketListRole.ROW) if index.isValid() else None
        return entry.id if isinstance(entry, TicketRowValue) else None

    def _action_under(self, where: QPointF) -> tuple[str, str] | None:
        index = self.indexAt(QPoint(int(where.x()), int(where.y())))
        entry = index.data(TicketListRole.ROW) if index.isValid() else None
        if not isinstance(entry, TicketRowValue):
            return None
        action = self._rows.action_at(QRectF(self.visualRect(index)), where, entry)
        return None if action is None else (action, entry.id)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        ticket = self._ticket_id(index)
        if ticket is not None:
            self.ticket_opened.emit(ticket)

    def _on_theme_changed(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
