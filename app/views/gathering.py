# SPDX-License-Identifier: Apache-2.0
"""What views will hold once everything is loaded, gathered page by page while it is."""

from collections.abc import Iterable, Iterator, Sequence

from app.views.orders import SortKey
from app.views.sorted_view import SortedView
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Row, Ticket
from sync_server.contract.ids import TicketId


class Gathering:
    """Keys of tickets for each of the views.

    Nothing but one's own pending commands changes a ticket meanwhile; of those the last word is
    taken at the end.
    """

    def __init__(self, views: Iterable[SortedView], workspace: Workspace) -> None:
        self._workspace = workspace
        self._cleared = workspace.cleared
        self._found: dict[int, tuple[SortedView, dict[TicketId, SortKey]]] = {
            id(view): (view, {}) for view in views
        }
        self._doubted: set[TicketId] = set()
        self._note_predicted()

    @property
    def is_current(self) -> bool:
        """Whether what was gathered is still there."""
        return self._cleared == self._workspace.cleared

    def take(self, rows: Sequence[Row]) -> list[Ticket]:
        """Look at a page; its tickets, with one's own pending changes."""
        get = self._workspace.get
        tickets = [
            ticket
            for row in rows
            if isinstance(row.entity, Ticket) and (ticket := get(Ticket, row.entity.id)) is not None
        ]
        if tickets:
            now = self._workspace.now_us()
            for view, keys in self._found.values():
                keys.update(view.keys_of(tickets, now))
        return tickets

    def doubt(self, tickets: Iterable[TicketId]) -> None:
        """These tickets may have become others since they were looked at."""
        self._doubted.update(tickets)

    def drop(self, view: SortedView) -> None:
        """A view asks for something else now."""
        self._found.pop(id(view), None)

    def settle(self) -> Iterator[tuple[TicketId, Ticket | None]]:
        """Look again at what is in doubt: each such ticket as it is now."""
        self._note_predicted()
        now = self._workspace.now_us()
        for ticket in self._doubted:
            row = self._workspace.get(Ticket, ticket)
            for view, keys in self._found.values():
                keys.pop(ticket, None)
                if row is not None:
                    keys.update(view.keys_of((row,), now))
            yield ticket, row

    def keys(self, view: SortedView) -> dict[TicketId, SortKey] | None:
        """What was gathered for a view; none: it was not there when the gathering began."""
        found = self._found.get(id(view))
        return None if found is None else found[1]

    def _note_predicted(self) -> None:
        self._doubted.update(map(TicketId, self._workspace.predicted(Ticket)))
