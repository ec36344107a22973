# SPDX-License-Identifier: Apache-2.0
"""Who may get a ticket: filters in a fixed order, each of which says whom it removed and why."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from sync_server.contract.ids import Instant
from sync_server.domain.routing.values import AVAILABLE, MINUTE, Agent, Need, Queue, Waiting

NOT_IN_TEAM: Final = "not_in_team"
NOT_AVAILABLE: Final = "not_available"
NOT_REACHABLE: Final = "not_reachable"
OUTSIDE_HOURS: Final = "outside_hours"
LACKS_SKILL: Final = "lacks_skill"
FULL: Final = "full"
CHANNEL_FULL: Final = "channel_full"
ENOUGH_FOR_NOW: Final = "enough_for_now"
ASKED_ALREADY: Final = "asked_already"

FILTERS: Final = (
    NOT_IN_TEAM,
    NOT_AVAILABLE,
    NOT_REACHABLE,
    OUTSIDE_HOURS,
    LACKS_SKILL,
    FULL,
    CHANNEL_FULL,
    ENOUGH_FOR_NOW,
    ASKED_ALREADY,
)
"""In their order: an agent is removed by the first that applies."""


class Removal(Struct, frozen=True, gc=False):
    """Why an agent cannot get a ticket.

    `detail` is the availability or the skill that it is about. `until` is when time alone ends it;
    `None` where something has to happen.
    """

    reason: str
    detail: str = ""
    until: Instant | None = None


def removal(
    agent: Agent, ticket: Waiting, queue: Queue, *, needs: Sequence[Need], now: Instant
) -> Removal | None:
    """Why the agent cannot get the ticket, which must have `needs`; `None` for one who can."""
    return (
        _absence(agent)
        or _missing_skill(agent, needs)
        or _lack_of_room(agent, ticket)
        or _enough(agent, queue.per_minute, now)
        or (Removal(ASKED_ALREADY) if agent.id in ticket.asked else None)
    )


def _absence(agent: Agent) -> Removal | None:
    if not agent.member:
        return Removal(NOT_IN_TEAM)
    if agent.availability != AVAILABLE:
        return Removal(NOT_AVAILABLE, agent.availability, agent.back_at)
    if not agent.reachable:
        return Removal(NOT_REACHABLE)
    return None if agent.working else Removal(OUTSIDE_HOURS, until=agent.works_at)


def _missing_skill(agent: Agent, needs: Sequence[Need]) -> Removal | None:
    missing = [need for need in needs if not agent.has(need)]
    if not missing:
        return None
    ends = [need.relaxes for need in missing if need.relaxes is not None]
    until = max(ends) if len(ends) == len(missing) else None
    return Removal(LACKS_SKILL, missing[0].skill, until)


def _lack_of_room(agent: Agent, ticket: Waiting) -> Removal | None:
    # Nobody whose cap is 0 gets anything, not even what weighs nothing.
    if agent.cap <= 0 or agent.load + ticket.weight > agent.cap:
        return Removal(FULL)
    cap = agent.caps.get(ticket.channel)
    if cap is not None and (cap <= 0 or agent.loads.get(ticket.channel, 0) + ticket.weight > cap):
        return Removal(CHANNEL_FULL, ticket.channel)
    return None


def _enough(agent: Agent, per_minute: int | None, now: Instant) -> Removal | None:
    if per_minute is None or len(agent.assigned) < per_minute:
        return None
    recent = [at for at in agent.assigned if at > now - MINUTE]
    if len(recent) < per_minute:
        return None
    return Removal(ENOUGH_FOR_NOW, until=recent[-per_minute] + MINUTE if per_minute else None)
