# SPDX-License-Identifier: Apache-2.0
"""Which ticket a mail belongs to, and whether its sender may write there.

Evidence counts in this order: the signed address that the mail was sent to; our own signed
Message-IDs that it names, the one it answers first; Message-IDs of others that the desk has; the
signed token in the subject. A number alone is none. Evidence says which ticket is meant, not who
writes: that is the sender's address, and whoever has no part in the ticket is held.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from msgspec import Struct

from sync_server.channels.email.facts import Facts, addresses_of, named_in
from sync_server.channels.email.mail import ParsedMail
from sync_server.contract.addresses import address_key, address_keys
from sync_server.contract.entities import Contact, Message, Ticket
from sync_server.contract.ids import MessageId, TicketId
from sync_server.security.signing import Signer, subject_tokens

MAX_NAMED: Final = 50
"""Message-IDs of a mail that are looked at."""


class Claim(Struct, frozen=True):
    """The ticket that a mail claims to belong to, and the message of it that it names, if any."""

    ticket: Ticket
    message: Message | None = None


class Place(Struct, frozen=True, kw_only=True):
    """Where a mail goes: onto `thread`, or into a new ticket without one.

    `about` is the forward that it answers. `unverified`: it cannot be said who wrote it. With a
    `problem` it is not let in; `thread` is then what it claims.
    """

    thread: TicketId | None = None
    about: MessageId | None = None
    unverified: bool = False
    problem: str = ""


def named_ids(mail: ParsedMail) -> list[str]:
    """The Message-IDs that a mail names, the one it answers first, each once."""
    answered = (mail.in_reply_to,) if mail.in_reply_to else ()
    named = dict.fromkeys((*answered, *reversed(mail.references)))
    named.pop(mail.message_id or "", None)
    return list(islice(named, MAX_NAMED))


def find_claim(mail: ParsedMail, facts: Facts, signer: Signer) -> Claim | None:
    """The first evidence that names a ticket which the desk has."""
    return next(_claims(mail, facts, signer), None)


def find_place(mail: ParsedMail, facts: Facts, signer: Signer) -> Place:
    """Where a mail goes. It has a sender."""
    claim = find_claim(mail, facts, signer)
    if claim is None:
        return Place(thread=_opened_by_answer(mail, facts))
    assert mail.sender is not None
    sender, ticket = mail.sender.address, claim.ticket
    if facts.asks(ticket, sender):
        return Place(thread=ticket.id)
    aside = _asked_aside(claim, sender)
    if aside is not None:
        return Place(thread=ticket.id, about=aside)
    is_staff = facts.agent(sender) is not None
    if facts.takes_part(ticket, sender) and not is_staff:
        return Place(thread=ticket.id)
    forward = facts.forwarded_to(ticket.id, sender)
    if forward is not None:
        return Place(thread=ticket.id, about=forward)
    if is_staff:
        # Anybody can write an agent's address into a mail; only the signed address of a notice
        # shows that an agent wrote.
        return Place(thread=ticket.id, unverified=True)
    if _was_copied(claim, sender) and not facts.is_excluded(ticket, sender):
        return Place(thread=ticket.id)
    return Place(thread=ticket.id, problem=f"{sender} has no part in this ticket")


def _opened_by_answer(mail: ParsedMail, facts: Facts) -> TicketId | None:
    """The ticket that an answer to this mail has opened by coming first. Who wrote that is one of
    those to whom this mail goes: whoever else may know its Message-ID draws nothing to himself.
    """
    if mail.message_id is None:
        return None
    readers = address_keys(each.address for each in (*mail.to, *mail.cc))
    for answer in facts.awaiting(mail.message_id):
        ticket = facts.ticket(answer.ticket)
        author = None if answer.contact is None else facts.find(Contact, answer.contact)
        if ticket is None or author is None or ticket.requester != author.id:
            continue
        if not address_keys(author.emails).isdisjoint(readers):
            return ticket.id
    return None


def _claims(mail: ParsedMail, facts: Facts, signer: Signer) -> Iterator[Claim]:
    for recipient in (*mail.to, *mail.cc):
        id_ = signer.thread_of_address(recipient.address)
        ticket = None if id_ is None else facts.ticket(id_)
        if ticket is not None:
            yield Claim(ticket, _named_message(mail, ticket, facts, signer))
    named = named_ids(mail)
    for message_id in named:
        yield from _own_claim(message_id, facts, signer)
    for message_id in named:
        message = facts.under(message_id)
        ticket = None if message is None else facts.ticket(message.ticket)
        if ticket is not None:
            yield Claim(ticket, message)
    for token in subject_tokens(mail.subject):
        numbered = facts.numbered(token.number)
        if numbered is not None and signer.is_subject_of(token, numbered.id):
            ticket = facts.ticket(numbered.id)
            if ticket is not None:
                yield Claim(ticket)


def _own_claim(message_id: str, facts: Facts, signer: Signer) -> Iterator[Claim]:
    own = signer.read_message_id(message_id)
    if own is None:
        return
    message = None if own.purpose == "notice" else facts.message(own.id)
    id_ = TicketId(own.id) if message is None else message.ticket
    ticket = facts.ticket(id_)
    if ticket is not None:
        yield Claim(ticket, message)


def _named_message(
    mail: ParsedMail, ticket: Ticket, facts: Facts, signer: Signer
) -> Message | None:
    """The message of this ticket that a mail answers, where it says so as well."""
    for message_id in named_ids(mail):
        for claim in _own_claim(message_id, facts, signer):
            if claim.ticket.id == ticket.id:
                return claim.message
    return None


def _asked_aside(claim: Claim, sender: str) -> MessageId | None:
    """The message that is answered, if it was for the sender and not for the customer to see: one
    that was forwarded, also to somebody who gets copies, or a blind copy.
    """
    message, plain = claim.message, address_key(sender)
    if message is None or plain not in addresses_of(message):
        return None
    blind = message.type == "reply" and plain not in named_in(message)
    return message.id if message.type == "forward" or blind else None


def _was_copied(claim: Claim, sender: str) -> bool:
    """Whether the message that is answered went to the sender as well."""
    message = claim.message
    is_public = message is not None and message.type in ("customer", "reply")
    return message is not None and is_public and address_key(sender) in named_in(message)
