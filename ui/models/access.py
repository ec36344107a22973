# SPDX-License-Identifier: Apache-2.0
"""What a person may not see or change, and who can change that; the server decides by itself."""

from app.workspace.own_place import OwnPlace
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Membership, Team, Ticket
from sync_server.contract.ids import TeamId
from ui.models.words import translate


class Reach:
    """Which tickets a person may change. It is to `forget` when people or memberships differ."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._own = OwnPlace(workspace)
        self.forget = self._own.forget

    def is_locked(self, ticket: Ticket) -> bool:
        """Whether the person can only read a ticket."""
        role = self._own.role
        if role == "light":
            return True
        if role != "agent" or ticket.team is None or ticket.assignee == self._workspace.me:
            return False
        return self._own.levels.get(ticket.team, "work") != "work"


def is_private(workspace: Workspace, team: TeamId) -> bool:
    """Whether the person sees no ticket of a team but those that name them."""
    me = workspace.get(Agent, workspace.me)
    if me is None or me.role == "administrator":
        return False
    return all(each.agent != me.id for each in workspace.all(Membership) if each.team == team)


def private_words(workspace: Workspace, team: TeamId) -> tuple[str, str]:
    """A title, and whom to ask: who leads the team, else an administrator."""
    known = workspace.get(Team, team)
    name = "" if known is None else known.name
    title = translate("list", "{team} is private").format(team=name)
    giver = _giver(workspace, team)
    if giver is None:
        return title, translate("list", "Its members see its tickets.")
    return title, translate("list", "Ask {name} for access.").format(name=giver.name)


def _giver(workspace: Workspace, team: TeamId) -> Agent | None:
    members = {each.agent for each in workspace.all(Membership) if each.team == team}
    working = [agent for agent in workspace.all(Agent) if not agent.disabled]
    leads = [each for each in working if each.role == "supervisor" and each.id in members]
    admins = [each for each in working if each.role == "administrator"]
    return min(leads or admins, key=lambda agent: agent.name.casefold(), default=None)
