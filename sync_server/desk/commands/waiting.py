# SPDX-License-Identifier: Apache-2.0
"""What comes of itself with time: a ticket that waits comes back, one that is solved is closed."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sync_server.contract.commands import CloseTickets, WakeTickets
from sync_server.contract.entities import (
    Agent,
    Calendar,
    Contact,
    Message,
    Organisation,
    Team,
    Ticket,
)
from sync_server.contract.ids import Instant, MessageId, TicketId
from sync_server.contract.placeholders import field_values, fill_out
from sync_server.contract.wake_dates import usual_days, wake_date
from sync_server.desk.access import hub_only
from sync_server.desk.commands.conversation import append_message
from sync_server.desk.commands.edits import change_ticket, status_changes
from sync_server.desk.commands.sending import address_of_requester, by_mail
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import HIDDEN, WAITING, closes_at

_REMINDED: Final = "pending"
"""The status in which a ticket waits for its customer."""


def moved(unit: Unit, ticket: Ticket, to: str, *, wake_at: Instant | None = None) -> dict[str, Any]:
    """What changes with a move of the status by whoever acts: what waits always comes back."""
    if to in WAITING and wake_at is None:
        wake_at = usual_wake(unit, ticket, to)
    return status_changes(ticket, to, now=unit.now, wake_at=wake_at, by=unit.agent)


def usual_wake(unit: Unit, ticket: Ticket, status: str) -> Instant:
    """When a ticket comes back from a status that waits, where nobody says else."""
    team = _team(unit, ticket)
    calendar = None if team is None or team.calendar is None else unit.find(Calendar, team.calendar)
    days = usual_days(team, status)
    return wake_date(unit.now, days, calendar=calendar, workspace=unit.workspace)


@handles(WakeTickets, policy=hub_only, audit="work")
def handle_wake_tickets(unit: Unit, command: WakeTickets) -> None:
    """Open what has waited for long enough; it stays whose it is.

    Where its team has a reminder, a customer who has had an answer of ours gets that first, once.
    """
    for ticket in present(unit, command.tickets):
        if ticket.status in WAITING and ticket.wake_at is not None and ticket.wake_at <= unit.now:
            reminder = _reminder(unit, ticket)
            if reminder is None:
                _bring_back(unit, ticket)
            else:
                _remind(unit, ticket, reminder)


@handles(CloseTickets, policy=hub_only, audit="work")
def handle_close_tickets(unit: Unit, command: CloseTickets) -> None:
    """Close what is solved for as long as the workspace says."""
    for ticket in present(unit, command.tickets):
        at = closes_at(ticket.status, ticket.solved_at, unit.workspace.close_days)
        if at is not None and at <= unit.now:
            change_ticket(unit, ticket, status_changes(ticket, "closed", now=unit.now))


def present(unit: Unit, ids: Iterable[TicketId]) -> Iterator[Ticket]:
    """Those that are still there to be worked on."""
    for id_ in dict.fromkeys(ids):
        ticket = unit.find(Ticket, id_)
        if ticket is not None and not ticket.archived and ticket.status not in HIDDEN:
            yield ticket


def _bring_back(unit: Unit, ticket: Ticket) -> None:
    changes = status_changes(ticket, "open", now=unit.now)
    changes |= {"woken_at": unit.now, "woken_from": ticket.status}
    change_ticket(unit, ticket, changes)


def _remind(unit: Unit, ticket: Ticket, reminder: Message) -> None:
    """Let it go out, and wait once more. It counts as no answer: the conversation stands still."""
    wake_at = usual_wake(unit, ticket, ticket.status)
    changes = {"wake_at": wake_at, "reminded_at": unit.now}
    append_message(unit, ticket, reminder, files=(), changes=changes)


def _reminder(unit: Unit, ticket: Ticket) -> Message | None:
    """What its customer is to get before a ticket comes back; nothing where nobody can be reached,
    where they had it already, or where they were not answered at all.
    """
    team = _team(unit, ticket)
    if team is None or not team.reminder.strip() or ticket.reminded_at is not None:
        return None
    mailbox, to = unit.roster.mailbox_for(ticket), address_of_requester(unit, ticket)
    waits = ticket.status == _REMINDED and ticket.last_message_by == "reply"
    text = _filled(unit, ticket, team)
    if mailbox is None or not to or not waits or not text.strip():
        return None
    return Message(
        id=_new_id(unit, ticket),
        ticket=ticket.id,
        type="reply",
        at=unit.now,
        channel="email",
        text=text,
        to=to,
        automatic=True,
        quote=False,
        **by_mail(mailbox, to),
    )


def _new_id(unit: Unit, ticket: Ticket) -> MessageId:
    """A command's id is its own, and a ticket is reminded once by it."""
    return MessageId(f"{unit.command_id}.{ticket.number}")


def _filled(unit: Unit, ticket: Ticket, team: Team) -> str:
    """The team's text with what is known; what is not is left out."""
    organisation = unit.find(Organisation, ticket.organisation) if ticket.organisation else None
    values = field_values(
        agent=unit.find(Agent, ticket.assignee) if ticket.assignee else None,
        contact=unit.find(Contact, ticket.requester) if ticket.requester else None,
        ticket=ticket,
        company="" if organisation is None else organisation.name,
        team=team.name,
    )
    return fill_out(team.reminder, values)


def _team(unit: Unit, ticket: Ticket) -> Team | None:
    return None if ticket.team is None else unit.roster.teams.get(ticket.team)
