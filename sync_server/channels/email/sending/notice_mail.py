# SPDX-License-Identifier: Apache-2.0
"""Composes the mail that tells an agent of something; pure."""

from collections.abc import Iterable
from datetime import tzinfo
from typing import Final

from msgspec import Struct

from sync_server.channels.email.sending.assembly import Composed, assemble, date_value, envelope
from sync_server.channels.email.sending.bodies import Said, day_and_time, shortened, write_body
from sync_server.channels.email.sending.compose import automatic_fields
from sync_server.channels.email.sending.fields import address_value, text_value, travelling
from sync_server.channels.email.sending.news import ASSIGNED, MENTIONED, UNSENT
from sync_server.channels.email.sending.withheld_links import without_page_links
from sync_server.channels.email.text import clean_line
from sync_server.channels.language import LANGUAGES, Words, mark, words_in
from sync_server.config import Language
from sync_server.contract.entities import Agent, Mailbox, Message, Ticket
from sync_server.contract.ids import Instant
from sync_server.security.signing import Signer

LINK: Final = "deskbell://ticket/"
MAX_SHOWN: Final = 4_000
"""Characters of a message: enough to answer it."""

_HAPPENED: Final = {
    ASSIGNED: mark("A ticket was assigned to you."),
    MENTIONED: mark("Somebody mentioned you in a note."),
    UNSENT: mark(
        "Your answer by mail was not sent to the customer. It is a note that only colleagues see."
    ),
}
_TITLE: Final = {
    ASSIGNED: mark("Assigned to you"),
    MENTIONED: mark("You are mentioned"),
    UNSENT: mark("Not sent"),
}
_HOW: Final = mark(
    "Write above this mail to answer the customer. Begin with #note to write a note that only "
    "colleagues see. You get this because you are not at your desk; the settings of the window "
    "turn it off."
)
_HOW_NOT: Final = mark(
    "You get this because you are not at your desk; the settings of the window turn it off."
)


class NoticeMail(Struct, frozen=True, kw_only=True):
    """Everything that the mail is made of. `serial` tells it from others about the ticket."""

    agent: Agent
    ticket: Ticket
    mailbox: Mailbox
    reason: str
    conversation: tuple[Message, ...]
    names: dict[str, str]
    serial: str
    at: Instant
    zone: tzinfo
    plus: bool = True
    language: Language = "en"

    @property
    def say(self) -> Words:
        """The words of its language."""
        return words_in(self.language)


def compose_notice(notice: NoticeMail, signer: Signer) -> Composed:
    """The mail. Raises `BadAddress` for an agent to whom nothing can be sent."""
    say, agent, ticket, mailbox = notice.say, notice.agent, notice.ticket, notice.mailbox
    domain = travelling(mailbox.address).rpartition("@")[2]
    message_id = signer.message_id("notice", ticket.id, domain, serial=notice.serial)
    signed = signer.notice_address(mailbox.address, ticket.id, agent.id)
    reply_to = signed if notice.plus else None
    subject = f"#{ticket.number} {clean_line(ticket.subject, 400)}"
    body = write_body(
        "notice",
        say,
        happened=say(_HAPPENED[notice.reason]),
        subject=subject,
        link=f"{LINK}{ticket.id}",
        quoted=_shown(notice, signer),
        how=say(_HOW_NOT if reply_to is None else _HOW),
    )
    fields: list[tuple[str, str]] = [
        ("From", address_value(mailbox.name, mailbox.address)),
        ("To", address_value(agent.name, agent.email)),
        ("Reply-To", "" if reply_to is None else address_value(mailbox.name, reply_to)),
        ("Subject", text_value(f"{say(_TITLE[notice.reason])}: {subject}")),
        ("Date", date_value(notice.at)),
        ("Message-ID", message_id),
        *automatic_fields(mailbox.address, answers=False),
    ]
    recipients = envelope((agent.email,))
    utf8 = not (recipients[0].isascii() and mailbox.address.isascii())
    return Composed(
        data=assemble(fields, body, (), seed=message_id, utf8=utf8),
        sender=travelling(mailbox.address),
        recipients=recipients,
        message_id=message_id,
        utf8=utf8,
    )


def frame_of(ticket: Ticket) -> tuple[str, ...]:
    """How lines of a notice of a ticket may begin that only a notice has, in any language."""
    said = [words_in(language) for language in LANGUAGES]
    return (
        f"{LINK}{ticket.id}",
        # Mail programs break long lines.
        *(say(text).partition(".")[0] for say in said for text in _HAPPENED.values()),
        *(f"{say(title)}: #{ticket.number}" for say in said for title in _TITLE.values()),
    )


def _shown(notice: NoticeMail, signer: Signer) -> list[Said]:
    """The customer's newest words, and before them the note or call, for whom one mentions.

    Who reads them may answer in their own name alone, so no link to the customer's page is there.
    """
    shown = [_newest(notice, ("customer",))]
    if notice.reason != ASSIGNED:
        shown.insert(0, _newest(notice, ("note", "call")))
    return [_said(notice, message, signer) for message in shown if message is not None]


def _newest(notice: NoticeMail, types: Iterable[str]) -> Message | None:
    fitting = (each for each in notice.conversation if each.type in types and each.text.strip())
    return max(fitting, key=lambda each: (each.at, each.id), default=None)


def _said(notice: NoticeMail, message: Message, signer: Signer) -> Said:
    who = notice.names.get(message.agent or message.contact or "", "")
    when = day_and_time(message.at, notice.zone, notice.say)
    return Said(
        heading=f"{clean_line(who, 200) or notice.say('Somebody')}, {when}:",
        text=shortened(without_page_links(message.text, signer), MAX_SHOWN),
    )
