# SPDX-License-Identifier: Apache-2.0
"""The page about agents and skills at work: levels, limits, and the skills themselves."""

from collections import defaultdict
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Agent, Availability, Membership, Skill, Team, Ticket
from sync_server.contract.ids import AgentId, SkillId
from ui.models.admin_rights import may_administer
from ui.models.agent_loads import AgentLoads
from ui.models.words import translate
from ui.windows.agent.admin.agents_page import AgentsPage
from ui.windows.agent.admin.agents_words import agent_row
from ui.windows.agent.admin.sharing import SharingController

_SHOWN: Final = frozenset(kind.kind for kind in (Agent, Availability, Membership, Skill, Team))
_AT_ONCE: Final = 2_000
"""Tickets that are counted in one turn of the loop: some 5 ms."""

_MOST: Final = 10_000
_TAKERS: Final = frozenset({"agent", "supervisor", "administrator"})
"""Roles that tickets are given to."""


class AgentsController(QObject):
    """Behind the page. What is set takes effect at once. Signals: `troubled(ClientError)`."""

    troubled = Signal(object)

    def __init__(self, client: Client, page: AgentsPage, *, say: Callable[[str], object]) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        self._say = say
        self._skills: list[Skill] = []
        self._loads = AgentLoads(client.workspace)
        self._is_open = False
        self.sharing = SharingController(client.workspace, page, self._loads, does=self._does)
        self._counting = QTimer(self)
        self._counting.setInterval(0)
        self._counting.timeout.connect(self._on_count)
        page.matrix.level_chosen.connect(self._on_level)
        page.matrix.cell_found.connect(self._on_cell)
        page.finder.textEdited.connect(self.refresh)
        page.limit.input.editingFinished.connect(self._on_limit)
        page.skill.returnPressed.connect(self._on_skill_entered)
        page.skill.textEdited.connect(self._show_skill_buttons)
        page.add_skill.clicked.connect(self._on_add)
        page.switch_skill.clicked.connect(self._on_switch)

    # -- the page ------------------------------------------------------------------------------

    def open(self) -> None:
        """The page comes."""
        if not self._is_open:
            self._is_open = True
            self._loads.begin()
            self._counting.start()
        self.refresh()

    def close(self) -> None:
        """The page goes."""
        self._is_open = False
        self._counting.stop()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        self._loads.take(changes)
        if changes.reloaded:
            self._counting.start()
        kinds = changes.rows
        if changes.reloaded or Ticket.kind in kinds or not _SHOWN.isdisjoint(kinds):
            self.refresh()

    def refresh(self) -> None:
        """The table, what is said of the cell at the cursor, and the team."""
        text = self._page.finder.text().strip().casefold()
        every = sorted(
            self._workspace.all(Skill),
            key=lambda each: (each.disabled, each.name.casefold(), each.id),
        )
        agents = [
            each
            for each in self._workspace.all(Agent)
            if not each.disabled and each.role in _TAKERS
        ]
        agents.sort(key=lambda each: (each.name.casefold(), each.id))
        found = [each for each in agents if text in each.name.casefold()]
        skills = [each for each in every if text in each.name.casefold()]
        self._skills = every if found or not skills else skills
        self._show_table(found if found or not skills else agents)
        self._page.matrix.can_edit = may_administer(self._workspace)
        self._show_agent()
        self._show_skill()
        self.sharing.refresh()

    def _show_table(self, agents: list[Agent]) -> None:
        teams = defaultdict[AgentId, list[Team]](list)
        for place in self._workspace.all(Membership):
            team = self._workspace.get(Team, place.team)
            if team is not None and place.level == "work":
                teams[place.agent].append(team)
        off = translate("agents", "{skill} (off)")
        names = [
            off.format(skill=each.name) if each.disabled else each.name for each in self._skills
        ]
        rows = [
            agent_row(
                self._workspace,
                each,
                teams=teams[each.id],
                skills=self._skills,
                load=self._loads.of(each.id),
            )
            for each in agents
        ]
        self._page.matrix.show_rows(names, rows)

    def _on_count(self) -> None:
        if not self._loads.go_on(_AT_ONCE):
            self._counting.stop()
            self.refresh()

    def _on_cell(self) -> None:
        self._page.limit.input.setModified(False)
        self._page.skill.setModified(False)
        self._show_agent()
        self._show_skill()

    # -- the agent -----------------------------------------------------------------------------

    @property
    def _agent(self) -> Agent | None:
        return self._workspace.get(Agent, AgentId(self._page.matrix.current))

    def _show_agent(self) -> None:
        agent, limit = self._agent, self._page.limit
        limit.setVisible(agent is not None)
        self._page.agent.setText("" if agent is None else agent.name)
        if agent is not None and not limit.input.isModified():
            limit.set_text(str(agent.capacity))
        limit.setEnabled(may_administer(self._workspace))

    def _on_level(self, agent: str, place: int, level: int) -> None:
        known = self._workspace.get(Agent, AgentId(agent))
        if known is None or not 0 <= place < len(self._skills):
            return
        skill = self._skills[place]
        if known.skills.get(skill.id, 0) != level and self._does(
            lambda: intents.set_skill(self._workspace, agent=known.id, skill=skill.id, level=level)
        ):
            self.refresh()

    def _on_limit(self) -> None:
        agent, field = self._agent, self._page.limit
        text = field.text().strip()
        if agent is None or not field.input.isModified():
            return
        if not (text.isascii() and text.isdigit() and int(text[:6]) <= _MOST):
            told = translate("agents", "Type a number from 0 to {most}")
            field.set_error(told.format(most=_MOST))
            return
        if int(text) == agent.capacity or self._does(
            lambda: intents.change_agent(self._workspace, agent=agent.id, capacity=int(text))
        ):
            field.set_error("")
            field.input.setModified(False)
            self.refresh()

    # -- the skills ----------------------------------------------------------------------------

    @property
    def _skill(self) -> Skill | None:
        """The skill at the cursor."""
        place = self._page.matrix.skill
        return self._skills[place] if 0 <= place < len(self._skills) else None

    def _show_skill(self) -> None:
        skill, page = self._skill, self._page
        if not page.skill.isModified():
            page.skill.setText("" if skill is None else skill.name)
        may = may_administer(self._workspace)
        page.skill.setEnabled(may)
        page.switch_skill.setVisible(may and skill is not None)
        if skill is not None:
            on, off = translate("agents", "Switch on"), translate("agents", "Switch off")
            page.switch_skill.setText(on if skill.disabled else off)
        self._show_skill_buttons()

    def _show_skill_buttons(self) -> None:
        page, name = self._page, self._page.skill.text().strip()
        known = {each.name.casefold() for each in self._workspace.all(Skill)}
        page.add_skill.setVisible(may_administer(self._workspace))
        page.add_skill.setEnabled(bool(name) and name.casefold() not in known)

    def _on_skill_entered(self) -> None:
        """Enter renames the skill at the cursor; where there is none, it adds one."""
        skill, name = self._skill, self._page.skill.text().strip()
        if skill is None:
            self._on_add()
        elif (
            name
            and name != skill.name
            and self._does(lambda: intents.save_skill(self._workspace, skill=skill.id, name=name))
        ):
            self._taken(translate("agents", "Skill {name} saved").format(name=name))

    def _on_add(self) -> None:
        name = self._page.skill.text().strip()
        if self._page.add_skill.isEnabled() and self._does(
            lambda: intents.create_skill(self._workspace, name=name)
        ):
            self._taken(translate("agents", "Skill {name} added").format(name=name))

    def _on_switch(self) -> None:
        skill = self._skill
        if skill is not None and self._does(
            lambda: intents.save_skill(
                self._workspace, skill=SkillId(skill.id), disabled=not skill.disabled
            )
        ):
            self.refresh()

    def _taken(self, told: str) -> None:
        self._page.skill.setModified(False)
        self.refresh()
        self._say(told)

    def _does(self, gesture: Callable[[], object]) -> bool:
        if not may_administer(self._workspace):
            return False
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)
            return False
        return True
