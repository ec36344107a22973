# SPDX-License-Identifier: Apache-2.0
"""Commands on what waits in the queue of a team. The router answers to what they change."""

from collections.abc import Hashable

from sync_server.contract.commands import (
    AcceptTicket,
    DeclineTicket,
    RouteAgents,
    RouteTickets,
    TakeNext,
)
from sync_server.contract.entities import Availability, Ticket
from sync_server.contract.refusals import Code, Refused
from sync_server.contract.routes import ROUTING, Route
from sync_server.desk.access import author, hub_only, works_on_tickets
from sync_server.desk.commands.edits import editable_ticket
from sync_server.desk.commands.references import known_agent, usable_team
from sync_server.desk.commands.taking_back import absence_of, take_open_ones
from sync_server.desk.commands.tickets import assign, check_free
from sync_server.desk.commands.waiting import present
from sync_server.desk.registry import handles
from sync_server.desk.roster import works
from sync_server.desk.sharing import Sharing
from sync_server.desk.unit import Unit
from sync_server.domain.routing.decision import ROUTER, next_round_at
from sync_server.domain.routing.eligibility import CHANNEL_FULL, FULL
from sync_server.domain.routing.line import in_turn
from sync_server.domain.routing.pulling import pull_in_turn


@handles(RouteTickets, policy=hub_only, audit="work")
def handle_route_tickets(unit: Unit, command: RouteTickets) -> None:
    """Note that it is time: what was offered is no more, and may go to somebody else."""
    for ticket in present(unit, command.tickets):
        if ticket.route_at is not None and ticket.route_at <= unit.now:
            over = ticket.round_over_at
            anew = over is not None and next_round_at(over) <= unit.now
            changes = {"asked": (), "round_over_at": None} if anew else {}
            unit.update(ticket, route_at=None, offered_to=None, **changes)


@handles(RouteAgents, policy=hub_only, audit="work")
def handle_route_agents(unit: Unit, command: RouteAgents) -> None:
    """Let tickets of those go to others who have been gone for long enough."""
    for agent in command.agents:
        known = unit.find(Availability, agent)
        if known is not None and known.route_at is not None and known.route_at <= unit.now:
            unit.update(known, route_at=None)
            reason = absence_of(unit, agent)
            if reason is not None:
                take_open_ones(unit, agent, reason)


@handles(DeclineTicket, policy=works_on_tickets, audit="work")
def handle_decline_ticket(unit: Unit, command: DeclineTicket) -> None:
    """Pass it on; nothing happens when it is offered to somebody else by now, or to nobody."""
    ticket = unit.work(command.ticket)
    if ticket.offered_to == author(unit):
        unit.update(ticket, route_at=None, offered_to=None)


@handles(AcceptTicket, policy=works_on_tickets, audit="work")
def handle_accept_ticket(unit: Unit, command: AcceptTicket) -> None:
    """Take it. Refused: as `TakeTicket`; offer_over when it is offered to somebody else by now, or
    to nobody.
    """
    me = author(unit)
    ticket = editable_ticket(unit, command.ticket, "assignee")
    check_free(unit, ticket, me)
    if ticket.assignee is None and ticket.offered_to != me:
        raise Refused(Code.OFFER_OVER)
    assign(unit, ticket, me)


@handles(TakeNext, policy=works_on_tickets, audit="work")
def handle_take_next(unit: Unit, command: TakeNext) -> None:
    """Take what is next, whether one is available or not.

    Refused: bad_value for a team in which one does not work; limit for whoever has as much as they
    can have; nothing_waits when there is nothing for them.
    """
    me, team = known_agent(unit, author(unit)), usable_team(unit, command.team)
    if not works(unit.roster.membership(me.id, team.id)):
        raise Refused(Code.BAD_VALUE, "team")
    memory = unit.outcome
    sharing = Sharing(memory, unit.now)
    queue, hand = sharing.queue(team, unit.version(team)), sharing.hand(me, team)
    waits, ended = memory.queues.waiting(team.id), set[Hashable]()
    turns = (
        (asks, sharing.waiting(waits[place[-1]], team))
        for asks, place in in_turn(memory.lines.of(team.id), ended)
    )
    pulled = pull_in_turn(turns, ended, agent=hand, queue=queue, now=unit.now)
    if pulled.ticket is None:
        full = pulled.reason in (FULL, CHANNEL_FULL)
        raise Refused(Code.LIMIT, "capacity") if full else Refused(Code.NOTHING_WAITS)
    given = sharing.give(me.id, pulled.ticket).assigned
    unit.update(memory.queues.availability(me.id), given=given)
    ticket = unit.get(Ticket, pulled.ticket.id)
    assign(unit, ticket, me.id)
    route = Route(
        team=team.id,
        version=queue.version,
        router=ROUTER,
        mode=team.routing,
        winner=me.id,
        pulled=True,
    )
    unit.explain(ticket, ROUTING, route)
