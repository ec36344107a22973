# SPDX-License-Identifier: Apache-2.0
"""What a list says while it is empty, and below it, where else something waits."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.greeting_cards import GreetingCards
from ui.widgets.label import Surface
from ui.widgets.overlay_scroll_bar import OverlayScrollBar

_ALONE = (0, 1, 0, 0)
_ABOVE_CARDS = (2, 0, 0, 3)
"""How what is spare goes to the room above, the state, the cards, and the room below."""


class EmptyPage(QScrollArea):
    """`state` has the words, `cards` are shown with `show_cards`; both scroll where it is low."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        content = Surface("surface", self)
        self.state = EmptyState(theme, parent=content)
        self.cards = GreetingCards(theme, content)
        self.cards.hide()
        self.cards.reached.connect(self._on_reached)
        self._column = QVBoxLayout(content)
        self._column.addStretch(1)
        self._column.addWidget(self.state)
        self._column.addWidget(self.cards, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)
        self._scroll_bar = OverlayScrollBar(self, stays=True)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.show_cards(False)

    def show_cards(self, shown: bool) -> None:
        """Show the cards as well, if there are any."""
        shown = shown and bool(self.cards.buttons)
        self.cards.setVisible(shown)
        for place, stretch in enumerate(_ABOVE_CARDS if shown else _ALONE):
            self._column.setStretch(place, stretch)

    def _on_reached(self, card: QWidget) -> None:
        self.ensureWidgetVisible(card, 0, self._theme.px(8))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(12), 0, px(12), px(8))
        self._column.setSpacing(px(8))
