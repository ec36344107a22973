# SPDX-License-Identifier: Apache-2.0
"""Who a reply goes to, and what this computer knows of addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from app.workspace.conversation import Entry
from app.workspace.workspace import Workspace
from sync_server.contract.commands import Address
from sync_server.contract.entities import Agent, Contact, Message, Ticket
from sync_server.contract.ids import TicketId
from ui.models.search_people import People
from ui.widgets.choice import Choice
from ui.widgets.composer_addresses import AddressBook
from ui.widgets.composer_token import AddressTone
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.sign import Sign

_MOST_OFFERED: Final = 6
_MOST_LOOKED_AT: Final = 40


@dataclass(frozen=True, slots=True)
class Addressees:
    """`to` the customer, and `cc` everybody else who had what was written last."""

    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()


def addressees_of(
    workspace: Workspace, ticket: TicketId | None, entries: Iterable[Entry]
) -> Addressees:
    """Whom Reply and Reply all reach: never ourselves, and not the desk's own addresses."""
    row = workspace.get(Ticket, ticket)
    contact = workspace.get(Contact, None if row is None else row.requester)
    customer = () if contact is None else contact.emails
    last: Message | None = None
    for entry in entries:
        if entry.message.type == "customer":
            last = entry.message
    if last is None:
        return Addressees(customer[:1])
    ours = _Ours(workspace, customer)
    writer = workspace.get(Contact, last.contact)
    found = [] if writer is None else list(writer.emails[:1])
    if any(map(ours.has, (*last.to, *last.cc))):
        found += last.to  # without an address of ours nobody knows which of them the desk is
    found += last.cc
    left = {address.casefold() for address in customer}
    others: dict[str, str] = {}
    for address in found:
        known = address.casefold()
        if is_address(address) and known not in left and not ours.has(address):
            others.setdefault(known, address)
    return Addressees(customer[:1], tuple(others.values()))


class _Ours:
    """Tells the desk's addresses: those of its people, and what shares their domain.

    A desk that serves its own company has its customers there too: then only its people are ours.
    """

    def __init__(self, workspace: Workspace, customer: Iterable[str]) -> None:
        self._people = {each.email.casefold() for each in workspace.all(Agent) if each.email}
        theirs = {_domain(address) for address in customer}
        self._domains = {_domain(address) for address in self._people} - theirs

    def has(self, address: str) -> bool:
        return address.casefold() in self._people or _domain(address) in self._domains


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()


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
        self._company: str | None = None
        self._met: tuple[str, ...] = ()
        self._people, self._revision = People(workspace), workspace.revision(Contact)

    def look_at(self, ticket: TicketId | None, entries: Iterable[Entry]) -> None:
        """Another ticket is open, or more of it is known."""
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
        if self._revision != self._workspace.revision(Contact):
            self._people, self._revision = (
                People(self._workspace),
                self._workspace.revision(Contact),
            )
        for person in self._people.find(text, kinds=("contact",), most=most):
            contact = self._workspace.get(Contact, person.id)
            if contact is not None and contact.merged_into is None:
                yield contact


def _choice(contact: Contact, address: str) -> Choice:
    face = Sign("avatar", initials_of(contact.name or address), avatar_index(contact.id))
    return Choice(address, contact.name or address, face, address if contact.name else "")
