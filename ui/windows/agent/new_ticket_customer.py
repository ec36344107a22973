# SPDX-License-Identifier: Apache-2.0
"""For whom a new ticket is: somebody who is known, or somebody to be entered."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import intents
from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Contact, Organisation
from sync_server.contract.ids import ContactId
from ui.models.people import contact_name
from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.customer_card import CustomerValue
from ui.widgets.customer_picker import NEWCOMER, CustomerPicker
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.plain_text import first_words
from ui.widgets.sign import Sign
from ui.windows.agent.customer_finder import CustomerFinder
from ui.windows.agent.recipients import is_address

_LONGEST_FIRST_NAME: Final = 24
"""A name takes its room from the words around it, and anybody may have given it."""

_NOBODY_YET: Final = ContactId("")

_AGAIN: Final = "again:"
"""The key of the choice to go on with somebody new who was begun."""

_Entered = tuple[str, str, str]
_NOTHING: Final = ("", "", "")


class TicketCustomer(QObject):
    """Finds or enters the customer in the panel.

    Signals: `edited()` after each choice and letter; `settled()` when a known one was picked;
    `changed()` when it is another one, or nobody any more.
    """

    edited = Signal()
    settled = Signal()
    changed = Signal()

    def __init__(
        self, workspace: Workspace, picker: CustomerPicker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._picker = picker
        self.finder = CustomerFinder(workspace)
        self._enters = self._calls = False
        self._begun: _Entered = _NOTHING
        self.id: ContactId | None = None
        self._picker.searched.connect(self._on_searched)
        self._picker.picked.connect(self._on_picked)
        self._picker.cleared.connect(self._on_cleared)

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        self.finder.take(changes)

    @property
    def contact(self) -> Contact | None:
        """Who it is, as far as that is known: of somebody new what was entered."""
        if not self._enters:
            return self._workspace.get(Contact, self.id)
        picker = self._picker
        address = picker.address.text().strip()
        return Contact(
            id=_NOBODY_YET,
            name=picker.name.text().strip(),
            emails=(address,) if is_address(address) else (),
        )

    @property
    def mailed(self) -> str:
        """Who can be written to, as one speaks of them; nobody who has no address."""
        contact = self._workspace.get(Contact, self.id)
        if contact is None or not contact.emails:
            return ""
        name = contact_name(self._workspace, contact.id)
        return first_words((name.split() or [name])[0], _LONGEST_FIRST_NAME)

    def set_calls(self, calls: bool) -> None:
        """Whether they are spoken to: somebody new has a phone number then, and no address."""
        self._calls = calls
        self._picker.set_calls(calls)

    def pick(self, customer: ContactId) -> None:
        """Somebody who is known."""
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
        self.changed.emit()

    def enter(self, name: str, address: str, phone: str = "") -> None:
        """Somebody new."""
        self.id, self._enters = None, True
        self._begun = _NOTHING
        self._picker.show_newcomer(name, address, phone)
        self.changed.emit()

    def clear(self) -> None:
        """Nobody yet."""
        self.id, self._enters = None, False
        self._begun = _NOTHING
        self._picker.show_search("")
        self.changed.emit()

    def missing(self) -> list[QWidget]:
        """The fields without which it is nobody, or nobody can be written to; each says so."""
        picker = self._picker
        missing: list[QWidget] = []
        if self.id is None and not self._enters:
            picker.search.set_error(translate("new_ticket", "Choose who the ticket is for."))
            missing.append(picker.search.input)
        if self._enters and not picker.name.text().strip():
            picker.name.set_error(translate("new_ticket", "Enter a name."))
            missing.append(picker.name.input)
        if self._enters and not self._calls and not is_address(picker.address.text().strip()):
            picker.address.set_error(translate("new_ticket", "Enter an address like a@b.example."))
            missing.append(picker.address.input)
        return missing

    def known(self) -> ContactId | None:
        """Who it is; somebody new is made by it."""
        if self._enters:
            picker = self._picker
            name, reached = picker.name.text().strip(), self._reached()
            self.pick(intents.create_contact(self._workspace, name=name, **reached))
        return self.id

    def details(self) -> dict[str, str]:
        """What a draft keeps of it."""
        name, address, phone = _NOTHING if self.id else self._entered
        return {
            "customer": self.id or "",
            "search": "" if self.id or self._enters else self._picker.search.text(),
            "name": name,
            "address": address,
            "phone": phone,
        }

    def explain(self, field: str, told: str) -> bool:
        """Say at its field what is wrong with somebody new; whether it is one of theirs."""
        picker = self._picker
        fields = {"name": picker.name, "emails": picker.address, "phones": picker.phone}
        if field not in fields:
            return False
        fields[field].set_error(told)
        fields[field].input.setFocus()
        return True

    def show(self, details: dict[str, str]) -> None:
        """What a draft has kept."""
        if "customer" in details:
            self.pick(ContactId(details["customer"]))
        elif not {"name", "address", "phone"}.isdisjoint(details):
            known = (details.get(name, "") for name in ("name", "address", "phone"))
            self.enter(*known)
        elif "search" in details:
            self._picker.show_search(details["search"])

    @property
    def _entered(self) -> _Entered:
        """What was typed of somebody new, also while somebody else is looked for."""
        picker = self._picker
        if not self._enters:
            return self._begun
        return picker.name.text(), picker.address.text(), picker.phone.text()

    def _on_searched(self, text: str) -> None:
        self._offer(text)
        self.edited.emit()

    def _offer(self, text: str) -> None:
        found = [self._choice(contact) for contact in self.finder.find(text)]
        begun = next((each.strip() for each in self._begun if each.strip()), "")
        new = {NEWCOMER: text.strip(), _AGAIN: begun}
        told = translate("new_ticket", "New customer \u201c{name}\u201d")
        found += [
            Choice(key, told.format(name=name), Sign("icon", "plus"))
            for key, name in new.items()
            if name
        ]
        self._picker.show_found(found)

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
            self._enter_typed()
        elif key == _AGAIN:
            self.enter(*self._begun)
            self._picker.name.input.setFocus()
        else:
            self.pick(ContactId(key))
            self.settled.emit()
        self.edited.emit()

    def _on_cleared(self) -> None:
        begun = self._entered
        self.clear()
        self._begun = begun
        self._offer("")
        self._picker.search.input.setFocus()
        self.edited.emit()

    def _enter_typed(self) -> None:
        """What was typed is their name, unless it looks like an address or a number."""
        picker, text = self._picker, self._picker.search.text().strip()
        is_mail, is_phone = "@" in text, self._calls and is_number(text)
        name = "" if is_mail or is_phone else text
        self.enter(name, text if is_mail else "", text if is_phone else "")
        reached = picker.phone if self._calls else picker.address
        (reached if name else picker.name).input.setFocus()

    def _reached(self) -> dict[str, tuple[str, ...]]:
        """How somebody new is reached, as a command names it."""
        address, phone = self._picker.address.text().strip(), self._picker.phone.text().strip()
        if not self._calls:
            return {"emails": (address,)}
        return {"phones": (phone,)} if phone else {}


def is_number(text: str) -> bool:
    """Whether this is how a phone number is written."""
    return any(each.isdigit() for each in text) and not any(each.isalpha() for each in text)
