# SPDX-License-Identifier: Apache-2.0
"""The layout of the page about agents and skills: the table, and how a team shares out."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.models.routing_words import MODES, mode_words
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, INPUT
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.headed_card import HeadedCard
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.numbered_lines import NumberedLines
from ui.widgets.paired import Paired
from ui.widgets.sentence_field import SentenceField
from ui.widgets.sharing_form import SharingForm
from ui.widgets.skill_matrix import SkillMatrix
from ui.windows.agent.admin.section_page import SectionPage

_NAME: Final = "admin.agents"
_FIND: Final = 220
_TEAM: Final = 190


class AgentsPage(SectionPage):
    """Layout only: `AgentsController` and `SharingController` fill it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("admin", "Agents and skills"), parent)
        self._look = theme
        self.setObjectName(f"{_NAME}.page")
        self._insides: list[QVBoxLayout] = []
        self.finder = self._line("find", translate("agents", "Find agent or skill"))
        self.head.addWidget(self.finder)
        self.matrix = SkillMatrix(theme, name=f"{_NAME}.matrix", parent=self)
        self._table = Card(theme, padding=(1, 1, 1, 1), parent=self)
        self._table.inside.addWidget(self.matrix)
        self.limit = SentenceField(
            theme,
            translate("agents", "Gets at most {} tickets"),
            name=f"{_NAME}.limit.field",
            parent=self,
        )
        self.agent = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self.skill = self._line("skill", translate("agents", "Skill"))
        self.add_skill = self._button("add_skill", translate("agents", "New skill"))
        self.switch_skill = self._button("switch_skill", "", kind="ghost")
        self.below = self._below()
        self.team = ChoiceButton(
            theme, translate("agents", "Team"), name=f"{_NAME}.team.field", parent=self
        )
        self.sharing = SharingForm(
            theme,
            [(mode, mode_words(mode)) for mode in MODES],
            name=f"{_NAME}.sharing",
            parent=self,
        )
        self.sharing_card = HeadedCard(theme, "", lined=False, parent=self)
        self.sharing_card.add_action(self.team)
        self.sharing_card.inside.addWidget(self._padded(self.sharing))
        self.nobody = NumberedLines(theme, self)
        self.nobody_card = HeadedCard(
            theme, translate("agents", "If nobody fits"), lined=False, parent=self
        )
        self.nobody_card.inside.addWidget(self._padded(self.nobody))
        self.pair = Paired(theme, self.sharing_card, self.nobody_card, room=720, parent=self)
        for part in (self._table, self.below, self.pair):
            self.column.addWidget(part)
        self.column.addStretch(1)
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def show_sharing(self, shown: bool) -> None:
        """Whether there is a team that shares out."""
        self.pair.setVisible(shown)

    def _below(self) -> Card:
        """A line about the agent and the skill at the cursor of the table."""
        card = Card(self._look, padding=(16, 10, 16, 10), parent=self)
        agent, skill = QWidget(self), QWidget(self)
        self._rows = (QHBoxLayout(agent), QHBoxLayout(skill))
        self._rows[0].addWidget(self.agent, 1)
        self._rows[0].addWidget(self.limit)
        self._rows[1].addWidget(self.skill, 1)
        self._rows[1].addWidget(self.add_skill)
        self._rows[1].addWidget(self.switch_skill)
        for row in self._rows:
            row.setContentsMargins(0, 0, 0, 0)
        card.inside.addWidget(Paired(self._look, agent, skill, room=640, gap=32, parent=self))
        return card

    def _line(self, key: str, words: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(f"{_NAME}.{key}.field")
        line.setProperty("field", "true")
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        return line

    def _padded(self, inside: QWidget) -> QWidget:
        around = QWidget(self)
        column = QVBoxLayout(around)
        column.addWidget(inside)
        self._insides.append(column)
        return around

    def _button(self, key: str, words: str, *, kind: str = "default") -> Button:
        button = Button(self._look, words, kind=kind, parent=self)  # type: ignore[arg-type]
        button.setObjectName(f"{_NAME}.{key}.button")
        return button

    def _on_page_theme_changed(self) -> None:
        px = self._look.px
        self.column.setSpacing(px(16))
        self.finder.setFixedSize(px(_FIND), px(INPUT))
        for inside in self._insides:
            inside.setContentsMargins(margins(self, (px(17), 0, px(17), px(14))))
        self.team.setFixedWidth(px(_TEAM))
        self.skill.setFixedHeight(px(INPUT))
        for line in (self.finder, self.skill):
            line.setFont(self._look.font(BODY))
        for row in self._rows:
            row.setSpacing(px(8))
