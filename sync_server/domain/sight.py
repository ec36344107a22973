# SPDX-License-Identifier: Apache-2.0
"""Sight: who may see what, written once.

Two questions, both pure: which scopes does a viewer hold, and may a viewer see this ticket, and how
much of it. The store's queries, the hub's audience, access policies and searches all ask here.

| viewer | holds |
|---|---|
| administrator | every team's scope and held mail, triage, desk, directory, audit |
| supervisor, agent | their teams' scopes at their level, triage, held mail, desk, directory |
| light agent | the same without held mail |
| auditor | desk, audit |
| display | nothing: aggregates come as metric frames |

Held mail is that of no team and of the teams whose tickets one sees in full.

Outside the scopes that they hold, agents see a ticket that is assigned to them, that they follow or
in which they are mentioned (as guests). Whoever may see a ticket by two rights has the larger one.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sync_server.contract.entities import Ticket
from sync_server.contract.frames import FULL, OVERVIEW, Projection
from sync_server.contract.ids import AgentId, TeamId
from sync_server.contract.scopes import (
    AUDIT,
    DESK,
    DIRECTORY,
    TRIAGE,
    agent_scope,
    held_scope,
    team_scope,
)

ADMINISTRATOR = "administrator"
SUPERVISOR = "supervisor"
AGENT = "agent"
LIGHT = "light"
AUDITOR = "auditor"
DISPLAY = "display"

AGENT_ROLES = frozenset({ADMINISTRATOR, SUPERVISOR, AGENT, LIGHT})
"""Roles of people who work on tickets: they see triage, the directory and each other."""

WORKERS = frozenset({ADMINISTRATOR, SUPERVISOR, AGENT})
"""Roles that change tickets and contacts. Light agents read and write notes."""


class Viewer(Struct, frozen=True):
    """Somebody who looks: an agent's id, role, and level in each of their teams."""

    agent: AgentId
    role: str
    levels: Mapping[TeamId, str]


def scopes_of(viewer: Viewer, teams: Iterable[TeamId]) -> dict[str, Projection]:
    """The scopes that a viewer holds, guest scopes aside. `teams` are all teams of the desk."""
    own = {agent_scope(viewer.agent): FULL}
    if viewer.role == ADMINISTRATOR:
        every = tuple(teams)
        everything = {team_scope(team): FULL for team in every}
        held = {held_scope(team): FULL for team in (None, *every)}
        return {
            **own,
            TRIAGE: FULL,
            DESK: FULL,
            DIRECTORY: FULL,
            AUDIT: FULL,
            **held,
            **everything,
        }
    if viewer.role in AGENT_ROLES:
        mine = {
            team_scope(team): _projection(viewer.role, level)
            for team, level in viewer.levels.items()
        }
        held = {
            held_scope(team): FULL for team in (None, *viewer.levels) if sees_held(viewer, team)
        }
        return {**own, TRIAGE: FULL, DESK: FULL, DIRECTORY: FULL, **held, **mine}
    if viewer.role == AUDITOR:
        return {**own, DESK: FULL, AUDIT: FULL}
    return {}


def sees_held(viewer: Viewer, team: TeamId | None) -> bool:
    """Whether a viewer may see mail to a team, or to none, that waits for a decision."""
    if viewer.role not in AGENT_ROLES or viewer.role == LIGHT:
        return False
    if viewer.role == ADMINISTRATOR or team is None:
        return True
    level = viewer.levels.get(team)
    return level is not None and _projection(viewer.role, level) == FULL


def sight_of(viewer: Viewer, ticket: Ticket) -> Projection | None:
    """How much of a ticket the viewer may see: "full", "overview" or nothing."""
    if viewer.role not in AGENT_ROLES:
        return None
    if viewer.role == ADMINISTRATOR or ticket.team is None or is_guest(viewer.agent, ticket):
        return FULL
    level = viewer.levels.get(ticket.team)
    return None if level is None else _projection(viewer.role, level)


def is_guest(agent: AgentId, ticket: Ticket) -> bool:
    """Whether the ticket itself names the agent, so that they see it whatever its team."""
    return agent == ticket.assignee or agent in ticket.followers or agent in ticket.mentioned


def guests_of(ticket: Ticket) -> set[AgentId]:
    """The agents whom the ticket itself names."""
    named = {*ticket.followers, *ticket.mentioned}
    return named if ticket.assignee is None else named | {ticket.assignee}


def _projection(role: str, level: str) -> Projection:
    return OVERVIEW if level == "overview" and role != SUPERVISOR else FULL
