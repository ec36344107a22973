# SPDX-License-Identifier: Apache-2.0
"""The layout of the page about agents and skills: the table, and how a team shares out."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, INPUT
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import TextLabel
from ui.widgets.paired import Paired
from ui.widgets.sentence_field import SentenceField
from ui.widgets.skill_matrix import SkillMatrix
from ui.windows.agent.admin.sharing_page import SharingPage

_NAME: Final = "admin.agents"
_FIND: Final = 220


class AgentsPage(SharingPage):
    """Layout only: `AgentsController` and `SharingController` fill it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        title = translate("admin", "Agents and skills")
        super().__init__(theme, title, name=_NAME, parent=parent)
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
        for part in (self._table, self.below, self.pair):
            self.column.addWidget(part)
        self.column.addStretch(1)
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

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

    def _button(self, key: str, words: str, *, kind: str = "default") -> Button:
        button = Button(self._look, words, kind=kind, parent=self)  # type: ignore[arg-type]
        button.setObjectName(f"{_NAME}.{key}.button")
        return button

    def _on_page_theme_changed(self) -> None:
        px = self._look.px
        self.finder.setFixedSize(px(_FIND), px(INPUT))
        self.skill.setFixedHeight(px(INPUT))
        for line in (self.finder, self.skill):
            line.setFont(self._look.font(BODY))
        for row in self._rows:
            row.setSpacing(px(8))
