# SPDX-License-Identifier: Apache-2.0
"""When tickets of somebody who goes away go to others, and to whom."""

from collections.abc import Callable, Iterable
from typing import Final

from sync_server.contract.entities import Absence, Availability
from sync_server.contract.ids import AgentId, Instant
from sync_server.contract.routes import OFF_SHIFT
from sync_server.domain.routing.values import MINUTE

AFTER_SHIFT: Final = MINUTE
"""Who goes off shift has so long to come back before their tickets go to others."""


def absence_at(absences: Iterable[Absence], at: Instant) -> Absence | None:
    """The absence that an instant is in."""
    return next((each for each in absences if each.from_at <= at < each.until_at), None)


def next_look(availability: Availability, now: Instant) -> Instant | None:
    """When it is next to be seen, after `now`, whether somebody is away."""
    instants = [at for each in availability.absences for at in (each.from_at, each.until_at)]
    if availability.state == OFF_SHIFT:
        instants.append(availability.since_at + AFTER_SHIFT)
    return min((at for at in instants if at > now), default=None)


def stand_in(
    agent: AgentId, availability: Callable[[AgentId], Availability], now: Instant
) -> AgentId:
    """Who gets what would be an agent's: themselves, or the first substitute who is not absent.

    Where all are absent, or none was named, it is the agent.
    """
    asked, seen = agent, {agent}
    while (absence := absence_at(availability(asked).absences, now)) is not None:
        if absence.substitute is None or absence.substitute in seen:
            return agent
        asked = absence.substitute
        seen.add(asked)
    return asked
