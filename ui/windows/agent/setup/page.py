# SPDX-License-Identifier: Apache-2.0
"""The layout of the set-up page: four steps, and beside them what has come of them."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, INPUT, META_MEDIUM, PAGE_HEADER, TITLE
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.headed_card import HeadedCard
from ui.widgets.hours_form import HoursForm
from ui.widgets.invite_form import InviteForm
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.mailbox_form import MailboxForm
from ui.widgets.margins import margins
from ui.widgets.news_lines import NewsLines
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.setup_step import SetupStep
from ui.widgets.tab_order import tab_through
from ui.windows.agent.help import SERVICE_LEVELS, set_help
from ui.windows.agent.over_page import OverPage
from ui.windows.settings.week_days import WeekDays

MAILBOX, TEAM, HOURS, PEOPLE = "mailbox", "team", "hours", "people"
STEPS: Final = (MAILBOX, TEAM, HOURS, PEOPLE)
_ROOM: Final = 900
"""From this width what has come of the steps stands beside them."""
_LEFT: Final = 65
_FIRST_TICKET: Final = 190
_IN_SIGHT: Final = 24


class SetupPage(OverPage):
    """Covers the panes beside the navigation. Layout only: `SetupController` fills it."""

    def __init__(self, theme: Theme, window: QWidget, beside: QWidget) -> None:
        super().__init__(window, beside)
        self._theme = theme
        self.setObjectName("setup.page")
        self._title = TextLabel(theme, style=TITLE, elide=True, parent=self)
        narrow = QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed
        self._title.setSizePolicy(*narrow)  # as wide as its words, as long as there is room
        words = translate("setup", "four steps, in any order")
        self._note = TextLabel(theme, words, style=BODY, ink="text2", parent=self)
        self.progress = ProgressBar(theme, self)
        self._progress = TextLabel(theme, style=BODY_STRONG, parent=self)
        self.later = Button(theme, translate("setup", "Finish later"), parent=self)
        self.later.setObjectName("setup.later.button")
        self.mailbox = MailboxForm(theme)
        self.team = self._team_form()
        label = translate("setup", "Working days")
        self.days = WeekDays(theme, label, name="setup.hours.days")
        self.hours = HoursForm(theme, self.days)
        self._hours_problem = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True)
        self.people = InviteForm(theme)
        bodies = {
            MAILBOX: self.mailbox,
            TEAM: self.team,
            HOURS: self._hours_form(),
            PEOPLE: self.people,
        }
        self.steps = {
            name: SetupStep(theme, body, name=f"setup.{name}", parent=self)
            for name, body in bodies.items()
        }
        self.first = EmptyState(theme, icon="mail", parent=self)
        self.news = NewsLines(
            theme,
            nothing=translate("setup", "What anybody does here is told at once."),
            parent=self,
        )
        self._build()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_desk(self, name: str) -> None:
        """What is set up."""
        told = translate("setup", "Set up {desk}").format(desk=name)
        self._title.setText(told)
        self._fit_head()
        self.setAccessibleName(told)

    def show_progress(self, done: int, words: str) -> None:
        """How many steps are done, also in words."""
        self.progress.show_progress(done, len(STEPS), told=words)
        self._progress.setText(words)
        whole = done == len(STEPS)
        close, later = translate("setup", "Close"), translate("setup", "Finish later")
        self.later.set_label(close if whole else later)

    def show_team_name(self, name: str | None) -> None:
        """The name that can be changed; none where there are several."""
        self.team_name.setVisible(name is not None)
        self.team_name.set_text(name or "")

    def show_hours_problem(self, sentence: str) -> None:
        """What is wrong with the hours."""
        self._hours_problem.setText(sentence)
        self._hours_problem.setVisible(bool(sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_in_sight(self, widget: QWidget) -> None:
        """Scroll as far as it takes to see something of a step that is where it will be."""
        content = self.area.widget()
        layout = None if content is None else content.layout()
        if layout is not None:
            layout.activate()
        self.area.ensureWidgetVisible(widget, 0, self._theme.px(_IN_SIGHT))

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        content = self.area.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            self.show_in_sight(now)

    # -- layout --------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QWidget(self)
        self._head_row = QHBoxLayout(self._head)
        self._head_row.addWidget(self._title)
        self._head_row.addWidget(self._note)
        self._head_row.addStretch(1)
        for widget in (self.progress, self._progress, self.later):
            self._head_row.addWidget(widget)
        column.addWidget(self._head)
        column.addWidget(Hairline(self))
        column.addWidget(self._body(), 1)
        hours = self.hours
        tab_through(
            (self.steps[HOURS].action, *self.days.days, *hours.choices.values(), hours.save)
        )

    def _body(self) -> QScrollArea:
        content = Surface("window", self)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for step in self.steps.values():
            self._left.addWidget(step)
        self._left.addStretch(1)
        for card in self._results():
            self._right.addWidget(card)
        self._right.addStretch(1)
        self._columns.addLayout(self._left, _LEFT)
        self._columns.addLayout(self._right, 100 - _LEFT)
        area = QScrollArea(self)
        area.setObjectName("setup.area")
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(area)
        self.area = area
        return area

    def _results(self) -> tuple[HeadedCard, HeadedCard]:
        theme = self._theme
        first = HeadedCard(theme, translate("setup", "See your first ticket arrive"), parent=self)
        first.inside.addWidget(self.first)
        news = HeadedCard(theme, translate("setup", "Just now"), parent=self)
        news.inside.addWidget(self.news)
        return first, news

    def _team_form(self) -> QWidget:
        theme = self._theme
        form = QWidget()
        words = translate("setup", "Name of the team")
        self.team_name = Field(theme, words, name="setup.team.name.field", height=INPUT)
        words = translate("setup", "Another team")
        self.new_team = Field(theme, words, name="setup.team.new.field", height=INPUT)
        self.team_save = Button(theme, translate("setup", "Rename"))
        self.team_save.setObjectName("setup.team.save.button")
        self.team_add = Button(theme, translate("setup", "Add team"))
        self.team_add.setObjectName("setup.team.add.button")
        self.team_name.set_beside_widget(self.team_save, share=0)
        self.new_team.set_beside_widget(self.team_add, share=0)
        self._team_column = QVBoxLayout(form)
        self._team_column.setContentsMargins(0, 0, 0, 0)
        self._team_column.addWidget(self.team_name)
        self._team_column.addWidget(self.new_team)
        return form

    def _hours_form(self) -> QWidget:
        form = QWidget()
        set_help(form, SERVICE_LEVELS)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hours)
        column.addWidget(self._hours_problem)
        self._hours_problem.hide()
        return form

    def _fit(self) -> None:
        px, direction = self._theme.px, QBoxLayout.Direction
        beside = self.width() >= px(_ROOM)
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._fit_head()

    def _fit_head(self) -> None:
        """What only explains gives way before the title does."""
        px = self._theme.px
        needed = sum(each.sizeHint().width() for each in (self._title, self._progress, self.later))
        room = self.width() - needed - 2 * px(24) - 3 * px(12)
        for part in (self.progress, self._note):
            room -= part.sizeHint().width() + px(12)
            part.setVisible(room >= 0)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._head.setFixedHeight(px(PAGE_HEADER))
        self._head_row.setContentsMargins(margins(self, (px(24), 0, px(24), 0)))
        self._head_row.setSpacing(px(12))
        self._columns.setContentsMargins(margins(self, (px(24), px(20), px(24), px(20))))
        self._columns.setSpacing(px(20))
        self._left.setSpacing(px(14))
        self._right.setSpacing(px(16))
        self._team_column.setSpacing(px(12))
        self.first.setMinimumHeight(px(_FIRST_TICKET))
        self._fit()
