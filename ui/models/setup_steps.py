# SPDX-License-Identifier: Apache-2.0
"""How far the desk is set up, by what is true of it: it does not matter who did it, or where."""

from dataclasses import dataclass
from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.entities import WORKSPACE, Agent, Availability, Mailbox, Team, Ticket
from sync_server.contract.entities import Workspace as Hours
from ui.models.words import translate

STEPS: Final = 4
SHOWN: Final = frozenset({Mailbox.kind, Team.kind, Hours.kind, Agent.kind, Availability.kind})
"""The kinds of rows that can end a step, or begin it again."""


@dataclass(frozen=True, slots=True)
class SetupState:
    """Which steps are done."""

    mailbox: bool = False
    team: bool = False
    hours: bool = False
    people: bool = False

    @property
    def done(self) -> int:
        return sum((self.mailbox, self.team, self.hours, self.people))

    @property
    def is_whole(self) -> bool:
        return self.done == STEPS


def setup_state(workspace: Workspace) -> SetupState:
    """Which steps are done at this moment."""
    me = workspace.me
    return SetupState(
        mailbox=any(_works(mailbox) for mailbox in workspace.all(Mailbox)),
        team=any(not team.disabled for team in workspace.all(Team)),
        hours=workspace.get(Hours, WORKSPACE) is not None,
        people=any(agent.id != me and has_joined(workspace, agent) for agent in agents(workspace)),
    )


def may_set_up(workspace: Workspace) -> bool:
    """Whether the person sets the desk up: administrators do."""
    me = workspace.get(Agent, workspace.me)
    return me is not None and me.role == "administrator"


def is_fresh(workspace: Workspace) -> bool:
    """Whether nothing was ever connected, and nothing has come."""
    return not any(True for kind in (Mailbox, Ticket) for _ in workspace.all(kind))


def progress_words(state: SetupState) -> str:
    """How far it is: "3 of 4"."""
    told = translate("setup", "{done} of {all}")
    return told.format(done=state.done, all=STEPS)


def agents(workspace: Workspace) -> list[Agent]:
    """Everybody who may sign in."""
    return [agent for agent in workspace.all(Agent) if not agent.disabled]


def has_joined(workspace: Workspace, agent: Agent) -> bool:
    """Whether somebody has ever signed in: the server notes from then on whether they are there."""
    return workspace.get(Availability, agent.id) is not None


def usual_team(workspace: Workspace) -> str:
    """The id of the team that was founded first: ids begin with when they were made."""
    return min((team.id for team in workspace.all(Team) if not team.disabled), default="")


def _works(mailbox: Mailbox) -> bool:
    return not mailbox.disabled and mailbox.state == "connected"
