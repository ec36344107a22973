# SPDX-License-Identifier: Apache-2.0
"""What is to become of a mail: a message, held mail, or nothing. A function of mail and facts."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from sync_server.channels.email.facts import Facts
from sync_server.channels.email.forwarded import Forwarded, attached_mail, find_forwarded
from sync_server.channels.email.loops import Loops
from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.recognition import Place, find_place, named_ids
from sync_server.channels.email.taking import is_address
from sync_server.contract.commands import HoldReason
from sync_server.contract.entities import Message
from sync_server.contract.ids import AgentId, MessageId, TeamId, TicketId
from sync_server.security.signing import OwnMessageId, Signer
from sync_server.store.incoming import RawMail

_OWN_ID: Final = re.compile(rb"(?:reply|forward|automatic|notice)\.[a-z2-7]{18,220}[^\s<>]{0,300}")
_SEARCHED: Final = 256 * 1024
_SERVERS: Final = frozenset({"mailer-daemon", "postmaster"})


class Receive(Struct, frozen=True, kw_only=True):
    """It becomes a message at `place`. With `forwarded` its sender is who wrote that mail, and
    `agent` is who forwarded it; without, what the agent forwards may be `attached`. What came
    through no mailbox is for `team`.
    """

    place: Place
    forwarded: Forwarded | None = None
    agent: AgentId | None = None
    attached: bool = False
    team: TeamId | None = None


class AgentAnswers(Struct, frozen=True):
    """An agent answers a notice that we sent to them alone."""

    ticket: TicketId
    agent: AgentId


class Hold(Struct, frozen=True, kw_only=True):
    """It is held; `ticket` is the one that it claims to belong to, where `note` is written. `stops`
    is the ticket that it would have joined, where it is noted that mail was stopped.
    """

    reason: HoldReason
    detail: str
    ticket: TicketId | None = None
    stops: TicketId | None = None
    note: str = ""


class Nothing(Struct, frozen=True):
    """It becomes nothing, for the reason in `why`. `message` is the one that it repeats."""

    why: str
    message: str = ""


Decision = Receive | AgentAnswers | Hold | Nothing


def decide(
    mail: ParsedMail, facts: Facts, signer: Signer, *, loops: Loops, raw: RawMail
) -> Decision:
    """What becomes of a mail that is no repeat."""
    came_back = _came_back(mail, facts, signer)
    if came_back is not None:
        return came_back
    if mail.sender is None or not is_address(mail.sender.address):
        return _of_nobody(mail, facts, signer)
    sender = mail.sender.address
    if is_bounce(mail):
        bounced = _bounced(mail, facts, signer)
        if bounced is not None:
            return bounced
    if facts.is_blocked(sender):
        return Hold(reason="blocked", detail="Its sender is blocked")
    answered = _answered_notice(mail, facts, signer)
    if answered is not None:
        return answered
    stop = loops.arrived(sender, mail.text, at=raw.at, id=raw.message_id or raw.id)
    if stop is not None:
        meant = find_place(mail, facts, signer)
        stops = None if meant.problem else meant.thread
        return Hold(reason=stop.reason, detail=stop.detail, stops=stops)
    if facts.is_ours(sender):
        return Hold(reason="loop", detail="It comes from a mailbox of this desk")
    place = find_place(mail, facts, signer)
    if place.problem:
        return Hold(reason="unverified", detail=place.problem, ticket=place.thread)
    if place.thread is None and facts.sends_spam(sender):
        return Hold(reason="blocked", detail="Other mail of its sender was marked as spam")
    if place.thread is None:
        return _opens(mail, place, facts.agent(sender), facts)
    return too_late(mail, place.thread, facts) or Receive(place=place)


def too_late(mail: ParsedMail, thread: TicketId, facts: Facts) -> Hold | None:
    """What a person writes to a ticket that was taken away would be seen by nobody, and go with it
    in the end.
    """
    ticket = facts.ticket(thread)
    if mail.automatic or ticket is None or ticket.status not in ("spam", "deleted"):
        return None
    state = "marked as spam" if ticket.status == "spam" else "deleted"
    return Hold(reason="unverified", detail=f"Its ticket was {state}", ticket=thread)


def _opens(mail: ParsedMail, place: Place, agent: AgentId | None, facts: Facts) -> Receive:
    """A mail that opens a ticket: an agent's own, or what an agent forwards."""
    if agent is None:
        return Receive(place=place)
    forwarded = find_forwarded(mail)
    if forwarded is not None and may_ask(forwarded.sender.address, facts):
        return Receive(place=place, forwarded=forwarded, agent=agent)
    return Receive(place=place, agent=agent, attached=attached_mail(mail) is not None)


def is_bounce(mail: ParsedMail) -> bool:
    """Whether a mail server wrote it about a mail that it could not deliver, or did later."""
    local = _local_part(mail)
    return mail.automatic and (
        local in _SERVERS or mail.automatic_because in ("multipart/report", "return-path")
    )


def _local_part(mail: ParsedMail) -> str:
    return "" if mail.sender is None else mail.sender.address.partition("@")[0].lower()


def may_ask(address: str, facts: Facts) -> bool:
    """Whether who wrote a forwarded mail can be a customer."""
    return is_address(address) and facts.agent(address) is None and not facts.is_ours(address)


def _came_back(mail: ParsedMail, facts: Facts, signer: Signer) -> Decision | None:
    """What becomes of a mail that we sent ourselves: by a list, a copy, or a rule that forwards."""
    own = None if mail.message_id is None else signer.read_message_id(mail.message_id)
    if own is None:
        return None
    if own.purpose == "notice":
        return Hold(reason="loop", detail="A notice for an agent came back to the desk")
    message = facts.message(own.id)
    return Nothing("our own mail came back", "" if message is None else message.id)


def _of_nobody(mail: ParsedMail, facts: Facts, signer: Signer) -> Decision:
    bounced = _bounced(mail, facts, signer) if is_bounce(mail) else None
    if bounced is not None:
        return bounced
    return Hold(reason="unreadable", detail="It does not say who wrote it")


def _answered_notice(mail: ParsedMail, facts: Facts, signer: Signer) -> Decision | None:
    """An agent's answer to a notice; held, where it cannot be known that the agent wrote it."""
    assert mail.sender is not None
    for recipient in (*mail.to, *mail.cc):
        if not signer.is_notice_address(recipient.address):
            continue
        agent = facts.agent(mail.sender.address)
        ticket = None if agent is None else signer.noticed_ticket(recipient.address, agent)
        if agent is None or ticket is None or facts.ticket(ticket) is None:
            return Hold(
                reason="unverified",
                detail="It answers a notice for an agent, from another address",
            )
        if mail.automatic:
            return Nothing("an automatic answer to a notice")
        return AgentAnswers(ticket, agent)
    return _astray(mail, facts, signer)


def _astray(mail: ParsedMail, facts: Facts, signer: Signer) -> Decision | None:
    """What an agent answers to a notice, but not to the address in it. Anybody can write an agent's
    address into a mail, and what is meant for colleagues must not stand there as a customer's word.
    """
    assert mail.sender is not None
    if facts.agent(mail.sender.address) is None:
        return None
    for message_id in named_ids(mail):
        own = signer.read_message_id(message_id)
        if own is None or own.purpose != "notice":
            continue
        if mail.automatic:
            return Nothing("an automatic answer to a notice")
        return Hold(
            reason="unverified",
            detail="It answers a notice for an agent, but not to the address that the notice gave",
            ticket=TicketId(own.id) if facts.ticket(TicketId(own.id)) else None,
        )
    return None


def _is_report(mail: ParsedMail) -> bool:
    """Whether it can be nothing else than a mail server's report. Others than mail servers send
    with an empty return path too, and a postmaster may be a person who writes.
    """
    local = _local_part(mail)
    return (
        mail.sender is None
        or local == "mailer-daemon"
        or (local in _SERVERS and mail.automatic_because != "from")
        or any(each.media_type == "message/delivery-status" for each in mail.attachments)
    )


def _bounced(mail: ParsedMail, facts: Facts, signer: Signer) -> Decision | None:
    """A bounce belongs to the ticket whose mail it returns. One of mail that we never sent is
    worth nothing: anybody can have our address written into a forged mail. `None`: it is no bounce.
    """
    for own in _returned(mail, signer):
        message = None if own.purpose == "notice" else facts.message(own.id)
        if message is not None:
            return Receive(
                place=Place(thread=message.ticket, unverified=True, about=_side(message))
            )
        if own.purpose == "notice":
            return Nothing("a notice for an agent could not be delivered")
    return Nothing("a bounce of a mail that the desk did not send") if _is_report(mail) else None


def _side(message: Message) -> MessageId | None:
    return message.id if message.type == "forward" else None


def _returned(mail: ParsedMail, signer: Signer) -> Iterator[OwnMessageId]:
    """Our own Message-IDs that a bounce names, in its headers or in what it returns."""
    named = [*((mail.in_reply_to,) if mail.in_reply_to else ()), *reversed(mail.references)]
    texts = [mail.text[:_SEARCHED].encode(), *(each.data for each in mail.attachments)]
    for text in texts:
        named += [each.decode() for each in _OWN_ID.findall(text[:_SEARCHED].lower())]
    for message_id in named:
        own = signer.read_message_id(message_id)
        if own is not None:
            yield own
