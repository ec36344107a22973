# SPDX-License-Identifier: Apache-2.0
"""Whom the time of a ticket concerns: its owner, its team while nobody has it, and who leads."""

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Membership, Ticket
from sync_server.contract.ids import TeamId

_LEADERS = frozenset({"supervisor", "administrator"})


class Concern:
    """Looked up once until people or teams differ."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._role: str | None = None
        self._teams: frozenset[TeamId] = frozenset()

    def forget(self) -> None:
        """People, teams or memberships have changed."""
        self._role = None

    def warns(self, ticket: Ticket) -> bool:
        """Whether the person hears that a ticket nears the end of its time."""
        if ticket.assignee is not None:
            return ticket.assignee == self._workspace.me
        return self._works_in(ticket.team)

    def tells(self, ticket: Ticket) -> bool:
        """Whether the person hears that a ticket is late: those who lead its team do as well."""
        self._know()
        return self.warns(ticket) or (self._role in _LEADERS and self._works_in(ticket.team))

    def _works_in(self, team: TeamId | None) -> bool:
        self._know()
        return team in self._teams

    def _know(self) -> None:
        if self._role is not None:
            return
        me = self._workspace.get(Agent, self._workspace.me)
        self._role = "" if me is None else me.role
        self._teams = frozenset(
            each.team
            for each in self._workspace.all(Membership)
            if me is not None and each.agent == me.id and each.level == "work"
        )
