# SPDX-License-Identifier: Apache-2.0
"""Commands by which agents write: tickets on a customer's behalf, replies, notes, files."""

from collections.abc import Iterable
from typing import Any

from msgspec import structs

from sync_server.contract.commands import (
    AddNote,
    Attach,
    Call,
    Forward,
    OpenTicket,
    Reply,
    RetractReply,
)
from sync_server.contract.entities import Attachment, Message, Ticket
from sync_server.contract.ids import AgentId, Instant
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import works_on_tickets, writes_notes
from sync_server.desk.commands.conversation import append_message, next_instant, standing
from sync_server.desk.commands.edits import (
    check_editable,
    editable_ticket,
    merged_tags,
    solver,
)
from sync_server.desk.commands.files import attach_files
from sync_server.desk.commands.gates import check_solving
from sync_server.desk.commands.references import (
    assignable_agent,
    invitable_agent,
    living_contact,
    usable_category,
    usable_team,
)
from sync_server.desk.commands.sending import leaving, participants
from sync_server.desk.commands.waiting import moved, usual_wake
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit, may_work
from sync_server.domain.lifecycle import WAITING, after_public_reply, may_move

OUTGOING = frozenset({"reply", "forward"})
"""Messages that leave the desk."""


@handles(OpenTicket, policy=works_on_tickets, audit="work")
def handle_open_ticket(unit: Unit, command: OpenTicket) -> None:
    """Open a ticket; what the customer said is its first message, and waits for an answer.

    One that we begin by writing to the customer or to ourselves, or after a call, waits for nobody.
    Whoever writes to a customer for a team works there.
    """
    if command.note and (command.outgoing or command.call is not None):
        raise Refused(Code.BAD_VALUE, "note")
    contact = None if command.requester is None else living_contact(unit, command.requester)
    if command.team is not None:
        usable_team(unit, command.team)
    if command.assignee is not None:
        assignable_agent(unit, command.assignee)
    if command.category is not None:
        usable_category(unit, command.category)
    ticket = unit.insert(
        Ticket(
            id=command.ticket,
            number=unit.next_number(),
            subject=command.subject,
            status="new" if command.assignee is None else "open",
            priority=command.priority,
            channel=command.channel,
            requester=None if contact is None else contact.id,
            organisation=None if contact is None else contact.organisation,
            team=command.team,
            assignee=command.assignee,
            category=command.category,
            tags=merged_tags(unit, (), add=command.tags, remove=()),
            custom={name: value for name, value in command.custom.items() if value is not None},
            opened_at=unit.now,
            updated_at=unit.now,
        )
    )
    if command.outgoing and unit.viewer is not None and not may_work(unit.viewer, ticket):
        raise Refused(Code.FORBIDDEN, "team")
    message = _first_message(unit, command, ticket)
    changes: dict[str, Any] = {"mailbox": message.mailbox} if message.mailbox else {}
    if command.mentions:
        changes["mentioned"] = mentioned(unit, ticket, command.mentions)
    if command.outgoing:
        changes |= participants(unit, ticket, add=command.cc)
        changes["status"] = after_public_reply(ticket.status)
    append_message(unit, ticket, message, files=command.files, changes=changes)


def _first_message(unit: Unit, command: OpenTicket, ticket: Ticket) -> Message:
    message = Message(
        id=command.message,
        ticket=ticket.id,
        type="customer",
        at=unit.now,
        agent=unit.agent,
        contact=ticket.requester,
        channel=command.channel,
        text=command.text,
    )
    if command.note:
        return structs.replace(message, type="note", contact=None)
    if command.call is not None:
        return structs.replace(message, type="call", **call_fields(command.call))
    if not command.outgoing:
        return message
    return structs.replace(message, type="reply", contact=None, **leaving(unit, ticket, command))


def call_fields(call: Call) -> dict[str, Any]:
    """A call's fields of a message."""
    return {"direction": call.direction, "outcome": call.outcome, "minutes": call.minutes}


@handles(Reply, policy=works_on_tickets, audit="work")
def handle_reply(unit: Unit, command: Reply) -> None:
    """Answer the customer, unless there is something newer that the author has not seen."""
    ticket = editable_ticket(unit, command.ticket, "messages")
    if not command.anyway and unit.changed_since(ticket, "last_message_at", command.seen):
        raise Refused(Code.STALE, seq=unit.version(ticket))
    message = Message(
        id=command.message,
        ticket=ticket.id,
        type="reply",
        at=next_instant(unit, ticket),
        agent=unit.agent,
        channel=ticket.channel,
        text=command.text,
        quote=command.quote,
        **leaving(unit, ticket, command),
    )
    changes = _status_after_reply(unit, ticket, command)
    changes |= participants(unit, ticket, add=command.cc, to=(*command.to, *command.bcc))
    append_message(unit, ticket, message, files=command.files, changes=changes)


@handles(Forward, policy=works_on_tickets, audit="work")
def handle_forward(unit: Unit, command: Forward) -> None:
    """Send what a ticket holds to somebody else; the customer's clock goes on."""
    ticket = editable_ticket(unit, command.ticket, "messages")
    about = None if command.about is None else unit.message(command.about)
    if about is not None and (about.ticket != ticket.id or about.type == "note"):
        raise Refused(Code.BAD_VALUE, "about")
    for id_ in command.attachments:
        attachment = unit.find(Attachment, id_)
        if attachment is None or attachment.ticket != ticket.id or _is_of_note(unit, attachment):
            raise Refused(Code.NO_FILE, "attachments")
    message = Message(
        id=command.message,
        ticket=ticket.id,
        type="forward",
        at=unit.now,
        agent=unit.agent,
        channel="email",
        text=command.text,
        about=command.about,
        enclosed=command.attachments,
        **leaving(unit, ticket, command),
    )
    if message.mailbox is None:
        raise Refused(Code.NOT_FOUND, "mailbox")
    changes: dict[str, Any] = {}
    if command.status is not None and command.status != ticket.status:
        if not may_move(ticket.status, command.status):
            raise Refused(Code.BAD_MOVE, "status")
        if command.status == "solved":
            check_solving(unit, ticket)
        changes = moved(unit, ticket, command.status)
    append_message(unit, ticket, message, files=command.files, changes=changes)


def _is_of_note(unit: Unit, attachment: Attachment) -> bool:
    """Whether a file is for ourselves alone."""
    message = unit.find(Message, attachment.message)
    return message is None or message.type == "note"


@handles(RetractReply, policy=works_on_tickets, audit="work")
def handle_retract_reply(unit: Unit, command: RetractReply) -> None:
    """Take back what one has written while it is held: the customer waits as if it never was."""
    message = unit.message(command.message)
    ticket = unit.work(message.ticket)
    if message.type not in OUTGOING or message.agent is None or message.agent != unit.agent:
        raise Refused(Code.FORBIDDEN)
    if message.retracted:
        return
    if _is_released(message, unit.now):
        raise Refused(Code.TOO_LATE)
    check_editable(ticket, "messages")
    for attachment in unit.lookup.attachments_of_message(message.id):
        unit.delete(unit.get(Attachment, attachment))
    retracted = unit.update(
        message, text="", html=None, full_text=None, enclosed=(), retracted=True, delivery=None
    )
    unit.update(ticket, updated_at=unit.now, **standing(unit, ticket, retracted))


@handles(AddNote, policy=writes_notes, audit="work")
def handle_add_note(unit: Unit, command: AddNote) -> None:
    """Write to colleagues. Whoever is mentioned may see the ticket from then on."""
    ticket = unit.ticket(command.ticket)
    check_editable(ticket, "messages")
    changes = {"mentioned": mentioned(unit, ticket, command.mentions)}
    message = Message(
        id=command.message,
        ticket=ticket.id,
        type="note",
        at=unit.now,
        agent=unit.agent,
        text=command.text,
    )
    append_message(unit, ticket, message, files=command.files, changes=changes)


def mentioned(unit: Unit, ticket: Ticket, agents: Iterable[AgentId]) -> tuple[AgentId, ...]:
    """Who is mentioned in a ticket once these are too. Refused: who cannot be let in."""
    found = list(ticket.mentioned)
    for agent in agents:
        if agent not in found:
            invitable_agent(unit, agent, "mentions")
            found.append(agent)
    return tuple(found)


@handles(Attach, policy=writes_notes, audit="work")
def handle_attach(unit: Unit, command: Attach) -> None:
    """Add files to one's own message; to a reply only before the customer has it."""
    message = unit.message(command.message)
    ticket = unit.ticket(message.ticket)
    if message.agent is None or message.agent != unit.agent:
        raise Refused(Code.FORBIDDEN)
    check_editable(ticket, "messages")
    if message.type in OUTGOING and (message.retracted or _is_released(message, unit.now)):
        raise Refused(Code.TOO_LATE)
    present = len(unit.lookup.attachments_of_message(message.id))
    attach_files(unit, message, command.files, present=present)


def _status_after_reply(unit: Unit, ticket: Ticket, command: Reply) -> dict[str, Any]:
    """What a reply does to the status: the first one opens, then the author's wish is a move.

    Who lets a ticket wait that waits already lets it wait anew, for as long as its team does.
    """
    opened = after_public_reply(ticket.status)
    status = opened if command.status is None else command.status
    if status == ticket.status:
        waits = command.status in WAITING
        return {"wake_at": usual_wake(unit, ticket, status)} if waits else {}
    if status != opened and not may_move(opened, status):
        raise Refused(Code.BAD_MOVE, "status")
    if status == "solved":
        check_solving(unit, ticket, forced=command.forced)
    changes = moved(unit, ticket, status)
    return changes | solver(unit, ticket) if status == "solved" else changes


def _is_released(message: Message, now: Instant) -> bool:
    return message.release_at is None or message.release_at <= now
