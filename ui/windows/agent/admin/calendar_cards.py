# SPDX-License-Identifier: Apache-2.0
"""The layout of a calendar: the hours of its week, and beside them the days that differ."""

from typing import Final

from PySide6.QtCore import QMargins
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.collected_words import WEEKDAYS
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META, META_MEDIUM
from ui.widgets.button import Button
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.day_form import DayForm
from ui.widgets.day_list import DayList
from ui.widgets.field import Field
from ui.widgets.headed_card import HeadedCard
from ui.widgets.icon import Icon
from ui.widgets.label import TextLabel
from ui.widgets.labelled import Labelled
from ui.widgets.margins import margins
from ui.widgets.week_grid import WeekGrid

_ROOM: Final = 720
_SHARE: Final = 64


class CalendarCards(QWidget):
    """Layout only: `CalendarEditing` fills it."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_form = False
        self.setObjectName(name)
        title = translate("calendars", "Calendar")
        self.hours = HeadedCard(theme, title, lined=False, parent=self)
        self.grid = WeekGrid(theme, name=f"{name}.week", parent=self)
        self.grid.setAccessibleName(translate("calendars", "Hours of the week"))
        self.grid.set_day_names(tuple(translate("words", day) for day in WEEKDAYS))
        words = translate("calendars", "Hours of one day")
        self.hours_of_day = Field(
            theme, words, name=f"{name}.hours.field", height=INPUT, parent=self
        )
        self.always = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self.problem = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        self.days = HeadedCard(theme, translate("calendars", "Holidays"), parent=self)
        words = translate("calendars", "Import iCal")
        self.import_file = Button(theme, words, kind="link", parent=self)
        self.import_file.setObjectName(f"{name}.import.button")
        title = translate("calendars", "Days that differ")
        self.list = DayList(theme, title, name=f"{name}.days.list", parent=self)
        self._none = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self.add = Button(theme, translate("calendars", "Add a day"), kind="link", parent=self)
        self.add.setObjectName(f"{name}.add.button")
        self.countries = Button(
            theme, translate("calendars", "Public holidays"), kind="link", parent=self
        )
        self.countries.setObjectName(f"{name}.countries.button")
        self.remove = Button(theme, translate("calendars", "Remove"), kind="link", parent=self)
        self.remove.setObjectName(f"{name}.remove.button")
        self.form = DayForm(theme, self)
        self.places = _Places(theme, name=name, parent=self)
        self.example = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_form(self, form: QWidget | None) -> None:
        """One of the forms instead of the links that lead there, or none."""
        for each in (self.form, self.places):
            each.setVisible(each is form)
        self._has_form = form is not None
        self._show_links()

    def show_rights(self, *, may_edit: bool) -> None:
        """Whether this person may change the calendar."""
        self.grid.can_edit = may_edit
        self.hours_of_day.setVisible(may_edit)
        self.import_file.setVisible(may_edit)
        self._show_links()
        self.hours.set_aside(translate("calendars", "Drag to set hours") if may_edit else "")

    def _show_links(self) -> None:
        self._links.setVisible(self.grid.can_edit and not self._has_form)

    def show_hours(self, day: str, hours: str) -> None:
        """The hours of the day in which the cursor of the grid is, unless somebody types there."""
        field = self.hours_of_day
        field.set_aside(day)
        told = translate("calendars", "Hours of {day}")
        field.input.setAccessibleName(told.format(day=day))
        if not field.input.isModified():
            field.set_text(hours)
            field.set_hint(translate("calendars", "Past midnight, type them so: 22:00-06:00"))

    def show_example(self, words: str) -> None:
        """When a time ends by this calendar."""
        self.example.setText(words)
        self._example.setVisible(bool(words))

    def show_problem(self, words: str) -> None:
        """What is wrong with what is shown, which is not kept."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def show_always(self, words: str) -> None:
        """That the hours do not count."""
        self.always.setText(words)
        self.always.setVisible(bool(words))

    def show_none(self, words: str) -> None:
        """That no day differs."""
        self._none.setText(words)
        self._none.setVisible(bool(words))
        self.list.setVisible(not words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        inside = QWidget(self)
        self._hours_column = QVBoxLayout(inside)
        shown: tuple[QWidget, ...] = (self.always, self.problem, self.grid, self.hours_of_day)
        for part in shown:
            self._hours_column.addWidget(part)
        self.hours.inside.addWidget(inside)
        self.hours.inside.addStretch(1)
        self.days.add_action(self.import_file)
        self._links = QWidget(self)
        self._links_row = QHBoxLayout(self._links)
        for link in (self.add, self.countries, self.remove):
            self._links_row.addWidget(link)
        self._links_row.addStretch(1)
        foot = QWidget(self)
        self._foot = QVBoxLayout(foot)
        self._example = QWidget(self)
        self._example_row = QHBoxLayout(self._example)
        self._example_row.setContentsMargins(0, 0, 0, 0)
        self._example_row.addWidget(Icon(self._theme, "info", ink="text3", parent=self))
        self._example_row.addWidget(self.example, 1)
        for below in (self._none, self._links, self.form, self.places, self._example):
            self._foot.addWidget(below)
        self.days.inside.addWidget(self.list)
        self.days.inside.addWidget(foot)
        self.days.inside.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self.hours, _SHARE)
        self._columns.addWidget(self.days, 100 - _SHARE)
        for hidden in (self.always, self.problem, self._none, self._example):
            hidden.hide()
        self.show_form(None)

    def _fit(self) -> None:
        direction = QBoxLayout.Direction
        beside = self.width() >= self._theme.px(_ROOM)
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._hours_column.setContentsMargins(margins(self, (px(16), px(2), px(16), px(8))))
        self._hours_column.setSpacing(px(6))
        self._foot.setContentsMargins(margins(self, (px(16), px(8), px(16), px(12))))
        self._foot.setSpacing(px(8))
        self._links_row.setContentsMargins(QMargins())
        self._links_row.setSpacing(px(12))
        self._example_row.setSpacing(px(8))
        self._columns.setSpacing(px(16))
        self._fit()


class _Places(QWidget):
    """The choice of a country, and of a part of it."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        words = translate("calendars", "Country")
        self.country = ChoiceButton(theme, words, name=f"{name}.country.field", parent=self)
        words = translate("calendars", "Part of it")
        self.part = ChoiceButton(theme, words, name=f"{name}.part.field", parent=self)
        self.save = Button(theme, translate("calendars", "Add to draft"), parent=self)
        self.save.setObjectName(f"{name}.country.add.button")
        self.cancel = Button(theme, translate("days", "Cancel"), kind="ghost", parent=self)
        self.cancel.setObjectName(f"{name}.country.cancel.button")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for choice in (self.country, self.part):
            self._column.addWidget(Labelled(theme, choice.label, choice, parent=self))
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        self._column.addLayout(foot)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._column.setSpacing(self._theme.px(10))
