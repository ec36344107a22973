# SPDX-License-Identifier: Apache-2.0
"""The place of the person among the agents: a role, and a level in each of their teams."""

from collections.abc import Mapping

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Membership
from sync_server.contract.ids import TeamId


class OwnPlace:
    """Looked up once until people or memberships differ: then it is to `forget`."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: tuple[str, Mapping[TeamId, str]] | None = None

    def forget(self) -> None:
        """People or memberships have changed."""
        self._known = None

    @property
    def role(self) -> str:
        """The person's role; empty while nobody is known."""
        return self._look()[0]

    @property
    def levels(self) -> Mapping[TeamId, str]:
        """The person's level in each team in which they have a place."""
        return self._look()[1]

    def _look(self) -> tuple[str, Mapping[TeamId, str]]:
        if self._known is None:
            me = self._workspace.get(Agent, self._workspace.me)
            every = self._workspace.all(Membership) if me else ()
            levels = {each.team: each.level for each in every if me and each.agent == me.id}
            self._known = ("" if me is None else me.role, levels)
        return self._known
