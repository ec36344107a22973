# SPDX-License-Identifier: Apache-2.0
"""Whom the desk tells something of itself, as rows that go when they were seen."""

from collections.abc import Iterable, Iterator

from sync_server.contract.entities import Alert, Ticket
from sync_server.contract.ids import AgentId, RuleId, TeamId
from sync_server.desk.unit import Unit
from sync_server.domain.rules.binding import ROLE, TEAM
from sync_server.domain.rules.rule import Recipient
from sync_server.domain.sight import sight_of

BY_RULE = "rule"
BY_FAILURE = "failed"

_AGAIN = 60_000_000
"""A failure that goes on is not written with every command."""


def recipients(unit: Unit, ticket: Ticket, who: Recipient) -> list[AgentId]:
    """Those whom a rule means, as far as they may see the ticket."""
    return [agent for agent in _meant(unit, who) if _sees(unit, agent, ticket)]


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


def _tell(unit: Unit, alert: Alert) -> None:
    known = unit.find(Alert, alert.id)
    if known is None:
        unit.insert(alert)
    elif alert.reason != BY_FAILURE or alert.at - known.at >= _AGAIN:
        unit.update(known, name=alert.name, detail=alert.detail, at=alert.at)


def _meant(unit: Unit, who: Recipient) -> Iterator[AgentId]:
    if who.kind == ROLE:
        yield from (agent.id for agent in unit.roster.agents.values() if agent.role == who.name)
    elif who.kind == TEAM:
        yield from unit.roster.members(TeamId(who.name))
    else:
        yield AgentId(who.name)


def _sees(unit: Unit, agent: AgentId, ticket: Ticket) -> bool:
    viewer = unit.roster.viewer(agent)
    return viewer is not None and sight_of(viewer, ticket) is not None
