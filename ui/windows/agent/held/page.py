# SPDX-License-Identifier: Apache-2.0
"""The layout of the view of held mail: the list with its kinds, and the mail that is read."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from ui.models.held_rows import HeldRows
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, LIST_HEADER, META, TITLE
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.figures import count_words
from ui.widgets.filter_chips import FilterChips
from ui.widgets.held_list import ROW, HeldList
from ui.widgets.held_reading import HeldReading
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.margins import margins
from ui.windows.agent.over_page import OverPage

_CHIPS: Final = 46
_LIST_SHARE: Final = 0.436
_LEAST_LIST: Final = 320
_MOST_LIST: Final = 560
_TURNS: Final = 760
"""Narrower than this, list and mail take turns."""
_NOTED: Final = 440
"""In a lower page the list has the room of the note."""


class HeldPage(OverPage):
    """Covers the panes beside the navigation. Layout only: `HeldController` fills it."""

    def __init__(self, theme: Theme, window: QWidget, beside: QWidget) -> None:
        super().__init__(window, beside)
        self._theme = theme
        self._reads = False
        self.setObjectName("held.page")
        self.setAccessibleName(translate("held", "Held mail"))
        title = translate("held", "Held mail")
        self._title = TextLabel(theme, title, style=TITLE, elide=True, parent=self)
        narrow = QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred
        self._title.setSizePolicy(*narrow)  # as wide as its words, as long as there is room
        self._count = TextLabel(theme, style=BODY, ink="text3", parent=self)
        self.blocked = Button(theme, translate("held", "Blocked senders"), parent=self)
        self.blocked.setObjectName("held.blocked.button")
        self._picked = TextLabel(theme, style=META, ink="text2", parent=self)
        self.chips = FilterChips(theme, name="held.kinds", parent=self)
        words = translate("held", "Newest first")
        self._order = TextLabel(theme, words, style=META, ink="text3", parent=self)
        self.model = HeldRows(self)
        self.list = HeldList(theme, self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(translate("held", "Held mail"))
        self._note = TextLabel(theme, style=META, ink="text3", wrap=True, parent=self)
        self._none = EmptyState(theme, icon="mail-warning", parent=self)
        self.reading = HeldReading(theme, self)
        self._nothing = EmptyState(theme, icon="mail-open", parent=self)
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_count(self, count: int, picked: int) -> None:
        """How many wait, and how many of them are selected."""
        self._count.setText(count_words(count))
        told = translate("held", "{count} selected").format(count=count_words(picked))
        self._picked.setText(told if picked else "")
        self._order.setVisible(not picked)
        rows = self.model.rowCount()
        self.list.setMaximumHeight(max(1, rows) * self._theme.px(ROW))
        self._lists.setCurrentIndex(0 if rows else 1)

    def show_reading(self, shown: bool) -> None:
        """A mail, or that none is chosen."""
        self._readings.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._reads = False
            self._fit()

    def read(self, shown: bool) -> bool:
        """The mail's turn or the list's, where they take turns; whether anything differs."""
        differs, self._reads = self._takes_turns() and self._reads != shown, shown
        self._fit()
        (self.reading.release if shown else self.list).setFocus()
        return differs

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _takes_turns(self) -> bool:
        return self.width() < self._theme.px(_TURNS)

    def _fit(self) -> None:
        px, turns = self._theme.px, self._takes_turns()
        self.side.setVisible(not turns or not self._reads)
        self._right.setVisible(not turns or self._reads)
        self._line.setVisible(not turns)
        self._notes.setVisible(self.height() >= px(_NOTED))
        self.reading.set_back(turns)
        width = min(px(_MOST_LIST), max(px(_LEAST_LIST), round(self.width() * _LIST_SHARE)))
        self.side.setMinimumWidth(0 if turns else width)
        self.side.setMaximumWidth(16_777_215 if turns else width)

    def _build(self) -> None:
        self._none.set_state(
            icon="mail-warning",
            title=translate("held", "No mail is held"),
            reason=translate("held", "What looks like spam, or is not certain, waits here."),
        )
        self._nothing.set_state(
            icon="mail-open",
            title=translate("held", "No mail is chosen"),
            reason=translate("held", "J and K go through the list."),
        )
        told = translate(
            "held",
            "Nothing here was answered or sent on. It is deleted after 30 days.\n"
            "Bounces and out-of-office replies are filed with their ticket, not here.",
        )
        self._note.setText(told)
        self.list.setAccessibleDescription(told)
        self.side = Surface("surface", self)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head, self._kinds = QWidget(self), QWidget(self)
        self._top, self._below = QHBoxLayout(self._head), QHBoxLayout(self._kinds)
        self._top.addWidget(self._title)
        self._top.addWidget(self._count)
        self._top.addStretch(1)
        self._top.addWidget(self.blocked)
        self._below.addWidget(self.chips, 1)
        self._below.addWidget(self._picked)
        self._below.addWidget(self._order)
        for part in (self._head, Hairline(self), self._kinds, Hairline(self)):
            column.addWidget(part)
        self._notes = QWidget(self)
        self._noted = QVBoxLayout(self._notes)  # a label loses margins of its own with its style
        self._noted.addWidget(self._note)
        self._lists = QStackedLayout()
        rows = QWidget(self.side)
        below = QVBoxLayout(rows)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.list, 1000)
        below.addWidget(self._notes)
        below.addStretch(1)
        self._lists.addWidget(rows)
        self._lists.addWidget(self._none)
        column.addLayout(self._lists, 1)
        self._right = Surface("window", self)
        self._readings = QStackedLayout(self._right)
        self._readings.setContentsMargins(0, 0, 0, 0)
        self._readings.addWidget(self.reading)
        self._readings.addWidget(self._nothing)
        self._line = Hairline(self, vertical=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.side)
        layout.addWidget(self._line)
        layout.addWidget(self._right, 1)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._head.setFixedHeight(px(LIST_HEADER))
        self._kinds.setMinimumHeight(px(_CHIPS))
        self._top.setContentsMargins(margins(self, (px(22), 0, px(16), 0)))
        self._top.setSpacing(px(8))
        self._below.setContentsMargins(margins(self, (px(20), px(2), px(16), px(10))))
        self._below.setSpacing(px(8))
        self._noted.setContentsMargins(margins(self, (px(22), px(12), px(16), px(14))))
        self._fit()
