# SPDX-License-Identifier: Apache-2.0
"""The rows that a client may hold.

Every entity is a flat frozen struct with an `id`. Instants are integer microseconds UTC. Open sets
(status, channel, priority, kind of message) are plain strings: a client that does not know a value
shows it as it is, where a closed enum would make it drop the whole frame. Entities accept unknown
fields, so that a newer server can add some.
"""

from typing import ClassVar

from msgspec import Struct

from sync_server.contract.ids import (
    AgentId,
    AttachmentId,
    CategoryId,
    ContactId,
    Instant,
    MembershipId,
    MessageId,
    OrganisationId,
    Seq,
    TagId,
    TeamId,
    TicketId,
    ViewId,
)

CustomValue = str | int | float | bool | None


class Entity(Struct, frozen=True, kw_only=True, gc=False):
    """A row of one kind. `kind` names it on the wire and in the change log."""

    kind: ClassVar[str] = ""
    id: str


class Ticket(Entity, frozen=True, kw_only=True):
    """A customer's request. `number` is given at commit: 0 until then, shown as "new".

    `team`, `assignee`, `followers` and `mentioned` decide who may see it.
    """

    kind: ClassVar[str] = "ticket"
    id: TicketId
    number: int = 0
    subject: str = ""
    status: str = "new"
    priority: str = "normal"
    channel: str = "email"
    requester: ContactId | None = None
    organisation: OrganisationId | None = None
    team: TeamId | None = None
    assignee: AgentId | None = None
    category: CategoryId | None = None
    tags: tuple[TagId, ...] = ()
    followers: tuple[AgentId, ...] = ()
    mentioned: tuple[AgentId, ...] = ()
    custom: dict[str, CustomValue] = {}
    opened_at: Instant = 0
    updated_at: Instant = 0
    last_message_at: Instant | None = None
    last_message_by: str | None = None
    """Kind of the newest customer message or reply: "customer" or "reply"."""
    waiting_since: Instant | None = None
    """Instant of the oldest customer message that no public reply has answered yet."""
    messages: int = 0
    solved_at: Instant | None = None
    closed_at: Instant | None = None
    wake_at: Instant | None = None
    follow_up_of: TicketId | None = None
    archived: bool = False


class Message(Entity, frozen=True, kw_only=True):
    """One entry of a ticket's conversation. `type` is "customer", "reply" or "note".

    `text` holds at most 64 KiB; a longer body travels as the attachment named by `full_text`.
    `html` is sanitised by the server at intake. A reply with `release_at` in the future may still
    be retracted; `retracted` replies keep their row and lose their text.
    """

    kind: ClassVar[str] = "message"
    id: MessageId
    ticket: TicketId
    type: str
    at: Instant = 0
    agent: AgentId | None = None
    contact: ContactId | None = None
    channel: str = "desk"
    text: str = ""
    html: str | None = None
    subject: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    message_id: str | None = None
    automatic: bool = False
    release_at: Instant | None = None
    retracted: bool = False
    full_text: AttachmentId | None = None


class Attachment(Entity, frozen=True, kw_only=True):
    """A file of a message. Its bytes travel over the file port, never in a frame.

    `size` is in bytes, `sha256` is lower-case hex. `content_id` names it inside the message's HTML.
    """

    kind: ClassVar[str] = "attachment"
    id: AttachmentId
    ticket: TicketId
    message: MessageId
    name: str = ""
    media_type: str = "application/octet-stream"
    size: int = 0
    sha256: str = ""
    content_id: str | None = None


class Contact(Entity, frozen=True, kw_only=True):
    """A customer. The first address is the one that replies go to."""

    kind: ClassVar[str] = "contact"
    id: ContactId
    name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    organisation: OrganisationId | None = None
    vip: bool = False
    language: str | None = None
    timezone: str | None = None
    notes: str = ""
    merged_into: ContactId | None = None


class Organisation(Entity, frozen=True, kw_only=True):
    """A customer's company. Mail from one of its `domains` makes the sender a member."""

    kind: ClassVar[str] = "organisation"
    id: OrganisationId
    name: str = ""
    domains: tuple[str, ...] = ()
    notes: str = ""
    merged_into: OrganisationId | None = None


class Agent(Entity, frozen=True, kw_only=True):
    """A member of staff. `role` is one of the roles of the server's sight."""

    kind: ClassVar[str] = "agent"
    id: AgentId
    name: str = ""
    email: str = ""
    role: str = "agent"
    disabled: bool = False


class Team(Entity, frozen=True, kw_only=True):
    """A group of agents with one queue."""

    kind: ClassVar[str] = "team"
    id: TeamId
    name: str = ""
    colour: str = "s1"
    disabled: bool = False


class Membership(Entity, frozen=True, kw_only=True):
    """An agent's place in a team: "overview" (rows without bodies), "read" or "work"."""

    kind: ClassVar[str] = "membership"
    id: MembershipId
    agent: AgentId
    team: TeamId
    level: str = "work"


class Category(Entity, frozen=True, kw_only=True):
    """What a ticket is about; `parent` makes a tree."""

    kind: ClassVar[str] = "category"
    id: CategoryId
    name: str = ""
    parent: CategoryId | None = None
    disabled: bool = False


class Tag(Entity, frozen=True, kw_only=True):
    """A word that tickets carry. The id is the word itself, in lower case."""

    kind: ClassVar[str] = "tag"
    id: TagId


class SavedView(Entity, frozen=True, kw_only=True):
    """A named search. Without an owner it is shared with every agent.

    `conditions` is a document of the predicate language (`contract.conditions`).
    """

    kind: ClassVar[str] = "view"
    id: ViewId
    name: str = ""
    owner: AgentId | None = None
    conditions: dict[str, object] = {}
    order: str = "newest"
    group: str = "none"
    position: int = 0


class Availability(Entity, frozen=True, kw_only=True):
    """An agent's availability as a logged fact; the id is the agent's.

    `state` is "available", "busy", "break" or "off_shift"; `reachable` says whether a session of
    the agent is connected.
    """

    kind: ClassVar[str] = "availability"
    id: AgentId
    state: str = "off_shift"
    reachable: bool = False
    since_at: Instant = 0
    until_at: Instant | None = None


class ReadMark(Entity, frozen=True, kw_only=True):
    """How far an agent has read a ticket. The id is `<agent>.<ticket>`.

    The ticket is unread while its last message is newer than `read_at`.
    """

    kind: ClassVar[str] = "read_mark"
    id: str
    agent: AgentId
    ticket: TicketId
    read_at: Instant = 0


class Draft(Entity, frozen=True, kw_only=True):
    """What an agent has written so far about a ticket. The id is `<agent>.<ticket>.<mode>`.

    `mode` is "reply" or "note". Only its author holds it; who reads the ticket may look at a
    reply. Its files stay on the device that has them; `files` are their names.
    """

    kind: ClassVar[str] = "draft"
    id: str
    agent: AgentId
    ticket: TicketId
    mode: str = "reply"
    text: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    status: str | None = None
    at: Instant = 0
    files: tuple[str, ...] = ()


class SecurityEvent(Entity, frozen=True, kw_only=True):
    """A denial, sign-in or token event. Repeats within a minute raise `count`."""

    kind: ClassVar[str] = "security"
    id: str
    what: str = ""
    account: str = ""
    source: str = ""
    detail: str = ""
    at: Instant = 0
    count: int = 1


KINDS: dict[str, type[Entity]] = {
    entity.kind: entity
    for entity in (
        Ticket,
        Message,
        Attachment,
        Contact,
        Organisation,
        Agent,
        Team,
        Membership,
        Category,
        Tag,
        SavedView,
        Availability,
        ReadMark,
        Draft,
        SecurityEvent,
    )
}
"""Every kind of row, by its name on the wire."""

CHILDREN = ("message", "attachment")
"""Kinds that hang on a ticket: they have its home, move with it and are forgotten with it."""

STATUSES = (
    "new",
    "open",
    "pending",
    "on_hold",
    "solved",
    "closed",
    "merged",
    "spam",
    "deleted",
)
PRIORITIES = ("low", "normal", "high", "urgent")
LEVELS = ("overview", "read", "work")
ROLES = ("administrator", "supervisor", "agent", "light", "auditor", "display")
AVAILABILITIES = ("available", "busy", "break", "off_shift")


class Row(Struct, frozen=True):
    """An entity together with its version: the seq of its last change."""

    version: Seq
    entity: Entity
