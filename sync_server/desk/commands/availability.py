# SPDX-License-Identifier: Apache-2.0
"""Commands on availability: what agents say about themselves, and what the hub observes."""

from itertools import pairwise

from msgspec.structs import replace

from sync_server.contract.commands import SetAbsences, SetAvailability, SetReachable
from sync_server.contract.entities import Absence, Availability
from sync_server.contract.ids import AgentId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import anybody, author, check_shares, hub_only
from sync_server.desk.commands.references import known_agent, stand_in_agent
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.routing.absences import absence_at, next_look


@handles(SetAvailability, policy=anybody, audit="own")
def handle_set_availability(unit: Unit, command: SetAvailability) -> None:
    """Say whether one takes work; only a break has an announced end."""
    if command.until_at is not None and command.state != "break":
        raise Refused(Code.BAD_VALUE, "until_at")
    agent = author(unit)
    known = unit.find(Availability, agent) or Availability(id=agent)
    said = replace(known, state=command.state, until_at=command.until_at)
    if command.state != known.state:
        said = replace(said, since_at=unit.now)
        said = replace(said, route_at=next_look(said, unit.now))
    unit.update(said)


@handles(SetAbsences, policy=anybody, audit="own")
def handle_set_absences(unit: Unit, command: SetAbsences) -> None:
    """Plan them; what is over is left out. Only those who lead plan for others.

    Refused: bad_value for one that ends before it begins, or two at once; as `stand_in_agent`.
    """
    agent = author(unit) if command.agent is None else known_agent(unit, command.agent).id
    if agent != unit.agent:
        check_shares(unit)
    for absence in command.absences:
        _check(unit, agent, absence)
    planned = sorted(command.absences, key=lambda each: each.from_at)
    if any(later.from_at < earlier.until_at for earlier, later in pairwise(planned)):
        raise Refused(Code.BAD_VALUE, "absences")
    known = unit.find(Availability, agent) or Availability(id=agent)
    said = replace(known, absences=tuple(each for each in planned if each.until_at > unit.now))
    begun = absence_at(said.absences, unit.now) is not None
    unit.update(said, route_at=unit.now if begun else next_look(said, unit.now))


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


def _check(unit: Unit, agent: AgentId, absence: Absence) -> None:
    if absence.until_at <= absence.from_at:
        raise Refused(Code.BAD_VALUE, "absences")
    if absence.substitute is not None:
        stand_in_agent(unit, absence.substitute, instead_of=agent)
