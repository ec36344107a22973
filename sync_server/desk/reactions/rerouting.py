# SPDX-License-Identifier: Apache-2.0
"""Rerouting: tickets are taken from those who will not work on them, so that others get them."""

from sync_server.contract.entities import Agent, Availability, Entity, Membership, Message, Ticket
from sync_server.contract.ids import AgentId, TeamId
from sync_server.contract.routes import OFF_SHIFT
from sync_server.desk.commands.taking_back import absence_of, shared, take_from_owner
from sync_server.desk.queues import is_ours
from sync_server.desk.roster import takes, works
from sync_server.desk.unit import Unit
from sync_server.domain.routing.absences import absence_at


def take_back(unit: Unit) -> None:
    """Take back what is offered to somebody who cannot take it any more, or in another team, and
    what a customer reopens whose owner is not there.
    """
    for (kind, id_), row in [*unit.touched.items()]:
        if isinstance(row, Message):
            _look_at_owner(unit, row)
        elif isinstance(row, Ticket):
            _look_at_team(unit, row)
        elif (isinstance(row, Agent) and not takes(row)) or _is_gone(unit, row):
            _withdraw(unit, AgentId(id_))
        elif kind == Membership.kind and not (isinstance(row, Membership) and works(row)):
            place = unit.before(Membership, id_)
            if place is not None:
                _withdraw(unit, place.agent, place.team)


def _look_at_team(unit: Unit, ticket: Ticket) -> None:
    """End the offer of a ticket that went to another team: nobody there was asked."""
    before = unit.before(Ticket, ticket.id)
    if ticket.offered_to is not None and before is not None and before.team != ticket.team:
        unit.update(ticket, offered_to=None, route_at=None)


def _look_at_owner(unit: Unit, message: Message) -> None:
    """Take back a ticket that a customer reopened while its owner does not work."""
    ticket, before = unit.get(Ticket, message.ticket), unit.before(Ticket, message.ticket)
    reopened = before is not None and not is_ours(before) and is_ours(ticket)
    if not reopened or ticket.assignee is None or message.type != "customer":
        return
    reason = absence_of(unit, ticket.assignee)
    if reason is not None and shared(unit, ticket) is not None:
        take_from_owner(unit, ticket, reason)


def _is_gone(unit: Unit, row: Entity | None) -> bool:
    if not isinstance(row, Availability):
        return False
    return row.state == OFF_SHIFT or absence_at(row.absences, unit.now) is not None


def _withdraw(unit: Unit, agent: AgentId, team: TeamId | None = None) -> None:
    """End all offers to an agent, or those of a team."""
    for ticket in unit.outcome.queues.in_hand(agent).values():
        if ticket.assignee is None and team in (None, ticket.team):
            unit.update(ticket, offered_to=None, route_at=None)
