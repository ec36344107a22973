# SPDX-License-Identifier: Apache-2.0
"""The administration at work: which of its pages is shown, and what is behind each."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.commands import (
    ChangeAgent,
    ChangeTeam,
    Command,
    EndMembership,
    SaveSkill,
    SetMembership,
    SetSkill,
    given,
)
from sync_server.contract.entities import AutomationRule, Calendar, Gate
from sync_server.contract.ids import PolicyId
from sync_server.contract.versions import Versioned
from ui.models.words import translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.windows.agent.admin.agents import AgentsController
from ui.windows.agent.admin.assignment import AssignmentController
from ui.windows.agent.admin.calendars import CalendarsController
from ui.windows.agent.admin.categories import CategoriesController
from ui.windows.agent.admin.gates import GatesController
from ui.windows.agent.admin.organisations import OrganisationsController
from ui.windows.agent.admin.page import (
    AGENTS,
    ASSIGNMENT,
    CALENDARS,
    CATEGORIES,
    GATES,
    MACROS,
    ORGANISATIONS,
    PEOPLE,
    POLICIES,
    POLICY,
    RULES,
    STAFFING,
    TEAMS,
    WAITING,
    AdminPage,
)
from ui.windows.agent.admin.people import PeopleController
from ui.windows.agent.admin.policies import PoliciesController
from ui.windows.agent.admin.policy_editing import PolicyEditing
from ui.windows.agent.admin.rule_words import is_macro
from ui.windows.agent.admin.rules import RulesController
from ui.windows.agent.admin.staffing import StaffingController
from ui.windows.agent.admin.teams import TeamsController
from ui.windows.agent.admin.waiting import WaitingController
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.refused_settings import do_again, refused_settings, refused_words

_SETTINGS: Final = frozenset({AGENTS, ASSIGNMENT, STAFFING, PEOPLE, TEAMS})
"""The pages above which it is said what was not accepted of what is set there."""

_Part = (
    RulesController
    | AssignmentController
    | PoliciesController
    | CalendarsController
    | PolicyEditing
    | WaitingController
    | TeamsController
    | AgentsController
    | CategoriesController
    | GatesController
    | StaffingController
    | PeopleController
    | OrganisationsController
)


class AdminController(QObject):
    """Everything behind the page. Signals: `troubled(ClientError)`, `left()` on Esc."""

    troubled = Signal(object)
    left = Signal()

    def __init__(
        self,
        client: Client,
        page: AdminPage,
        theme: Theme,
        *,
        spawn: Spawn,
        say: Callable[[str], object],
        gestures: Gestures,
    ) -> None:
        super().__init__(page)
        self._page = page
        self.rules = RulesController(client, page.rules, theme, spawn=spawn, say=say)
        self.assignment = AssignmentController(
            client, page.assignment, spawn=spawn, gestures=gestures
        )
        self.policies = PoliciesController(client, page.policies, spawn=spawn, say=say)
        self.calendars = CalendarsController(client, page.calendars, theme, spawn=spawn, say=say)
        self.policy = PolicyEditing(client, page.policy, theme, spawn=spawn, say=say)
        self.waiting = WaitingController(client, page.waiting, say=say)
        self.teams = TeamsController(client, page.teams, spawn=spawn, gestures=gestures)
        self.agents = AgentsController(client, page.agents, say=say)
        self.staffing = StaffingController(client, page.staffing, theme)
        self.people = PeopleController(client, page.people, theme, spawn=spawn, say=say)
        self.organisations = OrganisationsController(client, page.organisations)
        self.macros = RulesController(client, page.macros, theme, spawn=spawn, say=say)
        self.categories = CategoriesController(client, page.categories)
        self.gates = GatesController(client, page.gates, theme, say=say)
        self._parts: dict[str, _Part] = {
            RULES: self.rules,
            ASSIGNMENT: self.assignment,
            POLICIES: self.policies,
            CALENDARS: self.calendars,
            POLICY: self.policy,
            WAITING: self.waiting,
            TEAMS: self.teams,
            AGENTS: self.agents,
            STAFFING: self.staffing,
            PEOPLE: self.people,
            ORGANISATIONS: self.organisations,
            MACROS: self.macros,
            CATEGORIES: self.categories,
            GATES: self.gates,
        }
        for part in self._parts.values():
            part.troubled.connect(self.troubled)
        for rules in (self.rules, self.macros):
            rules.elsewhere.connect(self.show_row)
        self.policies.edit_requested.connect(self._on_edit)
        self.policy.left.connect(self._on_policy_left)
        self._workspace = client.workspace
        page.refused.action_requested.connect(self._on_again)
        page.refused.dismissed.connect(self._on_dropped)
        page.entries.view_chosen.connect(self.show_entry)
        page.choice.changed.connect(self._on_choice_changed)

    def open(self) -> None:
        """Show the page as it was left."""
        if self._page.isHidden():
            self._page.place()  # which says whether there is room for a list
            self._page.open_page(self._page.chooser)
            self.show_entry(self._page.entry)

    def close(self) -> None:
        """The page goes."""
        self._parts[self._page.entry].close()
        self._page.hide()

    def show_entry(self, key: str) -> None:
        """Turn to one of the pages."""
        if key != self._page.entry:
            self._parts[self._page.entry].close()
        self._page.show_entry(key)
        self._parts[key].open()
        self._show_refused()

    def show_row(self, row: Versioned) -> None:
        """Turn to a calendar, or to the editor of a rule or a policy."""
        if isinstance(row, Calendar):
            self.calendars.choose(row.id)
            self.show_entry(CALENDARS)
        elif isinstance(row, Gate):
            self.gates.choose(row.id)
            self.show_entry(GATES)
        elif isinstance(row, AutomationRule):
            entry = MACROS if is_macro(row) else RULES
            (self.macros if is_macro(row) else self.rules).choose(row.id)
            self.show_entry(entry)
        else:
            self._on_edit(row.id)

    def show_setting(self, command: Command) -> None:
        """Turn to the page on which a command sets something."""
        self.show_entry(entry_of(command))

    def takes(self, action: str) -> bool:
        """Perform an action of the keys here; whether it means something on these pages."""
        if action != "up" or self._page.isHidden():
            return False
        rules = {RULES: self.rules, MACROS: self.macros}
        if self._page.entry == POLICY:
            self._on_policy_left()
        elif not (self._page.entry in rules and rules[self._page.entry].leave_editor()):
            self.left.emit()
        return True

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if not self._page.isHidden():
            self._parts[self._page.entry].take(changes)
            if changes.reloaded or changes.pending:
                self._show_refused()

    def _on_edit(self, policy: str) -> None:
        self.policy.show_policy(PolicyId(policy))
        self.show_entry(POLICY)
        self._page.policy.name.input.setFocus()

    def _on_policy_left(self) -> None:
        self.show_entry(POLICIES)
        self._page.policies.table.rows.setFocus()

    def _on_choice_changed(self) -> None:
        self.show_entry(self._page.choice.key)

    # -- what was not accepted ---------------------------------------------------------------------

    def _show_refused(self) -> None:
        """The oldest change that was not accepted, while it is not decided."""
        refused = refused_settings(self._workspace)
        if not refused or self._page.entry not in _SETTINGS:
            self._page.refused.hide()
            return
        told, rest = refused_words(self._workspace, refused[0])
        again = translate("refusal", "Try again")
        self._page.refused.show_message("failure", told, rest, action=again, closable=True)

    def _on_again(self) -> None:
        for refused in refused_settings(self._workspace)[:1]:
            try:
                do_again(self._workspace, refused)
            except ClientError as error:
                self.troubled.emit(error)
        self._after_refused()

    def _on_dropped(self) -> None:
        for refused in refused_settings(self._workspace)[:1]:
            self._workspace.dismiss(refused.id)
        self._after_refused()

    def _after_refused(self) -> None:
        """The keys stay on the page."""
        self._show_refused()
        if self._page.refused.isHidden():
            self._page.chooser.setFocus()


def entry_of(command: Command) -> str:
    """The page on which a setting is set."""
    if isinstance(command, SetSkill | SaveSkill):
        return AGENTS
    if isinstance(command, SetMembership | EndMembership):
        return STAFFING
    if isinstance(command, ChangeTeam):
        changed = given(command, ("name", "colour", "disabled"))
        return STAFFING if changed else ASSIGNMENT
    if isinstance(command, ChangeAgent):
        return AGENTS if given(command, ("capacity", "capacities")) else PEOPLE
    return PEOPLE
