# SPDX-License-Identifier: Apache-2.0
"""Taking what is next in the queue of a team: the desk says which ticket that is."""

from collections.abc import Callable, Iterable

from app import intents
from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Membership, Team, Ticket
from sync_server.contract.ids import CommandId, TeamId, TicketId
from ui.models.words import translate
from ui.windows.agent.gestures import Gesture, Gestures


class Pulling:
    """Asks, and opens the ticket that comes. Held like every change that a single key makes. `mine`
    are the tickets that the person has already.
    """

    def __init__(
        self,
        workspace: Workspace,
        gestures: Gestures,
        *,
        mine: Callable[[], Iterable[TicketId]],
        open_ticket: Callable[[TicketId], object],
        say: Callable[[str], object],
    ) -> None:
        self._workspace = workspace
        self._gestures = gestures
        self._open_ticket = open_ticket
        self._say = say
        self._mine = mine
        self._known: frozenset[TicketId] = frozenset()
        self._awaited: tuple[CommandId, TeamId] | None = None

    def ask(self, key: str) -> None:
        """Ask for what is next in the team whose list is shown, else in one's only team."""
        team = self._workspace.get(Team, key.removeprefix("team:")) or self._only_team()
        if team is None:
            self._say(translate("gestures", "Go to the queue of a team to take what is next there"))
            return
        told = translate("gestures", "Taking what is next in {team}").format(team=team.name)
        id = team.id
        self._gestures.perform(Gesture(TicketId(""), told, do=lambda: self._ask(id)))

    def take(self, changes: Changes) -> None:
        """What was asked for may have come."""
        if self._awaited is None:
            return
        _, team = self._awaited
        for id in map(TicketId, changes.rows.get(Ticket.kind, ())):
            ticket = self._workspace.get(Ticket, id)
            if ticket is not None and ticket.team == team and self._is_new(ticket):
                self._awaited = None
                self._open_ticket(id)
                return

    def take_refused(self, command: CommandId) -> None:
        """Nothing comes of it."""
        if self._awaited is not None and self._awaited[0] == command:
            self._awaited = None

    def _ask(self, team: TeamId) -> None:
        self._known = frozenset(self._mine())
        self._awaited = intents.take_next(self._workspace, team=team), team

    def _is_new(self, ticket: Ticket) -> bool:
        """Whether it was not the person's before."""
        me = self._workspace.me
        return me is not None and ticket.assignee == me and ticket.id not in self._known

    def _only_team(self) -> Team | None:
        mine = [
            each.team
            for each in self._workspace.all(Membership)
            if each.agent == self._workspace.me and each.level == "work"
        ]
        return None if mine[1:] else self._workspace.get(Team, next(iter(mine), None))
