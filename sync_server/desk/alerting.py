# SPDX-License-Identifier: Apache-2.0
"""Whom the desk tells something of itself, as rows that go when they were seen."""

from collections.abc import Iterable, Iterator

from sync_server.contract.entities import Alert, Team, Ticket
from sync_server.contract.ids import AgentId, RuleId, TeamId
from sync_server.desk.access import LEADERS
from sync_server.desk.roster import Roster
from sync_server.desk.unit import Unit
from sync_server.domain.rules.binding import ROLE, TEAM
from sync_server.domain.rules.rule import Recipient
from sync_server.domain.sight import ADMINISTRATOR, SUPERVISOR, sight_of

BY_RULE = "rule"
BY_FAILURE = "failed"
BY_NOBODY = "nobody"

_AGAIN = 60_000_000
"""A failure that goes on is not written with every command."""


def recipients(unit: Unit, ticket: Ticket, who: Recipient) -> list[AgentId]:
    """Those whom a rule means, as far as they may see the ticket."""
    return [agent for agent in meant(unit.roster, who) if _sees(unit, agent, ticket)]


def meant(roster: Roster, who: Recipient) -> Iterator[AgentId]:
    """Those whom a rule names, by themselves, by their role or as members of a team."""
    if who.kind == ROLE:
        yield from (agent.id for agent in roster.agents.values() if agent.role == who.name)
    elif who.kind == TEAM:
        yield from roster.members(TeamId(who.name))
    else:
        yield AgentId(who.name)


def tell_by_rule(
    unit: Unit, agents: Iterable[AgentId], ticket: Ticket, *, rule: RuleId, name: str
) -> None:
    """Tell them that a rule wants them to look at a ticket."""
    for agent in agents:
        _tell(
            unit,
            Alert(
                id=f"{agent}.{ticket.id}.{rule}",
                agent=agent,
                reason=BY_RULE,
                ticket=ticket.id,
                rule=rule,
                name=name,
                at=unit.now,
            ),
        )


def tell_of_failure(unit: Unit, what: str, incident: str) -> None:
    """Tell every administrator what the desk could not do by itself; once as long as that lasts."""
    for agent in unit.roster.agents.values():
        if agent.role == "administrator" and not agent.disabled:
            _tell(
                unit,
                Alert(
                    id=f"{agent.id}.{BY_FAILURE}.{what}",
                    agent=agent.id,
                    reason=BY_FAILURE,
                    name=what,
                    detail=incident,
                    at=unit.now,
                ),
            )


def tell_nobody_takes(unit: Unit, ticket: Ticket, team: Team, why: str) -> None:
    """Tell those who lead the team, once a round, that nobody takes a ticket of theirs; where
    nobody leads it, the administrators.
    """
    for agent in _leaders(unit, team):
        _tell(
            unit,
            Alert(
                id=_of_nobody(agent, ticket),
                agent=agent,
                reason=BY_NOBODY,
                ticket=ticket.id,
                name=team.name,
                detail=why,
                at=unit.now,
            ),
        )


def untell_nobody_takes(unit: Unit, ticket: Ticket) -> None:
    """Take that back once somebody has it, or it waits no longer."""
    for agent in unit.roster.agents.values():
        if agent.role in LEADERS:
            alert = unit.find(Alert, _of_nobody(agent.id, ticket))
            if alert is not None:
                unit.delete(alert)


def _of_nobody(agent: AgentId, ticket: Ticket) -> str:
    return f"{agent}.{ticket.id}.{BY_NOBODY}"


def _leaders(unit: Unit, team: Team) -> list[AgentId]:
    agents = unit.roster.agents
    members = (agents[each] for each in unit.roster.members(team.id) if each in agents)
    leading = [each.id for each in members if each.role == SUPERVISOR and not each.disabled]
    everywhere = (each for each in agents.values() if each.role == ADMINISTRATOR)
    return leading or [each.id for each in everywhere if not each.disabled]


def _tell(unit: Unit, alert: Alert) -> None:
    known = unit.find(Alert, alert.id)
    if known is None:
        unit.insert(alert)
    elif alert.reason != BY_FAILURE or alert.at - known.at >= _AGAIN:
        unit.update(known, name=alert.name, detail=alert.detail, at=alert.at)


def _sees(unit: Unit, agent: AgentId, ticket: Ticket) -> bool:
    viewer = unit.roster.viewer(agent)
    return viewer is not None and sight_of(viewer, ticket) is not None
