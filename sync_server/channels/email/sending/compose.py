# SPDX-License-Identifier: Apache-2.0
"""Composes a ticket's mail from its rows: a pure function, the same bytes each time.

What is internal never leaves: notes are quoted nowhere, a side thread with somebody else is not
shown to the customer, Bcc is in the envelope alone, and no link to a customer's page is repeated.
"""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import Final

from msgspec import Struct

from sync_server.channels.email.sending.assembly import (
    Composed,
    OutgoingFile,
    assemble,
    date_value,
    envelope,
    thread_index,
)
from sync_server.channels.email.sending.bodies import (
    MAX_FORWARDED,
    MAX_QUOTED,
    Said,
    day_and_time,
    shortened,
    write_body,
)
from sync_server.channels.email.sending.fields import (
    address_value,
    ids_value,
    text_value,
    travelling,
)
from sync_server.channels.email.sending.framing import Frame
from sync_server.channels.email.sending.page_link import is_for_customer_alone, page_link
from sync_server.channels.email.sending.withheld_links import (
    file_without_page_links,
    without_page_links,
)
from sync_server.channels.email.text import clean_line, clean_text
from sync_server.channels.language import Words, mark, words_in
from sync_server.config import Language
from sync_server.contract.addresses import address_key, address_keys
from sync_server.contract.entities import Contact, Mailbox, Message, Ticket
from sync_server.contract.ids import Instant
from sync_server.domain.readers import readers
from sync_server.security.signing import Purpose, Signer, without_subject_tokens

PUBLIC: Final = ("customer", "reply")
"""Messages between the customer and us."""

SIDE: Final = ("forward", "third_party")
"""Messages between somebody else and us."""

AUTOMATIC_SUBJECT: Final = mark("We have received your message")
"""Nothing that the customer wrote is repeated in what is sent without a person."""

_ANSWERS: Final = ("re:", "fwd:", "fw:", "aw:", "wg:", "sv:", "antw:")


class Unsendable(ValueError):
    """A message of which no mail may be made. The text says why."""


class Outgoing(Struct, frozen=True, kw_only=True):
    """Everything that a mail is made of.

    `conversation` has the ticket's messages, oldest first; `authors` says for the contacts of its
    messages who they are today. `names` are people's names by the id of the contact or by the
    address. `text` is the whole of a message that has a `full_text`. `web` is
    where customers find the desk's pages, or empty. With `plus` the mailbox gets mail at
    addresses with a plus. `language` is that of what is not written by people.
    """

    message: Message
    ticket: Ticket
    mailbox: Mailbox
    contact: Contact | None
    conversation: tuple[Message, ...]
    authors: Mapping[str, Contact] = {}
    files: tuple[OutgoingFile, ...] = ()
    names: Mapping[str, str] = {}
    text: str | None = None
    signature: str = ""
    frame: Frame | None = None
    zone: tzinfo
    web: str = ""
    plus: bool = True
    language: Language = "en"

    @property
    def say(self) -> Words:
        """The words of its language."""
        return words_in(self.language)


def compose(mail: Outgoing, signer: Signer) -> Composed:
    """The mail of a reply, an acknowledgement or a forward.

    Raises `Unsendable`, and `BadAddress` for a recipient to whom nothing can be sent.
    """
    message = mail.message
    if message.type not in ("reply", "forward") or message.retracted:
        raise Unsendable("This message is not for mail")
    everybody = envelope(message.to, message.cc, message.bcc)
    if not everybody:
        raise Unsendable("Nobody to send it to. Write to whom, then send again")
    utf8 = not all(address.isascii() for address in (*everybody, mail.mailbox.address))
    message_id = message_id_of(mail, signer)
    is_forward = message.type == "forward"
    text = clean_text(mail.text if mail.text is not None else message.text).strip()
    if not is_for_customer_alone(message, mail.contact):
        text = without_page_links(text, signer)
    body = write_body(
        "forward" if is_forward else "reply",
        mail.say,
        text=text,
        signature="" if message.automatic else clean_text(mail.signature).strip(),
        frame=None if message.automatic else mail.frame,
        quoted=_forwarded(mail, signer) if is_forward else _quoted(mail, signer),
        page=page_link(
            message,
            mail.contact,
            mail.conversation,
            at=released_at(message),
            web=mail.web,
            signer=signer,
        ),
    )
    files = [file_without_page_links(file, signer) for file in mail.files]
    data = assemble(_fields(mail, signer, message_id), body, files, seed=message_id, utf8=utf8)
    return Composed(
        data=data,
        sender=travelling(mail.mailbox.address),
        recipients=envelope(message.refused) or everybody,
        message_id=message_id,
        utf8=utf8,
    )


def message_id_of(mail: Outgoing, signer: Signer) -> str:
    """The signed Message-ID of a mail: the same whenever it is sent."""
    purpose: Purpose = "forward" if mail.message.type == "forward" else "reply"
    if mail.message.automatic:
        purpose = "automatic"
    domain = travelling(mail.mailbox.address).rpartition("@")[2]
    return signer.message_id(purpose, mail.message.id, domain)


def released_at(message: Message) -> Instant:
    """When a message was given away: after its hold, if it had one."""
    return max(message.at, message.release_at or 0)


def _fields(mail: Outgoing, signer: Signer, message_id: str) -> Iterable[tuple[str, str]]:
    message, ticket, mailbox = mail.message, mail.ticket, mail.mailbox
    earlier = _thread_before(mail)
    ids = [each.message_id for each in earlier if each.message_id]
    subject = _subject(mail, answers=bool(earlier))
    token = signer.subject_token(ticket.number, ticket.id)
    reply_to = signer.thread_address(mailbox.address, ticket.id) if mail.plus else None
    yield "From", address_value(mailbox.name, mailbox.address)
    yield "To", _addresses(mail, message.to) or "undisclosed-recipients:;"
    yield "Cc", _addresses(mail, message.cc)
    if reply_to is not None:
        yield "Reply-To", address_value(mailbox.name, reply_to)
    yield "Subject", text_value(f"{subject} {token}")
    yield "Date", date_value(released_at(message))
    yield "Message-ID", message_id
    yield "In-Reply-To", ids_value(ids[-1:])
    yield "References", ids_value(ids)
    yield "Thread-Topic", text_value(without_subject_tokens(subject))
    yield (
        "Thread-Index",
        thread_index(ticket.id, ticket.opened_at, at=released_at(message), replies=len(earlier)),
    )
    if message.automatic:
        yield from automatic_fields(mailbox.address, answers=True)


def automatic_fields(address: str, *, answers: bool) -> Iterable[tuple[str, str]]:
    """What tells other machines that this mail is one's, so that none answers it (RFC 3834)."""
    yield "Auto-Submitted", "auto-replied" if answers else "auto-generated"
    yield "Precedence", "auto_reply" if answers else "bulk"
    yield "X-Auto-Response-Suppress", "All"
    yield "X-Loop", travelling(address)


# -- parts -----------------------------------------------------------------------------------------


def _addresses(mail: Outgoing, addresses: Iterable[str]) -> str:
    return ", ".join(address_value(_name_of(mail, address), address) for address in addresses)


def _name_of(mail: Outgoing, address: str) -> str:
    """The name to write beside an address. Automatic mail has none: anybody may have given it."""
    if mail.message.automatic:
        return ""
    contact = mail.contact
    if contact is not None and address_key(address) in address_keys(contact.emails):
        return contact.name
    return mail.names.get(address_key(address), "")


def _subject(mail: Outgoing, *, answers: bool) -> str:
    if mail.message.automatic:
        return mail.say(AUTOMATIC_SUBJECT)
    subject = clean_line(without_subject_tokens(mail.ticket.subject), 400) or mail.say(
        "Your message"
    )
    if mail.message.type == "forward":
        return f"Fwd: {subject}"
    return subject if not answers or subject.lower().startswith(_ANSWERS) else f"Re: {subject}"


def _thread_before(mail: Outgoing) -> list[Message]:
    """The messages that this mail follows, oldest first: of its own thread alone.

    The customer's programs learn nothing of a side thread, and the other way round. Where somebody
    is new, nothing went to all of them: then it follows what those have to whom it is written.
    """
    if mail.message.type == "forward":
        return _side_thread(mail)
    return _had_by(_everybody(mail), mail) or _had_by(address_keys(mail.message.to), mail)


def _everybody(mail: Outgoing) -> set[str]:
    return address_keys((*mail.message.to, *mail.message.cc, *mail.message.bcc))


def _had_by(people: set[str], mail: Outgoing) -> list[Message]:
    """What all of these people have of what was said before, oldest first: nothing doubtful, and
    nothing that has not left yet, which its author may still take back.
    """
    return [
        each
        for each in _before(mail)
        if not each.unverified
        and each.delivery != "waiting"
        and set() < people <= _readers(each, mail)
    ]


def _readers(said: Message, mail: Outgoing) -> set[str]:
    author = mail.authors.get(said.contact or "")
    return readers(said, author=author, requester=mail.contact)


def _side_thread(mail: Outgoing) -> list[Message]:
    """What has been said with the same others, followed backwards from what is forwarded."""
    known = {each.id: each for each in _before(mail)}
    thread: list[Message] = []
    about = known.pop(mail.message.about, None) if mail.message.about else None
    while about is not None and about.type in SIDE:
        thread.append(about)
        about = known.pop(about.about, None) if about.about else None
    return thread[::-1]


def _before(mail: Outgoing) -> list[Message]:
    place = (mail.message.at, mail.message.id)
    return [each for each in mail.conversation if (each.at, each.id) < place and not each.retracted]


def _quoted(mail: Outgoing, signer: Signer) -> list[Said]:
    """The last message, where it shall be repeated."""
    if mail.message.automatic or not (mail.message.quote and mail.mailbox.quote):
        return []
    for said in reversed(_had_by(_everybody(mail), mail)):
        if said.text.strip() and not said.automatic:
            time = day_and_time(said.at, mail.zone, mail.say)
            heading = mail.say("On {time}, {name} wrote:", time=time, name=_who(mail, said))
            text = without_page_links(said.text, signer)
            return [Said(heading=heading, text=shortened(text, MAX_QUOTED))]
    return []


def _forwarded(mail: Outgoing, signer: Signer) -> list[Said]:
    """The message that is forwarded, or the conversation with the customer."""
    about = mail.message.about
    if about is None:
        chosen = [each for each in _before(mail) if _is_with_customer(each, mail)]
    else:
        chosen = [each for each in _before(mail) if each.id == about]
    if any(each.type not in (*PUBLIC, *SIDE) for each in chosen):
        raise Unsendable("What is internal is not forwarded")
    limit = MAX_FORWARDED // max(1, len(chosen))
    texts = [shortened(without_page_links(each.text, signer), limit) for each in chosen]
    return [_forwarded_message(mail, *each) for each in zip(chosen, texts, strict=True)]


def _is_with_customer(said: Message, mail: Outgoing) -> bool:
    """Whether a message is part of the conversation that the customer has."""
    if said.type not in PUBLIC or said.delivery == "waiting":
        return False
    known = address_keys(() if mail.contact is None else mail.contact.emails)
    return not known or not known.isdisjoint(_readers(said, mail))


def _forwarded_message(mail: Outgoing, said: Message, text: str) -> Said:
    say = mail.say
    facts = [
        (say("From"), _who(mail, said)),
        (say("Date"), day_and_time(said.at, mail.zone, say)),
        (say("Subject"), clean_line(mail.ticket.subject, 400)),
        (say("To"), ", ".join(clean_line(address, 320) for address in said.to)),
        (say("Cc"), ", ".join(clean_line(address, 320) for address in said.cc)),
    ]
    return Said(
        heading=say("Forwarded message"),
        facts=tuple((name, value) for name, value in facts if value),
        text=text,
    )


def _who(mail: Outgoing, said: Message) -> str:
    """Who wrote a message, as outsiders know them: ourselves by the mailbox's name."""
    if said.type in ("reply", "forward"):
        return clean_line(mail.mailbox.name, 200) or mail.mailbox.address
    name = mail.names.get(said.contact or "", "")
    return clean_line(name, 200) or mail.say("somebody")
