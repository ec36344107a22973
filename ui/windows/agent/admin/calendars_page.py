# SPDX-License-Identifier: Apache-2.0
"""The layout of the page of calendars: their list, and all of the one that is chosen."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check_box import CheckBox
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.day_list import DayList
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.labelled import Labelled
from ui.widgets.paired import Paired
from ui.widgets.publish_bar import PublishBar
from ui.windows.agent.admin.calendar_cards import CalendarCards
from ui.windows.agent.admin.section_page import SectionPage
from ui.windows.agent.help import CALENDARS, set_help

_NAME: Final = "admin.calendars"


class CalendarsPage(SectionPage):
    """Layout only: `CalendarsController` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        title = translate("admin", "Calendars")
        super().__init__(theme, title, parent)
        self._look = theme
        self.setObjectName(f"{_NAME}.page")
        set_help(self, CALENDARS)
        words = translate("calendars", "New calendar")
        self.new = Button(theme, words, kind="primary", icon="plus", parent=self)
        self.new.setObjectName(f"{_NAME}.new.button")
        self.list = DayList(theme, title, name=f"{_NAME}.list", parent=self)
        self.list_card = Card(theme, padding=(1, 1, 1, 1), parent=self)
        self.list_card.inside.addWidget(self.list)
        self.none = EmptyState(theme, icon="clock", parent=self)
        self.none.set_state(
            icon="clock",
            title=translate("calendars", "No calendar yet"),
            reason=translate("calendars", "A calendar says when clocks run."),
        )
        words = translate("calendars", "Name")
        self.name = Field(theme, words, name=f"{_NAME}.name.field", height=INPUT, parent=self)
        words = translate("calendars", "Time zone")
        self.zone = ChoiceButton(theme, words, name=f"{_NAME}.zone.field", parent=self)
        words = translate("calendars", "Open around the clock, every day")
        self.always = CheckBox(theme, words, parent=self)
        self.always.setObjectName(f"{_NAME}.always.check")
        self.details = self._details()
        self.bar = PublishBar(theme, name=_NAME, parent=self)
        self.cards = CalendarCards(theme, name=f"{_NAME}.calendar", parent=self)
        self.head.addWidget(self.new)
        for part in (self.list_card, self.none, self.details, self.bar, self.cards):
            self.column.addWidget(part)
        self.column.addStretch(1)
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def show_any(self, *, any_calendar: bool) -> None:
        """The calendars, or that there is none."""
        for part in (self.list_card, self.details, self.cards, self.bar):
            part.setVisible(any_calendar)
        self.none.setVisible(not any_calendar)

    def _details(self) -> Card:
        theme = self._look
        card = Card(theme, padding=(16, 12, 16, 12), gap=10, parent=self)
        zone = Labelled(theme, self.zone.label, self.zone, parent=self)
        card.inside.addWidget(Paired(theme, self.name, zone, parent=self))
        row = QHBoxLayout()
        row.addWidget(self.always)
        row.addStretch(1)
        card.inside.addLayout(row)
        return card

    def _on_page_theme_changed(self) -> None:
        self.column.setSpacing(self._look.px(16))
