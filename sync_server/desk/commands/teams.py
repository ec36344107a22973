# SPDX-License-Identifier: Apache-2.0
"""Commands on teams and on who is in them."""

from typing import Final

from sync_server.contract.commands import (
    ChangeTeam,
    CreateTeam,
    EndMembership,
    SetMembership,
    given,
)
from sync_server.contract.entities import Membership, Team
from sync_server.contract.placeholders import unknown_in
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import administers, check_leads, supervises
from sync_server.desk.commands.given import check_bases
from sync_server.desk.commands.references import known_agent, usable_calendar
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit

_FIELDS: Final = (
    "name",
    "colour",
    "disabled",
    "form",
    "acknowledgement",
    "next_status",
    "calendar",
    "pending_days",
    "on_hold_days",
    "reminder",
    "routing",
    "order",
    "sticky",
    "accept_s",
    "per_minute",
    "relax_minutes",
    "reroute",
)


@handles(CreateTeam, policy=administers, audit="access")
def handle_create_team(unit: Unit, command: CreateTeam) -> None:
    """Found a team, without members at first."""
    unit.insert(Team(id=command.team, name=command.name, colour=command.colour))


@handles(ChangeTeam, policy=administers, audit="access")
def handle_change_team(unit: Unit, command: ChangeTeam) -> None:
    """Change what is given. A disabled team keeps its tickets and takes no new ones.

    Refused: bad_value and not_found for a calendar that does not count, bad_value for a field in
    the reminder that there is not.
    """
    team = unit.get(Team, command.team)
    changes = given(command, _FIELDS)
    if changes.get("calendar") is not None:
        usable_calendar(unit, changes["calendar"], "calendar")
    if unknown_in(changes.get("reminder", "")):
        raise Refused(Code.BAD_VALUE, "reminder")
    check_bases(unit, team, changes, base=command.base)
    unit.update(team, **changes)


@handles(SetMembership, policy=supervises, audit="access")
def handle_set_membership(unit: Unit, command: SetMembership) -> None:
    """Put an agent into a team once; a second time only the level changes."""
    check_leads(unit, command.team)
    unit.get(Team, command.team)
    known_agent(unit, command.agent)
    membership = unit.roster.membership(command.agent, command.team)
    if membership is not None:
        unit.update(membership, level=command.level)
        return
    unit.insert(
        Membership(
            id=command.membership, agent=command.agent, team=command.team, level=command.level
        )
    )


@handles(EndMembership, policy=supervises, audit="access")
def handle_end_membership(unit: Unit, command: EndMembership) -> None:
    """Take an agent out of a team. Tickets that are theirs stay theirs, and in their sight."""
    check_leads(unit, command.team)
    membership = unit.roster.membership(command.agent, command.team)
    if membership is not None:
        unit.delete(membership)
