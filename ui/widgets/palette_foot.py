# SPDX-License-Identifier: Apache-2.0
"""The foot of a palette: keys with what they do, and a figure."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META
from ui.widgets.key_names import key_words
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.pill import Keycap

Hint = tuple[tuple[str, ...], str]
"""Keys, and what they do here."""

_HEIGHT: Final = 40
_GAP: Final = 15
_LEAST: Final = 48
"""With less room for its words a hint is not shown."""


class PaletteFoot(QWidget):
    """Shows hints from its beginning, as many as there is room for, and `figure` at its end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = _HintLine(theme, self)
        self.figure = TextLabel(theme, style=META, ink="text3", parent=self)
        inside = QHBoxLayout()
        inside.addWidget(self._line, 1)
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
        self._line.show_hints(tuple(hints))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(20), 0, px(20), 0)
        self._inside.setSpacing(px(8))
        self.setFixedHeight(px(_HEIGHT))


class _HintLine(QWidget):
    """Places the hints itself: the last that is shown is cut, with its words under the pointer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Hint, ...] = ()
        self._hints: tuple[_Hint, ...] = ()
        theme.changed.connect(self._place)

    def show_hints(self, hints: tuple[Hint, ...]) -> None:
        if hints == self._shown:
            return
        self._shown = hints
        for hint in self._hints:
            hint.hide()
            hint.deleteLater()
        self._hints = tuple(_Hint(self._theme, keys, words, parent=self) for keys, words in hints)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def _place(self) -> None:
        px, left = self._theme.px, 0
        for hint in self._hints:
            hint.dress()
            wanted, room = hint.sizeHint().width(), self.width() - left
            hint.setVisible(room >= min(wanted, hint.least_width()))
            rect = QRect(left, 0, min(wanted, room), self.height())
            hint.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), rect))
            left += wanted + px(_GAP)


class _Hint(QWidget):
    """Keycaps, and words that give way."""

    def __init__(self, theme: Theme, keys: tuple[str, ...], words: str, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = TextLabel(theme, words, style=META, ink="text2", elide=True, parent=self)
        said = ", ".join(key_words(key.replace("⏎", "Enter")) for key in keys)
        self._words.setAccessibleName(f"{said}: {words}.")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._keys = [Keycap(theme, key, self) for key in keys]
        for key in self._keys:
            self._layout.addWidget(key)
        self._layout.addWidget(self._words, 1)

    def dress(self) -> None:
        """The zoom may have changed."""
        self._layout.setSpacing(self._theme.px(6))

    def least_width(self) -> int:
        """Its keys with the beginning of its words."""
        around = sum(key.sizeHint().width() + self._layout.spacing() for key in self._keys)
        return around + self._theme.px(_LEAST)

    def sizeHint(self) -> QSize:
        around = self.least_width() - self._theme.px(_LEAST)
        words = self._theme.metrics(META).horizontalAdvance(self._words.text())
        return QSize(around + round(words) + 2, self._theme.px(_HEIGHT))
