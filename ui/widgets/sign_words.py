# SPDX-License-Identifier: Apache-2.0
"""A sentence behind a sign, which stands level with its first line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, ColorName, TypeStyle
from ui.widgets.icon import Icon
from ui.widgets.label import TextLabel


class SignWords(QWidget):
    """Says nothing, and takes no room, until it is told to."""

    def __init__(
        self, theme: Theme, *, style: TypeStyle = META_MEDIUM, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = Icon(theme, "info", "text2", self)
        self._words = TextLabel(theme, style=style, ink="text2", wrap=True, parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        self.hide()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, *, icon: str = "info", ink: ColorName = "text2") -> None:
        """Say this; nothing is hidden."""
        self._icon.set_icon(icon)
        self._icon.set_ink(ink)
        self._words.setText(words)
        self._words.set_ink(ink)
        self.setVisible(bool(words))

    def _on_theme_changed(self) -> None:
        self._row.setSpacing(self._theme.px(6))
