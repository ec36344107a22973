# SPDX-License-Identifier: Apache-2.0
"""Commands on availability: what agents say about themselves, and what the hub observes."""

from typing import Any, Final

from sync_server.contract.commands import SetAvailability, SetReachable
from sync_server.contract.entities import Availability
from sync_server.contract.refusals import Code, Refused
from sync_server.contract.routes import OFF_SHIFT
from sync_server.desk.access import anybody, author, hub_only
from sync_server.desk.commands.references import known_agent
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.routing.values import MINUTE

AFTER_SHIFT: Final = MINUTE
"""Who goes off shift has so long to come back before their tickets go to others."""


@handles(SetAvailability, policy=anybody, audit="own")
def handle_set_availability(unit: Unit, command: SetAvailability) -> None:
    """Say whether one takes work; only a break has an announced end."""
    if command.until_at is not None and command.state != "break":
        raise Refused(Code.BAD_VALUE, "until_at")
    agent = author(unit)
    known = unit.find(Availability, agent) or Availability(id=agent)
    changes: dict[str, Any] = {"state": command.state, "until_at": command.until_at}
    if command.state != known.state:
        leaves = command.state == OFF_SHIFT
        changes |= {"since_at": unit.now, "route_at": unit.now + AFTER_SHIFT if leaves else None}
    unit.update(known, **changes)


@handles(SetReachable, policy=hub_only, audit="own")
def handle_set_reachable(unit: Unit, command: SetReachable) -> None:
    """Record that an agent's last session ended, or the first one began.

    Whoever comes for the first time is at work: nobody should have to say so before they get any.
    """
    agent = known_agent(unit, command.agent).id
    known = unit.find(Availability, agent)
    if known is None:
        known = Availability(id=agent, state="available", since_at=unit.now)
    unit.update(known, reachable=command.reachable)
