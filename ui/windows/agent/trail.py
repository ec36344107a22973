# SPDX-License-Identifier: Apache-2.0
"""Back and forward: the lists and tickets that were looked at, in their order."""

from typing import Final, NamedTuple

from PySide6.QtCore import QObject

from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from ui.windows.agent.list_controller import ListController
from ui.windows.agent.ticket_controller import TicketController

MOST: Final = 100


class Stop(NamedTuple):
    """A list, and the ticket that was open beside it."""

    view: str
    ticket: TicketId | None


class Trail(QObject):
    """Where the person has been. A new way from an earlier stop forgets the later ones."""

    def __init__(
        self, lists: ListController, tickets: TicketController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lists = lists
        self._tickets = tickets
        self._stops: list[Stop] = []
        self._at = -1
        self._walks = False
        lists.shown.connect(self._on_moved)
        tickets.opened.connect(self._on_moved)

    def back(self) -> bool:
        """To the stop before; False when there is none."""
        return self._walk(-1)

    def forward(self) -> bool:
        """To the stop from which one came back."""
        return self._walk(1)

    def leads(self, by: int) -> bool:
        """Whether there is a stop before (-1), or one behind (1)."""
        return self._next(by) is not None

    def _walk(self, by: int) -> bool:
        at = self._next(by)
        if at is None:
            return False
        self._at = at
        self._go(self._stops[at])
        return True

    def _next(self, by: int) -> int | None:
        here, at = self._here(), self._at + by
        while 0 <= at < len(self._stops):
            stop = self._stops[at]
            if stop != here and self._is_there(stop):
                return at
            at += by
        return None

    def _go(self, stop: Stop) -> None:
        self._walks = True
        if stop.view != self._lists.key:
            self._lists.show(stop.view)
        if stop.ticket is not None:
            self._tickets.open(stop.ticket)
        self._walks = False

    def _is_there(self, stop: Stop) -> bool:
        """A ticket may be out of sight by now; a stop without one was only on the way."""
        return self._lists.workspace.get(Ticket, stop.ticket) is not None

    def _here(self) -> Stop:
        return Stop(self._lists.key, self._tickets.id)

    def _on_moved(self) -> None:
        here = self._here()
        if self._walks or (self._stops and self._stops[self._at] == here):
            return
        del self._stops[self._at + 1 :]
        self._stops = [*self._stops, here][-MOST:]
        self._at = len(self._stops) - 1
