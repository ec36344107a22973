# SPDX-License-Identifier: Apache-2.0
"""Commands on links between tickets, and what a link keeps from happening."""

from functools import partial
from typing import Final

from sync_server.contract.commands import LinkTickets, UnlinkTickets
from sync_server.contract.entities import LINKS, Link, Ticket
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import works_on_tickets
from sync_server.desk.commands.edits import change_ticket, check_not_archived
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import HIDDEN, LIVE
from sync_server.domain.links import UP, above, back, is_above

MAX_LINKS: Final = 200
"""Links of one ticket."""


@handles(LinkTickets, policy=works_on_tickets, audit="work")
def handle_link_tickets(unit: Unit, command: LinkTickets) -> None:
    """Link a ticket that one may change to one that one sees; both ends have it."""
    ticket, other = unit.work(command.ticket), unit.ticket(command.to)
    if ticket.id == other.id:
        raise Refused(Code.BAD_VALUE, "to")
    for end in (ticket, other):
        check_not_archived(end)
        if end.status in HIDDEN:
            raise Refused(Code.BAD_MOVE, "status")
    if Link(kind=command.kind, ticket=other.id) in ticket.links:
        return
    _check_order(unit, ticket, other, command.kind)
    link(unit, ticket, other, command.kind)


@handles(UnlinkTickets, policy=works_on_tickets, audit="work")
def handle_unlink_tickets(unit: Unit, command: UnlinkTickets) -> None:
    """Take a link away at both ends, also where one does not see the other; at an archived end it
    stays, for nobody holds that any more.
    """
    ticket, other = unit.work(command.ticket), unit.find(Ticket, command.to)
    check_not_archived(ticket)
    gone = Link(kind=command.kind, ticket=command.to)
    _without(unit, ticket, gone)
    if other is not None and not other.archived:
        _without(unit, other, back(gone, of=ticket.id))


def link(unit: Unit, ticket: Ticket, other: Ticket, kind: str) -> None:
    """Write a link at both ends. Refused: limit."""
    there = Link(kind=kind, ticket=other.id)
    for end, new in ((ticket, there), (other, back(there, of=ticket.id))):
        if len(end.links) >= MAX_LINKS:
            raise Refused(Code.LIMIT, "links")
        change_ticket(unit, end, {"links": (*end.links, new)})


def leads_on(unit: Unit, ticket: Ticket, *, to: Ticket) -> None:
    """Link a ticket to the one that follows it up, if there is room and somebody to see it."""
    new = Link(kind="followed_up_by", ticket=to.id)
    if not ticket.archived and len(ticket.links) < MAX_LINKS:
        unit.update(ticket, links=(*ticket.links, new))


def check_children(unit: Unit, ticket: Ticket) -> None:
    """Refuse to solve a ticket while one of its children is not."""
    for each in ticket.links:
        child = unit.find(Ticket, each.ticket) if each.kind == "child" else None
        if child is not None and child.status in LIVE:
            raise Refused(Code.BAD_MOVE, "children")


def _check_order(unit: Unit, ticket: Ticket, other: Ticket, kind: str) -> None:
    """Refuse a second parent, and a circle of parents; so it is with every link up."""
    up = kind if kind in UP else LINKS[kind]
    if up not in UP:
        return
    lower, upper = (ticket, other) if kind == up else (other, ticket)
    if above(lower, up) is not None:
        raise Refused(Code.EXISTS, up)
    if is_above(partial(unit.find, Ticket), lower.id, upper, kind=up):
        raise Refused(Code.BAD_VALUE, "circle")


def _without(unit: Unit, ticket: Ticket, gone: Link) -> None:
    change_ticket(unit, ticket, {"links": tuple(each for each in ticket.links if each != gone)})
