# SPDX-License-Identifier: Apache-2.0
"""A labelled input of several lines that says what is wrong below itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META_MEDIUM
from ui.widgets.invalid_mark import mark_invalid
from ui.widgets.label import TextLabel

_AROUND = 14
"""Above and below the lines, with the outline."""


class TextField(QWidget):
    """Label above, lines, and below them an error. Tab leaves it.

    The text stays when an error is shown. Emits `edited()` for changes by the person only.
    """

    edited = Signal()

    def __init__(
        self, theme: Theme, label: str, *, name: str, lines: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._label = TextLabel(theme, label, style=META_MEDIUM, ink="text2", parent=self)
        self.input = QPlainTextEdit(self)
        self._error = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        self._error.hide()
        self._label.setBuddy(self.input)
        self.input.setObjectName(name)
        self.input.setAccessibleName(label)
        self.input.setProperty("field", "true")
        self.input.setTabChangesFocus(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._label, self.input, self._error):
            self._column.addWidget(part)
        self.input.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def text(self) -> str:
        return self.input.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; nothing is announced."""
        self.input.blockSignals(True)
        self.input.setPlainText(text)
        self.input.blockSignals(False)
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Mark the input and say why; an empty sentence takes the mark away."""
        mark_invalid(self.input, invalid=bool(sentence))
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.input.setAccessibleDescription(sentence)

    def _on_text_changed(self) -> None:
        if not self._error.isHidden():
            self.set_error("")
        self.edited.emit()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(4))
        self.input.setFont(self._theme.font(BODY))
        self.input.setFixedHeight(px(self._lines * BODY.line + _AROUND))
