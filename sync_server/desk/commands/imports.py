# SPDX-License-Identifier: Apache-2.0
"""Taking over what happened elsewhere: whole tickets, and old messages of known ones.

The past is entered as it was: with its own instants, without reopening or telling anybody. Instants
in the future are not believed.
"""

from sync_server.contract.commands import ImportMessage, ImportTicket, PastMessage
from sync_server.contract.entities import Category, Message, Ticket
from sync_server.contract.ids import ContactId, Instant
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import hub_only
from sync_server.desk.commands.conversation import append_message
from sync_server.desk.commands.edits import check_not_archived, merged_tags
from sync_server.desk.commands.intake import known_or_new_contact
from sync_server.desk.commands.references import known_agent, living_contact, usable_team
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import FINISHED, LIVE, after_public_reply


@handles(ImportTicket, policy=hub_only, audit="work")
def handle_import_ticket(unit: Unit, command: ImportTicket) -> None:
    """Enter the ticket with its conversation, as one change of each row."""
    if command.archived and (command.status in LIVE or command.status == "solved"):
        raise Refused(Code.BAD_MOVE, "status")
    contact = known_or_new_contact(
        unit, command.contact, address=command.requester, name=command.requester_name
    )
    if command.team is not None:
        usable_team(unit, command.team)
    if command.assignee is not None:
        known_agent(unit, command.assignee)
    if command.category is not None:
        unit.get(Category, command.category)
    first = min((message.at for message in command.messages), default=unit.now)
    opened_at = min(first if command.opened_at is None else command.opened_at, unit.now)
    ticket = unit.insert(
        Ticket(
            id=command.ticket,
            number=unit.next_number(),
            subject=command.subject,
            status=command.status,
            priority=command.priority,
            channel=command.channel,
            requester=contact.id,
            organisation=contact.organisation,
            team=command.team,
            assignee=command.assignee,
            category=command.category,
            tags=merged_tags(unit, (), add=command.tags, remove=()),
            custom={name: value for name, value in command.custom.items() if value is not None},
            opened_at=opened_at,
            updated_at=opened_at,
            archived=command.archived,
        )
    )
    for message in command.messages:
        ticket = _append(unit, ticket, message)
    _finish(unit, ticket, solved_at=command.solved_at, closed_at=command.closed_at)


@handles(ImportMessage, policy=hub_only, audit="work")
def handle_import_message(unit: Unit, command: ImportMessage) -> None:
    """Add the message once; the first reply opens a new ticket, as replies do."""
    ticket = unit.get(Ticket, command.ticket)
    check_not_archived(ticket)
    known = command.message.message_id
    if known is not None and unit.lookup.message_by_mail_id(known, ticket.team) is not None:
        return
    ticket = _append(unit, ticket, command.message)
    if command.message.type == "reply":
        unit.update(ticket, status=after_public_reply(ticket.status))


def _append(unit: Unit, ticket: Ticket, past: PastMessage) -> Ticket:
    """Add a message; the ticket with its figures brought up to date."""
    for agent in (*past.mentions, *(() if past.agent is None else (past.agent,))):
        known_agent(unit, agent)
    append_message(
        unit,
        ticket,
        Message(
            id=past.id,
            ticket=ticket.id,
            type=past.type,
            at=min(past.at, unit.now),
            agent=past.agent,
            contact=_author(unit, ticket, past),
            channel=past.channel,
            text=past.text,
            html=past.html,
            subject=past.subject or None,
            to=past.to,
            cc=past.cc,
            message_id=past.message_id,
            automatic=past.automatic,
            full_text=past.full_text,
        ),
        files=past.files,
    )
    ticket = unit.get(Ticket, ticket.id)
    mentioned = dict.fromkeys((*ticket.mentioned, *past.mentions))
    return unit.update(ticket, mentioned=tuple(mentioned))


def _author(unit: Unit, ticket: Ticket, past: PastMessage) -> ContactId | None:
    if past.type != "customer":
        return None
    return ticket.requester if past.contact is None else living_contact(unit, past.contact).id


def _finish(
    unit: Unit, ticket: Ticket, *, solved_at: Instant | None, closed_at: Instant | None
) -> None:
    """Set when a finished ticket was finished: as said, else when it last changed."""
    if ticket.status not in FINISHED:
        return
    solved_at = min(ticket.updated_at if solved_at is None else solved_at, unit.now)
    if ticket.status == "closed":
        closed_at = min(solved_at if closed_at is None else closed_at, unit.now)
    else:
        closed_at = None
    unit.update(
        ticket,
        solved_at=solved_at,
        closed_at=closed_at,
        updated_at=max(ticket.updated_at, solved_at, closed_at or 0),
        waiting_since=None,
    )
