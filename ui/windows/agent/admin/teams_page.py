# SPDX-License-Identifier: Apache-2.0
"""The layout of the page about teams: who of a team may get tickets, and one of them closely."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
        give_out = translate("teams", "Give tickets to others")
        self.give_out = self._button("give_out", give_out)
        self.add_absence = self._button("add_absence", translate("absences", "Plan an absence"))
        self.add_limit = self._button("add_limit", translate("teams", "Limit a channel"))
        self.matrix = TableSlot(theme, then=self.give_out, parent=self)
        self.words = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self.matrix_card = self._card(
            translate("teams", "Who may get tickets"), self.words, self.matrix
        )
        self.about = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        told = translate(
            "absences",
            "Who is absent gets no tickets; a substitute may stand in. Days look like 2026-12-24.",
        )
        absences_head = self._line(self._told(told), self.add_absence)
        self.absences = FormLines(theme, name=f"{_NAME}.absence", parent=self)
        told = translate("teams", "Beside the limit of all, how many tickets of a channel at most.")
        limits_head = self._line(self._told(told), self.add_limit)
        self.limits = FormLines(theme, name=f"{_NAME}.limit", parent=self)
        self.agent_card = self._card(
            "", self.about, absences_head, self.absences, limits_head, self.limits
        )
        self.agent_card.add_action(self.give_out)
        self._build_moves()
        for part in (self.none, self.matrix_card, self.agent_card, self.moves_card):
            self.column.addWidget(part)
        self.column.addStretch(1)
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def show_any(self, *, any_team: bool) -> None:
        """A team, or that there is none."""
        self.team.setVisible(any_team)
        self.matrix_card.setVisible(any_team)
        self.agent_card.setVisible(any_team)
        if not any_team:
            self.moves_card.hide()
        self.none.setVisible(not any_team)

    def order_tabs(self) -> None:
        """Tab comes to the lines after what adds one; they are made later."""
        tab_through((self.add_absence, *self.absences.stops, self.add_limit, *self.limits.stops))

    def _build_moves(self) -> None:
        """The preview of where somebody's tickets would go, hidden until it is asked for."""
        theme = self._look
        self.moves_words = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        words = self.give_out.text()
        self.give_out_now = Button(theme, words, kind="primary", height=28, parent=self)
        self.give_out_now.setObjectName(f"{_NAME}.give_out_now.button")
        self.give_out_not = self._button("give_out_not", translate("teams", "Leave them"))
        self.moves = TableSlot(theme, then=self.give_out_now, parent=self)
        foot = self._line(None, self.give_out_now, self.give_out_not)
        self.moves_card = self._card("", self.moves_words, self.moves, foot)
        self.moves_card.hide()

    def _told(self, words: str) -> TextLabel:
        return TextLabel(self._look, words, style=META, ink="text3", wrap=True, parent=self)

    def _line(self, words: QWidget | None, *buttons: Button) -> QWidget:
        """Words, and at their end what they are about."""
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        if words is not None:
            row.addWidget(words, 1)
        for button in buttons:
            row.addWidget(button)
        if words is None:
            row.addStretch(1)
        return line

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
