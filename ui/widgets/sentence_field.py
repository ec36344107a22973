# SPDX-License-Identifier: Apache-2.0
"""A short input inside the sentence that it completes."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, INPUT, META, META_MEDIUM
from ui.widgets.invalid_mark import mark_invalid
from ui.widgets.label import TextLabel

_WIDTH: Final = 56


class SentenceField(QWidget):
    """The input stands where `sentence` has "{}". Below is a hint, or what is wrong.

    Signals: `edited()` for a change by the person, `submitted()` on Enter.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(
        self,
        theme: Theme,
        sentence: str,
        *,
        name: str,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        before, _, after = (part.strip() for part in sentence.partition("{}"))
        self.input = QLineEdit(self)
        self.input.setObjectName(name)
        self.input.setAccessibleName(sentence.format("\N{HORIZONTAL ELLIPSIS}"))
        self.input.setProperty("field", "true")
        self._line = QHBoxLayout()
        for part in (before, self.input, after):
            if isinstance(part, QLineEdit):
                self._line.addWidget(part)
            elif part:
                label = TextLabel(theme, part, style=BODY, parent=self)
                label.setBuddy(self.input)
                self._line.addWidget(label)
        self._line.addStretch(1)
        self._told = TextLabel(theme, hint, style=META, ink="text3", wrap=True, parent=self)
        self._error = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._line)
        self._column.addWidget(self._told)
        self._column.addWidget(self._error)
        self.set_error("")
        self.input.textEdited.connect(self._on_text_edited)
        self.input.returnPressed.connect(self.submitted)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def text(self) -> str:
        return self.input.text()

    def set_text(self, text: str) -> None:
        """Show another text; nothing is wrong with it."""
        self.input.setText(text)
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Mark the input and say why instead of the hint; an empty sentence takes it away."""
        mark_invalid(self.input, invalid=bool(sentence))
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._told.setVisible(bool(self._told.text()) and not sentence)
        self.input.setAccessibleDescription(sentence or self._told.text())

    def add_widget(self, widget: QWidget) -> None:
        """Put a button at the end of the line."""
        self._line.addWidget(widget)

    def _on_text_edited(self) -> None:
        self.set_error("")
        self.edited.emit()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._line.setSpacing(px(8))
        self._column.setSpacing(px(4))
        self.input.setFont(self._theme.font(BODY))
        self.input.setFixedSize(px(_WIDTH), px(INPUT))
