# SPDX-License-Identifier: Apache-2.0
"""Whether it is about a ticket that is there already: asked before another one is made."""

from PySide6.QtCore import QObject, Signal

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import ContactId, TicketId
from ui.models.people import contact_name
from ui.models.removed import is_removed
from ui.models.words import number_words, translate
from ui.widgets import plural
from ui.widgets.ticket_offer import TicketOffer
from ui.windows.agent.customer_finder import CustomerFinder


class TicketThread(QObject):
    """Offers the open tickets of the customer: to be opened, or to be what a call is added to.

    Signals: `opened(ticket id)`; `changed()` when a call was added to a ticket, or taken from it.
    """

    opened = Signal(str)
    changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        offer: TicketOffer,
        finder: CustomerFinder,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._offer = offer
        self._finder = finder
        self._beside: TicketId | None = None
        self._calls = False
        self.id: TicketId | None = None
        offer.chosen.connect(self._on_offer_chosen)

    @property
    def ticket(self) -> Ticket | None:
        """What the call is added to, as long as it can be."""
        return self._open(self.id)

    def set_beside(self, ticket: TicketId | None) -> None:
        """Which ticket is open beside the panel: a call may well be about it."""
        self._beside = ticket

    def add_to(self, ticket: TicketId | None) -> None:
        """The call belongs to this ticket, or to a new one; nothing is announced."""
        self.id = ticket

    def show(self, customer: ContactId | None, *, calls: bool) -> None:
        """Ask about the tickets of a customer, for a call or for something to write."""
        self._calls = calls
        add, open_ = (
            translate("new_ticket", "Add the call there"),
            translate("new_ticket", "Open it"),
        )
        self._offer.set_action(add if calls else open_)
        ticket = self.ticket if calls else None
        if ticket is not None:
            self._show_ticket(ticket)
        elif customer is not None:
            self._offer_of(customer, calls=calls)
        else:
            self._offer_beside(calls=calls)

    def _show_ticket(self, ticket: Ticket) -> None:
        self._offer.set_action(translate("new_ticket", "Make a new ticket"))
        told = translate("new_ticket", "The call is added to this ticket.")
        self._offer.offer(told, [_line(ticket)])

    def _offer_of(self, customer: ContactId, *, calls: bool) -> None:
        found = self._finder.open_tickets(customer)
        told = plural.tr(
            "{name} has %n open tickets. Is it about one of them?",
            "{name} has an open ticket. Is it about this one?",
            len(found),
        )
        name = contact_name(self._workspace, customer)
        self._offer.offer(told.format(name=name), [_line(each) for each in found])

    def _offer_beside(self, *, calls: bool) -> None:
        ticket = self._open(self._beside)
        if not calls or ticket is None:
            self._offer.offer("", ())
            return
        told = translate("new_ticket", "This ticket is open. Is the call about it?")
        self._offer.offer(told, [_line(ticket)])

    def _open(self, id: TicketId | None) -> Ticket | None:
        """A ticket, as long as a call can be added to it."""
        ticket = self._workspace.get(Ticket, id)
        if ticket is None or is_removed(ticket) or ticket.status == "merged":
            return None
        return ticket

    def _on_offer_chosen(self, ticket: str) -> None:
        if not self._calls:
            self.opened.emit(ticket)
            return
        self.id = None if self.id == ticket else TicketId(ticket)
        self.changed.emit()


def _line(ticket: Ticket) -> tuple[str, str]:
    return ticket.id, f"{number_words(ticket.number)} {ticket.subject}"
