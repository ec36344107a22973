# SPDX-License-Identifier: Apache-2.0
"""Commands on what is to be done before a ticket is solved, and what is kept from being solved."""

from functools import partial
from typing import Final

import msgspec
from msgspec import Raw

from sync_server.contract.commands import PublishGate, SaveGate, SetSolution, TickItem, given
from sync_server.contract.entities import Category, Gate, Team, Tick, Ticket
from sync_server.contract.gates import Gates, category_of, read_gate, team_of
from sync_server.contract.ids import GateId
from sync_server.contract.refusals import SOLVING, Code, Refused
from sync_server.desk.access import administers, works_on_tickets
from sync_server.desk.commands.edits import change_ticket, editable_ticket
from sync_server.desk.commands.given import check_bases, read_document
from sync_server.desk.commands.links import check_children
from sync_server.desk.commands.versions import publish, save, to_publish
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit

MOST_TICKS: Final = 100


@handles(SaveGate, policy=administers, audit="configuration")
def handle_save_gate(unit: Unit, command: SaveGate) -> None:
    """Keep the draft, if it says something. Refused: bad_value, not_found, conflict."""
    _check_subject(unit, command.gate)
    save(unit, Gate(id=command.gate), command, fields=("disabled",), read=read_gate)


@handles(PublishGate, policy=administers, audit="configuration")
def handle_publish_gate(unit: Unit, command: PublishGate) -> None:
    """Put it into force, for all that is solved from now on. Refused: bad_value, not_found."""
    known = unit.get(Gate, command.gate)
    document = to_publish(unit, known, command.number)
    unit.check_base(known, "document", command.base, document)
    read_document(read_gate, document)
    publish(unit, known, document, note=command.note)


@handles(SetSolution, policy=works_on_tickets, audit="work")
def handle_set_solution(unit: Unit, command: SetSolution) -> None:
    """Write down what is given."""
    ticket = editable_ticket(unit, command.ticket, "solution")
    changes = given(command, ("solution", "article"))
    check_bases(unit, ticket, changes, base=command.base)
    change_ticket(unit, ticket, changes)


@handles(TickItem, policy=works_on_tickets, audit="work")
def handle_tick_item(unit: Unit, command: TickItem) -> None:
    """Note who did it and when; whoever was first stays. Refused: not_found, limit."""
    ticket = editable_ticket(unit, command.ticket, "ticks")
    ticked = any(tick.item == command.item for tick in ticket.ticks)
    if not command.done:
        kept = tuple(tick for tick in ticket.ticks if tick.item != command.item)
        change_ticket(unit, ticket, {"ticks": kept})
    elif not ticked:
        if all(item.text != command.item for item in gates_of(unit).items(ticket)):
            raise Refused(Code.NOT_FOUND, "item")
        if len(ticket.ticks) >= MOST_TICKS:
            raise Refused(Code.LIMIT, "ticks")
        new = Tick(command.item, unit.agent, unit.now)
        change_ticket(unit, ticket, {"ticks": (*ticket.ticks, new)})


def gates_of(unit: Unit) -> Gates:
    """What is in force."""
    return Gates(partial(unit.find, Gate), partial(unit.find, Category))


def check_solving(unit: Unit, ticket: Ticket, *, forced: bool = False) -> None:
    """Refuse to solve a ticket over its open children, unless `forced`, or before `check_gates`."""
    if not forced:
        check_children(unit, ticket)
    check_gates(unit, ticket)


def check_gates(unit: Unit, ticket: Ticket) -> None:
    """Refuse to solve a ticket before all is done that its team and its category ask for."""
    missing = gates_of(unit).missing(ticket)
    if missing:
        detail = Raw(msgspec.json.encode(missing))
        raise Refused(Code.BAD_MOVE, f"{SOLVING}.{missing.first}", theirs=detail)


def _check_subject(unit: Unit, gate: GateId) -> None:
    """Refuse what is of no team and no category."""
    team, category = team_of(gate), category_of(gate)
    if team is not None:
        unit.get(Team, team)
    elif category is not None:
        unit.get(Category, category)
    else:
        raise Refused(Code.NOT_FOUND, "gate")
