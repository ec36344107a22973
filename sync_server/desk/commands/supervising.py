# SPDX-License-Identifier: Apache-2.0
"""What those who lead a team do with its queue, and with what somebody has in hand."""

from heapq import nsmallest
from typing import Final

from msgspec import Raw
from msgspec.json import encode

from sync_server.contract.commands import (
    KeepQueueBack,
    MoveQueue,
    PlaceTicket,
    Redistribute,
    ReturnTickets,
    given,
)
from sync_server.contract.entities import Team
from sync_server.contract.refusals import Code, Refused
from sync_server.contract.routes import REDISTRIBUTED
from sync_server.desk.access import check_leads, supervises
from sync_server.desk.commands.edits import change_ticket, editable_ticket
from sync_server.desk.commands.references import assignable_agent, known_agent, usable_team
from sync_server.desk.commands.taking_back import take_from_owner
from sync_server.desk.commands.tickets import assign
from sync_server.desk.queues import is_ours
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit

AT_ONCE: Final = 200


@handles(PlaceTicket, policy=supervises, audit="work")
def handle_place_ticket(unit: Unit, command: PlaceTicket) -> None:
    """Pin it or keep it back, or neither any more."""
    ticket = editable_ticket(unit, command.ticket, "team")
    change_ticket(unit, ticket, given(command, ("pinned", "kept_back")))


@handles(KeepQueueBack, policy=supervises, audit="work")
def handle_keep_queue_back(unit: Unit, command: KeepQueueBack) -> None:
    """Hold a queue, or let it go."""
    check_leads(unit, command.team)
    unit.update(unit.get(Team, command.team), kept_back=command.kept_back)


@handles(MoveQueue, policy=supervises, audit="work")
def handle_move_queue(unit: Unit, command: MoveQueue) -> None:
    """Move the oldest of what waits. Refused: as `usable_team`; bad_value for the same team."""
    check_leads(unit, command.team)
    if usable_team(unit, command.to).id == command.team:
        raise Refused(Code.BAD_VALUE, "to")
    waits = unit.outcome.queues.waiting(command.team).values()
    for ticket in nsmallest(AT_ONCE, waits, key=lambda each: (each.opened_at, each.id)):
        change_ticket(unit, ticket, {"team": command.to})


@handles(Redistribute, policy=supervises, audit="work")
def handle_redistribute(unit: Unit, command: Redistribute) -> None:
    """Take the tickets; those that nobody has to work on now stay. Where a team shares out by hand,
    they wait in its queue.

    Refused: conflict when one has gone to somebody else.
    """
    agent = known_agent(unit, command.agent).id
    for id_ in dict.fromkeys(command.tickets):
        ticket = unit.work(id_)
        if ticket.assignee != agent:
            theirs, yours = Raw(encode(ticket.assignee)), Raw(encode(agent))
            raise Refused(Code.CONFLICT, "assignee", theirs=theirs, yours=yours)
        if is_ours(ticket):
            take_from_owner(unit, ticket, REDISTRIBUTED)


@handles(ReturnTickets, policy=supervises, audit="work")
def handle_return_tickets(unit: Unit, command: ReturnTickets) -> None:
    """Give them back, where nobody did anything else about it since."""
    agent = assignable_agent(unit, command.agent)
    for id_ in dict.fromkeys(command.tickets):
        ticket = unit.work(id_)
        if is_ours(ticket) and not unit.changed_since(ticket, "assignee", command.base):
            assign(unit, ticket, agent.id)
