# SPDX-License-Identifier: Apache-2.0
"""The rows that a client may hold.

Every entity is a flat frozen struct with an `id`. Instants are integer microseconds UTC. Open sets
(status, channel, priority, kind of message) are plain strings: a client that does not know a value
shows it as it is, where a closed enum would make it drop the whole frame. Entities accept unknown
fields, so that a newer server can add some.
"""

from typing import ClassVar

from msgspec import Struct

from sync_server.contract.clocks import Clock
from sync_server.contract.ids import (
    AgentId,
    ApiKeyId,
    AttachmentId,
    BlockId,
    CalendarId,
    CannedId,
    CategoryId,
    ContactId,
    GateId,
    HeldId,
    Instant,
    MailboxId,
    MembershipId,
    MessageId,
    OrganisationId,
    PolicyId,
    RuleId,
    SecretId,
    Seq,
    SkillId,
    TagId,
    TeamId,
    TicketId,
    ViewId,
)
from sync_server.contract.needs import Need

CustomValue = str | int | float | bool | None


class Entity(Struct, frozen=True, kw_only=True, gc=False):
    """A row of one kind. `kind` names it on the wire and in the change log."""

    kind: ClassVar[str] = ""
    id: str


class Link(Struct, frozen=True, kw_only=True, gc=False):
    """What another ticket is to the one that has the link; the other has the link back.

    `kind` is one of `LINKS`, or `MERGED`.
    """

    kind: str
    ticket: TicketId


class Merge(Struct, frozen=True, kw_only=True):
    """What a merge took from a ticket to the one that it went into, and its `clocks` as they were,
    and since when it waited in its team's queue, and who had been asked to take it.

    Of `cc`, `excluded`, `followers` and `mentioned` it is what the other one did not have already.
    The rest is how that one stood before.
    """

    messages: tuple[MessageId, ...] = ()
    cc: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    followers: tuple[AgentId, ...] = ()
    mentioned: tuple[AgentId, ...] = ()
    clocks: tuple[Clock, ...] = ()
    queued_at: Instant | None = None
    asked: tuple[AgentId, ...] = ()
    last_message_at: Instant | None = None
    last_message_by: str | None = None
    waiting_since: Instant | None = None


class Fired(Struct, frozen=True, array_like=True, gc=False):
    """A moment of a rule that has come, counted from `since`; `trigger` names it in words."""

    trigger: str
    since: Instant


class Mark(Struct, frozen=True, array_like=True, gc=False):
    """What a rule did on a ticket: while it `holds` the rule does not run again by itself.

    It `began` when it first ran since the ticket was opened or reopened.
    """

    rule: RuleId
    began: Instant | None = None
    holds: bool = False
    fired: tuple[Fired, ...] = ()


class Promised(Struct, frozen=True, array_like=True, gc=False):
    """A target that a rule set in a metric; `always`: in time on the wall."""

    metric: str
    time: str
    always: bool
    rule: RuleId


class Tick(Struct, frozen=True, array_like=True, gc=False):
    """An item of a checklist that somebody ticked, by its words."""

    item: str
    by: AgentId | None = None
    at: Instant = 0


class Done(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that a rule did. `was` is what stood there before; with a change of team, `without`
    is who had the ticket and could not keep it.
    """

    action: str
    name: str = ""
    value: object = None
    was: object = None
    without: AgentId | None = None


class Left(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that a rule wanted and did not do.

    `why` is "by_hand", "taken" or "same" (`other` is the rule that was first), "rights", or the
    code of a refusal.
    """

    action: str
    name: str = ""
    value: object = None
    why: str
    other: RuleId | None = None


class Ticket(Entity, frozen=True, kw_only=True):
    """A customer's request. `number` is given at commit: 0 until then, shown as "new".

    `team`, `assignee`, `followers` and `mentioned` decide who may see it. `cc` are the addresses of
    people outside who get copies of replies, and whose answers join the ticket; `excluded` are
    those who had a part in it until an agent took it from them. `mailbox` is where the customer
    wrote to. Spam and deleted tickets keep who took them away, when, and what status they had:
    `removed_by`, `removed_at`, `removed_from`; so do merged ones, whose conversation is in
    `merged_into`, and whose `merge` says what to take back from there. What waited until `wake_at`,
    and came back by itself without a word from anybody, did so at `woken_at`, out of the status
    `woken_from`; its customer was reminded at `reminded_at`, once while it waits. `clocks` measure
    what was promised, in the order of `contract.clocks.METRICS`, an instance before the next one of
    its metric. `needs` are the skills that it asks for.

    In a team that shares out, what nobody has waits in the team's queue since `queued_at`;
    `unrouted` says why nobody got it yet, and the desk looks again by itself at `route_at`, if time
    alone may help. Until then it may be `offered_to` somebody, who takes it or declines. Nobody
    gets it twice who is in `asked`; once that was everybody who could be asked, the round is over
    at `round_over_at`, and after a rest another begins. `last_owner` had its customer before. What
    is `pinned` is before all others; what is `kept_back` nobody gets of itself.

    `marks` are what automation rules did with it, `by_hand` when a person last set a field
    (`custom.<name>` and a digest of each tag for itself), `promised` the targets that rules set.

    `solution` says what solved it, `article` is the address of what was written about it. `ticks`
    are the items of its checklist that are done, also those of a category that it once had;
    `checklist` are items that rules added.
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
    mailbox: MailboxId | None = None
    cc: tuple[str, ...] = ()
    removed_by: AgentId | None = None
    removed_at: Instant | None = None
    removed_from: str | None = None
    clocks: tuple[Clock, ...] = ()
    woken_at: Instant | None = None
    woken_from: str | None = None
    reminded_at: Instant | None = None
    excluded: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    queued_at: Instant | None = None
    unrouted: str = ""
    route_at: Instant | None = None
    last_owner: AgentId | None = None
    asked: tuple[AgentId, ...] = ()
    offered_to: AgentId | None = None
    merged_into: TicketId | None = None
    merge: Merge | None = None
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    by_hand: dict[str, Instant] = {}
    promised: tuple[Promised, ...] = ()
    round_over_at: Instant | None = None
    pinned: bool = False
    kept_back: bool = False
    solution: str = ""
    article: str = ""
    ticks: tuple[Tick, ...] = ()
    checklist: tuple[str, ...] = ()


class Message(Entity, frozen=True, kw_only=True):
    """One entry of a ticket's conversation.

    `type` is "customer", "reply" or "note"; "forward" and "third_party" are a side thread with
    somebody who is not the customer, which the customer never sees (`about` names the message that
    was forwarded, or the forward that is answered); "call" is a conversation by telephone or in
    person, with `direction`, `outcome` and `minutes`.

    `text` holds at most 64 KiB; a longer body travels as the attachment named by `full_text`.
    `html` is sanitised by the server at intake. A reply with `release_at` in the future may still
    be retracted; `retracted` replies keep their row and lose their text.

    What leaves by mail has a `delivery`: "waiting", "accepted", "refused" or "failed" (given up).
    `delivery_note` is the receiving server's name or its reason, as plain text; `refused` are
    addresses that it did not take while others have the message: only they get it when it is sent
    again. `reasons` are what it said of each of them, in that order, or none. `delivered_at` is
    when somebody last got it. `bcc` is for our own eyes; `enclosed` are files of other messages of
    the ticket that went along. An `unverified` customer message bears the address of `sender`, of
    whom it is not certain that they wrote it; a third party's says it there too. In a customer's it
    is where they want answers, if not at their first address.
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
    bcc: tuple[str, ...] = ()
    mailbox: MailboxId | None = None
    quote: bool = True
    delivery: str | None = None
    delivery_note: str | None = None
    delivered_at: Instant | None = None
    refused: tuple[str, ...] = ()
    unverified: bool = False
    about: MessageId | None = None
    sender: str | None = None
    sender_name: str | None = None
    enclosed: tuple[AttachmentId, ...] = ()
    direction: str | None = None
    outcome: str | None = None
    minutes: int | None = None
    reasons: tuple[str, ...] = ()


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
    """A member of staff. `role` is one of the roles of the server's sight.

    `skills` are levels from 1 to 3. Of itself the desk gives them tickets of at most the weight
    `capacity` together, and of `capacities` in a channel; what people assign may be more.
    """

    kind: ClassVar[str] = "agent"
    id: AgentId
    name: str = ""
    email: str = ""
    role: str = "agent"
    disabled: bool = False
    skills: dict[SkillId, int] = {}
    capacity: int = 12
    capacities: dict[str, int] = {}


class Team(Entity, frozen=True, kw_only=True):
    """A group of agents with one queue. With `form` it has a page where customers write to it.

    `acknowledgement` is what a customer is told at once by mail; empty: the workspace's.
    `next_status` is offered with every reply; empty: the status stays. What waits without a date
    comes back after so many working days of the `calendar`, without one of the workspace:
    `pending_days` or `on_hold_days`. With a `reminder` a customer who has not answered by then gets
    this text first, and as many days more.

    `routing` says who gets a ticket of itself: nobody ("manual"), the least loaded ("balanced") or
    whoever got one longest ago ("round_robin"). Of those that wait the one with the nearest
    deadline is next, or in the `order` "priority" the oldest of the highest priority. A `sticky`
    team prefers whoever had the customer or the ticket last. For `accept_s` seconds a ticket is
    only offered; 0: it is assigned at once. Nobody gets more than `per_minute`; 0: no limit. After
    every `relax_minutes` one of the needs that are optional is given up; 0: never. `reroute` says
    which open tickets of somebody who goes off shift go to others: "none", "urgent" (those of high
    priority too) or "all". While it is `kept_back`, nothing is shared out.
    """

    kind: ClassVar[str] = "team"
    id: TeamId
    name: str = ""
    colour: str = "s1"
    disabled: bool = False
    form: bool = False
    acknowledgement: str = ""
    next_status: str = ""
    calendar: CalendarId | None = None
    pending_days: int = 3
    on_hold_days: int = 3
    reminder: str = ""
    routing: str = "manual"
    order: str = "deadline"
    sticky: bool = True
    accept_s: int = 0
    per_minute: int = 3
    relax_minutes: int = 60
    reroute: str = "urgent"
    kept_back: bool = False


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


class Skill(Entity, frozen=True, kw_only=True):
    """Something that not everybody can do. Nobody is asked for a disabled one."""

    kind: ClassVar[str] = "skill"
    id: SkillId
    name: str = ""
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


class Absence(Struct, frozen=True, array_like=True, gc=False):
    """Away from `from_at` to just before `until_at`. A `substitute` gets what would be theirs."""

    from_at: Instant
    until_at: Instant
    substitute: AgentId | None = None


class Availability(Entity, frozen=True, kw_only=True):
    """An agent's availability as a logged fact; the id is the agent's.

    `state` is "available", "busy", "break" or "off_shift"; `reachable` says whether a session of
    the agent is connected. `given` is when the desk gave them tickets of itself: all of the last
    minute, and at least the last. `absences` are planned, in their order, and do not overlap. At
    `route_at` the desk looks whether their tickets go to others.
    """

    kind: ClassVar[str] = "availability"
    id: AgentId
    state: str = "off_shift"
    reachable: bool = False
    since_at: Instant = 0
    until_at: Instant | None = None
    given: tuple[Instant, ...] = ()
    route_at: Instant | None = None
    absences: tuple[Absence, ...] = ()


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


class Mailbox(Entity, frozen=True, kw_only=True):
    """An address at which customers write, and how its mail comes in and goes out.

    `security` of a server is "tls", "starttls" or "plain" (for loopback only). The password lies
    sealed at the server under the id `secret`. Replies are sent under `name`, end with
    `signature`, and quote the last message where `quote` says so. Around all that a person
    wrote they have `template`, and in HTML `html_template`, where there is one. With `acknowledge`
    a new customer's mail is answered at once. `start` says which old mail was taken: "none",
    "unread" or "recent" (14 days). `state` is "new", "connected" or "failing"; `problem` says in a
    sentence what to do about it, since `state_at`.
    """

    kind: ClassVar[str] = "mailbox"
    id: MailboxId
    address: str = ""
    name: str = ""
    team: TeamId | None = None
    signature: str = ""
    template: str = ""
    html_template: str = ""
    quote: bool = True
    acknowledge: bool = True
    imap_host: str = ""
    imap_port: int = 993
    imap_security: str = "tls"
    imap_folder: str = "INBOX"
    smtp_host: str = ""
    smtp_port: int = 465
    smtp_security: str = "tls"
    user: str = ""
    secret: SecretId | None = None
    start: str = "none"
    disabled: bool = False
    state: str = "new"
    problem: str = ""
    state_at: Instant | None = None


class Held(Entity, frozen=True, kw_only=True):
    """Mail that did not become part of a ticket, until somebody decides.

    `reason` is "blocked", "unverified", "loop", "flood", "unreadable", "scanner" or "elsewhere";
    `detail` says more in words of ours. `ticket` is the one that the mail claims to belong to, or
    that it became "elsewhere", for another team. What it says is asked for apart: nobody holds it.
    Once released it waits for a moment to be taken in, as an answer to `ticket` where it `joins`.
    """

    kind: ClassVar[str] = "held"
    id: HeldId
    reason: str = ""
    detail: str = ""
    mailbox: MailboxId | None = None
    team: TeamId | None = None
    ticket: TicketId | None = None
    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    at: Instant = 0
    size: int = 0
    files: int = 0
    released_by: AgentId | None = None
    joins: bool = False


class Block(Entity, frozen=True, kw_only=True):
    """A sender whose mail is held. The id is an address, or `@` and a domain, in lower case."""

    kind: ClassVar[str] = "block"
    id: BlockId
    agent: AgentId | None = None
    at: Instant = 0


class Canned(Entity, frozen=True, kw_only=True):
    """A reply that is kept ready. Without an owner it is everybody's, or its `team`'s.

    `text` may have placeholders in double braces (`sync_server.contract.placeholders`).
    """

    kind: ClassVar[str] = "canned"
    id: CannedId
    name: str = ""
    text: str = ""
    owner: AgentId | None = None
    team: TeamId | None = None


class Preferences(Entity, frozen=True, kw_only=True):
    """What an agent wants to be told by mail while not at the desk. The id is the agent's."""

    kind: ClassVar[str] = "preferences"
    id: AgentId
    mail_assigned: bool = True
    mail_mentioned: bool = True


class Workspace(Entity, frozen=True, kw_only=True):
    """The desk itself; there is one, under the id "workspace".

    Working hours are minutes after local midnight on `work_days` (0 is Monday) in `timezone`, an
    IANA name. `acknowledgement` is a fixed text: nothing of the customer's is ever repeated in it.
    What is solved is closed `close_days` later; 0: never. A ticket weighs as much as its channel
    times its priority; what is not in `channel_weights` or `priority_weights` weighs 1.
    """

    kind: ClassVar[str] = "workspace"
    id: str
    timezone: str = "UTC"
    work_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    work_from: int = 540
    work_until: int = 1020
    acknowledgement: str = ""
    close_days: int = 4
    channel_weights: dict[str, int] = {}
    priority_weights: dict[str, int] = {}


class Calendar(Entity, frozen=True, kw_only=True):
    """When work is done: the time that clocks measure.

    `document` is the version `number` in force since `published_at`, as `domain.calendar` reads it;
    0 while none is. `draft` is one that is not in force yet. `open` says the same for those who
    know no rules, from the instant `open_from` to `open_until`: in seconds, the start of the first
    working time after 1970, its length, the length of the rest that follows, and so on.
    """

    kind: ClassVar[str] = "calendar"
    id: CalendarId
    name: str = ""
    number: int = 0
    document: dict[str, object] = {}
    published_at: Instant | None = None
    draft: dict[str, object] | None = None
    disabled: bool = False
    open: tuple[int, ...] = ()
    open_from: Instant = 0
    open_until: Instant = 0


class SlaPolicy(Entity, frozen=True, kw_only=True):
    """What is promised to some tickets: `domain.sla.policies` reads its `document`.

    Policies are asked by `position`, and then by id. Versions and drafts are as a calendar's.
    """

    kind: ClassVar[str] = "sla_policy"
    id: PolicyId
    name: str = ""
    position: int = 0
    number: int = 0
    document: dict[str, object] = {}
    published_at: Instant | None = None
    draft: dict[str, object] | None = None
    disabled: bool = False


class AutomationRule(Entity, frozen=True, kw_only=True):
    """What the desk does by itself: `domain.rules.document` reads its `document`.

    Rules are asked by `position`, and then by id. Versions and drafts are as a calendar's. `name`
    is what the document in force calls it, and before there is one its draft. `bound` is the rule
    in force with ids in the place of names. It acts with the rights of its `author`, who put it
    into force; `None`: at the console.
    """

    kind: ClassVar[str] = "rule"
    id: RuleId
    name: str = ""
    position: int = 0
    number: int = 0
    document: dict[str, object] = {}
    bound: dict[str, object] = {}
    published_at: Instant | None = None
    draft: dict[str, object] | None = None
    disabled: bool = False
    author: AgentId | None = None


class Gate(Entity, frozen=True, kw_only=True):
    """What is to be done before a ticket of a team or a category is solved.

    `contract.gates` makes its id from theirs and reads its `document`. Versions and drafts are as a
    calendar's.
    """

    kind: ClassVar[str] = "gate"
    id: GateId
    number: int = 0
    document: dict[str, object] = {}
    published_at: Instant | None = None
    draft: dict[str, object] | None = None
    disabled: bool = False


class Alert(Entity, frozen=True, kw_only=True):
    """Something that an agent is told by the desk; there until they have seen it.

    `reason` is "rule", where the rule `rule` that was called `name` tells of a ticket; "nobody",
    where nobody takes a ticket of the team that was called `name`, for the reason `detail`; or
    "failed", where the desk could not do what it does by itself: its log says more under `detail`.
    The same is told once, with the instant of the last time.
    """

    kind: ClassVar[str] = "alert"
    id: str
    agent: AgentId
    reason: str = ""
    ticket: TicketId | None = None
    rule: RuleId | None = None
    name: str = ""
    detail: str = ""
    at: Instant = 0


class Published(Entity, frozen=True, kw_only=True):
    """A version of a document that is or was in force. `versions` makes its id."""

    kind: ClassVar[str] = "published"
    id: str
    subject: str
    number: int = 0
    document: dict[str, object] = {}
    at: Instant = 0
    by: AgentId | None = None
    note: str = ""


class ApiKey(Entity, frozen=True, kw_only=True):
    """The right of a program to use the REST API until `expires_at`. The key itself is not here.

    `rights` are "tickets:read", "tickets:write" and "changes:read"; with a `team` it reaches that
    team's tickets only. `digest` is SHA-256 of the key in lower-case hex.
    """

    kind: ClassVar[str] = "api_key"
    id: ApiKeyId
    name: str = ""
    rights: tuple[str, ...] = ()
    team: TeamId | None = None
    digest: str = ""
    expires_at: Instant = 0
    revoked_at: Instant | None = None


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
        Skill,
        Tag,
        SavedView,
        Availability,
        ReadMark,
        Draft,
        Mailbox,
        Held,
        Block,
        Canned,
        Preferences,
        Workspace,
        Calendar,
        SlaPolicy,
        AutomationRule,
        Gate,
        Alert,
        Published,
        ApiKey,
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
LINKS = {
    "related": "related",
    "duplicate_of": "duplicated_by",
    "duplicated_by": "duplicate_of",
    "parent": "child",
    "child": "parent",
    "problem": "incident",
    "incident": "problem",
    "follow_up_of": "followed_up_by",
    "followed_up_by": "follow_up_of",
}
"""What another ticket can be to a ticket, and what that one is to it: its parent has it as child,
the problem that causes it has it as incident.
"""
MERGED = "merged"
"""Kind of the link that a ticket has to one that went into it, which itself has `merged_into`."""
PRIORITIES = ("low", "normal", "high", "urgent")
LEVELS = ("overview", "read", "work")
ROLES = ("administrator", "supervisor", "agent", "light", "auditor", "display")
RIGHTS = ("tickets:read", "tickets:write", "changes:read")
WORKSPACE = "workspace"
DESK_HOURS = CalendarId("desk-hours")
"""The calendar that the workspace's hours are an outline of."""
ROUTINGS = ("manual", "balanced", "round_robin")
REROUTINGS = ("none", "urgent", "all")
ORDERS = ("deadline", "priority")
AVAILABILITIES = ("available", "busy", "break", "off_shift")


class Row(Struct, frozen=True):
    """An entity together with its version: the seq of its last change."""

    version: Seq
    entity: Entity
