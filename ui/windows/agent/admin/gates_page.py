# SPDX-License-Identifier: Apache-2.0
"""The layout of the page about what comes before solving: teams and categories, and one of them."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sync_server.contract.gates import REQUIREMENTS
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import META, META_STRONG
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check_box import CheckBox
from ui.widgets.day_list import DayList
from ui.widgets.empty_state import EmptyState
from ui.widgets.form_lines import FormLines
from ui.widgets.headed_card import HeadedCard
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.publish_bar import PublishBar
from ui.widgets.tab_order import tab_through
from ui.windows.agent.admin.section_page import SectionPage
from ui.windows.agent.help import CHECKLISTS, set_help

_NAME: Final = "admin.gates"


class GatesPage(SectionPage):
    """Layout only: `GatesController` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("gates", "Resolution checklists"), parent)
        self._look = theme
        self.setObjectName(f"{_NAME}.page")
        set_help(self, CHECKLISTS)
        words = translate("gates", "Teams and categories")
        self.list = DayList(theme, words, name=f"{_NAME}.list", parent=self)
        self.list_card = Card(theme, padding=(1, 1, 1, 1), parent=self)
        self.list_card.inside.addWidget(self.list)
        self.none = EmptyState(theme, icon="check", parent=self)
        self.none.set_state(
            icon="check",
            title=translate("gates", "No team and no category yet"),
            reason=translate("gates", "Each says what comes before its tickets are solved."),
        )
        self.card = HeadedCard(theme, "", parent=self)
        self.boxes = self._boxes()
        self._asked = self._heading(translate("gates", "Before a ticket is solved, ask for"))
        self._listed = self._heading(translate("gates", "Checklist"))
        words = translate(
            "gates",
            "What has to be done blocks Solve; the rest reminds. What is under a category "
            "takes its list, unless it has one.",
        )
        self._told = TextLabel(theme, words, style=META, ink="text2", wrap=True, parent=self)
        self.lines = FormLines(theme, name=f"{_NAME}.line", parent=self)
        self.add = Button(theme, translate("gates", "Add an item"), icon="plus", parent=self)
        self.add.setObjectName(f"{_NAME}.add.button")
        self.bar = PublishBar(theme, name=f"{_NAME}.publish", parent=self)
        inside = QWidget(self)
        self._inside = QVBoxLayout(inside)
        for part in (self._asked, *self.boxes.values(), self._listed, self._told, self.lines):
            self._inside.addWidget(part)
        self._inside.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self.card.inside.addWidget(inside)
        for part in (self.list_card, self.none, self.card, self.bar):
            self.column.addWidget(part)
        self.column.addStretch(1)
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def show_any(self, *, any_row: bool) -> None:
        """The teams and categories, or that there are none."""
        for part in (self.list_card, self.card):
            part.setVisible(any_row)
        self.none.setVisible(not any_row)

    def order_tabs(self) -> None:
        """Tab comes to the lines before what adds one; they are made later."""
        tab_through((self.list, *self.boxes.values(), *self.lines.stops, self.add))

    def _boxes(self) -> dict[str, CheckBox]:
        words = {
            "solution": translate("gates", "What solved it, in a sentence"),
            "category": translate("gates", "A category"),
            "article": translate("gates", "The address of an article"),
            "checklist": translate("gates", "Every item of its checklist"),
        }
        boxes: dict[str, CheckBox] = {}
        for name in REQUIREMENTS:
            boxes[name] = CheckBox(self._look, words[name], parent=self)
            boxes[name].setObjectName(f"{_NAME}.{name}.box")
        return boxes

    def _heading(self, words: str) -> TextLabel:
        return TextLabel(self._look, words, style=META_STRONG, ink="text2", parent=self)

    def _on_page_theme_changed(self) -> None:
        px = self._look.px
        self.column.setSpacing(px(16))
        self._inside.setSpacing(px(8))
        self._inside.setContentsMargins(margins(self, (px(16), px(12), px(16), px(14))))
