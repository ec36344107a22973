# SPDX-License-Identifier: Apache-2.0
"""The values that a sample desk is made of.

Nothing here has an id: an agent or contact is named by the address, a team or organisation by the
name, a category by its path, a tag by its word, a ticket by its place in `SampleDesk.tickets`.
Instants are aware datetimes in UTC with whole microseconds.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Role = Literal["administrator", "supervisor", "agent", "light"]
Level = Literal["overview", "read", "work"]
Status = Literal["new", "open", "pending", "on_hold", "solved", "closed"]
Priority = Literal["low", "normal", "high", "urgent"]
Channel = Literal["email", "form", "chat", "api", "phone"]
MessageKind = Literal["customer", "reply", "note"]


@dataclass(frozen=True, slots=True)
class SampleTeam:
    """A team; `colour` names one of the interface's series colours."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class SamplePlace:
    """An agent's membership of a team."""

    team: str
    level: Level


@dataclass(frozen=True, slots=True)
class SampleReply:
    """A reply that an agent keeps ready; the text may have placeholders."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SampleAgent:
    """A member of staff, named by `email`. `languages` are ISO 639-1 codes."""

    name: str
    email: str
    role: Role
    teams: tuple[SamplePlace, ...]
    languages: tuple[str, ...]
    replies: tuple[SampleReply, ...] = ()

    def level_in(self, team: str) -> Level | None:
        """The agent's level in a team; None outside it."""
        return next((place.level for place in self.teams if place.team == team), None)


@dataclass(frozen=True, slots=True)
class SampleOrganisation:
    """A customer's company. `account` is its account name at Brightwater, such as "kst-2291".

    `plan` is what it has bought beyond what everybody gets: "platinum", "gold" or nothing.
    """

    name: str
    domains: tuple[str, ...]
    country: str
    account: str
    vip: bool
    plan: str = ""


@dataclass(frozen=True, slots=True)
class SampleCalendar:
    """When people work; `document` says so as the desk's calendars do."""

    name: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SamplePolicy:
    """What is promised to those of a `plan`, to tickets with one of the `tags`, or to everybody.

    `document` says what as the desk's policies do, without for whom; its calendar is a name.
    """

    name: str
    plan: str
    tags: tuple[str, ...]
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SampleContact:
    """A customer, named by `email`."""

    name: str
    email: str
    phone: str
    organisation: str
    vip: bool
    language: str
    timezone: str


@dataclass(frozen=True, slots=True)
class SampleCategory:
    """A node of the category tree: its names from the root. Parents come before children."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleTag:
    """A tag, by its word."""

    word: str


@dataclass(frozen=True, slots=True)
class SampleAttachment:
    """What is known of a file; there are no bytes. `size` is in bytes."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class SampleMessage:
    """An entry of a conversation. `author` is a contact's address for "customer", else an agent's.

    `mentions` are agents' addresses. `cc` is only set on customers' messages, `html` only on some
    of the reference desk's, whose `text` says the same. `moves_to` is the status to which the
    ticket goes with it, in one whose course is known.
    """

    kind: MessageKind
    author: str
    at: datetime
    text: str
    html: str | None = None
    attachments: tuple[SampleAttachment, ...] = ()
    mentions: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    moves_to: Status | None = None


@dataclass(frozen=True, slots=True)
class SampleTicket:
    """A ticket with its whole conversation, oldest message first; the first is the customer's.

    The last public message of an open ticket is the customer's, that of a pending one ours.
    `solved_at` is set on solved and closed tickets, `closed_at` on closed ones; both are at or
    after the last message. Of one that is `stepwise` it is known what moved it when: it begins as
    new or open, and its messages move it to its `status`.
    """

    subject: str
    requester: str
    team: str
    assignee: str | None
    status: Status
    priority: Priority
    category: tuple[str, ...]
    tags: tuple[str, ...]
    channel: Channel
    language: str
    opened_at: datetime
    messages: tuple[SampleMessage, ...]
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    stepwise: bool = False


@dataclass(frozen=True, slots=True)
class SampleDesk:
    """A whole company at the instant `as_of`. Tickets are ordered by `opened_at`."""

    name: str
    domain: str
    as_of: datetime
    teams: tuple[SampleTeam, ...]
    agents: tuple[SampleAgent, ...]
    organisations: tuple[SampleOrganisation, ...]
    contacts: tuple[SampleContact, ...]
    categories: tuple[SampleCategory, ...]
    tags: tuple[SampleTag, ...]
    calendars: tuple[SampleCalendar, ...]
    policies: tuple[SamplePolicy, ...]
    tickets: tuple[SampleTicket, ...]
