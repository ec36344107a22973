# SPDX-License-Identifier: Apache-2.0
"""The customer tab at work: who it is, and what can be done about it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QRect, Signal

from app.workspace.changes import Changes
from app.workspace.workspace import RefusedCommand, Workspace
from sync_server.contract.commands import ChangeContact
from sync_server.contract.entities import Contact, Ticket
from sync_server.contract.ids import ContactId, TicketId
from ui.models.removed import is_removed
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.contact_form import ContactValue
from ui.widgets.popover import rect_on_screen
from ui.windows.agent.contacts.checking import keeps_contacts
from ui.windows.agent.contacts.choosing import ContactMenu
from ui.windows.agent.contacts.editing import ContactEditing
from ui.windows.agent.contacts.merging import ContactMerging, alike
from ui.windows.agent.customer_finder import CustomerFinder
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.properties import PropertiesPane

LAST_TICKETS: Final = 10
_EDIT, _CHANGE, _MERGE, _COPIES = "edit", "change", "merge", "copies"


class CustomerPage(QObject):
    """The customer of the ticket that `of` tells.

    Emits `said(words)` for what was done, and `copies_requested()` to see who else gets copies.
    """

    said = Signal(str)
    copies_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        pane: PropertiesPane,
        theme: Theme,
        *,
        gestures: Gestures,
        of: Callable[[], TicketId | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pane = pane
        self._gestures = gestures
        self._of = of
        self._finder = CustomerFinder(workspace)
        self.editing = ContactEditing(workspace, pane.profile, self)
        self.merging = ContactMerging(workspace, pane.profile, self)
        self.doubles = ContactMenu(workspace, self._finder, theme, pane)
        self.menu = ContactMenu(workspace, self._finder, theme, pane)
        self._does: dict[str, Callable[[], object]] = {
            _EDIT: self.editing.begin,
            _CHANGE: self.choose_customer,
            _MERGE: self.choose_double,
            _COPIES: self.copies_requested.emit,
        }
        self.doubles.picked.connect(self._on_double_picked)
        self.merging.merged.connect(self.said)
        self.menu.picked.connect(self._on_picked)
        self.menu.newcomer.connect(self._on_newcomer)
        self.editing.entered.connect(self._on_picked)
        pane.profile.asked.connect(self._on_asked)

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        self._finder.take(changes)

    def take_refused(self, refused: RefusedCommand) -> bool:
        """A change of a customer comes back; whether it is shown here."""
        command = refused.command
        if not isinstance(command, ChangeContact):
            return False
        return self.editing.take_refused(command, refused.refusal)

    def show(self, ticket: Ticket) -> None:
        """Fill the tab."""
        last: tuple[Ticket, ...] = ()
        if ticket.requester is not None:
            last = self._finder.tickets(ticket.requester, most=LAST_TICKETS + 1)
        self._pane.show_profile(self._workspace, ticket, last)
        self._pane.profile.set_actions(self._actions(ticket))
        self.editing.show(ticket.id, ticket.requester)

    def choose_customer(self) -> None:
        """Look for somebody else whose ticket it is."""
        ticket = self._workspace.get(Ticket, self._of())
        if ticket is None or not self._may_change(ticket):
            return
        self.menu.open_for(ticket, self._beside())

    def choose_double(self) -> None:
        """Look for another customer who is the same person."""
        ticket = self._workspace.get(Ticket, self._of())
        contact = None if ticket is None else self._workspace.get(Contact, ticket.requester)
        if contact is not None:
            found = alike(self._workspace, contact)
            self.doubles.open_alike(contact, found, self._beside())

    # -- inside --------------------------------------------------------------------------------

    def _beside(self) -> QRect:
        """Below the tabs; where the pane is folded, at the top of the window."""
        if not self._pane.isVisible():
            return QRect(rect_on_screen(self._pane.window()).topLeft(), self._pane.tabs.size())
        return rect_on_screen(self._pane.tabs)

    def _actions(self, ticket: Ticket) -> dict[str, str]:
        """What this person can do about the customer of a ticket."""
        found: dict[str, str] = {}
        if not keeps_contacts(self._workspace):
            return found
        known = self._workspace.get(Contact, ticket.requester)
        if known is not None:
            found[_EDIT] = translate("contact", "Edit")
            found[_MERGE] = translate("contact", "Merge\u2026")
        if self._may_change(ticket):
            choose, change = (
                translate("contact", "Choose a customer"),
                translate("contact", "Another customer"),
            )
            found[_CHANGE] = choose if known is None else change
            found[_COPIES] = translate("contact", "Who gets copies\u2026")
        return found

    def _may_change(self, ticket: Ticket) -> bool:
        closed = ticket.status in ("closed", "merged") or is_removed(ticket)
        return not closed and keeps_contacts(self._workspace)

    def _on_double_picked(self, other: str) -> None:
        ticket = self._workspace.get(Ticket, self._of())
        if ticket is not None and ticket.requester is not None:
            self.merging.begin(ticket.requester, ContactId(other))

    def _on_asked(self, key: str) -> None:
        self._does[key]()

    def _on_picked(self, contact: str) -> None:
        ticket = self._of()
        if ticket is not None:
            self._gestures.set_field(ticket, "requester", ContactId(contact))

    def _on_newcomer(self, text: str) -> None:
        self._pane.show_page("customer")
        is_address = "@" in text
        self.editing.enter(
            ContactValue(name="" if is_address else text, emails=(text,) if is_address else ())
        )
