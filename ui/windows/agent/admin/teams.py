# SPDX-License-Identifier: Apache-2.0
"""The page about teams at work: who of one may get tickets, asked again when something changes."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Agent, Availability, Membership, Skill, Team, Ticket
from sync_server.contract.ids import TeamId
from sync_server.contract.queries import AgentPlace, Matrix, TeamMatrix
from ui.models.admin_rights import may_administer
from ui.models.moments import time_of_day
from ui.models.people import agent_name, working_teams
from ui.models.words import translate
from ui.slots import Spawn
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.sign import Sign
from ui.windows.agent.admin.absences import AbsenceLines
from ui.windows.agent.admin.asking import answer_of
from ui.windows.agent.admin.channel_limits import ChannelLimits
from ui.windows.agent.admin.place_words import kept_from, matrix_table, place_lines
from ui.windows.agent.admin.redistributing import Redistributing
from ui.windows.agent.admin.teams_page import TeamsPage
from ui.windows.agent.gestures import Gestures

_TOUCHING: Final = frozenset(
    each.kind for each in (Agent, Availability, Membership, Skill, Team, Ticket)
)
"""What may change what the server says."""


class TeamsController(QObject):
    """Behind the page. One question at a time. Signals: `troubled(ClientError)`."""

    troubled = Signal(object)

    def __init__(
        self, client: Client, page: TeamsPage, *, spawn: Spawn, gestures: Gestures
    ) -> None:
        super().__init__(page)
        self._client = client
        self._workspace = client.workspace
        self._page = page
        self._spawn = spawn
        self._id = TeamId("")
        self._asked = TeamId("")
        self._places: tuple[AgentPlace, ...] = ()
        self._place: AgentPlace | None = None
        self._is_open = self._is_asking = self._is_stale = False
        self._known_at = ""
        self.limits = ChannelLimits(
            client.workspace, page.limits, does=self._does, shown=self._show_limits
        )
        self.absences = AbsenceLines(
            client.workspace, page.absences, does=self._does, shown=self._show_absences
        )
        self.redistributing = Redistributing(client, page, gestures=gestures, spawn=spawn)
        page.team.changed.connect(self._on_team)
        page.matrix.moved.connect(self._on_moved)
        page.add_limit.clicked.connect(self.limits.add)
        page.add_absence.clicked.connect(self.absences.add)

    # -- the page ------------------------------------------------------------------------------

    def open(self) -> None:
        """The page comes."""
        self._is_open = True
        self.refresh()

    def close(self) -> None:
        """The page goes."""
        self._is_open = False

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or not _TOUCHING.isdisjoint(changes.rows):
            self.refresh()

    def refresh(self) -> None:
        """The teams, and the one that is chosen as the server knows it."""
        teams = working_teams(self._workspace)
        self._page.show_any(any_team=bool(teams))
        if teams and self._id not in {team.id for team in teams}:
            self._id = teams[0].id
        sign = Sign("icon", "users")
        self._page.team.set_choices([Choice(each.id, each.name, sign) for each in teams])
        self._page.team.set_keys((self._id,))
        self._show_place()
        self._is_stale = bool(teams)
        if self._is_stale and self._is_open and not self._is_asking:
            self._is_asking = True
            self._spawn(self._ask(), name="look at a team")

    # -- the matrix ----------------------------------------------------------------------------

    async def _ask(self) -> None:
        try:
            while self._is_stale and self._is_open:
                self._is_stale, team = False, self._id
                answer, words = await answer_of(self._client, TeamMatrix(team=team))
                if team == self._id:
                    self._show(team, answer, words)
        finally:
            self._is_asking = False

    def _show(self, team: TeamId, answer: object, words: str) -> None:
        page, now = self._page, self._workspace.now_us()
        if isinstance(answer, Matrix):
            self._asked, self._known_at = team, time_of_day(now)
            self._places = tuple(sorted(answer.places, key=self._name))
            waiting = answer.waiting
            told = plural.tr("%n wait now", "1 waits now", waiting) if waiting else ""
            page.matrix_card.set_aside(told)
            nobody = translate("teams", "Nobody is in this team yet, so its tickets wait.")
            words = "" if self._places else nobody
        elif team != self._asked:
            self._places = ()
            page.matrix_card.set_aside("")
        elif self._places:
            words = f"{words} {translate('teams', 'As of {time}:').format(time=self._known_at)}"
        page.words.setText(words)
        page.words.setVisible(bool(words))
        known = self._place.agent if self._place is not None else None
        ids = [each.agent for each in self._places]
        place = ids.index(known) if known in ids else 0
        table = matrix_table(self._workspace, self._places, now) if ids else None
        page.matrix.show_table(table, name=page.matrix_card.accessibleName(), current=place)
        self._place = self._places[place] if ids else None
        self._show_place()

    def _name(self, place: AgentPlace) -> tuple[str, str]:
        return agent_name(self._workspace, place.agent).casefold(), place.agent

    def _on_team(self) -> None:
        self._id = TeamId(self._page.team.key)
        self.refresh()

    def _on_moved(self, place: int) -> None:
        if 0 <= place < len(self._places):
            self._place = self._places[place]
            self._show_place()

    # -- somebody of the team ------------------------------------------------------------------

    def _show_place(self) -> None:
        place, page = self._place, self._page
        page.agent_card.setVisible(place is not None)
        if place is None:
            return
        page.agent_card.set_title(agent_name(self._workspace, place.agent))
        kept = kept_from(self._workspace, place, self._workspace.now_us())
        gets = translate("teams", "May get tickets")
        page.agent_card.set_aside(kept or gets)
        page.about.setText("\n".join(place_lines(self._workspace, place)))
        self.absences.choose(place.agent)
        self.limits.choose(place.agent)
        self.redistributing.choose(place.agent)

    def _show_absences(self) -> None:
        self._page.add_absence.setEnabled(self.absences.can_add)
        self._page.order_tabs()

    def _show_limits(self) -> None:
        may = may_administer(self._workspace)
        self._page.add_limit.setVisible(may)
        self._page.add_limit.setEnabled(self.limits.can_add)
        self._page.order_tabs()

    def _does(self, gesture: Callable[[], object]) -> bool:
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)
            return False
        return True
