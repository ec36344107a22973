# SPDX-License-Identifier: Apache-2.0
"""The JSON that programs send and get, and what of a row they may see.

What a program sees of a ticket and its conversation is what passed between the customer and the
desk: messages of the types in `PUBLIC_TYPES` once they are out of the hands of their author. Notes,
side threads, logged calls, the recipients of a message and whatever a colleague watches are in no
shape here, so no request can reach them. Instants are RFC 3339 texts in UTC, to the microsecond.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal, TypeVar

from msgspec import Meta, Struct, structs

from sync_server.channels.email.text import SEEN
from sync_server.channels.entered import MAX_ADDRESS, MAX_NAME
from sync_server.contract.entities import Attachment, Contact, CustomValue, Entity, Message, Ticket
from sync_server.contract.ids import ID_PATTERN, Instant, Seq, TeamId
from sync_server.domain.lifecycle import HIDDEN

V = TypeVar("V", bound=Struct)

WITHOUT_NUL: Final = r"^[^\x00]*$"
ONE_LINE: Final = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$(?!\n)"
LONGEST_SUBJECT: Final = 500

Line = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=LONGEST_SUBJECT,
        pattern=ONE_LINE,
        extra_json_schema={"allOf": [{"pattern": SEEN}]},
    ),
]
PersonName = Annotated[str, Meta(max_length=MAX_NAME, pattern=ONE_LINE)]
LongText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=65536,
        pattern=WITHOUT_NUL,
        extra_json_schema={"allOf": [{"pattern": SEEN}]},
    ),
]
MailAddress = Annotated[
    str, Meta(min_length=3, max_length=MAX_ADDRESS, extra_json_schema={"format": "idn-email"})
]
"""What is more than this is asked of texts and addresses by `channels.entered`."""

Moment = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]
"""An instant as RFC 3339 text."""
AnyId = Annotated[str, Meta(pattern=ID_PATTERN)]
"""An id of any kind of row, as the contract writes them."""

PUBLIC_TYPES: Final = ("customer", "reply")
"""Types of messages that pass between the customer and the desk."""

# -- what programs send ------------------------------------------------------------------------


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who writes. A person is known by their address; `name` counts for one who is new."""

    email: MailAddress
    name: PersonName = ""


class NewTicket(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A customer's request. Without `team` it waits in triage; a key of a team opens it there."""

    subject: Line
    text: LongText
    requester: Person
    team: TeamId | None = None


class NewMessage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a customer adds to a ticket. Without `author` it is the ticket's requester."""

    text: LongText
    author: Person | None = None


# -- what programs get -------------------------------------------------------------------------


class Opened(Struct, frozen=True, kw_only=True):
    """The ticket that was opened, and its first message."""

    ticket: str
    number: int
    message: str


class Added(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The message that was added, and to which ticket.

    When the ticket that was meant is closed for good, it is a new one, and `number` is its.
    """

    ticket: str
    message: str
    number: int | None = None


class Waiting(Struct, frozen=True, kw_only=True):
    """What was sent waits until somebody at the desk lets it in, perhaps never. It is no ticket.

    `held` names it in the desk's held mail.
    """

    held: str


class LinkView(Struct, frozen=True, kw_only=True):
    """What another ticket is to this one."""

    kind: str
    ticket: str


class TicketView(Struct, frozen=True, kw_only=True):
    """A ticket as programs see it."""

    id: AnyId
    number: int
    subject: str
    status: str
    priority: str
    channel: str
    requester: str | None
    organisation: str | None
    team: str | None
    assignee: str | None
    category: str | None
    tags: tuple[str, ...]
    custom: dict[str, CustomValue]
    opened_at: Moment
    updated_at: Moment
    last_message_at: Moment | None
    waiting_since: Moment | None
    solved_at: Moment | None
    closed_at: Moment | None
    follow_up_of: str | None
    links: tuple[LinkView, ...]
    archived: bool


class MessageView(Struct, frozen=True, kw_only=True):
    """A message as programs see it. `unverified`: perhaps the sender is not who they seem."""

    id: str
    ticket: str
    type: Literal["customer", "reply"]
    at: Moment
    agent: str | None
    contact: str | None
    channel: str
    subject: str | None
    text: str
    html: str | None
    automatic: bool
    unverified: bool
    full_text: str | None


class AttachmentView(Struct, frozen=True, kw_only=True):
    """A file of a message. Its bytes cannot be fetched here."""

    id: str
    ticket: str
    message: str
    name: str
    media_type: str
    size: int
    sha256: str


class Requester(Struct, frozen=True, kw_only=True):
    """Whose ticket it is."""

    id: str
    name: str
    email: str | None


class Conversation(Struct, frozen=True, kw_only=True):
    """A ticket with a page of its messages, oldest first, and their files.

    `next` goes into `after` for the following page. `version` is the position in the log of the
    ticket's last change.
    """

    ticket: TicketView
    version: Seq
    requester: Requester | None
    messages: tuple[MessageView, ...]
    attachments: tuple[AttachmentView, ...]
    next: str | None


class ChangeView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A change. `data` has all fields for "insert", the changed ones for "update", else none."""

    seq: Seq
    kind: Literal["ticket", "message", "attachment"]
    id: str
    op: Literal["insert", "update", "delete"]
    data: dict[str, Any] | None = None


class ChangePage(Struct, frozen=True, kw_only=True):
    """Changes in the order of the log. `through` goes into `after` for what follows.

    `more`: something may follow at once. `epoch` is the log's name; it changes when the desk is
    restored from a backup.
    """

    epoch: str
    through: Seq
    more: bool
    changes: tuple[ChangeView, ...]


VIEWS: Final[dict[str, type[Struct]]] = {
    Ticket.kind: TicketView,
    Message.kind: MessageView,
    Attachment.kind: AttachmentView,
}
"""The kinds of rows that programs see, and as what."""

_FIELDS: Final = {
    view: frozenset(field.name for field in structs.fields(view)) for view in VIEWS.values()
}


def moment(instant: Instant) -> str:
    """An instant as RFC 3339 text, in UTC."""
    seconds, microseconds = divmod(instant, 1_000_000)
    at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds)
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def shown(view: type[V], entity: Entity) -> V:
    """A row as programs see it."""
    values = {name: _as_shown(name, getattr(entity, name)) for name in _FIELDS[view]}
    return view(**values)


def shown_fields(view: type[Struct], fields: dict[str, Any]) -> dict[str, Any]:
    """Some fields of a row, as far as programs see them."""
    return {name: _as_shown(name, value) for name, value in fields.items() if name in _FIELDS[view]}


def _as_shown(name: str, value: Any) -> Any:
    is_instant = name == "at" or name.endswith(("_at", "_since"))
    return moment(value) if is_instant and value is not None else value


def may_see(team: TeamId | None, ticket: Ticket) -> bool:
    """Whether a key of `team` (`None`: of every team) sees a ticket. Nobody sees removed ones."""
    return ticket.status not in HIDDEN and (team is None or ticket.team == team)


def is_shown(message: Message) -> bool:
    """Whether a message is one that programs see, now or once its author can no longer undo it."""
    return message.type in PUBLIC_TYPES and not message.retracted


def is_held(message: Message, now: Instant) -> bool:
    """Whether its author can still take a message back."""
    return message.release_at is not None and message.release_at > now


def requester_of(contact: Contact | None) -> Requester | None:
    """Whose ticket it is, as programs see it."""
    if contact is None:
        return None
    return Requester(
        id=contact.id, name=contact.name, email=contact.emails[0] if contact.emails else None
    )
