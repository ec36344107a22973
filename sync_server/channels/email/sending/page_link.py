# SPDX-License-Identifier: Apache-2.0
"""The link to a customer's page of their ticket, for mail that nobody but they will read; pure.

Whoever has the link may read the ticket and answer in the customer's name. So it stands in no mail
that somebody else gets a copy of; and not in what is sent without a person about a message that
anybody could have written in the customer's name, so that nobody can have the desk spread it.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sync_server.contract.addresses import address_keys
from sync_server.contract.entities import Contact, Message
from sync_server.contract.ids import Instant
from sync_server.security.signing import Signer

LIFE: Final = timedelta(days=90)
"""How long a link opens the page; each mail brings a new one."""


def page_link(
    message: Message,
    contact: Contact | None,
    conversation: Iterable[Message],
    *,
    at: Instant,
    web: str,
    signer: Signer,
) -> str:
    """The link for a mail of `at`; empty where there is none to give.

    `web` is where customers find the desk's pages; empty: nowhere. `contact` asked the ticket.
    """
    if not web or contact is None or not is_for_customer_alone(message, contact):
        return ""
    if message.automatic and any(each.unverified for each in conversation):
        return ""
    until = at + LIFE // timedelta(microseconds=1)
    return f"{web}/r/{signer.page_token(message.ticket, contact.id, expires_at=until)}"


def is_for_customer_alone(message: Message, contact: Contact | None) -> bool:
    """Whether nobody but the customer who asked gets the mail of a message."""
    if contact is None or message.type != "reply":
        return False
    own = address_keys(contact.emails)
    readers = address_keys((*message.to, *message.cc, *message.bcc))
    return bool(readers) and readers <= own
