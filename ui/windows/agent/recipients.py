# SPDX-License-Identifier: Apache-2.0
"""Who a reply goes to, and what this computer knows of addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from app.workspace.conversation import Entry
from app.workspace.workspace import Workspace
from sync_server.contract.commands import Address
from sync_server.contract.entities import Contact, Ticket
from sync_server.contract.ids import TicketId
from ui.models.search_people import People
from ui.widgets.choice_menu import Choice
from ui.widgets.composer_addresses import AddressBook
from ui.widgets.composer_token import AddressTone
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.sign import Sign

_MOST_OFFERED: Final = 6
_MOST_LOOKED_AT: Final = 40


@dataclass(frozen=True, slots=True)
class Addressees:
    """`to` the customer, and `cc` who had copies of what the customer wrote last."""

    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()


def addressees_of(
    workspace: Workspace, ticket: TicketId | None, entries: Iterable[Entry]
) -> Addressees:
    """Whom Reply and Reply all reach. The To of the customer is our own address, so it is left."""
    row = workspace.get(Ticket, ticket)
    contact = workspace.get(Contact, None if row is None else row.requester)
    to = contact.emails[:1] if contact is not None else ()
    copied: tuple[str, ...] = ()
    for entry in entries:
        if entry.message.type == "customer":
            copied = entry.message.cc
    own = frozenset(each.casefold() for each in (contact.emails if contact is not None else ()))
    cc = (address for address in copied if is_address(address) and address.casefold() not in own)
    return Addressees(to, tuple(dict.fromkeys(cc)))


def is_address(text: str) -> bool:
    """Whether the server takes `text` for an address."""
    try:
        msgspec.convert(text, Address)
    except msgspec.ValidationError:
        return False
    return "\0" not in text


class Directory(AddressBook):
    """Knows the customers of the desk, and who took part in the open ticket."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._ticket: TicketId | None = None
        self._company: str | None = None
        self._met: tuple[str, ...] = ()
        self._people = People(workspace)

    def look_at(self, ticket: TicketId | None, entries: Iterable[Entry]) -> None:
        """Another ticket is open, or more of it is known."""
        if ticket != self._ticket:
            self._ticket = ticket
            self._people = People(self._workspace)
        row = self._workspace.get(Ticket, ticket)
        self._company = None if row is None else row.organisation
        customer = None if row is None else self._workspace.get(Contact, row.requester)
        # Going through all customers takes a third of a second at 60,000: theirs is known at once.
        found = dict.fromkeys(() if customer is None else customer.emails)
        for entry in entries:
            found.update(dict.fromkeys((*entry.message.to, *entry.message.cc)))
        self._met = tuple(address for address in found if is_address(address))

    def judge(self, address: str) -> AddressTone:
        """Bad, or new where neither a customer nor this ticket has it."""
        if not is_address(address):
            return "bad"
        wanted = address.casefold()
        if any(each.casefold() == wanted for each in self._met):
            return "known"
        for contact in self._contacts(address, most=_MOST_LOOKED_AT):
            if any(each.casefold() == wanted for each in contact.emails):
                return "known"
        return "new"

    def suggest(self, beginning: str) -> tuple[Choice, ...]:
        """By name or address: this ticket's people, then the customer's company, then all."""
        wanted = beginning.casefold()
        found = {
            address: Choice(address, address, Sign("icon", "mail"))
            for address in self._met
            if address.casefold().startswith(wanted)
        }
        contacts = list(self._contacts(beginning, most=_MOST_LOOKED_AT))
        contacts.sort(key=lambda contact: contact.organisation != self._company)
        for contact in contacts:
            for address in contact.emails:
                found[address] = _choice(contact, address)
        return tuple(found.values())[:_MOST_OFFERED]

    def _contacts(self, text: str, *, most: int) -> Iterator[Contact]:
        for person in self._people.find(text, kinds=("contact",), most=most):
            contact = self._workspace.get(Contact, person.id)
            if contact is not None and contact.merged_into is None:
                yield contact


def _choice(contact: Contact, address: str) -> Choice:
    face = Sign("avatar", initials_of(contact.name or address), avatar_index(contact.id))
    return Choice(address, contact.name or address, face, address if contact.name else "")
