# SPDX-License-Identifier: Apache-2.0
"""A view's tickets as rows of a list, one step of the view being one step of the model."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.views.sorted_view import SortedView, ViewEvent
from app.views.steady_view import SteadyView
from sync_server.contract.ids import TicketId
from ui.models.ticket_rows import TicketRows
from ui.widgets.ticket_row import TicketListRole, spoken_text

Index = QModelIndex | QPersistentModelIndex
ROLES = [int(TicketListRole.ROW), int(Qt.ItemDataRole.AccessibleTextRole)]
NOWHERE = QModelIndex()


class TicketListModel(QAbstractListModel):
    """Rows of one SortedView in its order. Holds no copy; `close` ends its subscriptions."""

    def __init__(
        self, view: SortedView | SteadyView, rows: TicketRows, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._rows = rows
        self._subscriptions = [
            view.changing.connect(self._on_view_changing),
            view.changed.connect(self._on_view_changed),
        ]

    def close(self) -> None:
        for subscription in self._subscriptions:
            subscription.close()

    @property
    def ticket_count(self) -> int:
        """How many tickets there are."""
        return len(self._view)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._view)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in ROLES:
            return None
        value = self._rows.value(self._view[index.row()])
        return value if role == TicketListRole.ROW else spoken_text(value, self._rows.now)

    def all_tickets(self) -> tuple[TicketId, ...]:
        """Every ticket, from top to bottom."""
        return tuple(self._view)

    def row_of(self, ticket: TicketId) -> int | None:
        """Where a ticket stands."""
        return self._view.position(ticket)

    def redraw(self, tickets: Iterable[TicketId]) -> None:
        """The values of these tickets differ, their places do not."""
        for ticket in tickets:
            row = self._view.position(ticket)
            if row is not None:
                index = self.index(row)
                self.dataChanged.emit(index, index, ROLES)

    def _on_view_changing(self, event: ViewEvent) -> None:
        if event.op == "insert":
            self.beginInsertRows(NOWHERE, event.index, event.index)
        elif event.op == "remove":
            self.beginRemoveRows(NOWHERE, event.index, event.index)
        elif event.op == "move":
            # Qt counts the destination before the row is taken out of its place.
            to = event.to if event.to < event.index else event.to + 1
            self.beginMoveRows(NOWHERE, event.index, event.index, NOWHERE, to)
        elif event.op == "reset":
            self.beginResetModel()

    def _on_view_changed(self, event: ViewEvent) -> None:
        if event.ticket is not None:
            self._rows.forget(event.ticket)
        if event.op == "insert":
            self.endInsertRows()
        elif event.op == "remove":
            self.endRemoveRows()
        elif event.op == "move":
            self.endMoveRows()
        elif event.op == "reset":
            self._rows.forget_all()
            self.endResetModel()
        if event.ticket is not None and event.op in ("move", "change", "value"):
            self.redraw((event.ticket,))
