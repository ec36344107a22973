# SPDX-License-Identifier: Apache-2.0
"""The layout of two cards about a team: who gets a ticket, and what happens if nobody fits."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.routing_words import MODES, mode_words
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.headed_card import HeadedCard
from ui.widgets.margins import margins
from ui.widgets.numbered_lines import NumberedLines
from ui.widgets.paired import Paired
from ui.widgets.sharing_form import SharingForm
from ui.windows.agent.admin.section_page import SectionPage
from ui.windows.agent.help import ASSIGNMENT, set_help

_TEAM: Final = 190


class SharingPage(SectionPage):
    """A page with these cards, which are in `pair`; more goes `beside`, below the second one.

    Layout only: `SharingController` fills them.
    """

    def __init__(
        self, theme: Theme, title: str, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, title, parent)
        self._look = theme
        self._insides: list[QVBoxLayout] = []
        self.setObjectName(f"{name}.page")
        set_help(self, ASSIGNMENT)
        self.team = ChoiceButton(
            theme, translate("agents", "Team"), name=f"{name}.team.field", parent=self
        )
        modes = [(mode, mode_words(mode)) for mode in MODES]
        self.sharing = SharingForm(theme, modes, name=f"{name}.sharing", parent=self)
        self.sharing_card = HeadedCard(theme, "", lined=False, parent=self)
        self.sharing_card.add_action(self.team)
        self.sharing_card.inside.addWidget(self.padded(self.sharing))
        self.nobody = NumberedLines(theme, self)
        self.nobody_card = HeadedCard(
            theme, translate("agents", "If nobody fits"), lined=False, parent=self
        )
        self.nobody_card.inside.addWidget(self.padded(self.nobody))
        right = QWidget(self)
        self.beside = QVBoxLayout(right)
        self.beside.setContentsMargins(0, 0, 0, 0)
        self.beside.addWidget(self.nobody_card)
        self.pair = Paired(theme, self.sharing_card, right, room=720, parent=self)
        theme.changed.connect(self._on_sharing_theme_changed)
        self._on_sharing_theme_changed()

    def show_sharing(self, shown: bool) -> None:
        """Whether there is a team that shares out."""
        self.pair.setVisible(shown)

    def padded(self, inside: QWidget) -> QWidget:
        """Something inside a card, away from its edges."""
        around = QWidget(self)
        column = QVBoxLayout(around)
        column.addWidget(inside)
        self._insides.append(column)
        self._pad()
        return around

    def _pad(self) -> None:
        px = self._look.px
        for inside in self._insides:
            inside.setContentsMargins(margins(self, (px(17), 0, px(17), px(14))))

    def _on_sharing_theme_changed(self) -> None:
        for column in (self.column, self.beside):
            column.setSpacing(self._look.px(16))
        self.team.setFixedWidth(self._look.px(_TEAM))
        self._pad()
