# SPDX-License-Identifier: Apache-2.0
"""The page beside an empty queue: a word, and where else something waits."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, DISPLAY
from ui.widgets.greeting_cards import GreetingCard, GreetingCards
from ui.widgets.label import Surface, TextLabel


class ListGreeting(Surface):
    """Emits `chosen(key)` for a card."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._theme = theme
        self._title = TextLabel(theme, style=DISPLAY, parent=self)
        self._words = TextLabel(theme, style=BODY, ink="text2", parent=self)
        self.cards = GreetingCards(theme, self)
        self.cards.chosen.connect(self.chosen)
        self.setObjectName("empty.greeting.page")
        column = QWidget(self)
        self._gap = QSpacerItem(0, 0)
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addWidget(self._words)
        self._column.addSpacerItem(self._gap)
        self._column.addWidget(self.cards)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def set_greeting(self, title: str, words: str, cards: Sequence[GreetingCard]) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.cards.set_cards(cards)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._gap.changeSize(0, px(20))
        self._column.setSpacing(px(8))
        self._column.invalidate()
