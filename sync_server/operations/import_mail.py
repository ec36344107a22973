# SPDX-License-Identifier: Apache-2.0
"""From a parsed mail and its place in a conversation to the command that takes it in. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sync_server.channels.attachments import text_of
from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.mail import MailAddress, ParsedMail, sent_at
from sync_server.channels.email.taking import (
    MAX_MESSAGE_ID,
    MAX_SUBJECT,
    mail_body,
    recipients,
)
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import (
    Command,
    ImportMessage,
    ImportTicket,
    PastMessage,
    ReceiveMessage,
)
from sync_server.contract.entities import Message
from sync_server.contract.ids import (
    AgentId,
    CommandId,
    ContactId,
    Instant,
    MessageId,
    TeamId,
    TicketId,
)

_QUOTED_FROM: Final = re.compile(r"^>+From ", re.MULTILINE)
_EPOCH: Final = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """A command of an import, under the id that it has in every run, and the files it names.

    `opens` says that it opens a ticket.
    """

    id: CommandId
    command: Command
    files: dict[str, bytes]
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a mail belongs: the id under which it is known, and the ticket of its conversation.

    `opens`: it is the first of a conversation that no ticket knows yet.
    """

    message_id: str
    ticket: TicketId
    opens: bool


class Staff:
    """Who writes for the desk: its agents by address, and the addresses of the desk itself."""

    def __init__(self, agents: dict[str, AgentId], own: frozenset[str]) -> None:
        self._agents = agents
        self._own = own

    def has(self, address: str) -> bool:
        """Whether whoever writes from this address is one of us."""
        folded = address_key(address)
        return folded in self._agents or folded in self._own

    def agent(self, address: str) -> AgentId | None:
        """The agent with this address."""
        return self._agents.get(address_key(address))

    def outsiders(self, mail: ParsedMail) -> tuple[MailAddress, ...]:
        """The recipients who are not of the desk."""
        return tuple(each for each in (*mail.to, *mail.cc) if not self.has(each.address))


def instant(at: datetime) -> Instant:
    """Microseconds since 1970 UTC."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def says(message: Message, mail: ParsedMail) -> bool:
    """Whether a message of the desk is this mail: one id can stand on two that are not the same.

    Blanks do not count, nor does what an mbox puts before lines that begin with "From".
    """
    subject = mail.subject[:MAX_SUBJECT]
    written = _plain(text_of(mail.text)[0])
    return _plain(message.text) == written and message.subject in (None, subject)


def _plain(text: str) -> list[str]:
    return _QUOTED_FROM.sub("From ", text).split()


def mail_step(
    mail: ParsedMail,
    raw: bytes,
    *,
    place: Place,
    staff: Staff,
    team: TeamId | None,
    now: datetime,
) -> Step:
    """What takes this mail in: a customer's as it would arrive, one of ours as what we answered.

    The mail has a sender. One of ours that goes to nobody outside is a note, unless it opens the
    conversation: then its author is the customer.
    """
    assert mail.sender is not None
    body = mail_body(mail, raw, owner=place.message_id)
    at = sent_at(mail, now)
    outsiders = staff.outsiders(mail)
    past = PastMessage(
        id=MessageId(derived_id("message", place.message_id)),
        type="reply" if outsiders else "note",
        at=instant(at),
        agent=staff.agent(mail.sender.address),
        subject=mail.subject[:MAX_SUBJECT],
        text=body.text,
        html=body.html,
        to=recipients(mail.to),
        cc=recipients(mail.cc),
        message_id=place.message_id[:MAX_MESSAGE_ID],
        automatic=mail.automatic,
        files=tuple(body.files.listed),
        full_text=body.full_text,
    )
    ours = staff.has(mail.sender.address) and (bool(outsiders) or not place.opens)
    if not ours:
        command: Command = _received(mail, past, place, team=team, dated=at != now)
    elif place.opens:
        command = _opened(outsiders[0], past, place, team=team)
    else:
        command = ImportMessage(ticket=place.ticket, message=past)
    return Step(
        CommandId(derived_id("import", place.message_id)), command, body.files.data, place.opens
    )


def _received(
    mail: ParsedMail, past: PastMessage, place: Place, *, team: TeamId | None, dated: bool
) -> ReceiveMessage:
    assert mail.sender is not None
    return ReceiveMessage(
        ticket=TicketId(derived_id("ticket", place.message_id)),
        message=past.id,
        contact=_contact(mail.sender.address),
        thread=None if place.opens else place.ticket,
        sender=mail.sender.address,
        sender_name=mail.sender.name[:200],
        subject=past.subject,
        text=past.text,
        html=past.html,
        to=past.to,
        cc=past.cc,
        message_id=past.message_id,
        automatic=past.automatic,
        received_at=past.at if dated else None,
        team=team,
        files=past.files,
        full_text=past.full_text,
    )


def _opened(
    customer: MailAddress, past: PastMessage, place: Place, *, team: TeamId | None
) -> ImportTicket:
    """A conversation that we began: its customer is whom we wrote to."""
    return ImportTicket(
        ticket=place.ticket,
        contact=_contact(customer.address),
        requester=customer.address,
        requester_name=customer.name[:200],
        subject=past.subject,
        status="open",
        team=team,
        messages=(past,),
    )


def _contact(address: str) -> ContactId:
    return ContactId(derived_id("contact", address_key(address)))
