# SPDX-License-Identifier: Apache-2.0
"""The foot of a palette: keys with what they do, and a figure."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.pill import Keycap

Hint = tuple[tuple[str, ...], str]
"""Keys, and what they do here."""


class PaletteFoot(QWidget):
    """Shows hints from the left, and `figure` on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Hint, ...] | None = None
        self._hints = QWidget(self)
        self._row = QHBoxLayout(self._hints)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.figure = TextLabel(theme, style=META, ink="text3", parent=self)
        inside = QHBoxLayout()
        inside.addWidget(self._hints)
        inside.addStretch(1)
        inside.addWidget(self.figure)
        self._inside = inside
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Hairline(self))
        layout.addLayout(inside, 1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        if tuple(hints) == self._shown:
            return
        self._shown = tuple(hints)
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        px = self._theme.px
        for place, (keys, text) in enumerate(self._shown):
            if place:
                self._row.addSpacing(px(12))
            for key in keys:
                self._row.addWidget(Keycap(self._theme, key, self._hints))
            label = TextLabel(self._theme, text, style=META, ink="text2", parent=self._hints)
            self._row.addWidget(label)
        self._row.setSpacing(px(6))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(20), 0, px(20), 0)
        self.setFixedHeight(px(40))
        shown, self._shown = self._shown, None
        self.set_hints(shown or ())
