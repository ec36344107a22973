# SPDX-License-Identifier: Apache-2.0
"""Commands on what waits in the queue of a team. The router answers to what they change."""

from sync_server.contract.commands import DeclineTicket, RouteTickets
from sync_server.desk.access import author, hub_only, works_on_tickets
from sync_server.desk.commands.waiting import present
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(RouteTickets, policy=hub_only, audit="work")
def handle_route_tickets(unit: Unit, command: RouteTickets) -> None:
    """Note that it is time: what was offered is no more, and may go to somebody else."""
    for ticket in present(unit, command.tickets):
        if ticket.route_at is not None and ticket.route_at <= unit.now:
            unit.update(ticket, route_at=None, offered_to=None)


@handles(DeclineTicket, policy=works_on_tickets, audit="work")
def handle_decline_ticket(unit: Unit, command: DeclineTicket) -> None:
    """Pass it on; nothing happens when it is offered to somebody else by now, or to nobody."""
    ticket = unit.work(command.ticket)
    if ticket.offered_to == author(unit):
        unit.update(ticket, route_at=None, offered_to=None)
