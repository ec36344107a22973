# SPDX-License-Identifier: Apache-2.0
"""Tickets that the router offers to the person: a card over the list while there is time."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Team, Ticket
from sync_server.contract.ids import Instant, TicketId
from ui.models.people import contact_name
from ui.models.words import number_words, translate
from ui.theme.theme import Theme
from ui.widgets import plural
from ui.widgets.offer_card import OfferCard, OfferValue
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.ticket_list import ListPane

_SECOND: Final = 1_000_000


class Offers(QObject):
    """Behind the card. What ran out goes with the change that the desk makes of it."""

    def __init__(
        self,
        workspace: Workspace,
        pane: ListPane,
        theme: Theme,
        *,
        gestures: Gestures,
        open_ticket: Callable[[TicketId], object],
    ) -> None:
        super().__init__(pane)
        self._workspace = workspace
        self._pane = pane
        self._gestures = gestures
        self._open_ticket = open_ticket
        self._offered: dict[TicketId, Instant] = {}
        """What is offered, and until when; what was offered first is in front."""
        self.card = OfferCard(theme, pane)
        pane.put_above(self.card)
        self.card.accepted.connect(self._on_accepted)
        self.card.declined.connect(self._on_declined)

    def look(self, tickets: Iterable[str], *, anew: bool = False) -> None:
        """These tickets may be offered, or may be no more; `anew`: there are no others."""
        if anew:
            self._offered.clear()
        for id in map(TicketId, tickets):
            ticket = self._workspace.get(Ticket, id)
            if ticket is not None and self._is_mine(ticket):
                self._offered[id] = ticket.route_at or 0
            else:
                self._offered.pop(id, None)
        self._show()

    def show_time(self, now: Instant) -> None:
        """A second has passed."""
        if self.card.ticket:
            self.card.left.setText(self._left(TicketId(self.card.ticket), now))

    def _is_mine(self, ticket: Ticket) -> bool:
        return ticket.assignee is None and ticket.offered_to == self._workspace.me

    def _show(self) -> None:
        first = next(iter(self._offered), None)
        ticket = self._workspace.get(Ticket, first)
        if first is None or ticket is None:
            if self.card.isAncestorOf(self._pane.window().focusWidget()):
                self._pane.view.setFocus()
            self.card.hide()
            return
        is_new = self.card.ticket != first
        self.card.show_offer(self._value(ticket), self._left(first, self._workspace.now_us()))
        if is_new:
            QApplication.alert(self._pane.window())

    def _value(self, ticket: Ticket) -> OfferValue:
        team = self._workspace.get(Team, ticket.team)
        parts = (
            number_words(ticket.number),
            contact_name(self._workspace, ticket.requester) if ticket.requester else "",
            "" if team is None else team.name,
        )
        others = len(self._offered) - 1
        more = plural.tr("%n more are offered", "1 more is offered", others) if others else ""
        about = " \N{MIDDLE DOT} ".join(filter(None, parts))
        return OfferValue(ticket.id, ticket.subject, about, more)

    def _left(self, id: TicketId, now: Instant) -> str:
        """The whole seconds that are left."""
        seconds = max(0, self._offered.get(id, 0) - now) // _SECOND
        return translate("offers", "{count} s left").format(count=seconds)

    def _on_accepted(self, ticket: str) -> None:
        self._gestures.take(TicketId(ticket))
        self._open_ticket(TicketId(ticket))

    def _on_declined(self, ticket: str) -> None:
        self._gestures.decline(TicketId(ticket))
