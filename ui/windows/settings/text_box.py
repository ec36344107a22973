# SPDX-License-Identifier: Apache-2.0
"""A setting that is some lines of text."""

from PySide6.QtWidgets import QPlainTextEdit

from app.settings import LONGEST
from ui.theme.theme import Theme
from ui.theme.tokens import BODY

_HEIGHT = 62


class TextBox(QPlainTextEdit):
    """Some lines to type; Tab leaves them."""

    def __init__(self, theme: Theme, label: str, *, name: str, height: int = _HEIGHT) -> None:
        super().__init__()
        self._theme = theme
        self._height = height
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("field", "true")
        self.setTabChangesFocus(True)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def written(self) -> str:
        """What is typed, as far as a setting takes it."""
        return self.toPlainText()[:LONGEST]

    def show_text(self, text: str) -> None:
        """Show what is kept; what is typed at this moment stays under the cursor."""
        if text != self.written():
            self.setPlainText(text)

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(BODY))
        self.setFixedHeight(self._theme.px(self._height))
