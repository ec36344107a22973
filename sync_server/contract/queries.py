# SPDX-License-Identifier: Apache-2.0
"""Queries: what a client may ask beyond what it holds, each with the type of its answer.

Answers hold only what the asker may see at that moment; a query never changes a row. What must not
be in any log, a password or a one-time token, travels in a query or its answer and in no command.
"""

from typing import Annotated, Final

from msgspec import Meta, Struct

from sync_server.contract.commands import (
    Address,
    Document,
    Host,
    Name,
    PortNumber,
    Position,
    Security,
)
from sync_server.contract.entities import Attachment, Done, Left, Message, Row
from sync_server.contract.ids import (
    AgentId,
    AttachmentId,
    HeldId,
    Instant,
    MailboxId,
    MessageId,
    RuleId,
    SecretId,
    Seq,
    SkillId,
    TeamId,
    TicketId,
)

PageSize = Annotated[int, Meta(ge=1, le=200)]
Year = Annotated[int, Meta(ge=1970, le=2250)]
YearCount = Annotated[int, Meta(ge=1, le=20)]
PlaceCode = Annotated[str, Meta(max_length=20)]
CALENDAR_FILE_BYTES: Final = 2 * 1024 * 1024
PACKED_CALENDAR_BYTES: Final = 120_000
"""What fits into a frame, beside the document that it is added to."""


class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"):
    """Base of all queries. The tag is the query's name on the wire."""


class SearchTickets(Query, frozen=True, kw_only=True, tag="search_tickets"):
    """Find tickets, the archived ones included, whose subject or messages have all the words.

    `text` is words, not a syntax: operators of the search engine are words like any other.
    """

    text: Annotated[str, Meta(min_length=1, max_length=200)]
    limit: PageSize = 50
    before: Instant | None = None


class TicketHit(Struct, frozen=True, kw_only=True):
    """A found ticket and the text around the first match, plain."""

    ticket: TicketId
    number: int
    subject: str
    status: str
    updated_at: Instant
    excerpt: str


class SearchResult(Struct, frozen=True, kw_only=True):
    """Hits, newest first. `more` says that another page exists before the last hit."""

    hits: tuple[TicketHit, ...]
    more: bool


class TicketHistory(Query, frozen=True, kw_only=True, tag="ticket_history"):
    """Every change of a ticket and its messages, newest first."""

    ticket: TicketId
    limit: PageSize = 100
    before: Seq | None = None


class HistoryEntry(Struct, frozen=True, kw_only=True):
    """One change. `values` maps each changed field to [before, after]; bodies are left out.

    `causes` are what the desk did it for of itself, by name: see `contract.routes`.
    """

    seq: Seq
    at: Instant
    actor: str
    via: str
    kind: str
    id: str
    op: str
    values: dict[str, tuple[object, object]]
    causes: dict[str, object] = {}


class History(Struct, frozen=True, kw_only=True):
    """Entries, newest first."""

    entries: tuple[HistoryEntry, ...]
    more: bool


class FetchTicket(Query, frozen=True, kw_only=True, tag="fetch_ticket"):
    """A ticket with its conversation, for tickets outside the cache; the newest messages first.

    `before` asks for the messages older than that one.
    """

    ticket: TicketId
    before: MessageId | None = None


class WholeTicket(Struct, frozen=True, kw_only=True):
    """A ticket row with a page of its messages, oldest first, and their attachments.

    `more` says that older messages exist before the first one.
    """

    ticket: Row
    messages: tuple[Message, ...]
    attachments: tuple[Attachment, ...]
    more: bool = False


class FileTicket(Query, frozen=True, kw_only=True, tag="file_ticket"):
    """A short-lived pass to download one attachment from the file port."""

    attachment: AttachmentId


class FilePass(Struct, frozen=True, kw_only=True):
    """A pass for `GET /files/{attachment}?pass=…`, good for this device for 60 seconds."""

    token: str
    expires_at: Instant


class ReadDraft(Query, frozen=True, kw_only=True, tag="read_draft"):
    """The reply that a colleague is writing about a ticket, as far as it has been kept."""

    ticket: TicketId
    agent: AgentId


class DraftText(Struct, frozen=True, kw_only=True):
    """What they have written, and when that was kept. Empty where there is nothing."""

    text: str = ""
    at: Instant = 0


class ReadHeld(Query, frozen=True, kw_only=True, tag="read_held"):
    """What held mail says, as plain text, and why it is held."""

    held: HeldId


class HeldCheck(Struct, frozen=True, kw_only=True):
    """One check of held mail: `what` was looked at, `result` in words, `passed` or not."""

    what: str
    result: str
    passed: bool


class HeldContent(Struct, frozen=True, kw_only=True):
    """Held mail as text only: no image, file or link of it is ever opened.

    `number` and `subject_of_ticket` are of the ticket that it claims, where the asker may see it.
    `from_sender` counts mail of the sender in the last 90 days.
    """

    held: HeldId
    text: str
    cut: bool
    checks: tuple[HeldCheck, ...] = ()
    files: tuple[str, ...] = ()
    number: int | None = None
    subject_of_ticket: str | None = None
    from_sender: int = 0


class TestMailbox(Query, frozen=True, kw_only=True, tag="test_mailbox"):
    """Try the settings of a mailbox, without taking any of its mail.

    It may take half a minute. Without `password` the one that the desk keeps for `mailbox` is used.
    """

    __test__ = False

    address: Address
    imap_host: Host
    imap_port: PortNumber = 993
    imap_security: Security = "tls"
    imap_folder: Name = "INBOX"
    smtp_host: Host
    smtp_port: PortNumber = 465
    smtp_security: Security = "tls"
    user: Name
    password: Annotated[str, Meta(max_length=1024)] = ""
    mailbox: MailboxId | None = None

    def __repr__(self) -> str:
        return f"TestMailbox({self.address})"


class TestStep(Struct, frozen=True, kw_only=True):
    """One step of the trial: `state` is "ok", "warning" or "error", `text` says what to do.

    `cause` is what a program can tell of an error: "name" (there is no such server), "silent",
    "closed" (nothing listens there), "certificate", "tls" (it speaks none), "no_tls" (it offers
    none), "plain" (none was asked for), "password", "folder", "sender", or "" for another one.
    `took_ms` is how long it took, where that was measured. `record` is a DNS record to copy.
    """

    __test__ = False

    name: str
    state: str
    text: str
    cause: str = ""
    took_ms: int = 0
    record: str = ""


class TestReport(Struct, frozen=True, kw_only=True):
    """What the trial showed. Without an error `secret` names the sealed password to connect with.

    An unused one is dropped after a day.
    """

    __test__ = False

    steps: tuple[TestStep, ...]
    secret: SecretId | None = None
    waiting: int = 0
    unread: int = 0


class InviteAgent(Query, frozen=True, kw_only=True, tag="invite_agent"):
    """A join code with which an agent sets a password. It replaces the agent's earlier ones."""

    agent: AgentId


class AgentInvited(Struct, frozen=True, kw_only=True):
    """The join code, and until when it is good. The desk keeps a digest of its token alone."""

    join_code: str
    expires_at: Instant

    def __repr__(self) -> str:
        return f"AgentInvited({self.expires_at})"


class CheckPolicy(Query, frozen=True, kw_only=True, tag="check_policy"):
    """Whether a document says a service level policy."""

    document: Document


class CheckCalendar(Query, frozen=True, kw_only=True, tag="check_calendar"):
    """Whether a document says a calendar, and when `span_s` of its working time after `start` have
    passed.
    """

    document: Document
    start: Instant
    span_s: Annotated[int, Meta(ge=1, le=31_622_400)]


class DocumentCheck(Struct, frozen=True, kw_only=True):
    """What is wrong with a document: `problem` at `path`, "" for the whole; no problem if it is
    sound. `nearest` is what may have been meant. `due` is what was asked of a calendar, unless
    nobody works any more.
    """

    path: str = ""
    problem: str = ""
    nearest: str = ""
    due: Instant | None = None


class RuleSchema(Query, frozen=True, kw_only=True, tag="rule_schema"):
    """What the document of an automation rule must be like."""


class DocumentSchema(Struct, frozen=True, kw_only=True):
    """A JSON Schema."""

    schema: Document


class CheckRule(Query, frozen=True, kw_only=True, tag="check_rule"):
    """Whether a document says an automation rule, and how it goes with those in force.

    It is looked at in the place of the `rule`, or as one that comes at `position`.
    """

    document: Document
    rule: RuleId | None = None
    position: Position = 0


class RuleProblem(Struct, frozen=True, kw_only=True):
    """What is wrong at a place in a rule. `nearest` are what may have been meant.

    For a name that nothing has, `unknown` is of what it would be the name ("team"); `creatable`:
    that can be created.
    """

    path: str
    problem: str
    nearest: tuple[str, ...] = ()
    unknown: str = ""
    creatable: bool = False


class RuleFinding(Struct, frozen=True, kw_only=True):
    """What is wrong with rules taken together: a "loop", a rule that "never" runs, a "conflict".

    `rules` are their ids, that of one without an id being "new".
    """

    lint: str
    rules: tuple[str, ...]
    sentence: str


class RuleCheck(Struct, frozen=True, kw_only=True):
    """What is wrong with a rule; `full` is its document with everything written out, where it can
    be read.
    """

    problems: tuple[RuleProblem, ...] = ()
    findings: tuple[RuleFinding, ...] = ()
    full: Document | None = None


class PreviewMacro(Query, frozen=True, kw_only=True, tag="preview_macro"):
    """What a rule would do with a ticket if it were run by hand now."""

    rule: RuleId
    ticket: TicketId


class TryRule(Query, frozen=True, kw_only=True, tag="try_rule"):
    """What a rule would have wanted of tickets in the past, by what the log says.

    Looked at are the newest `most` tickets of those before the number `before` that have changed
    within `days`; without them the newest. To go on is to ask again from `next` on.
    """

    document: Document
    days: Annotated[int, Meta(ge=1, le=3650)] | None = None
    most: Annotated[int, Meta(ge=1, le=2000)] = 500
    before: Annotated[int, Meta(ge=1, le=2**53)] | None = None


class TriedTicket(Struct, frozen=True, kw_only=True):
    """What a rule would do with a ticket, or would have done `at` an instant; and leave."""

    ticket: TicketId
    number: int
    subject: str
    at: Instant
    done: tuple[Done, ...] = ()
    left: tuple[Left, ...] = ()


class RuleTrial(Struct, frozen=True, kw_only=True):
    """How many tickets were `looked` at, of `total` that have changed within the time, and of how
    many the rule would have wanted something: the first hundred times.
    """

    looked: int = 0
    total: int = 0
    matched: int = 0
    tickets: tuple[TriedTicket, ...] = ()
    next: int | None = None
    problems: tuple[RuleProblem, ...] = ()


class HolidayPlaces(Query, frozen=True, kw_only=True, tag="holiday_places"):
    """Where public holidays are known."""


class KnownPlaces(Struct, frozen=True, kw_only=True):
    """Codes of countries, each with those of its parts."""

    countries: dict[str, tuple[str, ...]]


class AddPublicHolidays(Query, frozen=True, kw_only=True, tag="add_public_holidays"):
    """The document of a calendar with the public holidays of a country, or of a part of it."""

    document: Document
    country: PlaceCode
    part: PlaceCode = ""
    first_year: Year
    years: YearCount = 1


class AddCalendarFile(Query, frozen=True, kw_only=True, tag="add_calendar_file"):
    """The document of a calendar with what an iCalendar file says is closed in some years.

    `data` is the file packed by `contract.packed`, of at most `CALENDAR_FILE_BYTES`.
    """

    document: Document
    data: Annotated[bytes, Meta(max_length=PACKED_CALENDAR_BYTES)]
    first_year: Year
    years: YearCount = 1


class HolidaysAdded(Struct, frozen=True, kw_only=True):
    """The document with them, and how many days it has that it had not before.

    With a `problem` at `path` nothing was added.
    """

    document: Document
    days: int = 0
    path: str = ""
    problem: str = ""


class ExplainRouting(Query, frozen=True, kw_only=True, tag="explain_routing"):
    """Whom the router would give a ticket now, and what keeps it from everybody else.

    Of a ticket that somebody has, it says so as if nobody had it.
    """

    ticket: TicketId


class RoutingNow(Struct, frozen=True, kw_only=True):
    """The decision that would be made (`contract.routes.Route`), of a ticket that has a team, and
    since when it waits.
    """

    route: dict[str, object] | None = None
    queued_at: Instant | None = None


class TeamMatrix(Query, frozen=True, kw_only=True, tag="team_matrix"):
    """Who of a team may get its tickets, and why nobody else does."""

    team: TeamId


class AgentPlace(Struct, frozen=True, kw_only=True):
    """Somebody in a team. `lacks` is the permission that they are without: "access" for a disabled
    agent, "role", or "level" for a place in which nobody works; "" for nobody who lacks any.

    Out of hours the team works again at `works_at`, if that is known. `back_at` ends an absence.
    """

    agent: AgentId
    lacks: str = ""
    state: str = "off_shift"
    reachable: bool = False
    back_at: Instant | None = None
    working: bool = True
    works_at: Instant | None = None
    load: int = 0
    capacity: int = 0
    loads: dict[str, int] = {}
    capacities: dict[str, int] = {}
    skills: dict[SkillId, int] = {}


class Matrix(Struct, frozen=True, kw_only=True):
    """The places of a team, by agent, and how many tickets wait in its queue."""

    places: tuple[AgentPlace, ...] = ()
    waiting: int = 0


class PreviewRedistribution(Query, frozen=True, kw_only=True, tag="preview_redistribution"):
    """Where the open tickets of an agent would go if they were redistributed now."""

    agent: AgentId


class Move(Struct, frozen=True, kw_only=True):
    """A ticket, and who would get it; without one, the reason why it would wait."""

    ticket: TicketId
    to: AgentId | None = None
    reason: str = ""


class Redistribution(Struct, frozen=True, kw_only=True):
    """At most 200 tickets, those in which something happened last."""

    moves: tuple[Move, ...] = ()


class TraceDelivery(Query, frozen=True, kw_only=True, tag="trace_delivery"):
    """Who was told of a ticket, and why others were not."""

    ticket: TicketId


class ToldByMail(Struct, frozen=True, kw_only=True):
    """A mail to an agent of the entry `seq`: it left at `sent_at`, or is to leave at `next_at`.

    One that was `dropped` never left: the agent had seen it by then, or wanted none.
    """

    reason: str
    seq: Seq
    next_at: Instant
    attempts: int = 0
    sent_at: Instant | None = None
    dropped: bool = False


class Recipient(Struct, frozen=True, kw_only=True):
    """Somebody whom a ticket concerns as its "owner", a "follower", "mentioned", asked to take it
    ("offered"), or one of its "team".

    Who was told and has no part in it any more is a "former" one.
    Who is `reachable` has every change at once; a device of theirs was last connected at `seen_at`.
    `silenced` are the settings by which they want no mail.
    """

    agent: AgentId
    concern: str
    reachable: bool = False
    seen_at: Instant | None = None
    silenced: tuple[str, ...] = ()
    mails: tuple[ToldByMail, ...] = ()


class DeliveryTrace(Struct, frozen=True, kw_only=True):
    """Everybody whom a ticket concerns, those whom it concerns most first."""

    recipients: tuple[Recipient, ...] = ()


QUERIES: dict[str, type[Query]] = {
    str(query.__struct_config__.tag): query
    for query in (
        SearchTickets,
        TicketHistory,
        FetchTicket,
        FileTicket,
        ReadDraft,
        ReadHeld,
        TestMailbox,
        InviteAgent,
        CheckPolicy,
        CheckCalendar,
        RuleSchema,
        CheckRule,
        PreviewMacro,
        TryRule,
        HolidayPlaces,
        AddPublicHolidays,
        AddCalendarFile,
        ExplainRouting,
        TeamMatrix,
        PreviewRedistribution,
        TraceDelivery,
    )
}
"""Every query, by its name on the wire."""
