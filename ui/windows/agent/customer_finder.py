# SPDX-License-Identifier: Apache-2.0
"""Finds customers by name, address, phone or company, and what is open for them."""

from typing import Final

from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Contact, Organisation, Ticket
from sync_server.contract.ids import ContactId, OrganisationId
from ui.models.palette_match import fold
from ui.models.removed import is_removed

_FINISHED: Final = frozenset({"solved", "closed", "merged", "spam", "deleted"})
_KINDS: Final = frozenset({Contact.kind, Organisation.kind})
_LEAST_DIGITS: Final = 3


class CustomerFinder:
    """Its index is made when something is first looked for, and again after a change of names."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._index: list[tuple[str, str, ContactId]] | None = None

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        if changes.reloaded or not _KINDS.isdisjoint(changes.rows):
            self._index = None

    def find(self, text: str, *, most: int = 6) -> tuple[Contact, ...]:
        """Who has every word of `text` at the start of a word, or its digits in a phone number."""
        words = [f" {word}" for word in fold(text).split()]
        digits = digits_of(text)
        by_phone = len(digits) >= _LEAST_DIGITS and not any(each.isalpha() for each in text)
        if not words:
            return ()
        found: list[Contact] = []
        for known_as, phones, id in self._all():
            hit = all(word in known_as for word in words) or (by_phone and digits in phones)
            contact = self._workspace.get(Contact, id) if hit else None
            if contact is not None:
                found.append(contact)
                if len(found) == most:
                    break
        return tuple(found)

    def open_tickets(self, customer: ContactId) -> tuple[Ticket, ...]:
        """What is not finished for a customer, the last one that was written to first."""
        found = [
            ticket
            for ticket in self._workspace.all(Ticket)
            if ticket.requester == customer and ticket.status not in _FINISHED
        ]
        return _newest_first(found)

    def tickets(self, customer: ContactId, *, most: int) -> tuple[Ticket, ...]:
        """The last tickets of a customer, whatever became of them."""
        found = [
            each
            for each in self._workspace.all(Ticket)
            if each.requester == customer and not is_removed(each)
        ]
        return _newest_first(found)[:most]

    def _all(self) -> list[tuple[str, str, ContactId]]:
        if self._index is None:
            workspace = self._workspace
            companies = {each.id: each.name for each in workspace.all(Organisation)}
            contacts = [each for each in workspace.all(Contact) if each.merged_into is None]
            contacts.sort(key=lambda contact: contact.name.casefold())
            self._index = [
                (_known_as(contact, companies), digits_of(" ".join(contact.phones)), contact.id)
                for contact in contacts
            ]
        return self._index


def _known_as(contact: Contact, companies: dict[OrganisationId, str]) -> str:
    company = companies.get(contact.organisation, "") if contact.organisation else ""
    domains = " ".join(address.partition("@")[2] for address in contact.emails)
    return " " + fold(f"{contact.name} {' '.join(contact.emails)} {domains} {company}")


def digits_of(text: str) -> str:
    """What identifies a phone number, however it is written."""
    return "".join(each for each in text if each.isdigit())


def _newest_first(tickets: list[Ticket]) -> tuple[Ticket, ...]:
    tickets.sort(key=lambda ticket: -(ticket.last_message_at or ticket.opened_at))
    return tuple(tickets)
