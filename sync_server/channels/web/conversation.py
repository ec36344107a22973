# SPDX-License-Identifier: Apache-2.0
"""What a customer may see of a ticket. Pure.

A person sees what they wrote and what was written to them, as in their own mail: nothing internal,
no side thread, no reply that may still be taken back, and nothing that went to other people alone.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sync_server.channels.language import mark
from sync_server.contract.addresses import address_keys
from sync_server.contract.entities import Attachment, Contact, Message, Ticket
from sync_server.contract.ids import ContactId, Instant, MessageId
from sync_server.domain.readers import readers

_STATUS = {
    "new": mark("We have it"),
    "open": mark("We are on it"),
    "on_hold": mark("We are on it"),
    "pending": mark("We wait for you"),
    "solved": mark("Solved"),
    "closed": mark("Closed"),
    "merged": mark("Closed"),
}
"""What a customer is told of a ticket's status; who is waited for besides them is not their affair.

A ticket of a status that is not here has no page.
"""

_OVER = frozenset({"closed", "merged"})


class Entry(Struct, frozen=True):
    """A message as its reader sees it: `mine` is theirs. The desk has no name as `author`."""

    id: MessageId
    mine: bool
    author: str
    at: Instant
    text: str
    files: tuple[Attachment, ...]


class Conversation(Struct, frozen=True):
    """A ticket's page. With `over` an answer may open a new ticket."""

    number: int
    subject: str
    status: str
    waiting: bool
    over: bool
    entries: tuple[Entry, ...]

    def file(self, id_: str) -> Attachment | None:
        """A file that the reader may have."""
        files = (file for entry in self.entries for file in entry.files)
        return next((file for file in files if file.id == id_), None)


def has_page(ticket: Ticket, reader: Contact) -> bool:
    """Whether a ticket has a page for somebody: who asked it, while it is wanted."""
    return ticket.requester == reader.id and ticket.status in _STATUS


def conversation(
    ticket: Ticket,
    messages: Iterable[Message],
    attachments: Sequence[Attachment],
    *,
    reader: Contact,
    contacts: Mapping[ContactId, Contact],
    now: Instant,
) -> Conversation:
    """The page of a ticket for its requester, oldest message first.

    `contacts` says, for every contact of the messages, who they are today: a contact that was
    merged into another counts as that one.
    """
    own = address_keys(reader.emails)
    entries = []
    for message in messages:
        author = None if message.contact is None else contacts.get(message.contact)
        if own.isdisjoint(readers(message, author=author, requester=reader)):
            continue
        if not _is_shown(message, now=now):
            continue
        mine = message.type == "customer" and author is not None and author.id == reader.id
        entries.append(
            Entry(
                id=message.id,
                mine=mine,
                author=author.name if message.type == "customer" and author is not None else "",
                at=message.at if message.release_at is None else message.release_at,
                text=message.text,
                files=tuple(file for file in attachments if file.message == message.id),
            )
        )
    return Conversation(
        number=ticket.number,
        subject=ticket.subject,
        status=_STATUS[ticket.status],
        waiting=ticket.status == "pending",
        over=ticket.status in _OVER or ticket.archived,
        entries=tuple(entries),
    )


def _is_shown(message: Message, *, now: Instant) -> bool:
    """Whether a message is there for its readers: not what a machine wrote, nor what may go."""
    if message.type == "customer":
        return not message.automatic
    released = message.release_at is None or message.release_at <= now
    return released and not message.retracted


def sent_since(page: Conversation, since: Instant) -> int:
    """Bytes of the files that the reader has sent since an instant."""
    return sum(
        file.size
        for entry in page.entries
        if entry.mine and entry.at >= since
        for file in entry.files
    )
