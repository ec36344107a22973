# SPDX-License-Identifier: Apache-2.0
"""From what was decided about a mail to the command that does it. Pure."""

from typing import Final

import msgspec
from msgspec import Struct

from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.decision import Hold, Receive
from sync_server.channels.email.forwarded import without_prefix
from sync_server.channels.email.mail import MailAddress, ParsedMail
from sync_server.channels.email.taking import (
    MAX_MESSAGE_ID,
    MAX_NAME,
    MAX_SUBJECT,
    Body,
    how_to_get,
    is_address,
    mail_body,
    recipients,
    references,
    words_of_lack,
)
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import Command, HoldMail, ReceiveMessage
from sync_server.contract.entities import Mailbox
from sync_server.contract.ids import (
    ContactId,
    HeldId,
    Instant,
    MessageId,
    TicketId,
)
from sync_server.contract.reply_addresses import is_near
from sync_server.desk.actor import CHANNEL, SYSTEM, Actor
from sync_server.security.signing import without_subject_tokens
from sync_server.store.incoming import RawMail

MAIL: Final = Actor(kind=CHANNEL, id="mail", via="mail", device="mail")
"""Takes in what customers write."""

MAIL_DESK: Final = Actor(kind=SYSTEM, id="mail", via="mail", device="mail")
"""The desk's own part of mail: acknowledgements, and what becomes of held mail."""

RECENT: Final = 300_000_000
"""Microseconds: mail that came so shortly ago counts from when it is taken in."""


class Entry(Struct, frozen=True, kw_only=True):
    """A command that takes a mail in, and the bytes of the files that it names.

    `became` is the id of the message that it makes, or of what is held. `note` is what
    colleagues are told beside it. `answerable`: a person asks something. `stops` is the ticket to
    which no more mail of this sender comes for now.
    """

    command: Command
    files: dict[str, bytes] = {}
    message: MessageId | None = None
    held: HeldId | None = None
    note: str = ""
    answerable: bool = False
    stops: TicketId | None = None


def message_of(raw: RawMail) -> MessageId:
    """The id of the message that a mail becomes."""
    return MessageId(derived_id("message", raw.id))


def held_of(raw: RawMail) -> HeldId:
    """The id under which a mail is held."""
    return HeldId(derived_id("held", raw.id))


def receive(
    mail: ParsedMail,
    raw: RawMail,
    data: bytes,
    *,
    decided: Receive,
    mailbox: Mailbox | None,
    now: Instant,
    note: str = "",
) -> Entry:
    """Take a mail in as a customer's message."""
    assert mail.sender is not None
    place, forwarded = decided.place, decided.forwarded
    sender, subject = mail.sender, without_subject_tokens(mail.subject)
    if forwarded is not None:
        # Its HTML cannot be told from what stands above it, and the mail as it came has both.
        inside = msgspec.structs.replace(mail, text=forwarded.text, html=None)
        body = mail_body(inside, data, owner=raw.id, encloses=False)
        sender, subject = forwarded.sender, forwarded.subject
    else:
        body = mail_body(mail, data, owner=raw.id, answers=place.thread is not None)
    if decided.attached:
        subject = without_prefix(subject)
    verified = not place.unverified and place.about is None
    forwards = forwarded is not None or decided.attached
    # What we answer is the mail that the customer has, not the one that an agent put around it.
    message_id = (decided.attached and mail.message_id) or raw.message_id
    command = ReceiveMessage(
        ticket=TicketId(derived_id("ticket", raw.id)),
        message=message_of(raw),
        contact=ContactId(derived_id("contact", address_key(sender.address))),
        thread=place.thread,
        sender=sender.address,
        sender_name=sender.name[:MAX_NAME],
        subject=subject[:MAX_SUBJECT],
        text=body.text,
        html=body.html,
        to=() if forwards else recipients(mail.to),
        cc=() if forwards else recipients(mail.cc),
        message_id=message_id[:MAX_MESSAGE_ID],
        references=references(mail),
        automatic=mail.automatic,
        received_at=raw.at if raw.at < now - RECENT else None,
        team=decided.team if mailbox is None else mailbox.team,
        files=tuple(body.files.listed),
        full_text=body.full_text,
        mailbox=None if mailbox is None else mailbox.id,
        # Anybody can write an agent's address into a mail, and whatever they like below it.
        unverified=place.unverified or forwards,
        about=place.about,
        joins=verified and not mail.automatic and not forwards,
        reply_to=None if forwards else _reply_to(mail),
    )
    return Entry(
        command=command,
        files=body.files.data,
        message=command.message,
        note=_note(
            mail,
            body,
            command.message,
            note or ("" if forwarded is None else forwarded.note),
            is_answer=place.thread is not None,
        ),
        answerable=verified and not mail.automatic and decided.agent is None,
    )


def _reply_to(mail: ParsedMail) -> str | None:
    """Where the author of a mail wants the answer, if that is another address than theirs."""
    wanted = mail.reply_to
    if mail.sender is None or wanted is None or not is_address(wanted.address):
        return None
    differs = address_key(wanted.address) != address_key(mail.sender.address)
    return wanted.address if differs else None


def _note(mail: ParsedMail, body: Body, message: MessageId, above: str, *, is_answer: bool) -> str:
    """What to tell colleagues of a mail; `above` is what an agent wrote who forwarded it."""
    said = []
    if body.lacks:
        said.append(words_of_lack(body, message))
    wanted = None if mail.automatic or is_answer else _reply_to(mail)
    if wanted is not None and not is_near(wanted, mail.sender.address if mail.sender else ""):
        said.append(
            f"Its author wants answers at {wanted}. A reply goes there by itself only if that is "
            "an address of theirs, because anybody can ask for that."
        )
    if above:
        said.append(f"Written above the forwarded mail:\n\n{above}")
    return "\n\n".join(said)


def hold(decided: Hold, raw: RawMail, mail: ParsedMail | None, mailbox: Mailbox | None) -> Entry:
    """Put a mail aside."""
    sender = (mail and mail.sender) or MailAddress("", "")
    command = HoldMail(
        held=held_of(raw),
        reason=decided.reason,
        detail=decided.detail[:300],
        mailbox=None if mailbox is None else mailbox.id,
        team=None if mailbox is None else mailbox.team,
        ticket=decided.ticket,
        sender=sender.address[:320],
        sender_name=sender.name[:MAX_NAME],
        subject="" if mail is None else mail.subject[:MAX_SUBJECT],
        received_at=raw.at,
        size=raw.size,
        files=0 if mail is None else len(mail.attachments),
    )
    return Entry(command=command, held=command.held, stops=decided.stops, note=decided.note)


def unread(entry: Entry, stub: ParsedMail) -> Entry:
    """The entry of a mail that could not be read; colleagues hear where it is, if not with it."""
    note = entry.note
    if entry.message is not None and not stub.attachments:
        note = "\n\n".join(filter(None, (note, how_to_get(entry.message))))
    return msgspec.structs.replace(entry, note=note, answerable=False)


def stub_text(reason: str, *, attached: bool) -> str:
    """What stands in place of a mail that could not be read."""
    where = "attached" if attached else "kept at the server"
    return f"This mail cannot be shown: {reason}. It is {where} as it came."
