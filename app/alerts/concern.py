# SPDX-License-Identifier: Apache-2.0
"""Whom the time of a ticket concerns: its owner, its team while nobody has it, and who leads."""

from app.workspace.own_place import OwnPlace
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TeamId

_LEADERS = frozenset({"supervisor", "administrator"})


class Concern:
    """Of the person who is signed in. It is to `forget` when people or memberships differ."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._own = OwnPlace(workspace)
        self.forget = self._own.forget

    def warns(self, ticket: Ticket) -> bool:
        """Whether the person hears that a ticket nears the end of its time."""
        if ticket.assignee is not None:
            return ticket.assignee == self._workspace.me
        return self._works_in(ticket.team)

    def tells(self, ticket: Ticket) -> bool:
        """Whether the person hears that a ticket is late: those who lead its team do as well."""
        return self.warns(ticket) or (self._own.role in _LEADERS and self._works_in(ticket.team))

    def _works_in(self, team: TeamId | None) -> bool:
        return team is not None and self._own.levels.get(team) == "work"
