# SPDX-License-Identifier: Apache-2.0
"""Under which id a mail is known, and whether the desk has it already."""

from typing import Final

from sync_server.channels.email.facts import Facts
from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.taking import MAX_MESSAGE_ID
from sync_server.channels.email.threads import made_id
from sync_server.contract.entities import Message
from sync_server.contract.ids import Instant
from sync_server.store.incoming import NOTHING, RawMail

SAME_US: Final = 600_000_000
"""Microseconds within which a mail that has neither Message-ID nor date comes by all its ways."""

_COMPARED: Final = 200
"""Words of a text by which two mails are told apart."""

_FOOTERS: Final = ("--", "__", "==")
"""How what a list or a scanner writes below a mail begins."""


def known_id(mail: ParsedMail, raw: RawMail, facts: Facts) -> tuple[str, str | None]:
    """The id of a mail, and for a repeat what it repeats: the message's id, or `NOTHING`.

    The same mail may come by several ways, one of which writes a footer below it, to several of our
    mailboxes, or stand twice in one of them. Another mail under a taken Message-ID is no repeat:
    some programs give all their mails one, and a forger may choose an existing one. It is known by
    an id of what it says.
    """
    if mail.message_id is None and mail.date is None:
        return _known_by_instant(mail, raw, facts)
    made = made_id(mail.fingerprint)
    for id_ in ((mail.message_id or made)[:MAX_MESSAGE_ID], made):
        before = [each for each in facts.same(id_) if each.id != raw.id]
        for each in before:
            if each.fingerprint == mail.fingerprint:
                return id_, each.message or NOTHING
        for each in before:
            message = facts.message(each.message) if each.message else None
            if message is not None and _has_a_footer(message, mail, facts):
                return id_, message.id
        message = None if before else facts.under(id_)
        if message is not None and _says(message, mail):
            return id_, message.id
        if not before and message is None:
            return id_, None
    return f"{raw.id}@deskbell.invalid", None


def _known_by_instant(mail: ParsedMail, raw: RawMail, facts: Facts) -> tuple[str, str | None]:
    """As `known_id`, of a mail that has nothing of its own by which two are told apart.

    A form or a device may write the same words again on another day, and that is no repeat. Only
    when the mail server got it tells: the same mail has that instant again when it is read again,
    and nearly that one where it came to another of our mailboxes.
    """
    made = made_id(mail.fingerprint)
    span = raw.at // SAME_US
    ids = [made_id(mail.fingerprint, number) for number in (span, span - 1, span + 1)]
    for id_ in (*ids, made):
        for each in facts.same(id_):
            if each.id != raw.id and _is_near(each.at, raw.at):
                return id_, each.message or NOTHING
    message = facts.under(made)
    if message is not None and _is_near(message.at, raw.at) and _says(message, mail):
        return made, message.id
    return ids[0], None


def _is_near(at: Instant, other: Instant) -> bool:
    return abs(at - other) <= SAME_US


def _says(message: Message, mail: ParsedMail) -> bool:
    """Whether a message that was imported, or brought by another way, is this mail."""
    return message.text.split()[:_COMPARED] == mail.text.split()[:_COMPARED]


def _has_a_footer(message: Message, mail: ParsedMail, facts: Facts) -> bool:
    """Whether one of both is the other with a footer below it. A forger is not its author."""
    author = None if mail.sender is None else facts.contact(mail.sender.address)
    if author is None or author.id != message.contact:
        return False
    short, long = sorted((message.text.split(), mail.text.split()), key=len)
    below = long[len(short) :]
    return bool(short and below) and long[: len(short)] == short and below[0].startswith(_FOOTERS)
