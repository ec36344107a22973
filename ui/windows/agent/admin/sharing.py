# SPDX-License-Identifier: Apache-2.0
"""How the teams share out, at work: one team at a time, and what is set takes effect at once."""

from collections.abc import Callable
from typing import Any, Final, cast

from app import intents
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Team
from sync_server.contract.ids import TeamId
from ui.models.admin_rights import may_administer
from ui.models.agent_loads import AgentLoads
from ui.models.people import working_teams
from ui.models.words import translate
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.sharing_form import NUMBERS, SharingField
from ui.widgets.sign import Sign
from ui.windows.agent.admin.agents_words import (
    criteria,
    nobody_lines,
    orders,
    reroutings,
    sharing_value,
)
from ui.windows.agent.admin.sharing_page import SharingPage

_MOST: Final[dict[str, int]] = {"accept_s": 3600, "per_minute": 1000, "relax_minutes": 10080}


class SharingController:
    """Behind the two cards about a team. `does` runs a gesture and says what went wrong."""

    def __init__(
        self,
        workspace: Workspace,
        page: SharingPage,
        loads: AgentLoads,
        *,
        does: Callable[[Callable[[], object]], bool],
    ) -> None:
        self._workspace = workspace
        self._page = page
        self._loads = loads
        self._does = does
        self._id = TeamId("")
        page.sharing.offer(orders=orders(), reroutings=reroutings())
        page.team.changed.connect(self._on_team)
        page.sharing.chosen.connect(self._on_chosen)
        page.sharing.switched.connect(self._on_switched)
        page.sharing.number_entered.connect(self._on_number)

    @property
    def team(self) -> Team | None:
        """Whose rules are shown."""
        return self._workspace.get(Team, self._id)

    def choose(self, team: TeamId) -> None:
        """Show another team; a number that was not entered is dropped."""
        if team != self._id:
            self._id = team
            self._page.sharing.forget_typed()
            self.refresh()

    def refresh(self) -> None:
        """The teams, and the one that is chosen."""
        teams, page = working_teams(self._workspace), self._page
        page.show_sharing(bool(teams))
        if teams and self._id not in {team.id for team in teams}:
            self._id = teams[0].id
        page.team.set_choices([Choice(each.id, each.name, Sign("icon", "users")) for each in teams])
        page.team.set_keys((self._id,))
        team = self.team
        if team is None:
            return
        title = translate("agents", "{team} queue: who gets a ticket").format(team=team.name)
        page.sharing_card.set_title(title)
        page.sharing.show_value(sharing_value(team), criteria(team.routing))
        page.sharing.show_state(may_edit=may_administer(self._workspace))
        page.nobody.show_lines(nobody_lines(team))
        self.show_waiting()

    def show_waiting(self) -> None:
        """How many wait in the queue."""
        count = self._loads.waiting(self._id)
        told = plural.tr("%n wait now", "1 waits now", count) if count else ""
        self._page.nobody_card.set_aside(told)

    def _set(self, **changes: Any) -> bool:
        team = self.team
        if team is None or not may_administer(self._workspace):
            return False
        id = team.id
        return self._does(lambda: intents.change_team(self._workspace, team=id, **changes))

    def _on_team(self) -> None:
        self.choose(TeamId(self._page.team.key))

    def _on_chosen(self, field: str, key: str) -> None:
        self._set(**{field: key})
        self.refresh()

    def _on_switched(self, on: bool) -> None:
        self._set(sticky=on)
        self.refresh()

    def _on_number(self, name: str, text: str) -> None:
        field = cast("SharingField", name)
        assert field in NUMBERS
        most = _MOST[field]
        if not (text.isascii() and text.isdigit() and int(text[:6]) <= most):
            told = translate("agents", "Type a number from 0 to {most}").format(most=most)
            self._page.sharing.settle(field, told)
        elif self.team is not None and int(text) == getattr(self.team, field):
            self._page.sharing.settle(field)
        elif self._set(**{field: int(text)}):
            self._page.sharing.settle(field)
            self.refresh()
