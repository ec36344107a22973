# SPDX-License-Identifier: Apache-2.0
"""What is known of the sender of held mail: how much they wrote, and whose domain it is."""

from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.addresses import address_key, address_keys
from sync_server.contract.entities import Contact, Held, Organisation, Ticket
from ui.widgets import plural

_DAYS: Final = 90
_DAY_US: Final = 86_400_000_000


def domain_of(address: str) -> str:
    """The part behind the sign, in lower case; nothing for what is no address."""
    return address_key(address.rpartition("@")[2]) if "@" in address else ""


def owner_of(workspace: Workspace, domain: str) -> str:
    """The customer whose own domain it is, by name; nothing where nobody is known there."""
    for company in workspace.all(Organisation):
        if domain in address_keys(company.domains):
            return company.name
    for contact in workspace.all(Contact):
        if contact.merged_into is None and domain in map(domain_of, contact.emails):
            return contact.name or contact.emails[0]
    return ""


def amount_words(count: int) -> str:
    """How much mail of 90 days a block would have held."""
    return plural.tr("%n mails in 90 days", "1 mail in 90 days", count)


def mail_of_domain(workspace: Workspace, domain: str) -> int:
    """How much came from a domain in 90 days, as far as this computer knows: held mail, and
    tickets that its people opened.
    """
    since = workspace.now_us() - _DAYS * _DAY_US
    held = sum(1 for each in workspace.all(Held) if domain_of(each.sender) == domain)
    people = {
        contact.id for contact in workspace.all(Contact) if domain in map(domain_of, contact.emails)
    }
    if not people:
        return held
    tickets = workspace.all(Ticket)
    return held + sum(1 for t in tickets if t.requester in people and t.opened_at >= since)
