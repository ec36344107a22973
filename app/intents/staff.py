# SPDX-License-Identifier: Apache-2.0
"""Gestures on agents and their skills, teams and their queues, memberships and categories.

What is left out of a change stays.
"""

from typing import Any

from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.entities import Absence, Agent, Category, Skill, Team
from sync_server.contract.ids import (
    AgentId,
    CategoryId,
    CommandId,
    MembershipId,
    SkillId,
    TeamId,
    TicketId,
)


def create_agent(workspace: Workspace, *, name: str, email: str, role: c.Role = "agent") -> AgentId:
    """Enter a member of staff. Gives the id."""
    agent = AgentId(workspace.new_id())
    workspace.submit(c.CreateAgent(agent=agent, name=name, email=email, role=role))
    return agent


def change_agent(workspace: Workspace, *, agent: AgentId, **changes: Any) -> CommandId:
    """Change the fields of `ChangeAgent` that are named."""
    base = workspace.base(Agent, agent)
    return workspace.submit(c.ChangeAgent(agent=agent, base=base, **changes))


def disable_agent(workspace: Workspace, *, agent: AgentId) -> CommandId:
    return workspace.submit(c.DisableAgent(agent=agent))


def enable_agent(workspace: Workspace, *, agent: AgentId) -> CommandId:
    return workspace.submit(c.EnableAgent(agent=agent))


def create_team(workspace: Workspace, *, name: str, colour: str = "s1") -> TeamId:
    """Found a team. Gives its id."""
    team = TeamId(workspace.new_id())
    workspace.submit(c.CreateTeam(team=team, name=name, colour=colour))
    return team


def change_team(workspace: Workspace, *, team: TeamId, **changes: Any) -> CommandId:
    """Change the fields of `ChangeTeam` that are named."""
    base = workspace.base(Team, team)
    return workspace.submit(c.ChangeTeam(team=team, base=base, **changes))


def set_membership(
    workspace: Workspace, *, agent: AgentId, team: TeamId, level: c.Level = "work"
) -> CommandId:
    membership = MembershipId(workspace.new_id())
    return workspace.submit(
        c.SetMembership(membership=membership, agent=agent, team=team, level=level)
    )


def end_membership(workspace: Workspace, *, agent: AgentId, team: TeamId) -> CommandId:
    return workspace.submit(c.EndMembership(agent=agent, team=team))


def create_skill(workspace: Workspace, *, name: str) -> SkillId:
    """Add a skill. Gives its id."""
    skill = SkillId(workspace.new_id())
    workspace.submit(c.SaveSkill(skill=skill, name=name))
    return skill


def save_skill(workspace: Workspace, *, skill: SkillId, **changes: Any) -> CommandId:
    """Set the named fields of `SaveSkill`."""
    base = workspace.base(Skill, skill)
    return workspace.submit(c.SaveSkill(skill=skill, base=base, **changes))


def set_skill(workspace: Workspace, *, agent: AgentId, skill: SkillId, level: int) -> CommandId:
    """Say how well an agent can do something, from 0 to 3."""
    return workspace.submit(c.SetSkill(agent=agent, skill=skill, level=level))


def create_category(
    workspace: Workspace, *, name: str, parent: CategoryId | None = None
) -> CategoryId:
    """Add a category. Gives its id."""
    category = CategoryId(workspace.new_id())
    workspace.submit(c.CreateCategory(category=category, name=name, parent=parent))
    return category


def change_category(workspace: Workspace, *, category: CategoryId, **changes: Any) -> CommandId:
    """Change the fields of `ChangeCategory` that are named."""
    base = workspace.base(Category, category)
    return workspace.submit(c.ChangeCategory(category=category, base=base, **changes))


def set_absences(
    workspace: Workspace, *, absences: tuple[Absence, ...], agent: AgentId | None = None
) -> CommandId:
    """Plan when one is away, or whom one leads; these are all."""
    return workspace.submit(c.SetAbsences(agent=agent, absences=absences))


def place_ticket(workspace: Workspace, *, ticket: TicketId, **places: Any) -> CommandId:
    """Set what is named of `pinned` and `kept_back`."""
    return workspace.submit(c.PlaceTicket(ticket=ticket, **places))


def keep_queue_back(workspace: Workspace, *, team: TeamId, kept_back: bool) -> CommandId:
    return workspace.submit(c.KeepQueueBack(team=team, kept_back=kept_back))


def move_queue(workspace: Workspace, *, team: TeamId, to: TeamId) -> CommandId:
    return workspace.submit(c.MoveQueue(team=team, to=to))


def redistribute(
    workspace: Workspace, *, agent: AgentId, tickets: tuple[TicketId, ...]
) -> CommandId:
    """Give tickets of an agent to others. Its id is what `return_tickets` takes back."""
    return workspace.submit(c.Redistribute(agent=agent, tickets=tickets))


def return_tickets(
    workspace: Workspace, *, agent: AgentId, tickets: tuple[TicketId, ...], base: CommandId
) -> CommandId:
    return workspace.submit(c.ReturnTickets(agent=agent, tickets=tickets, base=base))
