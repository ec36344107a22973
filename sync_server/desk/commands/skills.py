# SPDX-License-Identifier: Apache-2.0
"""Commands on skills: which there are, who has them, and which a ticket asks for."""

from typing import Final

from sync_server.contract.commands import SaveSkill, SetNeeds, SetSkill, given
from sync_server.contract.entities import Skill
from sync_server.contract.needs import LEVELS_OF_SKILL
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import administers, works_on_tickets
from sync_server.desk.commands.edits import edit, editable_ticket
from sync_server.desk.commands.given import check_bases
from sync_server.desk.commands.references import known_agent, usable_skill
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit

_FIELDS: Final = ("name", "disabled")


@handles(SaveSkill, policy=administers, audit="configuration")
def handle_save_skill(unit: Unit, command: SaveSkill) -> None:
    """Create it or change what is given. Who has a disabled one keeps it; nobody is asked for it.

    Refused: bad_value for a new one without a name.
    """
    changes = given(command, _FIELDS)
    skill = unit.find(Skill, command.skill)
    if skill is None:
        if "name" not in changes:
            raise Refused(Code.BAD_VALUE, "name")
        skill = unit.insert(Skill(id=command.skill))
    check_bases(unit, skill, changes, base=command.base)
    unit.update(skill, **changes)


@handles(SetSkill, policy=administers, audit="configuration")
def handle_set_skill(unit: Unit, command: SetSkill) -> None:
    """Note how well an agent can do it. Refused: not_found; bad_value for a disabled skill."""
    agent = known_agent(unit, command.agent)
    levels = {skill: level for skill, level in agent.skills.items() if skill != command.skill}
    if command.level:
        levels[usable_skill(unit, command.skill).id] = command.level
    unit.update(agent, skills=levels)


@handles(SetNeeds, policy=works_on_tickets, audit="work")
def handle_set_needs(unit: Unit, command: SetNeeds) -> None:
    """Set all of them. Refused: bad_value for a level that there is not, or a skill named twice;
    as `usable_skill` for one that the ticket does not ask for yet.
    """
    ticket = editable_ticket(unit, command.ticket, "needs")
    asked = {need.skill for need in ticket.needs}
    if len({need.skill for need in command.needs}) < len(command.needs):
        raise Refused(Code.BAD_VALUE, "needs")
    for need in command.needs:
        if need.level not in LEVELS_OF_SKILL:
            raise Refused(Code.BAD_VALUE, "needs")
        if need.skill not in asked:
            usable_skill(unit, need.skill)
    edit(unit, ticket, "needs", command.needs, base=command.base)
