# SPDX-License-Identifier: Apache-2.0
"""The layout of the page about waiting: the teams, the form of one, and a line for the desk."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.day_list import DayList
from ui.widgets.empty_state import EmptyState
from ui.widgets.headed_card import HeadedCard
from ui.widgets.margins import margins
from ui.widgets.sentence_field import SentenceField
from ui.widgets.waiting_form import WaitingForm
from ui.windows.agent.admin.section_page import SectionPage
from ui.windows.agent.help import WAITING, set_help

_NAME: Final = "admin.waiting"


class WaitingPage(SectionPage):
    """Layout only: `WaitingController` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("admin", "Waiting"), parent)
        self._look = theme
        self.setObjectName(f"{_NAME}.page")
        set_help(self, WAITING)
        self.list = DayList(theme, translate("waiting", "Teams"), name=f"{_NAME}.list", parent=self)
        self.list_card = Card(theme, padding=(1, 1, 1, 1), parent=self)
        self.list_card.inside.addWidget(self.list)
        self.none = EmptyState(theme, icon="users", parent=self)
        self.none.set_state(
            icon="users",
            title=translate("waiting", "No team yet"),
            reason=translate("waiting", "Each team says how long its tickets wait."),
        )
        self.form = WaitingForm(theme, name=_NAME, parent=self)
        self.team = HeadedCard(theme, "", parent=self)
        inside = QWidget(self)
        self._inside = QVBoxLayout(inside)
        self._inside.addWidget(self.form)
        self.team.inside.addWidget(inside)
        self.close_days = SentenceField(
            theme,
            translate("waiting", "Solved tickets close after {} days"),
            name=f"{_NAME}.close.field",
            hint=translate(
                "waiting",
                "For the whole desk, counted from when it was solved: what is older closes at "
                "once, and mail to it opens a new ticket. 0: never.",
            ),
            parent=self,
        )
        self.close_save = Button(theme, translate("waiting", "Save"), parent=self)
        self.close_save.setObjectName(f"{_NAME}.close.save.button")
        self.close_save.setAccessibleName(translate("waiting", "Save when solved tickets close"))
        self.close_days.add_widget(self.close_save)
        self.desk = Card(theme, padding=(16, 12, 16, 12), parent=self)
        self.desk.inside.addWidget(self.close_days)
        for part in (self.list_card, self.none, self.team, self.desk):
            self.column.addWidget(part)
        self.column.addStretch(1)
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def show_any(self, *, any_team: bool) -> None:
        """The teams, or that there is none."""
        for part in (self.list_card, self.team):
            part.setVisible(any_team)
        self.none.setVisible(not any_team)

    def _on_page_theme_changed(self) -> None:
        px = self._look.px
        self.column.setSpacing(px(16))
        self._inside.setContentsMargins(margins(self, (px(16), px(12), px(16), px(14))))
