# SPDX-License-Identifier: Apache-2.0
"""Where a reply to a customer goes when nobody says else: the same for the desk and its clients."""

from sync_server.contract.addresses import address_key, address_keys
from sync_server.contract.entities import Contact, Message
from sync_server.contract.mail_providers import PROVIDERS


def is_theirs(address: str, contact: Contact) -> bool:
    """Whether an address can be taken for a contact's: one that they have, or one of their domain.

    Whoever forges their mail may ask for the answer to an address of his own, so any other is not.
    At a provider's domain everybody may have an address.
    """
    is_known = address_key(address) in address_keys(contact.emails)
    return is_known or any(is_near(address, each) for each in contact.emails)


def is_near(address: str, other: str) -> bool:
    """Whether two addresses are of one domain of which nobody else can have one."""
    one, another = (address_key(each).rpartition("@")[2] for each in (address, other))
    return one == another and one not in PROVIDERS


def replies_to(contact: Contact, last: Message | None) -> tuple[str, ...]:
    """Where a reply to a contact goes: where their `last` message came from, or wanted it.

    What is not verified changes nothing; and neither does an address that was taken from them.
    """
    is_told = last is not None and last.contact == contact.id and not last.unverified
    if is_told and last is not None and last.sender and is_theirs(last.sender, contact):
        return (last.sender,)
    return contact.emails[:1]
