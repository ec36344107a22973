# SPDX-License-Identifier: Apache-2.0
"""Commands that change a ticket's own fields."""

from sync_server.contract.commands import (
    ArchiveTicket,
    ChangeRequester,
    ChangeTags,
    FollowTicket,
    ReleaseTicket,
    SetAssignee,
    SetCategory,
    SetCustomField,
    SetPriority,
    SetStatus,
    SetSubject,
    SetTeam,
    TakeTicket,
    UnfollowTicket,
)
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import AgentId, TicketId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import author, supervises, works_on_tickets, writes_notes
from sync_server.desk.commands.edits import (
    MAX_FOLLOWERS,
    change_ticket,
    check_not_archived,
    edit,
    editable_ticket,
    handed_over,
    merged_tags,
    solver,
    with_field,
)
from sync_server.desk.commands.gates import check_solving
from sync_server.desk.commands.references import (
    assignable_agent,
    invitable_agent,
    living_contact,
    usable_category,
    usable_team,
)
from sync_server.desk.commands.sending import addresses_of_requester, excluded
from sync_server.desk.commands.waiting import moved, usual_wake
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import LIVE, WAITING, after_assignment, may_move


@handles(SetSubject, policy=works_on_tickets, audit="work")
def handle_set_subject(unit: Unit, command: SetSubject) -> None:
    """Reword; a closed ticket too."""
    ticket = editable_ticket(unit, command.ticket, "subject")
    edit(unit, ticket, "subject", command.subject, base=command.base)


@handles(SetPriority, policy=works_on_tickets, audit="work")
def handle_set_priority(unit: Unit, command: SetPriority) -> None:
    """Set the priority; of a closed ticket too."""
    ticket = editable_ticket(unit, command.ticket, "priority")
    edit(unit, ticket, "priority", command.priority, base=command.base)


@handles(SetCategory, policy=works_on_tickets, audit="work")
def handle_set_category(unit: Unit, command: SetCategory) -> None:
    """Set or clear the category."""
    ticket = editable_ticket(unit, command.ticket, "category")
    if command.category is not None and command.category != ticket.category:
        usable_category(unit, command.category)
    edit(unit, ticket, "category", command.category, base=command.base)


@handles(SetCustomField, policy=works_on_tickets, audit="work")
def handle_set_custom_field(unit: Unit, command: SetCustomField) -> None:
    """Set or remove one custom field; the others are untouched, so they never conflict."""
    ticket = editable_ticket(unit, command.ticket, "custom")
    unit.check_base(ticket, f"custom.{command.name}", command.base, command.value)
    change_ticket(unit, ticket, {"custom": with_field(ticket, command.name, command.value)})


@handles(ChangeTags, policy=works_on_tickets, audit="work")
def handle_change_tags(unit: Unit, command: ChangeTags) -> None:
    """Add and remove tags as sets, so that nobody's tags are lost."""
    ticket = editable_ticket(unit, command.ticket, "tags")
    tags = merged_tags(unit, ticket.tags, add=command.add, remove=command.remove)
    change_ticket(unit, ticket, {"tags": tags})


@handles(ChangeRequester, policy=works_on_tickets, audit="work")
def handle_change_requester(unit: Unit, command: ChangeRequester) -> None:
    """Name another customer; the organisation follows the customer. The former one has no part in
    the ticket any more, unless they get copies.
    """
    ticket = editable_ticket(unit, command.ticket, "requester")
    contact = living_contact(unit, command.requester)
    unit.check_base(ticket, "requester", command.base, contact.id)
    if contact.id != ticket.requester:
        former = addresses_of_requester(unit, ticket)
        changes = {
            "requester": contact.id,
            "organisation": contact.organisation,
            "excluded": excluded(ticket, without=former, given=(*contact.emails, *ticket.cc)),
        }
        change_ticket(unit, ticket, changes)


@handles(SetStatus, policy=works_on_tickets, audit="work")
def handle_set_status(unit: Unit, command: SetStatus) -> None:
    """Move along the life cycle. Solving an unassigned ticket makes the solver its assignee."""
    ticket = unit.work(command.ticket)
    check_not_archived(ticket)
    wakes = command.wake_at
    if wakes is not None and (wakes <= 0 or command.status not in WAITING):
        raise Refused(Code.BAD_VALUE, "wake_at")
    unit.check_base(ticket, "status", command.base, command.status)
    if command.status == ticket.status:
        if command.status in WAITING:
            wake_at = command.wake_at or ticket.wake_at or usual_wake(unit, ticket, command.status)
            edit(unit, ticket, "wake_at", wake_at, base=command.base)
        return
    if not may_move(ticket.status, command.status):
        raise Refused(Code.BAD_MOVE, "status")
    if command.status == "solved":
        check_solving(unit, ticket, forced=command.forced)
    changes = moved(unit, ticket, command.status, wake_at=command.wake_at)
    if command.status == "solved":
        changes |= solver(unit, ticket)
    change_ticket(unit, ticket, changes)


@handles(SetTeam, policy=works_on_tickets, audit="work")
def handle_set_team(unit: Unit, command: SetTeam) -> None:
    """Hand over to a team, or back to triage. An assignee from outside the team is cleared."""
    ticket = editable_ticket(unit, command.ticket, "team")
    unit.check_base(ticket, "team", command.base, command.team)
    if command.team == ticket.team:
        return
    if command.team is not None:
        usable_team(unit, command.team)
    change_ticket(unit, ticket, handed_over(unit, ticket, command.team))


@handles(SetAssignee, policy=works_on_tickets, audit="work")
def handle_set_assignee(unit: Unit, command: SetAssignee) -> None:
    """Give a ticket to an agent (a new one is open from then on), or to nobody."""
    ticket = editable_ticket(unit, command.ticket, "assignee")
    unit.check_base(ticket, "assignee", command.base, command.assignee)
    if command.assignee is not None and command.assignee != ticket.assignee:
        assignable_agent(unit, command.assignee)
    assign(unit, ticket, command.assignee)


@handles(TakeTicket, policy=works_on_tickets, audit="work")
def handle_take_ticket(unit: Unit, command: TakeTicket) -> None:
    """Take what nobody has; whoever comes second learns who was first."""
    me = author(unit)
    ticket = editable_ticket(unit, command.ticket, "assignee")
    check_free(unit, ticket, me)
    assign(unit, ticket, me)


@handles(ReleaseTicket, policy=works_on_tickets, audit="work")
def handle_release_ticket(unit: Unit, command: ReleaseTicket) -> None:
    """Give back one's own ticket; somebody else's stays theirs."""
    me = author(unit)
    ticket = editable_ticket(unit, command.ticket, "assignee")
    if ticket.assignee == me:
        assign(unit, ticket, None)


@handles(FollowTicket, policy=writes_notes, audit="work")
def handle_follow_ticket(unit: Unit, command: FollowTicket) -> None:
    """Follow, or invite a colleague, who may see the ticket from then on."""
    agent = author(unit) if command.agent is None else command.agent
    ticket = unit.ticket(command.ticket)
    check_not_archived(ticket)
    if agent in ticket.followers:
        return
    invitable_agent(unit, agent, "agent")
    if len(ticket.followers) >= MAX_FOLLOWERS:
        raise Refused(Code.LIMIT, "followers")
    unit.update(ticket, followers=(*ticket.followers, agent))


@handles(UnfollowTicket, policy=writes_notes, audit="work")
def handle_unfollow_ticket(unit: Unit, command: UnfollowTicket) -> None:
    """Stop following, or withdraw an invitation, which takes the right to change the ticket."""
    if command.agent in (None, unit.agent):
        agent, ticket = author(unit), unit.ticket(command.ticket)
    else:
        agent, ticket = command.agent, unit.work(command.ticket)
    check_not_archived(ticket)
    unit.update(ticket, followers=tuple(each for each in ticket.followers if each != agent))


@handles(ArchiveTicket, policy=supervises, audit="work")
def handle_archive_ticket(unit: Unit, command: ArchiveTicket) -> None:
    """Take a finished ticket out of the caches; there is no way back, so it must be closed."""
    ticket = unit.work(TicketId(command.ticket))
    if ticket.status in LIVE or ticket.status == "solved":
        raise Refused(Code.BAD_MOVE, "status")
    unit.update(ticket, archived=True)


def check_free(unit: Unit, ticket: Ticket, me: AgentId) -> None:
    """Refuse to take what somebody else has."""
    if ticket.assignee not in (None, me):
        raise unit.conflict(ticket, "assignee", theirs=ticket.assignee, yours=me)


def assign(unit: Unit, ticket: Ticket, assignee: AgentId | None) -> None:
    """Set the assignee; with one, New is over."""
    status = ticket.status if assignee is None else after_assignment(ticket.status)
    change_ticket(unit, ticket, {"assignee": assignee, "status": status})
