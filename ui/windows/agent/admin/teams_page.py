# SPDX-License-Identifier: Apache-2.0
"""The layout of the page about teams: who of a team may get tickets, and one of them closely."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META
from ui.widgets.button import Button
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.form_lines import FormLines
from ui.widgets.headed_card import HeadedCard
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.tab_order import tab_through
from ui.windows.agent.admin.section_page import SectionPage
from ui.windows.agent.admin.table_slot import TableSlot
from ui.windows.agent.help import TEAMS, set_help

_NAME: Final = "admin.teams"
_TEAM: Final = 220


class TeamsPage(SectionPage):
    """Layout only: `TeamsController` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("teams", "Teams"), parent)
        self._look = theme
        self.setObjectName(f"{_NAME}.page")
        set_help(self, TEAMS)
        self.team = ChoiceButton(
            theme, translate("agents", "Team"), name=f"{_NAME}.team.field", parent=self
        )
        self.head.addWidget(self.team)
        self.none = EmptyState(theme, icon="users", parent=self)
        self.none.set_state(
            icon="users",
            title=translate("waiting", "No team yet"),
            reason=translate("teams", "Here is who of a team may get its tickets."),
        )
        self.add_limit = self._button("add_limit", translate("teams", "Limit a channel"))
        self.matrix = TableSlot(theme, then=self.add_limit, parent=self)
        self.words = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self.matrix_card = self._card(
            translate("teams", "Who may get tickets"), self.words, self.matrix
        )
        self.about = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        told = translate("teams", "Beside the limit of all, how many tickets of a channel at most.")
        self.limits_told = TextLabel(theme, told, style=META, ink="text3", wrap=True, parent=self)
        self.limits = FormLines(theme, name=f"{_NAME}.limit", parent=self)
        self.agent_card = self._card("", self.about, self.limits_told, self.limits)
        self.agent_card.add_action(self.add_limit)
        for part in (self.none, self.matrix_card, self.agent_card):
            self.column.addWidget(part)
        self.column.addStretch(1)
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def show_any(self, *, any_team: bool) -> None:
        """A team, or that there is none."""
        self.team.setVisible(any_team)
        self.matrix_card.setVisible(any_team)
        self.agent_card.setVisible(any_team)
        self.none.setVisible(not any_team)

    def order_tabs(self) -> None:
        """Tab comes to the lines after what adds one; they are made later."""
        tab_through((self.add_limit, *self.limits.stops))

    def _card(self, title: str, *parts: QWidget) -> HeadedCard:
        card, inside = HeadedCard(self._look, title, lined=False, parent=self), QWidget(self)
        column = QVBoxLayout(inside)
        for part in parts:
            column.addWidget(part)
        self._columns = [*getattr(self, "_columns", ()), column]
        card.inside.addWidget(inside)
        return card

    def _button(self, key: str, words: str) -> Button:
        button = Button(self._look, words, height=28, parent=self)
        button.setObjectName(f"{_NAME}.{key}.button")
        return button

    def _on_page_theme_changed(self) -> None:
        px = self._look.px
        self.column.setSpacing(px(16))
        self.team.setFixedWidth(px(_TEAM))
        for column in self._columns:
            column.setSpacing(px(8))
            column.setContentsMargins(margins(self, (px(17), 0, px(17), px(14))))
