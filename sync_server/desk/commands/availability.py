# SPDX-License-Identifier: Apache-2.0
"""Commands on availability: what agents say about themselves, and what the hub observes."""

from sync_server.contract.commands import SetAvailability, SetReachable
from sync_server.contract.entities import Availability
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import anybody, author, hub_only
from sync_server.desk.commands.references import known_agent
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(SetAvailability, policy=anybody, audit="own")
def handle_set_availability(unit: Unit, command: SetAvailability) -> None:
    """Say whether one takes work; only a break has an announced end."""
    if command.until_at is not None and command.state != "break":
        raise Refused(Code.BAD_VALUE, "until_at")
    agent = author(unit)
    known = unit.find(Availability, agent) or Availability(id=agent)
    since_at = known.since_at if command.state == known.state else unit.now
    unit.update(known, state=command.state, until_at=command.until_at, since_at=since_at)


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
