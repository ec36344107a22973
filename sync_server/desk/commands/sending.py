# SPDX-License-Identifier: Apache-2.0
"""What a message needs to leave by mail: a mailbox, recipients, and its place in the queue.

The rows are the queue: whoever sends looks for messages whose `delivery` is "waiting" and whose
hold is over.
"""

from collections.abc import Iterable
from typing import Any, Final

from sync_server.contract.addresses import address_key, address_keys
from sync_server.contract.commands import Forward, OpenTicket, Reply
from sync_server.contract.entities import Contact, Mailbox, Message, Ticket
from sync_server.contract.ids import MailboxId
from sync_server.contract.refusals import Code, Refused
from sync_server.contract.reply_addresses import replies_to
from sync_server.desk.unit import Unit

MICROSECONDS: Final = 1_000_000
MAX_PARTICIPANTS: Final = 100
"""People outside who get copies of a ticket's replies."""

HELD_BY_RESTORE: Final = "Held by a restore, because it may have left since the backup"

_LOOKED_AT: Final = 50
"""Messages of a ticket among which its customer's last one is looked for."""


def sending_mailbox(unit: Unit, ticket: Ticket, wanted: MailboxId | None) -> Mailbox | None:
    """The mailbox that a message leaves from; `None` on a desk without mail.

    Refused: not_found for one that there is not, bad_value for one that is disconnected.
    """
    if wanted is None:
        return unit.roster.mailbox_for(ticket)
    mailbox = unit.roster.mailboxes.get(wanted)
    if mailbox is None:
        raise Refused(Code.NOT_FOUND, "mailbox")
    if mailbox.disabled:
        raise Refused(Code.BAD_VALUE, "mailbox")
    return mailbox


def leaving(unit: Unit, ticket: Ticket, command: OpenTicket | Reply | Forward) -> dict[str, Any]:
    """The fields of a message that goes out: to whom, from where, and when it may leave.

    Refused: as `sending_mailbox`; forbidden for the mailbox of another team.
    """
    to = command.to or address_of_requester(unit, ticket)
    mailbox = sending_mailbox(unit, ticket, command.mailbox)
    if mailbox is not None and not _may_write_from(unit, ticket, mailbox):
        raise Refused(Code.FORBIDDEN, "mailbox")
    return {
        "to": to,
        "cc": command.cc,
        "bcc": command.bcc,
        "release_at": unit.now + command.hold_s * MICROSECONDS if command.hold_s else None,
        **by_mail(mailbox, to, command.cc, command.bcc, again=unit.again),
    }


def _may_write_from(unit: Unit, ticket: Ticket, mailbox: Mailbox) -> bool:
    """An agent writes from the addresses of the ticket's team, and from the one that it uses."""
    usual = unit.roster.mailbox_for(ticket)
    is_usual = usual is not None and usual.id == mailbox.id
    return unit.viewer is None or is_usual or mailbox.team == ticket.team


def by_mail(
    mailbox: Mailbox | None, *recipients: tuple[str, ...], again: bool = False
) -> dict[str, Any]:
    """The fields by which a message waits to leave; none where it cannot leave by mail.

    What is written `again`, after a restore, is held as what waited in the backup is: an agent
    decides whether it leaves once more.
    """
    if mailbox is None or not any(recipients):
        return {}
    if again:
        return {"mailbox": mailbox.id, "delivery": "failed", "delivery_note": HELD_BY_RESTORE}
    return {"mailbox": mailbox.id, "delivery": "waiting"}


def address_of_requester(unit: Unit, ticket: Ticket) -> tuple[str, ...]:
    """Where replies go when nobody says else."""
    contact = None if ticket.requester is None else unit.find(Contact, ticket.requester)
    return () if contact is None else replies_to(contact, _last_of(unit, ticket, contact))


def _last_of(unit: Unit, ticket: Ticket, contact: Contact) -> Message | None:
    """What a contact wrote last, if that is not long ago."""
    for id_ in unit.lookup.messages_of_ticket(ticket.id, _LOOKED_AT):
        message = unit.find(Message, id_)
        if message is None or message.type != "customer" or message.contact != contact.id:
            continue
        if not message.automatic and not message.unverified:
            return message
    return None


def participants(
    unit: Unit,
    ticket: Ticket,
    *,
    add: tuple[str, ...],
    remove: tuple[str, ...] = (),
    to: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The fields of who gets copies, in the order in which they came, and of who has no part any
    more; whoever is written `to` has one again.

    The requester has them anyway, the desk writes no mail to itself, and what an agent writes must
    not become a customer's word. Refused: limit.
    """
    own = addresses_of_requester(unit, ticket)
    gone = address_keys((*remove, *own))
    kept = {address_key(each): each for each in ticket.cc if address_key(each) not in gone}
    for address in add:
        plain = address_key(address)
        is_desks = unit.roster.is_ours(plain) or unit.lookup.agent_by_address(plain) is not None
        if plain not in gone and not is_desks:
            kept.setdefault(plain, address)
    if len(kept) > MAX_PARTICIPANTS:
        raise Refused(Code.LIMIT, "cc")
    left = [each for each in ticket.cc if address_key(each) not in kept]
    return {
        "cc": tuple(kept.values()),
        "excluded": excluded(ticket, without=left, given=(*kept, *to, *own)),
    }


def excluded(ticket: Ticket, *, without: Iterable[str], given: Iterable[str]) -> tuple[str, ...]:
    """Who has no part in a ticket any more: also who is `without` one now, unless it is `given`."""
    known = dict.fromkeys((*ticket.excluded, *map(address_key, without)))
    return tuple(each for each in known if each not in address_keys(given))[-MAX_PARTICIPANTS:]


def addresses_of_requester(unit: Unit, ticket: Ticket) -> tuple[str, ...]:
    """All addresses at which the customer is known."""
    contact = None if ticket.requester is None else unit.find(Contact, ticket.requester)
    return () if contact is None else contact.emails
