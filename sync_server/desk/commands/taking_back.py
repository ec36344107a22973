# SPDX-License-Identifier: Apache-2.0
"""Tickets are taken from those who will not work on them: the router gives them to others."""

from typing import Final

from sync_server.contract.entities import Team, Ticket
from sync_server.contract.ids import AgentId
from sync_server.contract.routes import ABSENT, DISABLED, OFF_SHIFT, TAKEN_BACK, TakenBack
from sync_server.desk.commands.edits import change_ticket
from sync_server.desk.roster import takes
from sync_server.desk.sharing import shares_out
from sync_server.desk.unit import Unit
from sync_server.domain.routing.absences import absence_at

AT_ONCE: Final = 50
"""So many tickets of one agent go to others: those in which something happened last."""

_ALL: Final = "all"
_PRIORITIES: Final[dict[str, frozenset[str]]] = {"urgent": frozenset({"high", "urgent"})}
"""Of which priority the tickets are that go, by what a team says."""


def absence_of(unit: Unit, agent: AgentId) -> str | None:
    """Why an agent will not work on a ticket that needs somebody now; `None` for one who may."""
    known = unit.roster.agents.get(agent)
    if known is None or not takes(known):
        return DISABLED
    availability = unit.outcome.queues.availability(agent)
    if absence_at(availability.absences, unit.now) is not None:
        return ABSENT
    return OFF_SHIFT if availability.state == OFF_SHIFT else None


def take_open_ones(unit: Unit, agent: AgentId, reason: str) -> None:
    """Take from an agent what their teams want to go to others."""
    mine = [
        ticket
        for ticket in unit.outcome.queues.in_hand(agent).values()
        if ticket.assignee == agent and _goes_on(unit, ticket)
    ]
    mine.sort(key=lambda ticket: (-ticket.updated_at, ticket.id))
    for ticket in mine[:AT_ONCE]:
        take_from_owner(unit, ticket, reason)


def take_from_owner(unit: Unit, ticket: Ticket, reason: str) -> None:
    """Leave a ticket to the router, which prefers whoever had it if it can."""
    if ticket.assignee is not None:
        taken = change_ticket(unit, ticket, {"assignee": None})
        unit.explain(taken, TAKEN_BACK, TakenBack(ticket.assignee, reason))


def taken_from(unit: Unit, ticket: Ticket) -> TakenBack | None:
    """From whom the command took a ticket back, and why."""
    cause = unit.causes.get((Ticket.kind, ticket.id), {}).get(TAKEN_BACK)
    return cause if isinstance(cause, TakenBack) else None


def shared(unit: Unit, ticket: Ticket) -> Team | None:
    """The team of a ticket, if the desk gives out its tickets of itself."""
    team = None if ticket.team is None else unit.roster.teams.get(ticket.team)
    return team if shares_out(team) else None


def _goes_on(unit: Unit, ticket: Ticket) -> bool:
    team = shared(unit, ticket)
    if team is None:
        return False
    return team.reroute == _ALL or ticket.priority in _PRIORITIES.get(team.reroute, ())
