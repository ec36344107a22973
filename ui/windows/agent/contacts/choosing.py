# SPDX-License-Identifier: Apache-2.0
"""A menu in which a customer is looked for, or said to be new."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from app.workspace.workspace import Workspace
from sync_server.contract.addresses import address_keys
from sync_server.contract.entities import Contact, Organisation, Ticket
from sync_server.contract.ids import ContactId
from ui.models.people import contact_name
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.sign import Sign
from ui.windows.agent.customer_finder import CustomerFinder

_NEW: Final = "new "
_WIDTH: Final = 380


class ContactMenu(ChoiceMenu):
    """Signals: `picked(contact id)` for somebody who is known, `newcomer(text)` for a new one."""

    picked = Signal(str)
    newcomer = Signal(str)

    def __init__(
        self, workspace: Workspace, finder: CustomerFinder, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self._workspace = workspace
        self._finder = finder
        self._takes_new = True
        self._besides: ContactId | None = None
        self.finds = self._find
        self.chosen.connect(self._on_chosen)

    def open_for(self, ticket: Ticket, beside: QRect) -> None:
        """Whose ticket it is: whoever gets copies of it stands there at once."""
        self._besides, self._takes_new = ticket.requester, True
        copied = address_keys(ticket.cc)
        found = [
            self._choice(contact)
            for contact in (self._workspace.all(Contact) if copied else ())
            if contact.id != ticket.requester and copied & address_keys(contact.emails)
        ]
        title = translate("contact", "Whose ticket is it? Name, address, phone or company")
        self.open_at(beside, found, title=title, width=_WIDTH)

    def open_alike(self, contact: Contact, alike: Sequence[Contact], beside: QRect) -> None:
        """Who is the same person as this one: nobody new."""
        self._besides, self._takes_new = contact.id, False
        title = translate("contact", "Who is the same person?")
        self.open_at(beside, [self._choice(each) for each in alike], title=title, width=_WIDTH)

    def offers(self, text: str) -> bool:
        """Whether somebody is known by it."""
        return bool(self._known(text))

    def _find(self, text: str) -> Sequence[Choice]:
        known = self._known(text)
        if not self._takes_new:
            return known
        told = translate("new_ticket", "New customer \u201c{name}\u201d").format(name=text.strip())
        new = Choice(f"{_NEW}{text.strip()}", told, Sign("icon", "plus"))
        return (*known, new)

    def _known(self, text: str) -> list[Choice]:
        found = (each for each in self._finder.find(text) if each.id != self._besides)
        return [self._choice(each) for each in found]

    def _choice(self, contact: Contact) -> Choice:
        name = contact_name(self._workspace, contact.id)
        company = self._workspace.get(Organisation, contact.organisation)
        about = "" if company is None else company.name
        sign = Sign("avatar", initials_of(name), avatar_index(contact.id))
        return Choice(contact.id, name, sign, about or next(iter(contact.emails), ""))

    def _on_chosen(self, key: str) -> None:
        if key.startswith(_NEW):
            self.newcomer.emit(key.removeprefix(_NEW))
        else:
            self.picked.emit(key)
