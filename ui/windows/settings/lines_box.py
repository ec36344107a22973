# SPDX-License-Identifier: Apache-2.0
"""Lines to be read, selected with the keys and copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY


class LinesBox(QPlainTextEdit):
    """A box as tall as its lines, wrapped where they are too long. Tab leaves it."""

    def __init__(
        self, theme: Theme, label: str, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("field", "true")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_text(self, text: str) -> None:
        """Show other lines; what is selected in the same ones stays so."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        document = self.document()
        blocks = map(document.findBlockByNumber, range(document.blockCount()))
        lines = sum(self.blockBoundingRect(block).height() for block in blocks)
        edges = 2 * (self.frameWidth() + document.documentMargin())
        self.setFixedHeight(round(lines + edges) + 1)  # an exact fit would scroll

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(BODY))
        self._fit()
