# SPDX-License-Identifier: Apache-2.0
"""What a command names beside the row it changes: that it exists, and can be used."""

from functools import partial

from sync_server.contract.entities import (
    Agent,
    Calendar,
    Category,
    Contact,
    Organisation,
    Skill,
    Team,
    Ticket,
)
from sync_server.contract.ids import (
    AgentId,
    CalendarId,
    CategoryId,
    ContactId,
    OrganisationId,
    SkillId,
    TeamId,
    TicketId,
)
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.unit import Unit
from sync_server.domain.merges import living
from sync_server.domain.sight import AGENT_ROLES, WORKERS


def usable_team(unit: Unit, id_: TeamId) -> Team:
    """A team that takes tickets. Refused: not_found, bad_value for a disabled one."""
    team = unit.roster.teams.get(id_)
    if team is None:
        raise Refused(Code.NOT_FOUND, "team")
    if team.disabled:
        raise Refused(Code.BAD_VALUE, "team")
    return team


def known_agent(unit: Unit, id_: AgentId) -> Agent:
    """An agent, disabled or not. Refused: not_found."""
    agent = unit.roster.agents.get(id_)
    if agent is None:
        raise Refused(Code.NOT_FOUND, "agent")
    return agent


def assignable_agent(unit: Unit, id_: AgentId) -> Agent:
    """An agent who can own a ticket. Refused: not_found, bad_value."""
    return _agent(unit, id_, "assignee", WORKERS)


def stand_in_agent(unit: Unit, id_: AgentId, *, instead_of: AgentId) -> Agent:
    """Somebody else who can own tickets instead of an agent. Refused: not_found, bad_value."""
    if id_ == instead_of:
        raise Refused(Code.BAD_VALUE, "substitute")
    return _agent(unit, id_, "substitute", WORKERS)


def invitable_agent(unit: Unit, id_: AgentId, field: str) -> Agent:
    """An agent to whom a ticket can be shown. Refused: not_found, bad_value."""
    return _agent(unit, id_, field, AGENT_ROLES)


def _agent(unit: Unit, id_: AgentId, field: str, roles: frozenset[str]) -> Agent:
    agent = unit.roster.agents.get(id_)
    if agent is None:
        raise Refused(Code.NOT_FOUND, field)
    if agent.disabled or agent.role not in roles:
        raise Refused(Code.BAD_VALUE, field)
    return agent


def usable_category(unit: Unit, id_: CategoryId) -> Category:
    """A category that tickets may get. Refused: not_found, bad_value for a disabled one."""
    category = unit.get(Category, id_)
    if category.disabled:
        raise Refused(Code.BAD_VALUE, "category")
    return category


def usable_skill(unit: Unit, id_: SkillId) -> Skill:
    """A skill that may be asked for. Refused: not_found, bad_value for a disabled one."""
    skill = unit.get(Skill, id_)
    if skill.disabled:
        raise Refused(Code.BAD_VALUE, "skill")
    return skill


def usable_calendar(unit: Unit, id_: CalendarId, field: str) -> Calendar:
    """A calendar that is in force. Refused: not_found, bad_value for a disabled one."""
    calendar = unit.find(Calendar, id_)
    if calendar is None or not calendar.number:
        raise Refused(Code.NOT_FOUND, field)
    if calendar.disabled:
        raise Refused(Code.BAD_VALUE, field)
    return calendar


def living_contact(unit: Unit, id_: ContactId) -> Contact:
    """The contact that an id stands for today: what was merged leads on. Refused: not_found."""
    contact = living(partial(unit.get, Contact), id_)
    if contact is None:
        raise Refused(Code.NOT_FOUND, Contact.kind)
    return contact


def living_organisation(unit: Unit, id_: OrganisationId) -> Organisation:
    """The organisation that an id stands for today. Refused: not_found."""
    organisation = living(partial(unit.get, Organisation), id_)
    if organisation is None:
        raise Refused(Code.NOT_FOUND, Organisation.kind)
    return organisation


def living_ticket(unit: Unit, id_: TicketId) -> Ticket | None:
    """The ticket that an id stands for today: what was merged leads on."""
    return living(partial(unit.find, Ticket), id_)


def is_merged(source: Contact | Organisation, target: Contact | Organisation) -> bool:
    """Whether that merge was done before.

    Refused: bad_value for a row and itself, bad_move when one of them went into another.
    """
    if source.merged_into == target.id:
        return True
    if source.id == target.id:
        raise Refused(Code.BAD_VALUE, "target")
    if source.merged_into is not None or target.merged_into is not None:
        raise Refused(Code.BAD_MOVE, "merged_into")
    return False
