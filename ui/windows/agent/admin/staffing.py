# SPDX-License-Identifier: Apache-2.0
"""The page of teams and members at work: teams are named, staffed, closed and added."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Agent, Membership, Team, Ticket
from sync_server.contract.ids import AgentId, TeamId
from ui.models.admin_rights import may_administer
from ui.models.status_groups import LIVE
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.form_value import Line, Part
from ui.widgets.plain_text import harmless
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign
from ui.windows.agent.admin.staffing_page import StaffingPage

NEW: Final = "new"
"""The id of the line of one that is not there yet."""

_COLOURS: Final = 6
_KEEP: Final = "keep"
_CLOSE: Final = "close"
_SHOWN: Final = frozenset(each.kind for each in (Team, Membership, Agent))


class StaffingController(QObject):
    """Behind the page. Signals: `troubled(ClientError)`."""

    troubled = Signal(object)

    def __init__(self, client: Client, page: StaffingPage, theme: Theme) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        self._is_adding = False
        self._asked = TeamId("")
        self._problems: dict[str, str] = {}
        self.menu = ChoiceMenu(theme, page)
        self.menu.chosen.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        page.lines.changed.connect(self._on_changed)
        page.lines.removed.connect(self._on_removed)
        page.add.clicked.connect(self._on_add)

    def open(self) -> None:
        """The page comes."""
        self.refresh()

    def close(self) -> None:
        """The page goes; what was begun goes with it."""
        self._is_adding, self._problems = False, {}

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self.refresh()

    def refresh(self) -> None:
        """The lines as they are, closed teams last."""
        every = sorted(
            self._workspace.all(Team),
            key=lambda each: (each.disabled, each.name.casefold(), each.id),
        )
        members: dict[TeamId, list[str]] = {}
        for place in self._workspace.all(Membership):
            if place.level == "work":
                members.setdefault(place.team, []).append(place.agent)
        agents = sorted(self._workspace.all(Agent), key=lambda each: each.name.casefold())
        people = tuple(Choice(each.id, harmless(each.name)) for each in agents if not each.disabled)
        lines = [self._line(each, members.get(each.id, ()), people) for each in every]
        if self._is_adding:
            name = Part("name", translate("staffing", "Name"), "text")
            problem = self._problems.get(NEW, "")
            lines.insert(0, Line(NEW, translate("staffing", "the new team"), (name,), problem))
        may = may_administer(self._workspace)
        self._page.lines.show_lines(lines)
        self._page.lines.setEnabled(may)
        self._page.add.setVisible(may)
        self._page.order_tabs()

    def _line(self, team: Team, members: Collection[str], people: tuple[Choice, ...]) -> Line:
        name = harmless(team.name)
        keys = tuple(each.key for each in people if each.key in members)
        return Line(
            team.id,
            name,
            (
                Part("name", translate("staffing", "Name"), "text", (name,), share=30),
                Part(
                    "members", translate("staffing", "Works in it"), "many", keys, people, share=50
                ),
                Part(
                    "open",
                    translate("staffing", "Open"),
                    "flag",
                    () if team.disabled else ("true",),
                    share=20,
                ),
            ),
            self._problems.get(team.id, ""),
            can_go=False,
        )

    def _on_add(self) -> None:
        self._is_adding = True
        self.refresh()
        self._page.lines.focus_line(NEW)

    def _on_removed(self, _id: str) -> None:
        self._is_adding, self._problems = False, {}
        self.refresh()
        self._page.add.setFocus()

    def _on_changed(self, id: str, part: str, values: tuple[str, ...]) -> None:
        self._problems = {}
        if part == "members":
            self._staff(TeamId(id), frozenset(values))
        elif part == "open":
            self._on_switched(TeamId(id), is_open=bool(values))
        elif values:
            self._name(id, values[0].strip())
        self.refresh()

    def _name(self, id: str, name: str) -> None:
        others = (each for each in self._workspace.all(Team) if each.id != id)
        if any(each.name.casefold() == name.casefold() for each in others):
            told = translate("staffing", "There is a team of this name already: type another")
            self._problems = {id: told}
        elif id == NEW:
            self._is_adding = False
            colour = f"s{sum(1 for _ in self._workspace.all(Team)) % _COLOURS + 1}"
            self._does(lambda: intents.create_team(self._workspace, name=name, colour=colour))
        else:
            team = TeamId(id)
            self._does(lambda: intents.change_team(self._workspace, team=team, name=name))

    def _staff(self, team: TeamId, wanted: frozenset[str]) -> None:
        """These work in the team, and nobody else; who only looks on goes on to do so."""
        places = [each for each in self._workspace.all(Membership) if each.team == team]
        work = {each.agent for each in places if each.level == "work"}
        for agent in sorted(wanted - work):
            self._does(partial(self._put, AgentId(agent), team))
        known = {each.id for each in self._workspace.all(Agent) if not each.disabled}
        for agent in sorted((work & known) - wanted):
            self._does(partial(self._take, AgentId(agent), team))

    def _put(self, agent: AgentId, team: TeamId) -> None:
        intents.set_membership(self._workspace, agent=agent, team=team)

    def _take(self, agent: AgentId, team: TeamId) -> None:
        intents.end_membership(self._workspace, agent=agent, team=team)

    def _on_switched(self, team: TeamId, *, is_open: bool) -> None:
        row = self._workspace.get(Team, team)
        if row is None:
            return
        if is_open:
            self._does(lambda: intents.change_team(self._workspace, team=team, disabled=False))
            return
        self._asked = team
        count = sum(
            1 for each in self._workspace.all(Ticket) if each.team == team and each.status in LIVE
        )
        below = plural.tr(
            "%n open tickets stay in its queue; new ones come to no team",
            "1 open ticket stays in its queue; new ones come to no team",
            count,
        )
        told = translate("staffing", "Close {team}?").format(team=harmless(row.name))
        keep = Choice(_KEEP, translate("staffing", "Leave it open"), Sign("icon", "x"))
        close = Choice(_CLOSE, translate("staffing", "Close it"), Sign("icon", "lock"), below=below)
        control = self._page.lines.lines[team].controls["open"]
        self.menu.open_at(
            rect_on_screen(control), (keep, close), title=told, searches=False, width=420
        )

    def _on_answered(self, key: str) -> None:
        team = self._asked
        if key == _CLOSE and self._workspace.get(Team, team) is not None:
            self._does(lambda: intents.change_team(self._workspace, team=team, disabled=True))
        self.refresh()

    def _does(self, gesture: Callable[[], object]) -> None:
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)
