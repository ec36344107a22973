# SPDX-License-Identifier: Apache-2.0
"""Commands on calls and visits, and on the people outside who get copies."""

from typing import Any

from sync_server.contract.commands import ChangeParticipants, LogCall
from sync_server.contract.entities import Message
from sync_server.desk.access import works_on_tickets
from sync_server.desk.commands.conversation import append_message
from sync_server.desk.commands.edits import NOT_WOKEN, change_ticket, editable_ticket
from sync_server.desk.commands.messages import call_fields, mentioned
from sync_server.desk.commands.sending import participants
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import after_public_reply


@handles(LogCall, policy=works_on_tickets, audit="work")
def handle_log_call(unit: Unit, command: LogCall) -> None:
    """Write a call down; where people spoke and it counts, nobody waits for an answer any more."""
    ticket = editable_ticket(unit, command.ticket, "messages")
    message = Message(
        id=command.message,
        ticket=ticket.id,
        type="call",
        at=unit.now,
        agent=unit.agent,
        contact=ticket.requester,
        channel="walk_in" if command.walk_in else "phone",
        text=command.text,
        **call_fields(command.call),
    )
    changes: dict[str, Any] = {"mentioned": mentioned(unit, ticket, command.mentions)}
    if command.counts and command.call.outcome == "spoke":
        status = after_public_reply(ticket.status)
        changes |= {**NOT_WOKEN, "waiting_since": None, "status": status}
    append_message(unit, ticket, message, files=(), changes=changes)


@handles(ChangeParticipants, policy=works_on_tickets, audit="work")
def handle_change_participants(unit: Unit, command: ChangeParticipants) -> None:
    """Add and remove people as sets, so that nobody's change is lost."""
    ticket = editable_ticket(unit, command.ticket, "messages")
    changes = participants(unit, ticket, add=command.add, remove=command.remove)
    change_ticket(unit, ticket, changes)
