# SPDX-License-Identifier: Apache-2.0
"""A card under its own heading."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META
from ui.widgets.card import Card
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.margins import margins

_HEAD = 44
_BARE_HEAD = 38


class HeadedCard(Card):
    """A title with words at its end, a hairline if it is `lined`, and below it what is put into
    `inside`.
    """

    def __init__(
        self, theme: Theme, title: str, *, lined: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, padding=(0, 0, 0, 0), parent=parent)
        self._look = theme
        self._lined = lined
        self._top = QWidget(self)
        self._row = QHBoxLayout(self._top)
        self._title = TextLabel(theme, title, style=BODY_STRONG, elide=True, parent=self)
        self._aside = TextLabel(theme, style=META, ink="text2", parent=self)
        self._row.addWidget(self._title, 1)
        self._row.addWidget(self._aside)
        self.inside.addWidget(self._top)
        if lined:
            self.inside.addWidget(Hairline(self))
        self.setAccessibleName(title)
        theme.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_title(self, title: str) -> None:
        """Another heading."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def add_action(self, action: QWidget) -> None:
        """Put a link or a button at the end of the heading."""
        self._row.addWidget(action)

    def set_aside(self, words: str) -> None:
        """Words at the end of the heading."""
        self._aside.setText(words)

    def _on_look_changed(self) -> None:
        px = self._look.px
        self._top.setFixedHeight(px(_HEAD if self._lined else _BARE_HEAD))
        self._row.setContentsMargins(margins(self, (px(17), 0, px(17), 0)))
