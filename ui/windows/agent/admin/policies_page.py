# SPDX-License-Identifier: Apache-2.0
"""The layout of the page of service level policies: the table, and how a clock ran."""

from PySide6.QtWidgets import QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.widgets.course_card import CourseCard
from ui.widgets.empty_state import EmptyState
from ui.widgets.policy_table import PolicyTable
from ui.windows.agent.admin.calendar_cards import CalendarCards
from ui.windows.agent.admin.section_page import SectionPage
from ui.windows.agent.help import CALENDARS, CLOCKS, POLICIES, set_help


class PoliciesPage(SectionPage):
    """Layout only: `PoliciesController` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("admin", "SLA policies"), parent)
        self.setObjectName("admin.policies.page")
        set_help(self, POLICIES)
        words = translate("policies", "New policy")
        self.new = Button(theme, words, kind="primary", icon="plus", parent=self)
        self.new.setObjectName("admin.policies.new.button")
        self.edit = Button(theme, translate("policies", "Edit"), parent=self)
        self.edit.setObjectName("admin.policies.edit.button")
        self.table = PolicyTable(theme, self)
        self.course = CourseCard(theme, self)
        self.none = EmptyState(theme, icon="clock", parent=self)
        self.none.set_state(
            icon="clock",
            title=translate("policies", "No policy yet"),
            reason=translate("policies", "A policy says how fast which tickets are answered."),
        )
        self.head.addWidget(self.edit)
        self.head.addWidget(self.new)
        self.calendar = CalendarCards(theme, name="admin.policies.calendar", parent=self)
        set_help(self.course, CLOCKS)
        set_help(self.calendar, CALENDARS)
        for part in (self.table, self.none, self.course, self.calendar):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_any(self, *, any_policy: bool) -> None:
        """The table with what belongs to it, or that there is none."""
        self.table.setVisible(any_policy)
        self.course.setVisible(any_policy)
        self.calendar.setVisible(any_policy)
        self.none.setVisible(not any_policy)
