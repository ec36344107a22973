# SPDX-License-Identifier: Apache-2.0
"""The tickets that a search found, best first."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from sync_server.contract.ids import TicketId
from ui.models.ticket_list import NOWHERE, ROLES, Index
from ui.models.ticket_rows import TicketRows
from ui.widgets.ticket_row import TicketListRole, spoken_text


class FoundTicketsModel(QAbstractListModel):
    """Rows of an answer. A new answer replaces the rows behind what both have in common."""

    def __init__(self, rows: TicketRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._tickets: list[TicketId] = []

    def show(self, tickets: Sequence[TicketId]) -> None:
        """Show another answer."""
        common = 0
        for old, new in zip(self._tickets, tickets, strict=False):
            if old != new:
                break
            common += 1
        if len(self._tickets) > common:
            self.beginRemoveRows(NOWHERE, common, len(self._tickets) - 1)
            del self._tickets[common:]
            self.endRemoveRows()
        if len(tickets) > common:
            self.beginInsertRows(NOWHERE, common, len(tickets) - 1)
            self._tickets.extend(tickets[common:])
            self.endInsertRows()

    def close(self) -> None:
        """An answer follows nothing."""

    @property
    def ticket_count(self) -> int:
        """How many tickets there are."""
        return len(self._tickets)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._tickets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in ROLES:
            return None
        value = self._rows.value(self._tickets[index.row()])
        return value if role == TicketListRole.ROW else spoken_text(value, self._rows.now)

    def all_tickets(self) -> tuple[TicketId, ...]:
        """Every ticket, from top to bottom."""
        return tuple(self._tickets)

    def row_of(self, ticket: TicketId) -> int | None:
        """Where a ticket stands."""
        return self._tickets.index(ticket) if ticket in self._tickets else None

    def redraw(self, tickets: Iterable[TicketId]) -> None:
        """The values of these tickets differ."""
        for ticket in tickets:
            row = self.row_of(ticket)
            if row is not None:
                index = self.index(row)
                self.dataChanged.emit(index, index, ROLES)
