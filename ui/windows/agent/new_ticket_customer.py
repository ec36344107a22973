# SPDX-License-Identifier: Apache-2.0
"""For whom a new ticket is: somebody who is known, or somebody to be entered."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import intents
from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Contact, Organisation
from sync_server.contract.ids import ContactId
from ui.models.people import contact_name
from ui.models.words import number_words, translate
from ui.widgets.choice import Choice
from ui.widgets.customer_card import CustomerValue
from ui.widgets.customer_picker import NEWCOMER
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.sign import Sign
from ui.windows.agent.customer_finder import CustomerFinder
from ui.windows.agent.new_ticket import NewTicketPanel


class TicketCustomer(QObject):
    """Finds or enters the customer in the panel, and offers what is open for them.

    Signals: `edited()` after each choice and letter; `settled()` when a known one was picked.
    """

    edited = Signal()
    settled = Signal()

    def __init__(
        self, workspace: Workspace, panel: NewTicketPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._picker = panel.customer
        self._offer = panel.offer
        self._finder = CustomerFinder(workspace)
        self._enters = False
        self.id: ContactId | None = None
        self._picker.searched.connect(self._on_searched)
        self._picker.picked.connect(self._on_picked)
        self._picker.cleared.connect(self._on_cleared)

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        self._finder.take(changes)

    def pick(self, customer: ContactId) -> None:
        """Somebody who is known, with their open tickets."""
        contact = self._workspace.get(Contact, customer)
        if contact is None:
            return
        self.id, self._enters = customer, False
        name = contact_name(self._workspace, customer)
        self._picker.show_customer(
            CustomerValue(
                name, initials_of(name), avatar_index(customer), role=self._about(contact)
            )
        )
        self._offer_tickets(customer, name)

    def enter(self, name: str, address: str) -> None:
        """Somebody new."""
        self.id, self._enters = None, True
        self._picker.show_newcomer(name, address)
        self._offer.offer("", ())

    def clear(self) -> None:
        """Nobody yet."""
        self.id, self._enters = None, False
        self._picker.show_search("")
        self._offer.offer("", ())

    def missing(self) -> list[QWidget]:
        """The fields without which nobody can be written to; each says so itself."""
        picker = self._picker
        missing: list[QWidget] = []
        if self.id is None and not self._enters:
            picker.search.set_error(translate("new_ticket", "Choose who the ticket is for."))
            missing.append(picker.search.input)
        if self._enters and not picker.name.text().strip():
            picker.name.set_error(translate("new_ticket", "Enter a name."))
            missing.append(picker.name.input)
        if self._enters and not _is_address(picker.address.text()):
            picker.address.set_error(translate("new_ticket", "Enter an address like a@b.example."))
            missing.append(picker.address.input)
        return missing

    def known(self) -> ContactId | None:
        """Who it is; somebody new is made by it."""
        if self._enters:
            name, address = self._picker.name.text().strip(), self._picker.address.text().strip()
            self.pick(intents.create_contact(self._workspace, name=name, emails=(address,)))
        return self.id

    def details(self) -> dict[str, str]:
        """What a draft keeps of it."""
        picker = self._picker
        return {
            "customer": self.id or "",
            "search": "" if self.id or self._enters else picker.search.text(),
            "name": picker.name.text() if self._enters else "",
            "address": picker.address.text() if self._enters else "",
        }

    def show(self, details: dict[str, str]) -> None:
        """What a draft has kept."""
        if "customer" in details:
            self.pick(ContactId(details["customer"]))
        elif "name" in details or "address" in details:
            self.enter(details.get("name", ""), details.get("address", ""))
        elif "search" in details:
            self._picker.show_search(details["search"])

    def _on_searched(self, text: str) -> None:
        found = [self._choice(contact) for contact in self._finder.find(text)]
        word = text.strip()
        if word:
            told = translate("new_ticket", "New customer \u201c{name}\u201d").format(name=word)
            found.append(Choice(NEWCOMER, told, Sign("icon", "plus")))
        self._picker.show_found(found)
        self.edited.emit()

    def _choice(self, contact: Contact) -> Choice:
        name = contact_name(self._workspace, contact.id)
        sign = Sign("avatar", initials_of(name), avatar_index(contact.id))
        return Choice(contact.id, name, sign, self._about(contact))

    def _about(self, contact: Contact) -> str:
        company = self._workspace.get(Organisation, contact.organisation)
        parts = ["" if company is None else company.name, *contact.emails[:1], *contact.phones[:1]]
        return " \u00b7 ".join(part for part in parts if part)

    def _on_picked(self, key: str) -> None:
        if key == NEWCOMER:
            text = self._picker.search.text().strip()
            address = text if "@" in text else ""
            self.enter("" if address else text, address)
            first = self._picker
            (first.name if not first.name.text() else first.address).input.setFocus()
        else:
            self.pick(ContactId(key))
            self.settled.emit()
        self.edited.emit()

    def _on_cleared(self) -> None:
        self.clear()
        self._picker.search.input.setFocus()
        self.edited.emit()

    def _offer_tickets(self, customer: ContactId, name: str) -> None:
        found = self._finder.open_tickets(customer)
        told = translate("new_ticket", "{name} has {count} open tickets. Is it about one of them?")
        if len(found) == 1:
            told = translate("new_ticket", "{name} has an open ticket. Is it about this one?")
        self._offer.offer(
            told.format(name=name, count=len(found)),
            [(each.id, f"{number_words(each.number)} {each.subject}") for each in found],
        )


def _is_address(text: str) -> bool:
    name, at, domain = text.strip().partition("@")
    return bool(at and name and domain) and not any(each.isspace() for each in text.strip())
