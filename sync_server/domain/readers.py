# SPDX-License-Identifier: Apache-2.0
"""Who outside has a message of a ticket: one rule for their page and for what mail repeats."""

from sync_server.contract.addresses import address_keys
from sync_server.contract.entities import Contact, Message


def readers(message: Message, *, author: Contact | None, requester: Contact | None) -> set[str]:
    """The folded addresses of those who wrote a message or got it openly; empty: nobody outside.

    Anybody can name recipients in mail of which it is not certain who wrote it. A blind copy stays
    hidden also from what follows on it. A reply that names nobody is for the `requester`.
    """
    addressed = address_keys((*message.to, *message.cc))
    if message.type == "reply":
        return addressed if message.to else addressed | _addresses_of(requester)
    if message.type != "customer" or author is None:
        return set()
    own = _addresses_of(author)
    return own if message.unverified else own | addressed


def _addresses_of(contact: Contact | None) -> set[str]:
    return set() if contact is None else address_keys(contact.emails)
