# SPDX-License-Identifier: Apache-2.0
"""Taking in customers' messages: repeats, senders, threads, reopening and follow-ups.

A customer's message is never refused for what the desk looks like: an unknown team means triage, a
ticket that is closed for good means a follow-up.
"""

from datetime import timedelta
from typing import Any

from sync_server.contract.addresses import address_key, address_keys
from sync_server.contract.commands import ReceiveMessage
from sync_server.contract.entities import Contact, Link, Message, Ticket
from sync_server.contract.ids import ContactId, Instant, MailboxId, OrganisationId, TeamId
from sync_server.contract.reply_addresses import is_theirs
from sync_server.desk.access import takes_in
from sync_server.desk.commands.conversation import append_message, next_instant
from sync_server.desk.commands.edits import status_changes
from sync_server.desk.commands.links import leads_on
from sync_server.desk.commands.references import living_contact, living_ticket
from sync_server.desk.commands.sending import MAX_PARTICIPANTS, participants
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import after_customer_message


@handles(ReceiveMessage, policy=takes_in, audit="work")
def handle_receive_message(unit: Unit, command: ReceiveMessage) -> None:
    """Add the message to its thread, to a follow-up of it, or to a new ticket; once."""
    thread = None if command.thread is None else living_ticket(unit, command.thread)
    team = _team(unit, command.team)
    if _is_known(unit, command, {team, thread.team} if thread is not None else {team}):
        return
    contact = None if _is_side(command, thread) else _contact(unit, command)
    status = None if thread is None else _status_after(unit, command, thread)
    if thread is not None and status is not None:
        at = _instant(unit, command, thread)
        changes = {} if status == thread.status else status_changes(thread, status, now=unit.now)
        ticket = thread
    else:
        at = _instant(unit, command, None)
        changes = {}
        ticket = _opened(unit, command, contact, at=at, team=team, before=thread)
    append_message(
        unit,
        ticket,
        _message(command, ticket, contact, at),
        files=command.files,
        changes=changes | _participants(unit, command, ticket, contact),
    )


def _is_side(command: ReceiveMessage, thread: Ticket | None) -> bool:
    """Whether a message joins a ticket without being of a person whom the desk knows: an answer to
    a forward, or one of an address that anybody could have written.
    """
    return thread is not None and (command.about is not None or command.unverified)


def _contact(unit: Unit, command: ReceiveMessage) -> Contact:
    return known_or_new_contact(
        unit, command.contact, address=command.sender, name=command.sender_name
    )


def _participants(
    unit: Unit, command: ReceiveMessage, ticket: Ticket, author: Contact | None
) -> dict[str, Any]:
    """Who gets copies from now on: to whom its author wrote, and the author, unless the ticket is
    theirs. Whom an agent has excluded, only an agent takes in again. A message never fails for one
    too many of them.
    """
    if not command.joins:
        return {}
    room = max(0, MAX_PARTICIPANTS - len(ticket.cc))
    is_others = author is not None and author.id != ticket.requester
    named = (command.sender, *command.cc) if is_others else command.cc
    joined = [address for address in named if address_key(address) not in ticket.excluded]
    return participants(unit, ticket, add=tuple(joined[:room]))


def _is_known(unit: Unit, command: ReceiveMessage, teams: set[TeamId | None]) -> bool:
    """Whether this message was taken in before: the channel could not know, or asks again."""
    if command.message_id is None:
        return False
    stored = unit.find(Message, command.message)
    if stored is not None and stored.message_id == command.message_id:
        return True
    lookup = unit.lookup.message_by_mail_id
    return any(lookup(command.message_id, team) is not None for team in teams)


def _team(unit: Unit, id_: TeamId | None) -> TeamId | None:
    team = None if id_ is None else unit.roster.teams.get(id_)
    return None if team is None or team.disabled else team.id


def known_or_new_contact(unit: Unit, id_: ContactId, *, address: str, name: str) -> Contact:
    """The contact with this address, made under `id_` if there is none, and its organisation."""
    known = unit.lookup.contact_by_address(address)
    organisation = _organisation(unit, address)
    if known is None:
        return unit.insert(
            Contact(
                id=id_,
                name=name or address,
                emails=(address,),
                organisation=organisation,
            )
        )
    contact = living_contact(unit, known)
    if contact.organisation is None and organisation is not None:
        return unit.update(contact, organisation=organisation)
    return contact


def _organisation(unit: Unit, address: str) -> OrganisationId | None:
    return unit.lookup.organisation_by_domain(address.rpartition("@")[2])


def _status_after(unit: Unit, command: ReceiveMessage, thread: Ticket) -> str | None:
    """The thread's status after this message; `None` when it takes no message any more."""
    if thread.archived:
        return None
    if command.about is not None or command.unverified:
        return None if thread.status == "merged" else thread.status
    closed_at = unit.now if thread.closed_at is None else thread.closed_at
    return after_customer_message(
        thread.status,
        automatic=command.automatic,
        closed_for=timedelta(microseconds=max(0, unit.now - closed_at)),
    )


def _instant(unit: Unit, command: ReceiveMessage, thread: Ticket | None) -> Instant:
    """When the customer wrote. The future is not believed; without a date it is now."""
    if command.received_at is not None:
        return min(command.received_at, unit.now)
    return unit.now if thread is None else next_instant(unit, thread)


def _opened(
    unit: Unit,
    command: ReceiveMessage,
    contact: Contact | None,
    *,
    at: Instant,
    team: TeamId | None,
    before: Ticket | None,
) -> Ticket:
    """A new ticket. A follow-up carries the fields of the ticket before it, not its assignee."""
    contact = contact or _contact(unit, command)
    ticket = Ticket(
        id=command.ticket,
        number=unit.next_number(),
        subject=command.subject,
        channel=command.channel,
        requester=contact.id,
        organisation=contact.organisation,
        team=team,
        mailbox=_mailbox(unit, command),
        opened_at=at,
        updated_at=at,
    )
    if before is None:
        return unit.insert(ticket)
    leads_on(unit, before, to=ticket)
    return unit.insert(
        Ticket(
            id=ticket.id,
            number=ticket.number,
            subject=command.subject or before.subject,
            priority=before.priority,
            channel=ticket.channel,
            requester=ticket.requester,
            organisation=ticket.organisation,
            team=_team(unit, before.team),
            mailbox=ticket.mailbox or before.mailbox,
            cc=before.cc,
            excluded=before.excluded,
            category=before.category,
            tags=before.tags,
            custom=before.custom,
            opened_at=at,
            updated_at=at,
            follow_up_of=before.id,
            links=(Link(kind="follow_up_of", ticket=before.id),),
        )
    )


def _mailbox(unit: Unit, command: ReceiveMessage) -> MailboxId | None:
    """The mailbox that received it, if the desk still has it."""
    return command.mailbox if command.mailbox in unit.roster.mailboxes else None


def _sender(command: ReceiveMessage, contact: Contact | None) -> str | None:
    """The address that a message bears: its author's where that is not certain, else the one at
    which they want answers, unless it is the first that they have.
    """
    if contact is None or command.unverified:
        return command.sender
    wanted = command.reply_to
    address = wanted if wanted is not None and is_theirs(wanted, contact) else command.sender
    is_first = address_keys(contact.emails[:1]) == {address_key(address)}
    return None if is_first else address


def _message(
    command: ReceiveMessage, ticket: Ticket, contact: Contact | None, at: Instant
) -> Message:
    known = contact is not None
    third = command.about is not None
    return Message(
        id=command.message,
        ticket=ticket.id,
        type="third_party" if third and not known else "customer",
        at=at,
        contact=None if contact is None else contact.id,
        channel=command.channel,
        text=command.text,
        html=command.html,
        subject=command.subject or None,
        to=command.to,
        cc=command.cc,
        message_id=command.message_id,
        automatic=command.automatic,
        full_text=command.full_text,
        mailbox=command.mailbox,
        unverified=command.unverified,
        about=None if known else command.about,
        sender=_sender(command, contact),
        sender_name=command.sender_name or None if command.unverified or not known else None,
    )
