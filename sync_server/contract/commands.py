# SPDX-License-Identifier: Apache-2.0
"""Commands: every change of state, as a small imperative value.

The same union serves windows, mail, forms, REST, rules and the timekeeper. A command names what its
author wants, never what the row shall become. Commands forbid unknown fields: a misspelt field is
refused, not ignored.

Edits carry `base`, what their author saw: the row's version, or the id of their own earlier command
(see `contract.ids.Base`). `None` says "whatever it is now" and is for machines.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from sync_server.contract.entities import Absence, CustomValue
from sync_server.contract.ids import (
    AgentId,
    ApiKeyId,
    AttachmentId,
    Base,
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

Name = Annotated[str, Meta(min_length=1, max_length=200)]
Address = Annotated[str, Meta(min_length=3, max_length=320, pattern=r"^[^\s@]+@[^\s@]+$(?!\n)")]
Subject = Annotated[str, Meta(min_length=1, max_length=500)]
Text = Annotated[str, Meta(min_length=1, max_length=65536)]
LONGEST_TEXT = 65536
OptionalText = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Word = Annotated[str, Meta(min_length=1, max_length=64)]
Status = Literal["new", "open", "pending", "on_hold", "solved", "closed", "spam", "deleted"]
Priority = Literal["low", "normal", "high", "urgent"]
Role = Literal["administrator", "supervisor", "agent", "light", "auditor", "display"]
Level = Literal["overview", "read", "work"]
State = Literal["available", "busy", "break", "off_shift"]
DraftMode = Literal["reply", "note"]
Channel = Literal["email", "form", "chat", "api", "phone", "walk_in", "desk"]
Direction = Literal["in", "out"]
Outcome = Literal["spoke", "voicemail", "no_answer"]
LONGEST_CALL = 1440
Minutes = Annotated[int, Meta(ge=0, le=LONGEST_CALL)]
Security = Literal["tls", "starttls", "plain"]
StartWith = Literal["none", "unread", "recent"]
Host = Annotated[str, Meta(min_length=1, max_length=255, pattern=r"^[^\s/@]+$(?!\n)")]
PortNumber = Annotated[int, Meta(ge=1, le=65535)]
HoldReason = Literal["blocked", "unverified", "loop", "flood", "unreadable", "scanner", "elsewhere"]
LinkKind = Literal[
    "related",
    "duplicate_of",
    "duplicated_by",
    "parent",
    "child",
    "problem",
    "incident",
    "follow_up_of",
    "followed_up_by",
]
Right = Literal["tickets:read", "tickets:write", "changes:read"]
MinuteOfDay = Annotated[int, Meta(ge=0, le=1440)]
WeekDay = Annotated[int, Meta(ge=0, le=6)]
Item = Annotated[str, Meta(min_length=1, max_length=200)]
ArticleAddress = Annotated[str, Meta(max_length=2000, pattern=r"^(https?://[^\s]+)?$(?!\n)")]
Signature = Annotated[str, Meta(max_length=4000)]
Template = Annotated[str, Meta(max_length=8000)]
HtmlTemplate = Annotated[str, Meta(max_length=32000)]
Document = dict[str, object]
NextStatus = Literal["", "open", "pending", "on_hold", "solved"]
WorkingDays = Annotated[int, Meta(ge=1, le=60)]
DaysOrNever = Annotated[int, Meta(ge=0, le=365)]
Routing = Literal["manual", "balanced", "round_robin"]
Order = Literal["deadline", "priority"]
Rerouting = Literal["none", "urgent", "all"]
SkillLevel = Annotated[int, Meta(ge=0, le=3)]
Absences = Annotated[tuple[Absence, ...], Meta(max_length=20)]
Needs = Annotated[tuple[Need, ...], Meta(max_length=20)]
Capacity = Annotated[int, Meta(ge=0, le=10000)]
Capacities = dict[Channel, Capacity]
Weight = Annotated[int, Meta(ge=0, le=100)]
ChannelWeights = dict[Channel, Weight]
PriorityWeights = dict[Priority, Weight]
AcceptSeconds = Annotated[int, Meta(ge=0, le=3600)]
PerMinute = Annotated[int, Meta(ge=0, le=1000)]
RelaxMinutes = Annotated[int, Meta(ge=0, le=10080)]
Position = Annotated[int, Meta(ge=0, le=100000)]
AlertId = Annotated[str, Meta(min_length=1, max_length=300)]
Version = Annotated[int, Meta(ge=1, le=2**53)]
OptionalNote = Annotated[str, Meta(max_length=500)]
Tags = Annotated[tuple[TagId, ...], Meta(min_length=1, max_length=50)]
Addresses = Annotated[tuple[Address, ...], Meta(max_length=100)]
Messages = Annotated[tuple[MessageId, ...], Meta(max_length=500)]
Recipients = Annotated[tuple[Address, ...], Meta(max_length=300)]
"""All of a mail: To, Cc and Bcc."""
Phones = Annotated[tuple[Word, ...], Meta(max_length=20)]
Mentions = Annotated[tuple[AgentId, ...], Meta(max_length=50)]
Custom = Annotated[dict[Word, CustomValue], Meta(max_length=100)]


class File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An uploaded file to attach. Its bytes were sent to the file port under the same id."""

    id: AttachmentId
    name: Name
    media_type: Word = "application/octet-stream"
    content_id: Name | None = None


Files = Annotated[tuple[File, ...], Meta(max_length=50)]
FileNames = Annotated[tuple[Name, ...], Meta(max_length=50)]


class Command(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"):
    """Base of all commands. The tag is the command's name on the wire."""


def given(command: Command, names: Iterable[str]) -> dict[str, Any]:
    """The values of those fields that a command gives, of those that it may leave out."""
    values = ((name, getattr(command, name)) for name in names)
    return {name: value for name, value in values if value is not UNSET}


class Call(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A conversation by telephone or in person. `minutes` are whole ones, rounded up."""

    direction: Direction = "in"
    outcome: Outcome = "spoke"
    minutes: Minutes = 0


class OpenTicket(Command, frozen=True, kw_only=True, tag="open_ticket"):
    """Open a ticket on a customer's behalf, or with `note` for ourselves.

    The first message is what the customer said; with `outgoing` it is what we write to the customer
    (then `to`, `cc`, `bcc`, `mailbox` and `hold_s` are as in `Reply`), with `call` the call, with
    `note` what no customer ever sees. `mentions` are as in `AddNote`.
    """

    ticket: TicketId
    message: MessageId
    subject: Subject
    text: Text
    requester: ContactId | None = None
    team: TeamId | None = None
    assignee: AgentId | None = None
    priority: Priority = "normal"
    category: CategoryId | None = None
    tags: tuple[TagId, ...] = ()
    custom: Custom = {}
    channel: Channel = "desk"
    files: Files = ()
    outgoing: bool = False
    to: Addresses = ()
    cc: Addresses = ()
    bcc: Addresses = ()
    mailbox: MailboxId | None = None
    hold_s: Annotated[int, Meta(ge=0, le=120)] = 0
    call: Call | None = None
    note: bool = False
    mentions: Mentions = ()


class ReceiveMessage(Command, frozen=True, kw_only=True, tag="receive_message"):
    """Take in a customer's message. Only channels send it.

    `thread` is the ticket to which the channel's evidence points. Without one, or when that ticket
    is closed for good, a new ticket is opened under the id `ticket`. The sender is found by address
    or becomes a contact under the id `contact`; they want answers at `reply_to`, if they say so.
    `received_at` dates the message (imports); without it the moment of commit counts. The same
    `message_id` in the same `team` is taken in once.
    """

    ticket: TicketId
    message: MessageId
    contact: ContactId
    thread: TicketId | None = None
    sender: Address
    sender_name: Annotated[str, Meta(max_length=200)] = ""
    channel: Channel = "email"
    subject: Annotated[str, Meta(max_length=500)] = ""
    text: OptionalText = ""
    html: Annotated[str, Meta(max_length=131072)] | None = None
    to: Addresses = ()
    cc: Addresses = ()
    message_id: Annotated[str, Meta(max_length=998)] | None = None
    references: Annotated[
        tuple[Annotated[str, Meta(max_length=998)], ...], Meta(max_length=100)
    ] = ()
    automatic: bool = False
    received_at: Instant | None = None
    team: TeamId | None = None
    files: Files = ()
    full_text: AttachmentId | None = None
    mailbox: MailboxId | None = None
    unverified: bool = False
    about: MessageId | None = None
    joins: bool = False
    reply_to: Address | None = None


class PastMessage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of a conversation that took place elsewhere, dated as it was written.

    `agent` wrote a reply or note, where that is known; a customer's message without a `contact` is
    the requester's.
    """

    id: MessageId
    type: Literal["customer", "reply", "note"]
    at: Instant
    agent: AgentId | None = None
    contact: ContactId | None = None
    channel: Channel = "email"
    subject: Annotated[str, Meta(max_length=500)] = ""
    text: OptionalText = ""
    html: Annotated[str, Meta(max_length=131072)] | None = None
    to: Addresses = ()
    cc: Addresses = ()
    mentions: Mentions = ()
    message_id: Annotated[str, Meta(max_length=998)] | None = None
    automatic: bool = False
    files: Files = ()
    full_text: AttachmentId | None = None


class ImportTicket(Command, frozen=True, kw_only=True, tag="import_ticket"):
    """Take over a ticket as it stands elsewhere, with its conversation. Only the server sends it.

    The requester is found by address or becomes a contact under the id `contact`. Without
    `opened_at` the first message counts, without messages the moment of commit.
    """

    ticket: TicketId
    contact: ContactId
    requester: Address
    requester_name: Annotated[str, Meta(max_length=200)] = ""
    subject: Annotated[str, Meta(max_length=500)] = ""
    status: Status = "new"
    priority: Priority = "normal"
    channel: Channel = "email"
    team: TeamId | None = None
    assignee: AgentId | None = None
    category: CategoryId | None = None
    tags: Annotated[tuple[TagId, ...], Meta(max_length=50)] = ()
    custom: Custom = {}
    opened_at: Instant | None = None
    solved_at: Instant | None = None
    closed_at: Instant | None = None
    archived: bool = False
    messages: Annotated[tuple[PastMessage, ...], Meta(max_length=2000)] = ()


class ImportMessage(Command, frozen=True, kw_only=True, tag="import_message"):
    """Add an old message to a ticket; nothing reopens. Only the server sends it."""

    ticket: TicketId
    message: PastMessage


class Reply(Command, frozen=True, kw_only=True, tag="reply"):
    """Answer the customer. With `hold_s` the reply may be retracted until the hold is over.

    `seen` is the version of the ticket that the author had on screen: a newer customer message or
    public reply is answered with `stale`, unless `anyway`. It leaves from `mailbox`, by default the
    one that the customer wrote to, and quotes the last message when `quote` says so. `forced` is as
    in `SetStatus`.
    """

    ticket: TicketId
    message: MessageId
    text: Text
    seen: Base | None = None
    anyway: bool = False
    hold_s: Annotated[int, Meta(ge=0, le=120)] = 0
    to: Addresses = ()
    cc: Addresses = ()
    status: Status | None = None
    files: Files = ()
    bcc: Addresses = ()
    mailbox: MailboxId | None = None
    quote: bool = True
    forced: bool = False


class Forward(Command, frozen=True, kw_only=True, tag="forward"):
    """Send a ticket's message, or with no `about` its conversation without notes, to somebody else.

    It moves no clock and no status but for `status`. `attachments` of the ticket go along. Answers
    come back to the ticket as a side thread that the customer never sees.
    """

    ticket: TicketId
    message: MessageId
    text: OptionalText = ""
    about: MessageId | None = None
    to: Annotated[tuple[Address, ...], Meta(min_length=1, max_length=100)]
    cc: Addresses = ()
    bcc: Addresses = ()
    mailbox: MailboxId | None = None
    attachments: Annotated[tuple[AttachmentId, ...], Meta(max_length=50)] = ()
    files: Files = ()
    hold_s: Annotated[int, Meta(ge=0, le=120)] = 0
    status: Status | None = None


class SendAgain(Command, frozen=True, kw_only=True, tag="send_again"):
    """Try to send a message once more that was refused or given up, perhaps to other addresses.

    Those who have it do not get it again: it goes only to those who were refused, or to `to` in
    their place.
    """

    message: MessageId
    to: Addresses = ()


class RecordDelivery(Command, frozen=True, kw_only=True, tag="record_delivery"):
    """Write down what the mail server said about a message. Only the server sends it."""

    message: MessageId
    delivery: Literal["waiting", "accepted", "refused", "failed"]
    note: Annotated[str, Meta(max_length=300)] = ""
    refused: Recipients = ()
    reasons: Annotated[tuple[Annotated[str, Meta(max_length=200)], ...], Meta(max_length=300)] = ()
    message_id: Annotated[str, Meta(max_length=998)] | None = None


class SendAutomatic(Command, frozen=True, kw_only=True, tag="send_automatic"):
    """Answer a customer automatically, with a fixed text. Only the server sends it.

    It counts as no answer: the customer still waits.
    """

    ticket: TicketId
    message: MessageId
    text: Text
    to: Annotated[tuple[Address, ...], Meta(min_length=1, max_length=1)]


class HoldMail(Command, frozen=True, kw_only=True, tag="hold_mail"):
    """Put mail aside for a decision, with the reason. Only channels send it.

    The mail itself is kept apart, under the same id.
    """

    held: HeldId
    reason: HoldReason
    detail: Annotated[str, Meta(max_length=300)] = ""
    mailbox: MailboxId | None = None
    team: TeamId | None = None
    ticket: TicketId | None = None
    sender: Annotated[str, Meta(max_length=320)] = ""
    sender_name: Annotated[str, Meta(max_length=200)] = ""
    subject: Annotated[str, Meta(max_length=500)] = ""
    received_at: Instant | None = None
    size: Annotated[int, Meta(ge=0)] = 0
    files: Annotated[int, Meta(ge=0)] = 0


class ReleaseHeld(Command, frozen=True, kw_only=True, tag="release_held"):
    """Let held mail in: as a new ticket, or `joins` the ticket that it claims, unverified."""

    held: HeldId
    joins: bool = False


class DiscardHeld(Command, frozen=True, kw_only=True, tag="discard_held"):
    """Throw held mail away."""

    held: HeldId


class BlockSender(Command, frozen=True, kw_only=True, tag="block_sender"):
    """Hold mail of an address, or of a domain (`@` and its name), from now on."""

    block: BlockId


class UnblockSender(Command, frozen=True, kw_only=True, tag="unblock_sender"):
    """Take mail of a sender in again."""

    block: BlockId


class MarkSpam(Command, frozen=True, kw_only=True, tag="mark_spam"):
    """Take a ticket out of every queue as unwanted. It can be restored for 30 days."""

    ticket: TicketId


class DeleteTicket(Command, frozen=True, kw_only=True, tag="delete_ticket"):
    """Delete a ticket. It can be restored for 30 days."""

    ticket: TicketId


class RestoreTicket(Command, frozen=True, kw_only=True, tag="restore_ticket"):
    """Bring a spam or deleted ticket back as it was."""

    ticket: TicketId


class MergeTicket(Command, frozen=True, kw_only=True, tag="merge_ticket"):
    """Put a ticket into another one: messages, files, and who follows both go there.

    Nobody outside is told. Where the two are of different customers, or of different companies, it
    has to be `confirmed`: from then on each has a part in what the other asks.
    """

    ticket: TicketId
    into: TicketId
    confirmed: bool = False


class UnmergeTicket(Command, frozen=True, kw_only=True, tag="unmerge_ticket"):
    """Make a merged ticket again what it was. What came later stays where it is, but `messages`."""

    ticket: TicketId
    messages: Messages = ()


class SplitTicket(Command, frozen=True, kw_only=True, tag="split_ticket"):
    """Make some of a ticket's messages a ticket of their own, under the id `into`."""

    ticket: TicketId
    into: TicketId
    subject: Subject
    messages: Annotated[tuple[MessageId, ...], Meta(min_length=1, max_length=500)]


class LinkTickets(Command, frozen=True, kw_only=True, tag="link_tickets"):
    """Say what another ticket is to a ticket. Sets merge, so there is no base and no conflict."""

    ticket: TicketId
    to: TicketId
    kind: LinkKind


class UnlinkTickets(Command, frozen=True, kw_only=True, tag="unlink_tickets"):
    """Take a link away, from either end."""

    ticket: TicketId
    to: TicketId
    kind: LinkKind


class PurgeTicket(Command, frozen=True, kw_only=True, tag="purge_ticket"):
    """Drop what a ticket said that has been deleted for 30 days. Only the desk's own time does."""

    ticket: TicketId


class ChangeParticipants(Command, frozen=True, kw_only=True, tag="change_participants"):
    """Say who outside gets copies of replies. Sets merge, so there is no base and no conflict."""

    ticket: TicketId
    add: Addresses = ()
    remove: Addresses = ()


class LogCall(Command, frozen=True, kw_only=True, tag="log_call"):
    """Write down a call or a visit. With `counts` a spoken one answers the waiting customer.

    `mentions` are as in `AddNote`.
    """

    ticket: TicketId
    message: MessageId
    call: Call
    text: OptionalText = ""
    counts: bool = True
    walk_in: bool = False
    mentions: Mentions = ()


class RetractReply(Command, frozen=True, kw_only=True, tag="retract_reply"):
    """Take back one's own reply while it is held."""

    message: MessageId


class AddNote(Command, frozen=True, kw_only=True, tag="add_note"):
    """Write an internal note. Mentioned agents may see the ticket from then on."""

    ticket: TicketId
    message: MessageId
    text: Text
    mentions: Mentions = ()
    files: Files = ()


class Attach(Command, frozen=True, kw_only=True, tag="attach"):
    """Add uploaded files to one's own message."""

    message: MessageId
    files: Annotated[tuple[File, ...], Meta(min_length=1, max_length=50)]


class SetSubject(Command, frozen=True, kw_only=True, tag="set_subject"):
    """Reword a ticket's subject."""

    ticket: TicketId
    subject: Subject
    base: Base | None = None


class SetStatus(Command, frozen=True, kw_only=True, tag="set_status"):
    """Move a ticket along its life cycle.

    `wake_at` belongs to pending and on hold; without it the team's usual time passes. A ticket with
    open children is solved only when `forced`; what its team or category asks for comes first (see
    `Gate`), always.
    """

    ticket: TicketId
    status: Status
    wake_at: Instant | None = None
    base: Base | None = None
    forced: bool = False


class SetPriority(Command, frozen=True, kw_only=True, tag="set_priority"):
    """Say how urgent a ticket is."""

    ticket: TicketId
    priority: Priority
    base: Base | None = None


class SetCategory(Command, frozen=True, kw_only=True, tag="set_category"):
    """Say what a ticket is about."""

    ticket: TicketId
    category: CategoryId | None
    base: Base | None = None


class SetSolution(Command, frozen=True, kw_only=True, tag="set_solution"):
    """Say what solved a ticket, and where it is written about; what is left out stays."""

    ticket: TicketId
    solution: Signature | UnsetType = UNSET
    article: ArticleAddress | UnsetType = UNSET
    base: Base | None = None


class TickItem(Command, frozen=True, kw_only=True, tag="tick_item"):
    """Say that an item of a ticket's checklist is done, or that it is not after all."""

    ticket: TicketId
    item: Item
    done: bool = True


class SetNeeds(Command, frozen=True, kw_only=True, tag="set_needs"):
    """Say which skills a ticket asks for, and which of them it can do without after a time."""

    ticket: TicketId
    needs: Needs
    base: Base | None = None


class SetTeam(Command, frozen=True, kw_only=True, tag="set_team"):
    """Move a ticket to a team, or back to triage. An assignee from outside the team is cleared."""

    ticket: TicketId
    team: TeamId | None
    base: Base | None = None


class SetAssignee(Command, frozen=True, kw_only=True, tag="set_assignee"):
    """Give a ticket to an agent, or to nobody."""

    ticket: TicketId
    assignee: AgentId | None
    base: Base | None = None


class SetCustomField(Command, frozen=True, kw_only=True, tag="set_custom_field"):
    """Set one custom field; `None` removes it."""

    ticket: TicketId
    name: Word
    value: CustomValue
    base: Base | None = None


class ChangeTags(Command, frozen=True, kw_only=True, tag="change_tags"):
    """Add and remove tags. Sets merge, so there is no base and no conflict."""

    ticket: TicketId
    add: Annotated[tuple[TagId, ...], Meta(max_length=50)] = ()
    remove: Annotated[tuple[TagId, ...], Meta(max_length=50)] = ()


class ChangeRequester(Command, frozen=True, kw_only=True, tag="change_requester"):
    """Say that another contact is the customer of this ticket."""

    ticket: TicketId
    requester: ContactId
    base: Base | None = None


class TakeTicket(Command, frozen=True, kw_only=True, tag="take_ticket"):
    """Make oneself the assignee of a ticket that nobody has. Refused when somebody has it."""

    ticket: TicketId


class ReleaseTicket(Command, frozen=True, kw_only=True, tag="release_ticket"):
    """Give one's own ticket back to the team."""

    ticket: TicketId


class DeclineTicket(Command, frozen=True, kw_only=True, tag="decline_ticket"):
    """Pass on a ticket that one was offered. Whoever wants it accepts it."""

    ticket: TicketId


class AcceptTicket(Command, frozen=True, kw_only=True, tag="accept_ticket"):
    """Take a ticket that one is offered, as long as it is."""

    ticket: TicketId


class TakeNext(Command, frozen=True, kw_only=True, tag="take_next"):
    """Take the ticket that is next in the queue of a team, of those that one has the skills for."""

    team: TeamId


class FollowTicket(Command, frozen=True, kw_only=True, tag="follow_ticket"):
    """Follow a ticket, or invite another agent to it."""

    ticket: TicketId
    agent: AgentId | None = None


class UnfollowTicket(Command, frozen=True, kw_only=True, tag="unfollow_ticket"):
    """Stop following a ticket."""

    ticket: TicketId
    agent: AgentId | None = None


class MarkRead(Command, frozen=True, kw_only=True, tag="mark_read"):
    """Remember that the author has read a ticket up to the message dated `read_at`."""

    ticket: TicketId
    read_at: Instant


class MarkUnread(Command, frozen=True, kw_only=True, tag="mark_unread"):
    """Make a ticket unread again for its author."""

    ticket: TicketId


class KeepDraft(Command, frozen=True, kw_only=True, tag="keep_draft"):
    """Keep what the author has written about a ticket, for their other devices; empty: drop it.

    Of its files the names travel, so that another device can say what it does not have. `seen` is
    the text that the device knew to be kept: where it is another one by now, both stay.
    """

    ticket: TicketId
    mode: DraftMode
    text: OptionalText = ""
    to: Addresses = ()
    cc: Addresses = ()
    status: Status | None = None
    files: FileNames = ()
    seen: OptionalText | None = None


class ArchiveTicket(Command, frozen=True, kw_only=True, tag="archive_ticket"):
    """Take a closed ticket out of the clients' caches. Search and history still find it."""

    ticket: TicketId


class SaveView(Command, frozen=True, kw_only=True, tag="save_view"):
    """Create or replace a saved view; `shared` ones are everybody's."""

    view: ViewId
    name: Name
    conditions: dict[str, object]
    shared: bool = False
    order: Word = "newest"
    group: Word = "none"
    position: Position = 0


class DeleteView(Command, frozen=True, kw_only=True, tag="delete_view"):
    """Delete a saved view."""

    view: ViewId


class SetAvailability(Command, frozen=True, kw_only=True, tag="set_availability"):
    """Say whether one can take work. `until_at` is the announced end of a break."""

    state: State
    until_at: Instant | None = None


class SetReachable(Command, frozen=True, kw_only=True, tag="set_reachable"):
    """Record that an agent is, or is no longer, connected. Only the hub sends it."""

    agent: AgentId
    reachable: bool


class CreateContact(Command, frozen=True, kw_only=True, tag="create_contact"):
    """Enter a customer."""

    contact: ContactId
    name: Name
    emails: Annotated[tuple[Address, ...], Meta(max_length=20)] = ()
    phones: Phones = ()
    organisation: OrganisationId | None = None
    vip: bool = False
    language: Word | None = None
    timezone: Word | None = None
    notes: OptionalText = ""


class ChangeContact(Command, frozen=True, kw_only=True, tag="change_contact"):
    """Change some fields of a contact; fields left out stay as they are."""

    contact: ContactId
    name: Name | UnsetType = UNSET
    emails: Annotated[tuple[Address, ...], Meta(max_length=20)] | UnsetType = UNSET
    phones: Phones | UnsetType = UNSET
    organisation: OrganisationId | None | UnsetType = UNSET
    vip: bool | UnsetType = UNSET
    language: Word | None | UnsetType = UNSET
    timezone: Word | None | UnsetType = UNSET
    notes: OptionalText | UnsetType = UNSET
    base: Base | None = None


class MergeContacts(Command, frozen=True, kw_only=True, tag="merge_contacts"):
    """Make two contacts one: `source` becomes a pointer to `target`, which gets its addresses.

    The source's tickets follow in the same command, and are of the target's organisation then;
    more than 200 of them are refused (`limit`).
    Archived tickets keep the source, which says into whom it was merged.
    """

    source: ContactId
    target: ContactId


class CreateOrganisation(Command, frozen=True, kw_only=True, tag="create_organisation"):
    """Enter a customer's company."""

    organisation: OrganisationId
    name: Name
    domains: Annotated[tuple[Word, ...], Meta(max_length=50)] = ()
    notes: OptionalText = ""


class ChangeOrganisation(Command, frozen=True, kw_only=True, tag="change_organisation"):
    """Change some fields of an organisation; fields left out stay as they are."""

    organisation: OrganisationId
    name: Name | UnsetType = UNSET
    domains: Annotated[tuple[Word, ...], Meta(max_length=50)] | UnsetType = UNSET
    notes: OptionalText | UnsetType = UNSET
    base: Base | None = None


class MergeOrganisations(Command, frozen=True, kw_only=True, tag="merge_organisations"):
    """Make two organisations one: contacts and open tickets of `source` move to `target`."""

    source: OrganisationId
    target: OrganisationId


class CreateAgent(Command, frozen=True, kw_only=True, tag="create_agent"):
    """Enter a member of staff. The sign-in is a separate invitation."""

    agent: AgentId
    name: Name
    email: Address
    role: Role = "agent"


class ChangeAgent(Command, frozen=True, kw_only=True, tag="change_agent"):
    """Change an agent's name, address, role, or how much they are given."""

    agent: AgentId
    name: Name | UnsetType = UNSET
    email: Address | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    capacity: Capacity | UnsetType = UNSET
    capacities: Capacities | UnsetType = UNSET
    base: Base | None = None


class SetSkill(Command, frozen=True, kw_only=True, tag="set_skill"):
    """Say how well an agent can do something; 0: not at all. Cells merge, so there is no base."""

    agent: AgentId
    skill: SkillId
    level: SkillLevel


class DisableAgent(Command, frozen=True, kw_only=True, tag="disable_agent"):
    """End an agent's access at once. Open tickets stay theirs until somebody moves them."""

    agent: AgentId


class EnableAgent(Command, frozen=True, kw_only=True, tag="enable_agent"):
    """Let a disabled agent back in."""

    agent: AgentId


class CreateTeam(Command, frozen=True, kw_only=True, tag="create_team"):
    """Found a team."""

    team: TeamId
    name: Name
    colour: Word = "s1"


class ChangeTeam(Command, frozen=True, kw_only=True, tag="change_team"):
    """Rename, recolour, disable or enable a team; give it a page; say how it waits and shares out.

    A `reminder` may have the fields of `placeholders`.
    """

    team: TeamId
    name: Name | UnsetType = UNSET
    colour: Word | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
    form: bool | UnsetType = UNSET
    acknowledgement: Signature | UnsetType = UNSET
    next_status: NextStatus | UnsetType = UNSET
    calendar: CalendarId | None | UnsetType = UNSET
    pending_days: WorkingDays | UnsetType = UNSET
    on_hold_days: WorkingDays | UnsetType = UNSET
    reminder: Signature | UnsetType = UNSET
    routing: Routing | UnsetType = UNSET
    order: Order | UnsetType = UNSET
    sticky: bool | UnsetType = UNSET
    accept_s: AcceptSeconds | UnsetType = UNSET
    per_minute: PerMinute | UnsetType = UNSET
    relax_minutes: RelaxMinutes | UnsetType = UNSET
    reroute: Rerouting | UnsetType = UNSET
    base: Base | None = None


class SetMembership(Command, frozen=True, kw_only=True, tag="set_membership"):
    """Put an agent into a team, or change the level."""

    membership: MembershipId
    agent: AgentId
    team: TeamId
    level: Level = "work"


class EndMembership(Command, frozen=True, kw_only=True, tag="end_membership"):
    """Take an agent out of a team."""

    agent: AgentId
    team: TeamId


class CreateCategory(Command, frozen=True, kw_only=True, tag="create_category"):
    """Add a category."""

    category: CategoryId
    name: Name
    parent: CategoryId | None = None


class ChangeCategory(Command, frozen=True, kw_only=True, tag="change_category"):
    """Rename or disable a category."""

    category: CategoryId
    name: Name | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
    base: Base | None = None


class SaveSkill(Command, frozen=True, kw_only=True, tag="save_skill"):
    """Create a skill, or rename, disable or enable one; what is left out stays."""

    skill: SkillId
    name: Name | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
    base: Base | None = None


class ConnectMailbox(Command, frozen=True, kw_only=True, tag="connect_mailbox"):
    """Have the desk read and send the mail of an address.

    `secret` names the sealed password that the server keeps; see `queries.TestMailbox`.
    """

    mailbox: MailboxId
    address: Address
    name: Annotated[str, Meta(max_length=200)] = ""
    team: TeamId | None = None
    imap_host: Host
    imap_port: PortNumber = 993
    imap_security: Security = "tls"
    imap_folder: Name = "INBOX"
    smtp_host: Host
    smtp_port: PortNumber = 465
    smtp_security: Security = "tls"
    user: Name
    secret: SecretId
    signature: Signature = ""
    quote: bool = True
    acknowledge: bool = True
    start: StartWith = "none"


class ChangeMailbox(Command, frozen=True, kw_only=True, tag="change_mailbox"):
    """Change some settings of a mailbox, or disconnect it; fields left out stay as they are.

    A template has one place for the message, `{{message}}`; an empty one takes it away.
    """

    mailbox: MailboxId
    name: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET
    team: TeamId | None | UnsetType = UNSET
    imap_host: Host | UnsetType = UNSET
    imap_port: PortNumber | UnsetType = UNSET
    imap_security: Security | UnsetType = UNSET
    imap_folder: Name | UnsetType = UNSET
    smtp_host: Host | UnsetType = UNSET
    smtp_port: PortNumber | UnsetType = UNSET
    smtp_security: Security | UnsetType = UNSET
    user: Name | UnsetType = UNSET
    secret: SecretId | UnsetType = UNSET
    signature: Signature | UnsetType = UNSET
    template: Template | UnsetType = UNSET
    html_template: HtmlTemplate | UnsetType = UNSET
    quote: bool | UnsetType = UNSET
    acknowledge: bool | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
    base: Base | None = None


class ReportMailbox(Command, frozen=True, kw_only=True, tag="report_mailbox"):
    """Write down whether a mailbox works, and if not, what to do. Only the server sends it."""

    mailbox: MailboxId
    state: Literal["connected", "failing"]
    problem: Annotated[str, Meta(max_length=500)] = ""


class SaveCanned(Command, frozen=True, kw_only=True, tag="save_canned"):
    """Keep a reply ready, for oneself or, `shared`, for everybody or a team."""

    canned: CannedId
    name: Name
    text: Text
    shared: bool = False
    team: TeamId | None = None


class DeleteCanned(Command, frozen=True, kw_only=True, tag="delete_canned"):
    """Delete a reply that was kept ready."""

    canned: CannedId


class SetPreferences(Command, frozen=True, kw_only=True, tag="set_preferences"):
    """Say what one wants to be told by mail while away from the desk."""

    mail_assigned: bool | UnsetType = UNSET
    mail_mentioned: bool | UnsetType = UNSET


class ChangeWorkspace(Command, frozen=True, kw_only=True, tag="change_workspace"):
    """Set working hours, the fixed text of acknowledgements, when tickets close, what they weigh.

    What is left out stays.
    """

    timezone: Word | UnsetType = UNSET
    work_days: Annotated[tuple[WeekDay, ...], Meta(max_length=7)] | UnsetType = UNSET
    work_from: MinuteOfDay | UnsetType = UNSET
    work_until: MinuteOfDay | UnsetType = UNSET
    acknowledgement: Signature | UnsetType = UNSET
    close_days: DaysOrNever | UnsetType = UNSET
    channel_weights: ChannelWeights | UnsetType = UNSET
    priority_weights: PriorityWeights | UnsetType = UNSET
    base: Base | None = None


class SaveCalendar(Command, frozen=True, kw_only=True, tag="save_calendar"):
    """Create a calendar or change one; what is left out stays.

    The `document` becomes its draft, by which no clock runs before it is published; with `None`
    there is none any more. The name and `disabled` count at once.
    """

    calendar: CalendarId
    name: Name | UnsetType = UNSET
    document: Document | None | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
    base: Base | None = None


class PublishCalendar(Command, frozen=True, kw_only=True, tag="publish_calendar"):
    """Put a calendar's draft into force, or again what was the version `number`."""

    calendar: CalendarId
    number: Version | None = None
    note: OptionalNote = ""
    base: Base | None = None


class MoveCalendar(Command, frozen=True, kw_only=True, tag="move_calendar"):
    """Move the time for which a calendar says when it is open on to today. Only the desk does."""

    calendar: CalendarId


class SavePolicy(Command, frozen=True, kw_only=True, tag="save_policy"):
    """Create a service level policy or change one, as `SaveCalendar` does with a calendar."""

    policy: PolicyId
    name: Name | UnsetType = UNSET
    document: Document | None | UnsetType = UNSET
    position: Position | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
    base: Base | None = None


class PublishPolicy(Command, frozen=True, kw_only=True, tag="publish_policy"):
    """Put a policy's draft into force, or again what was the version `number`.

    A ticket gets it at the next change to it, at the latest when there is something to tell.
    """

    policy: PolicyId
    number: Version | None = None
    note: OptionalNote = ""
    base: Base | None = None


class SaveRule(Command, frozen=True, kw_only=True, tag="save_rule"):
    """Create an automation rule or change one, as `SaveCalendar` does with a calendar.

    Its document names it.
    """

    rule: RuleId
    document: Document | None | UnsetType = UNSET
    position: Position | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
    base: Base | None = None


class PublishRule(Command, frozen=True, kw_only=True, tag="publish_rule"):
    """Put a rule's draft into force, or again what was the version `number`.

    From then on it acts with the rights of whoever did so.
    """

    rule: RuleId
    number: Version | None = None
    note: OptionalNote = ""
    base: Base | None = None


class SaveGate(Command, frozen=True, kw_only=True, tag="save_gate"):
    """Write down what a team or a category asks for before its tickets are solved.

    The document is a draft, as with `SaveCalendar`; `contract.gates` makes the id.
    """

    gate: GateId
    document: Document | None | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
    base: Base | None = None


class PublishGate(Command, frozen=True, kw_only=True, tag="publish_gate"):
    """Put the draft into force, or again what was the version `number`."""

    gate: GateId
    number: Version | None = None
    note: OptionalNote = ""
    base: Base | None = None


class DeleteRule(Command, frozen=True, kw_only=True, tag="delete_rule"):
    """Remove a rule. Its versions stay, because of what it did."""

    rule: RuleId


class RunMacro(Command, frozen=True, kw_only=True, tag="run_macro"):
    """Let a rule run by hand on some tickets, if people may ask for it."""

    rule: RuleId
    tickets: Annotated[tuple[TicketId, ...], Meta(min_length=1, max_length=100)]


class UndoRule(Command, frozen=True, kw_only=True, tag="undo_rule"):
    """Take back what a rule set in a ticket.

    It is what the entry `seq` of its history says, else what the rule did last.
    """

    ticket: TicketId
    rule: RuleId
    seq: Seq | None = None


class UndoChange(Command, frozen=True, kw_only=True, tag="undo_change"):
    """Put a ticket's own fields back as they were before one change, unless changed again since.

    `of` is the change: that of an earlier command of the sender, or the last one of the ticket
    itself up to an entry of its history.
    """

    ticket: TicketId
    of: Base


class RunRules(Command, frozen=True, kw_only=True, tag="run_rules"):
    """Let the rules whose moments have come look at some tickets. Only the desk's own time does."""

    tickets: Annotated[tuple[TicketId, ...], Meta(min_length=1, max_length=1000)]


class DismissAlerts(Command, frozen=True, kw_only=True, tag="dismiss_alerts"):
    """Have seen what one was told by the desk."""

    alerts: Annotated[tuple[AlertId, ...], Meta(min_length=1, max_length=200)]


class ExtendClock(Command, frozen=True, kw_only=True, tag="extend_clock"):
    """Give a ticket more time in one metric, for a reason that everybody can read."""

    ticket: TicketId
    metric: Word
    by_s: Annotated[int, Meta(ge=60, le=31_622_400)]
    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class AcknowledgeClock(Command, frozen=True, kw_only=True, tag="acknowledge_clock"):
    """See to what was told of a clock: then nobody is reminded of it any more.

    `point` is the last one that was seen, in per cent of the target: what is told after it stays
    open, however late the command comes. Without it the first that is open was seen.
    """

    ticket: TicketId
    metric: Word
    instance: Annotated[int, Meta(ge=1, le=2**31)]
    point: Annotated[int, Meta(ge=1, le=100)] | None = None


class TellClocks(Command, frozen=True, kw_only=True, tag="tell_clocks"):
    """Say of the clocks of some tickets what is due to be said. Only the desk's own time does."""

    tickets: Annotated[tuple[TicketId, ...], Meta(min_length=1, max_length=1000)]


class WakeTickets(Command, frozen=True, kw_only=True, tag="wake_tickets"):
    """Bring back what waited until now. Only the desk's own time does."""

    tickets: Annotated[tuple[TicketId, ...], Meta(min_length=1, max_length=1000)]


class CloseTickets(Command, frozen=True, kw_only=True, tag="close_tickets"):
    """Close what has been solved for long enough. Only the desk's own time does."""

    tickets: Annotated[tuple[TicketId, ...], Meta(min_length=1, max_length=1000)]


class SetAbsences(Command, frozen=True, kw_only=True, tag="set_absences"):
    """Say when one is away, or an `agent` is, and who stands in. These are all that are planned."""

    agent: AgentId | None = None
    absences: Absences


class PlaceTicket(Command, frozen=True, kw_only=True, tag="place_ticket"):
    """Pin a ticket to the top of its queue, keep it back from everybody, or end either."""

    ticket: TicketId
    pinned: bool | UnsetType = UNSET
    kept_back: bool | UnsetType = UNSET


class KeepQueueBack(Command, frozen=True, kw_only=True, tag="keep_queue_back"):
    """Share out nothing of the queue of a team, or go on with it."""

    team: TeamId
    kept_back: bool


class MoveQueue(Command, frozen=True, kw_only=True, tag="move_queue"):
    """Move what waits in the queue of a team to another one: the 200 oldest at once."""

    team: TeamId
    to: TeamId


class Redistribute(Command, frozen=True, kw_only=True, tag="redistribute"):
    """Give open tickets of an agent to others, as the router sees fit."""

    agent: AgentId
    tickets: Annotated[tuple[TicketId, ...], Meta(min_length=1, max_length=200)]


class ReturnTickets(Command, frozen=True, kw_only=True, tag="return_tickets"):
    """Give an agent back what the command `base` redistributed.

    What somebody gave to somebody since stays where it is.
    """

    agent: AgentId
    tickets: Annotated[tuple[TicketId, ...], Meta(min_length=1, max_length=200)]
    base: Base


class RouteAgents(Command, frozen=True, kw_only=True, tag="route_agents"):
    """Look whether tickets of some agents go to others. Only the desk's own time does."""

    agents: Annotated[tuple[AgentId, ...], Meta(min_length=1, max_length=1000)]


class RouteTickets(Command, frozen=True, kw_only=True, tag="route_tickets"):
    """Look again for somebody to do what waits. Only the desk's own time does."""

    tickets: Annotated[tuple[TicketId, ...], Meta(min_length=1, max_length=1000)]


class CreateApiKey(Command, frozen=True, kw_only=True, tag="create_api_key"):
    """Enter a key for a program. `digest` is SHA-256 of the key in hex: the desk never has it."""

    key: ApiKeyId
    name: Name
    rights: Annotated[tuple[Right, ...], Meta(min_length=1, max_length=3)]
    digest: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
    expires_at: Instant
    team: TeamId | None = None


class RevokeApiKey(Command, frozen=True, kw_only=True, tag="revoke_api_key"):
    """End a program's key at once."""

    key: ApiKeyId


COMMANDS: dict[str, type[Command]] = {
    str(command.__struct_config__.tag): command
    for command in (
        OpenTicket,
        ReceiveMessage,
        ImportTicket,
        ImportMessage,
        Reply,
        Forward,
        SendAgain,
        RecordDelivery,
        SendAutomatic,
        HoldMail,
        ReleaseHeld,
        DiscardHeld,
        BlockSender,
        UnblockSender,
        MarkSpam,
        DeleteTicket,
        RestoreTicket,
        MergeTicket,
        UnmergeTicket,
        SplitTicket,
        LinkTickets,
        UnlinkTickets,
        PurgeTicket,
        ChangeParticipants,
        LogCall,
        RetractReply,
        AddNote,
        Attach,
        SetSubject,
        SetStatus,
        SetPriority,
        SetCategory,
        SetSolution,
        TickItem,
        SetNeeds,
        SetTeam,
        SetAssignee,
        SetCustomField,
        ChangeTags,
        ChangeRequester,
        TakeTicket,
        ReleaseTicket,
        DeclineTicket,
        AcceptTicket,
        TakeNext,
        FollowTicket,
        UnfollowTicket,
        MarkRead,
        MarkUnread,
        KeepDraft,
        ArchiveTicket,
        SaveView,
        DeleteView,
        SetAvailability,
        SetReachable,
        CreateContact,
        ChangeContact,
        MergeContacts,
        CreateOrganisation,
        ChangeOrganisation,
        MergeOrganisations,
        CreateAgent,
        ChangeAgent,
        DisableAgent,
        EnableAgent,
        SetSkill,
        CreateTeam,
        ChangeTeam,
        SetMembership,
        EndMembership,
        CreateCategory,
        ChangeCategory,
        SaveSkill,
        ConnectMailbox,
        ChangeMailbox,
        ReportMailbox,
        SaveCanned,
        DeleteCanned,
        SetPreferences,
        ChangeWorkspace,
        SaveCalendar,
        PublishCalendar,
        MoveCalendar,
        SavePolicy,
        PublishPolicy,
        SaveRule,
        PublishRule,
        DeleteRule,
        SaveGate,
        PublishGate,
        RunMacro,
        UndoRule,
        UndoChange,
        RunRules,
        DismissAlerts,
        ExtendClock,
        AcknowledgeClock,
        TellClocks,
        WakeTickets,
        CloseTickets,
        RouteTickets,
        RouteAgents,
        SetAbsences,
        PlaceTicket,
        KeepQueueBack,
        MoveQueue,
        Redistribute,
        ReturnTickets,
        CreateApiKey,
        RevokeApiKey,
    )
}
"""Every command, by its name on the wire."""
