# SPDX-License-Identifier: Apache-2.0
"""The page of people at work: their names and roles, who is let in, and who is invited."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Agent, Availability, Team, Ticket
from sync_server.contract.ids import AgentId, TicketId
from ui.models.admin_rights import may_administer
from ui.models.status_groups import LIVE
from ui.models.words import translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.form_value import Line, Part
from ui.widgets.plain_text import harmless
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign
from ui.windows.agent.admin.people_page import PeoplePage
from ui.windows.agent.setup.inviting import ROLES, InviteSetup

MOST_AT_ONCE: Final = 200
"""So many tickets are given to others in one go."""

_KEEP: Final = "keep"
_BAR: Final = "bar"
_SHARE: Final = "share"
_SHOWN: Final = frozenset(each.kind for each in (Agent, Availability, Team))


class PeopleController(QObject):
    """Behind the page. Signals: `troubled(ClientError)`."""

    troubled = Signal(object)

    def __init__(
        self,
        client: Client,
        page: PeoplePage,
        theme: Theme,
        *,
        spawn: Spawn,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        self._asked = AgentId("")
        self._problems: dict[str, str] = {}
        self.inviting = InviteSetup(client, page.form, spawn=spawn, say=say)
        self.inviting.troubled.connect(self.troubled)
        self.menu = ChoiceMenu(theme, page)
        self.menu.chosen.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        page.lines.changed.connect(self._on_changed)
        page.add.clicked.connect(page.form.fields["name"].input.setFocus)

    def open(self) -> None:
        """The page comes."""
        self.refresh()

    def close(self) -> None:
        """The page goes."""
        self._problems = {}

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self.refresh()

    def refresh(self) -> None:
        """The lines as they are, those who may not sign in last."""
        every = sorted(
            self._workspace.all(Agent),
            key=lambda each: (each.disabled, each.name.casefold(), each.id),
        )
        may = may_administer(self._workspace)
        self._page.lines.show_lines([self._line(each) for each in every])
        self._page.lines.setEnabled(may)
        for part in (self._page.add, self._page.invite):
            part.setVisible(may)
        if may:
            self.inviting.refresh()
        self._page.order_tabs()

    def _line(self, agent: Agent) -> Line:
        name = harmless(agent.name)
        roles = [Choice(role, translate("setup", words)) for role, words in ROLES.items()]
        if agent.role not in ROLES:
            roles.append(Choice(agent.role, agent.role))
        allowed = () if agent.disabled else ("true",)
        return Line(
            agent.id,
            name,
            (
                Part("name", translate("people", "Name"), "text", (name,), share=27),
                Part("email", translate("people", "Address"), "words", (agent.email,), share=28),
                Part(
                    *("role", translate("people", "Role"), "one", (agent.role,), tuple(roles)),
                    share=27,
                ),
                Part("access", translate("people", "May sign in"), "flag", allowed, share=18),
            ),
            self._problems.get(agent.id, ""),
            can_go=False,
        )

    def _on_changed(self, id: str, part: str, values: tuple[str, ...]) -> None:
        agent, self._problems = AgentId(id), {}
        if part == "access" and values:
            self._does(lambda: intents.enable_agent(self._workspace, agent=agent))
        elif part == "access":
            self._ask(agent)
        elif part == "role" and values and values[0] != "administrator" and self._is_last(agent):
            self._problems = {id: _last_words()}
        elif values:
            changes = {part: values[0].strip()}
            self._does(lambda: intents.change_agent(self._workspace, agent=agent, **changes))
        self.refresh()

    def _ask(self, agent: AgentId) -> None:
        """Say what becomes of their tickets before somebody loses access."""
        row = self._workspace.get(Agent, agent)
        if row is None:
            return
        if self._is_last(agent):
            self._problems = {agent: _last_words()}
            return
        self._asked = agent
        count = len(self._tickets(agent))
        stay = plural.tr(
            "%n open tickets stay theirs until somebody moves them",
            "1 open ticket stays theirs until somebody moves it",
            count,
        )
        keep = translate("people", "Leave it as it is")
        choices = [
            Choice(_KEEP, keep, Sign("icon", "x")),
            Choice(
                _BAR, translate("people", "Take the access away"), Sign("icon", "lock"), below=stay
            ),
        ]
        if count:
            below = translate("people", "as their team shares out; the rest waits in the queue")
            told = translate("people", "Take it away, and give the tickets to others")
            choices.append(Choice(_SHARE, told, Sign("icon", "users"), below=below))
        title = translate("people", "No access for {name}?").format(name=harmless(row.name))
        control = self._page.lines.lines[agent].controls["access"]
        self.menu.open_at(
            rect_on_screen(control), choices, title=title, searches=False, at_end=True, width=420
        )

    def _on_answered(self, key: str) -> None:
        agent = self._asked
        if key in (_BAR, _SHARE) and self._workspace.get(Agent, agent) is not None:
            if key == _SHARE:
                tickets = self._tickets(agent)
                for place in range(0, len(tickets), MOST_AT_ONCE):
                    some = tuple(tickets[place : place + MOST_AT_ONCE])
                    self._does(partial(self._share, agent, some))
            self._does(lambda: intents.disable_agent(self._workspace, agent=agent))
        self.refresh()

    def _share(self, agent: AgentId, tickets: tuple[TicketId, ...]) -> None:
        intents.redistribute(self._workspace, agent=agent, tickets=tickets)

    def _tickets(self, agent: AgentId) -> list[TicketId]:
        """Their open tickets."""
        every = self._workspace.all(Ticket)
        return [each.id for each in every if each.assignee == agent and each.status in LIVE]

    def _is_last(self, agent: AgentId) -> bool:
        """Whether nobody else could administer the desk."""
        bosses = [
            each.id
            for each in self._workspace.all(Agent)
            if each.role == "administrator" and not each.disabled
        ]
        return bosses == [agent]

    def _does(self, gesture: Callable[[], object]) -> None:
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)


def _last_words() -> str:
    return translate(
        "people", "The last administrator stays one: make somebody else administrator first"
    )
