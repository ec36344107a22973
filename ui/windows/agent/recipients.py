# SPDX-License-Identifier: Apache-2.0
"""Who a reply goes to, and what this computer knows of addresses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import msgspec

from app.workspace.conversation import Entry
from app.workspace.workspace import Workspace
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import Address
from sync_server.contract.entities import Agent, Contact, Mailbox, Message, Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.reply_addresses import replies_to
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
    """`to` who wrote last, and `cc` everybody else who had it or gets copies. With `is_other` that
    is not the first address of the customer.
    """

    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    is_other: bool = False


def addressees_of(
    workspace: Workspace, ticket: TicketId | None, entries: Iterable[Entry]
) -> Addressees:
    """Whom Reply and Reply all reach: never ourselves, and not the desk's own addresses.

    Reply goes to who wrote last. What came by itself, or by nobody knows whom, asks for no answer.
    """
    row = workspace.get(Ticket, ticket)
    contact = workspace.get(Contact, None if row is None else row.requester)
    customer = () if contact is None else contact.emails
    heard = [entry for entry in entries if _asks(entry.message)]
    copied = () if row is None else copied_of(row, heard)
    if not heard:
        return Addressees(customer[:1], _without(copied, customer, own_addresses(workspace)))
    last, ours = heard[-1].message, own_addresses(workspace)
    writer = workspace.get(Contact, last.contact)
    wrote = customer if writer is None or writer == contact else writer.emails
    found = [] if wrote is customer else list(customer[:1])
    if any(map(ours.has, (*last.to, *last.cc))):
        found += last.to  # without an address of ours nobody knows which of them the desk is
    found += copied
    author = writer or contact
    to = (() if author is None else replies_to(author, last)) or customer[:1]
    return Addressees(to, _without(found, (*wrote, *to), ours), is_other=to != customer[:1])


def copied_of(ticket: Ticket, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Who outside gets copies: the ticket says so, else the last message of one without mail."""
    if ticket.cc or ticket.mailbox is not None:
        return ticket.cc
    for entry in reversed(entries):
        if entry.message.type in ("customer", "reply") and not entry.message.retracted:
            return entry.message.cc
    return ()


def _asks(message: Message) -> bool:
    """Whether a person outside wrote it to us, as far as anybody knows."""
    return message.type == "customer" and not message.automatic and not message.unverified


def _without(found: Iterable[str], left: Iterable[str], ours: "OwnAddresses") -> tuple[str, ...]:
    """Each once, but those that are left out, ours, and what is no address."""
    away = {address_key(address) for address in left}
    others: dict[str, str] = {}
    for address in found:
        known = address_key(address)
        if is_address(address) and known not in away and not ours.has(address):
            others.setdefault(known, address)
    return tuple(others.values())


class OwnAddresses:
    """Tells the desk's addresses: those of its mailboxes and of its people.

    Also `support+anything@...` is ours: so a reply to a ticket's own address names it. What merely
    shares our domain is not: a desk that serves its own company has its customers there.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(_plain(address) for address in known if address)

    def has(self, address: str) -> bool:
        return _plain(address) in self._known


def own_addresses(workspace: Workspace) -> OwnAddresses:
    """The addresses of a desk as they are known now."""
    boxes = (each.address for each in workspace.all(Mailbox))
    return OwnAddresses((*boxes, *(each.email for each in workspace.all(Agent))))


def _plain(address: str) -> str:
    """Without what stands behind a plus, and in small letters."""
    local, _, domain = address_key(address).rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


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
        self._customer: tuple[str, ...] = ()
        self._people, self._revision = People(workspace), workspace.revision(Contact)

    def look_at(self, ticket: TicketId | None, entries: Iterable[Entry]) -> None:
        """Another ticket is open, or more of it is known."""
        row = self._workspace.get(Ticket, ticket)
        customer = None if row is None else self._workspace.get(Contact, row.requester)
        met = [() if row is None else row.cc]
        for entry in entries:
            met += [entry.message.to, entry.message.cc]
        self.look_for(customer, met=chain.from_iterable(met))
        self._company = None if row is None else row.organisation

    def look_for(self, customer: Contact | None, *, met: Iterable[str] = ()) -> None:
        """Somebody else is written to; `met` are those who took part before."""
        self._company = None if customer is None else customer.organisation
        # Going through all customers takes a third of a second at 60,000: theirs is known at once.
        self._customer = () if customer is None else customer.emails
        found = dict.fromkeys((*self._customer, *met))
        self._met = tuple(address for address in found if is_address(address))

    @property
    def outside(self) -> tuple[str, ...]:
        """The addresses of the open ticket that are neither the customer's nor the desk's."""
        ours = own_addresses(self._workspace)
        left = {address_key(each) for each in self._customer}
        return tuple(
            address
            for address in self._met
            if address_key(address) not in left and not ours.has(address)
        )

    def named(self, address: str) -> tuple[str, str, int]:
        """Whose it is: name, initials and colours; the address itself where nobody knows."""
        for contact in self._contacts(address, most=_MOST_LOOKED_AT):
            if contact.name and _has(contact, address):
                return contact.name, initials_of(contact.name), avatar_index(contact.id)
        return address, initials_of(address), avatar_index(address)

    def judge(self, address: str) -> AddressTone:
        """Bad, or new where neither a customer nor this ticket has it."""
        if not is_address(address):
            return "bad"
        wanted = address_key(address)
        if any(address_key(each) == wanted for each in self._met):
            return "known"
        for contact in self._contacts(address, most=_MOST_LOOKED_AT):
            if _has(contact, address):
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


def _has(contact: Contact, address: str) -> bool:
    wanted = address_key(address)
    return any(address_key(each) == wanted for each in contact.emails)


def _choice(contact: Contact, address: str) -> Choice:
    face = Sign("avatar", initials_of(contact.name or address), avatar_index(contact.id))
    return Choice(address, contact.name or address, face, address if contact.name else "")
