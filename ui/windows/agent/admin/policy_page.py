# SPDX-License-Identifier: Apache-2.0
"""The layout of the editor of one policy: a form, and the same as text."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META, MONO
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.headed_card import HeadedCard
from ui.widgets.label import TextLabel
from ui.widgets.labelled import Labelled
from ui.widgets.margins import margins
from ui.widgets.paired import Paired
from ui.widgets.publish_bar import PublishBar
from ui.widgets.text_field import TextField
from ui.windows.agent.admin.conditions_form import ConditionsForm
from ui.windows.agent.admin.section_page import SectionPage
from ui.windows.agent.admin.targets_grid import TargetsGrid
from ui.windows.agent.help import POLICIES, set_help

_NAME: Final = "admin.policy"
_LINES: Final = 16


class PolicyPage(SectionPage):
    """Layout only: `PolicyEditing` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("admin", "SLA policies"), parent)
        self._look = theme
        self._bodies: list[QVBoxLayout] = []
        self.setObjectName(f"{_NAME}.page")
        set_help(self, POLICIES)
        words = translate("policies", "All policies")
        self.back = Button(theme, words, icon="chevron-left", parent=self)
        self.back.setObjectName(f"{_NAME}.back.button")
        self.bar = PublishBar(theme, name=_NAME, parent=self)  # Tab goes through it first
        words = translate("policies", "Name")
        self.name = Field(theme, words, name=f"{_NAME}.name.field", height=INPUT, parent=self)
        words = translate("policies", "Calendar")
        self.calendar = ChoiceButton(theme, words, name=f"{_NAME}.calendar.field", parent=self)
        words = translate("policies", "Alert at, in per cent of the target")
        self.alerts = Field(
            theme,
            words,
            name=f"{_NAME}.alerts.field",
            placeholder="75, 90",
            height=INPUT,
            parent=self,
        )
        words = translate("policies", "Resolution rests while")
        self.pauses = ChoiceButton(theme, words, name=f"{_NAME}.pauses.field", parent=self)
        self.conditions = ConditionsForm(theme, self)
        self.targets = TargetsGrid(theme, self)
        words = translate("policies", "As you would write it: 30m, 8h, 3 business days")
        self._hint = TextLabel(theme, words, style=META, ink="text2", wrap=True, parent=self)
        words = translate("policies", "The whole policy as JSON")
        self.text = TextField(theme, words, name=f"{_NAME}.text.field", lines=_LINES, parent=self)
        self.head.insertWidget(0, self.back)
        self._build()
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def set_pauses(self, choices: list[Choice]) -> None:
        """What the resolution may rest for."""
        self.pauses.set_choices(choices)

    def _build(self) -> None:
        theme = self._look
        details = Card(theme, padding=(16, 12, 16, 14), gap=10, parent=self)
        calendar = Labelled(theme, self.calendar.label, self.calendar, parent=self)
        pauses = Labelled(theme, self.pauses.label, self.pauses, parent=self)
        details.inside.addWidget(Paired(theme, self.name, calendar, parent=self))
        details.inside.addWidget(Paired(theme, self.alerts, pauses, parent=self))
        applies = self._card(translate("policies", "Applies to"), self.conditions)
        targets = self._card(translate("policies", "Targets"), self.targets, self._hint)
        text = Card(theme, padding=(16, 12, 16, 14), parent=self)
        text.inside.addWidget(self.text)
        for part in (self.bar, details, applies, targets, text):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def _card(self, title: str, *parts: QWidget) -> HeadedCard:
        card = HeadedCard(self._look, title, parent=self)
        body = QWidget(card)
        column = QVBoxLayout(body)
        for part in parts:
            column.addWidget(part)
        self._bodies.append(column)
        card.inside.addWidget(body)
        return card

    def _on_page_theme_changed(self) -> None:
        px = self._look.px
        self.column.setSpacing(px(16))
        for column in self._bodies:
            column.setContentsMargins(margins(self, (px(16), px(12), px(16), px(14))))
            column.setSpacing(px(10))
        self.text.input.setFont(self._look.font(MONO))
