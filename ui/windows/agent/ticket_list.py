# SPDX-License-Identifier: Apache-2.0
"""The pane with the tickets of a view, or with what a search found."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from sync_server.contract.ids import TicketId
from ui.models.found_tickets import FoundTicketsModel
from ui.models.grouped_tickets import GroupedTicketModel
from ui.models.ticket_list import TicketListModel
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.headers import ListHeader
from ui.widgets.label import Surface
from ui.widgets.ticket_list import TicketListView
from ui.widgets.ticket_row import TicketListRole, TicketRowValue

AnyTicketModel = TicketListModel | GroupedTicketModel | FoundTicketsModel


class ListPane(Surface):
    """Head, rows, and what is said when there are none.

    Signals: `ticket_selected(id)`, `ticket_opened(id)` and `action_requested(action, id)` of the
    rows. The selected ticket is kept when its row goes: nothing else is selected in its place.
    """

    ticket_selected = Signal(str)
    ticket_opened = Signal(str)
    action_requested = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.header = ListHeader(theme, parent=self)
        self.view = TicketListView(theme, self, actions=("assign", "solve"))
        self._empty = EmptyState(theme, parent=self)
        self._model: AnyTicketModel | None = None
        self._row = 0
        self._marked: TicketId | None = None
        self._title = ""
        self._words = ("", "", "")
        self._build()
        self.view.ticket_selected.connect(self._on_ticket_selected)
        self.view.ticket_opened.connect(self.ticket_opened)
        self.view.action_requested.connect(self.action_requested)

    @property
    def model(self) -> AnyTicketModel | None:
        return self._model

    def show_model(
        self,
        model: AnyTicketModel,
        title: str,
        *,
        order: str = "",
        empty: tuple[str, str, str] = ("inbox", "", ""),
    ) -> None:
        """Show another list; the pane owns the model from now on.

        `empty` is the icon, sentence and reason for an empty one.
        """
        old, self._model = self._model, model
        self._words = empty
        self._title = title
        model.setParent(self.view)
        self.view.setUniformItemSizes(not isinstance(model, GroupedTicketModel))
        # Before the view hears of it: it would go to a neighbour at once.
        model.rowsAboutToBeRemoved.connect(self._on_rows_about_to_be_removed)
        self.view.setModel(model)
        self._row = 0
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._show_count)
        model.rowsInserted.connect(self._on_rows_inserted)
        if old is not None:
            old.close()
            old.deleteLater()
        self.header.set_order(order)
        self._show_count()

    def close_model(self) -> None:
        """Let the list go; the window closes."""
        if self._model is not None:
            self._model.close()

    def mark(self, ticket: TicketId | None) -> None:
        """Select the row of a ticket without announcing it."""
        self._marked = ticket
        row = None if ticket is None or self._model is None else self._model.row_of(ticket)
        self.view.blockSignals(True)
        if row is None or self._model is None:
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.setCurrentIndex(self._model.index(row))
            self._row = row
        self.view.blockSignals(False)

    def step(self, by: int) -> None:
        """Go to the next or previous ticket, over headings."""
        if self._model is None:
            return
        index = self.view.currentIndex()
        row = index.row() + by if index.isValid() else self._row
        while 0 <= row < self._model.rowCount():
            if self._ticket_at(row) is not None:
                self.view.setCurrentIndex(self._model.index(row))
                return
            row += by

    def tickets(self, limit: int = 100) -> tuple[TicketId, ...]:
        """The tickets at the top, in their order."""
        rows = 0 if self._model is None else min(limit, self._model.rowCount())
        return tuple(id for row in range(rows) if (id := self._ticket_at(row)) is not None)

    def _build(self) -> None:
        self.setObjectName("list.pane")
        self._stack = QStackedLayout()
        # The rows stay under the words for an empty list: hidden they would lose the focus.
        self._stack.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._empty.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(self._stack, 1)

    def _ticket_at(self, row: int) -> TicketId | None:
        entry = None if self._model is None else self._model.index(row).data(TicketListRole.ROW)
        return TicketId(entry.id) if isinstance(entry, TicketRowValue) else None

    def _show_count(self) -> None:
        model = self._model
        if model is None:
            return
        count = model.ticket_count
        self.header.set_view(self._title, count)
        icon, title, reason = self._words
        if not count:
            told = title or translate("list", "Nothing here")
            self._empty.set_state(icon=icon, title=told, reason=reason)
        self._stack.setCurrentWidget(self.view if count else self._empty)
        self._empty.setVisible(not count)

    def _on_ticket_selected(self, ticket: str) -> None:
        self._row = self.view.currentIndex().row()
        self._marked = TicketId(ticket)
        self.ticket_selected.emit(ticket)

    def _on_rows_inserted(self) -> None:
        """The selected ticket may have come back, after a change that was taken back."""
        if self._marked is not None and not self.view.currentIndex().isValid():
            self.mark(self._marked)

    def _on_rows_about_to_be_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        """Qt would select a neighbour, which would open it in place of what is being read."""
        if first <= self.view.currentIndex().row() <= last:
            self._row = first
            self.view.setCurrentIndex(QModelIndex())
