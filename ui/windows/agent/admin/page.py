# SPDX-License-Identifier: Apache-2.0
"""The layout of the administration: a navigation of its own, and the page that it leads to."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, PAGE_HEADER, TITLE
from ui.widgets.banner import Banner
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.margins import margins
from ui.widgets.navigation import NavigationList
from ui.widgets.navigation_value import NavigationRow, NavigationSection
from ui.windows.agent.admin.agents_page import AgentsPage
from ui.windows.agent.admin.assignment_page import AssignmentPage
from ui.windows.agent.admin.calendars_page import CalendarsPage
from ui.windows.agent.admin.categories_page import CategoriesPage
from ui.windows.agent.admin.gates_page import GatesPage
from ui.windows.agent.admin.organisations_page import OrganisationsPage
from ui.windows.agent.admin.people_page import PeoplePage
from ui.windows.agent.admin.policies_page import PoliciesPage
from ui.windows.agent.admin.policy_page import PolicyPage
from ui.windows.agent.admin.rules_page import RulesPage
from ui.windows.agent.admin.staffing_page import StaffingPage
from ui.windows.agent.admin.teams_page import TeamsPage
from ui.windows.agent.admin.waiting_page import WaitingPage
from ui.windows.agent.help import SERVICE_LEVELS, set_help
from ui.windows.agent.over_page import OverPage

RULES: Final = "rules"
ASSIGNMENT: Final = "assignment"
POLICIES: Final = "policies"
CALENDARS: Final = "calendars"
WAITING: Final = "waiting"
TEAMS: Final = "teams"
AGENTS: Final = "agents"
STAFFING: Final = "staffing"
PEOPLE: Final = "people"
ORGANISATIONS: Final = "organisations"
MACROS: Final = "macros"
CATEGORIES: Final = "categories"
GATES: Final = "gates"
POLICY: Final = "policy"
"""The editor of one policy, which has no entry."""

_SIDE: Final = 200
_TURNS: Final = 760
"""Narrower than this, the entries are choices above the page."""


def sections() -> list[NavigationSection]:
    """The entries with their headings."""
    routing = (
        NavigationRow(RULES, translate("rules", "Automation rules"), series=None),
        NavigationRow(ASSIGNMENT, translate("assignment", "Assignment"), series=None),
    )
    time = (
        NavigationRow(POLICIES, translate("admin", "SLA policies"), series=None),
        NavigationRow(CALENDARS, translate("admin", "Calendars"), series=None),
        NavigationRow(WAITING, translate("admin", "Waiting"), series=None),
    )
    people = (
        NavigationRow(TEAMS, translate("teams", "Teams"), series=None),
        NavigationRow(STAFFING, translate("staffing", "Teams and members"), series=None),
        NavigationRow(AGENTS, translate("admin", "Agents"), series=None),
        NavigationRow(PEOPLE, translate("people", "People and roles"), series=None),
        NavigationRow(ORGANISATIONS, translate("organisations", "Organisations"), series=None),
    )
    content = (
        NavigationRow(CATEGORIES, translate("categories", "Categories"), series=None),
        NavigationRow(GATES, translate("gates", "Resolution checklists"), series=None),
        NavigationRow(MACROS, translate("macros", "Macros"), series=None),
    )
    return [
        NavigationSection(translate("admin", "Routing"), routing),
        NavigationSection(translate("admin", "Time"), time),
        NavigationSection(translate("admin", "People"), people),
        NavigationSection(translate("admin", "Content"), content),
    ]


class AdminPage(OverPage):
    """Covers the panes beside the navigation. Layout only: `AdminController` fills it."""

    def __init__(self, theme: Theme, window: QWidget, beside: QWidget) -> None:
        super().__init__(window, beside)
        self._theme = theme
        self.setObjectName("admin.page")
        title = translate("navigation", "Admin")
        self.setAccessibleName(title)
        set_help(self, SERVICE_LEVELS)
        self._title = TextLabel(theme, title, style=TITLE, elide=True, parent=self)
        self.entries = NavigationList(theme, self)
        self.entries.setObjectName("admin.entries.list")
        self.entries.setAccessibleName(title)
        self.entries.set_sections(sections())
        self.choice = ChoiceButton(theme, title, name="admin.entries.field", parent=self)
        rows = [row for section in sections() for row in section.rows]
        self.choice.set_choices([Choice(row.id, row.title) for row in rows])
        self.refused = Banner(theme, self)
        self.rules = RulesPage(theme, self)
        self.assignment = AssignmentPage(theme, self)
        self.policies = PoliciesPage(theme, self)
        self.calendars = CalendarsPage(theme, self)
        self.policy = PolicyPage(theme, self)
        self.waiting = WaitingPage(theme, self)
        self.teams = TeamsPage(theme, self)
        self.agents = AgentsPage(theme, self)
        self.staffing = StaffingPage(theme, self)
        self.people = PeoplePage(theme, self)
        self.organisations = OrganisationsPage(theme, self)
        self.macros = RulesPage(theme, self, of_macros=True)
        self.categories = CategoriesPage(theme, self)
        self.gates = GatesPage(theme, self)
        self._pages: dict[str, QWidget] = {
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
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def entry(self) -> str:
        """The key of the page that is shown."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    @property
    def chooser(self) -> QWidget:
        """What leads to the pages."""
        return self.choice if self._is_narrow() else self.entries

    def show_entry(self, key: str) -> None:
        """Turn to a page."""
        entry = POLICIES if key == POLICY else key
        self.entries.set_current(entry)
        self.choice.set_keys((entry,))
        self._stack.setCurrentWidget(self._pages[key])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(_TURNS)

    def _fit(self) -> None:
        narrow = self._is_narrow()
        self._side.setVisible(not narrow)
        self._line.setVisible(not narrow)
        self._top.setVisible(narrow)

    def _build(self) -> None:
        self._side = Surface("window", self)
        self._head = Surface("window", self)
        self._head_row = QHBoxLayout(self._head)
        self._head_row.addWidget(self._title)
        self._below = QVBoxLayout()
        self._below.addWidget(self.entries)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._head)
        side.addWidget(Hairline(self))
        side.addLayout(self._below, 1)
        self._line = Hairline(self, vertical=True)
        self._top = Surface("window", self)
        self._top_row = QHBoxLayout(self._top)
        self._top_row.addWidget(self.choice)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top)
        right.addWidget(self.refused)
        self._stack = QStackedLayout()
        for page in self._pages.values():
            self._stack.addWidget(page)
        right.addLayout(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addWidget(self._line)
        layout.addLayout(right, 1)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._side.setFixedWidth(px(_SIDE))
        self._head.setFixedHeight(px(PAGE_HEADER))
        self._head_row.setContentsMargins(margins(self, (px(20), 0, px(12), 0)))
        self._below.setContentsMargins(margins(self, (px(2), px(4), px(1), 0)))
        self.choice.setFixedHeight(px(INPUT))
        self._top_row.setContentsMargins(margins(self, (px(24), px(10), px(24), px(4))))
        self._fit()
