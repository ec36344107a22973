# SPDX-License-Identifier: Apache-2.0
"""Rerouting: tickets are taken from those who will not work on them, so that others get them."""

from typing import Final

from sync_server.contract.entities import Agent, Availability, Entity, Membership
from sync_server.contract.ids import AgentId, TeamId
from sync_server.desk.roster import takes, works
from sync_server.desk.unit import Unit

_GONE: Final = "off_shift"


def take_back(unit: Unit) -> None:
    """Take back what is offered to somebody who cannot take it any more: it is no use to wait."""
    for (kind, id_), row in [*unit.touched.items()]:
        if (isinstance(row, Agent) and not takes(row)) or _is_gone(row):
            _withdraw(unit, AgentId(id_))
        elif kind == Membership.kind and not (isinstance(row, Membership) and works(row)):
            place = unit.before(Membership, id_)
            if place is not None:
                _withdraw(unit, place.agent, place.team)


def _is_gone(row: Entity | None) -> bool:
    return isinstance(row, Availability) and row.state == _GONE


def _withdraw(unit: Unit, agent: AgentId, team: TeamId | None = None) -> None:
    """End all offers to an agent, or those of a team."""
    for ticket in unit.outcome.queues.in_hand(agent).values():
        if ticket.assignee is None and team in (None, ticket.team):
            unit.update(ticket, offered_to=None, route_at=None)
