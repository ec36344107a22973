# SPDX-License-Identifier: Apache-2.0
"""A view's tickets under headings: in each group in the view's order."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.views.sorted_view import SortedView, ViewEvent
from app.views.steady_view import SteadyView
from sync_server.contract.ids import TicketId
from ui.models.ticket_list import NOWHERE, ROLES, Index
from ui.models.ticket_rows import TicketRows
from ui.widgets.ticket_row import (
    GroupHeaderValue,
    GroupTone,
    ListEntry,
    TicketListRole,
    spoken_text,
)


@dataclass(slots=True)
class _Group:
    """A heading and what is under it. `shown` groups have their heading in the model."""

    key: str
    title: str
    tone: GroupTone = "plain"
    tickets: list[TicketId] = field(default_factory=list)
    shown: bool = False

    @property
    def rows(self) -> int:
        return len(self.tickets) + self.shown


class GroupedTicketModel(QAbstractListModel):
    """Rows of one SortedView under the headings `groups` (key and title, in their order), of which
    some have `tones`.

    `group_of` names the group of a ticket. A heading is there while something is under it; it
    cannot be selected. Each step of the view is at most a move of one row, and a heading that
    comes or goes. `close` ends its subscriptions.
    """

    def __init__(
        self,
        view: SortedView | SteadyView,
        rows: TicketRows,
        *,
        group_of: Callable[[TicketId], str],
        groups: Sequence[tuple[str, str]],
        tones: Mapping[str, GroupTone] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._rows = rows
        self._group_of = group_of
        tones = tones or {}
        self._groups = [_Group(key, title, tones.get(key, "plain")) for key, title in groups]
        self._places: dict[TicketId, _Group] = {}
        self._subscriptions = [view.changed.connect(self._on_view_changed)]
        self._fill()

    def close(self) -> None:
        for subscription in self._subscriptions:
            subscription.close()

    @property
    def ticket_count(self) -> int:
        """How many tickets there are."""
        return len(self._places)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else sum(group.rows for group in self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == TicketListRole.HEADING:
            return self._is_heading(index.row())
        if role not in ROLES:
            return None
        entry = self._entry(index.row())
        return entry if role == TicketListRole.ROW else spoken_text(entry, self._rows.now)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def all_tickets(self) -> tuple[TicketId, ...]:
        """Every ticket, from top to bottom."""
        return tuple(id for group in self._groups for id in group.tickets)

    def row_of(self, ticket: TicketId) -> int | None:
        """Where a ticket stands."""
        group = self._places.get(ticket)
        return None if group is None else self._first(group) + group.tickets.index(ticket)

    def regroups(self, ticket: TicketId) -> bool:
        """Whether a ticket belongs under another heading than the one above it."""
        place = self._places.get(ticket)
        return place is not None and self._group(ticket) is not place

    def redraw(self, tickets: Iterable[TicketId]) -> None:
        """The values of these tickets differ, their places do not."""
        for ticket in tickets:
            row = self.row_of(ticket)
            if row is not None:
                self._tell(row)

    # -- following -----------------------------------------------------------------------------

    def _on_view_changed(self, event: ViewEvent) -> None:
        if event.op == "reset":
            self.beginResetModel()
            self._rows.forget_all()
            self._fill()
            self.endResetModel()
        elif event.ticket is not None:
            self._rows.forget(event.ticket)
            if event.op == "insert":
                self._insert(event.ticket)
            elif event.op == "remove":
                self._remove(event.ticket)
            elif event.op == "value":
                self.redraw((event.ticket,))
            else:
                self._move(event.ticket)

    def _fill(self) -> None:
        self._places.clear()
        for group in self._groups:
            group.tickets.clear()
        for ticket in self._view:
            group = self._group(ticket)
            group.tickets.append(ticket)
            self._places[ticket] = group
        for group in self._groups:
            group.shown = bool(group.tickets)

    def _insert(self, ticket: TicketId) -> None:
        group = self._group(ticket)
        self._show(group)
        place = self._place_in(group, ticket)
        row = self._first(group) + place
        self.beginInsertRows(NOWHERE, row, row)
        group.tickets.insert(place, ticket)
        self._places[ticket] = group
        self.endInsertRows()
        self._tell_heading(group)

    def _remove(self, ticket: TicketId) -> None:
        group = self._places.pop(ticket)
        place = group.tickets.index(ticket)
        row = self._first(group) + place
        self.beginRemoveRows(NOWHERE, row, row)
        del group.tickets[place]
        self.endRemoveRows()
        self._tell_heading(group)
        self._hide_if_empty(group)

    def _move(self, ticket: TicketId) -> None:
        old, new = self._places[ticket], self._group(ticket)
        self._show(new)
        at = old.tickets.index(ticket)
        others = new.tickets if new is not old else [*old.tickets[:at], *old.tickets[at + 1 :]]
        to = self._place_among(others, ticket)
        if new is old and to == at:
            self._tell(self._first(old) + at)
            return
        source = self._first(old) + at
        target = self._first(new) + to + (new is old and to > at)
        self.beginMoveRows(NOWHERE, source, source, NOWHERE, target)
        del old.tickets[at]
        new.tickets.insert(to, ticket)
        self._places[ticket] = new
        self.endMoveRows()
        self.redraw((ticket,))
        self._tell_heading(old)
        self._tell_heading(new)
        self._hide_if_empty(old)

    # -- headings ------------------------------------------------------------------------------

    def _show(self, group: _Group) -> None:
        if not group.shown:
            row = self._start(group)
            self.beginInsertRows(NOWHERE, row, row)
            group.shown = True
            self.endInsertRows()

    def _hide_if_empty(self, group: _Group) -> None:
        if group.shown and not group.tickets:
            row = self._start(group)
            self.beginRemoveRows(NOWHERE, row, row)
            group.shown = False
            self.endRemoveRows()

    def _tell_heading(self, group: _Group) -> None:
        if group.shown:
            self._tell(self._start(group))

    def _tell(self, row: int) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index, ROLES)

    # -- finding -------------------------------------------------------------------------------

    def _entry(self, row: int) -> ListEntry:
        for group in self._groups:
            if row < group.rows:
                if group.shown and row == 0:
                    return GroupHeaderValue(group.title, len(group.tickets), group.tone)
                return self._rows.value(group.tickets[row - group.shown])
            row -= group.rows
        raise IndexError(row)

    def _is_heading(self, row: int) -> bool:
        for group in self._groups:
            if row < group.rows:
                return group.shown and row == 0
            row -= group.rows
        return False

    def _start(self, group: _Group) -> int:
        """The row of a group's heading."""
        start = 0
        for each in self._groups:
            if each is group:
                break
            start += each.rows
        return start

    def _first(self, group: _Group) -> int:
        """The row of a group's first ticket."""
        return self._start(group) + group.shown

    def _group(self, ticket: TicketId) -> _Group:
        key = self._group_of(ticket)
        return next((group for group in self._groups if group.key == key), self._groups[-1])

    def _place_in(self, group: _Group, ticket: TicketId) -> int:
        return self._place_among(group.tickets, ticket)

    def _place_among(self, tickets: list[TicketId], ticket: TicketId) -> int:
        return bisect_left(tickets, self._order(ticket), key=self._order)

    def _order(self, ticket: TicketId) -> int:
        position = self._view.position(ticket)
        return len(self._view) if position is None else position
