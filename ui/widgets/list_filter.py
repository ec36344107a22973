# SPDX-License-Identifier: Apache-2.0
"""The field that narrows a list in place."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY
from ui.widgets.margins import margins
from ui.widgets.painting import draw_hairline, draw_icon, follow_reading


class ListFilter(QWidget):
    """Emits `edited(text)` for each change, `submitted()` on Enter or Down, `left()` on Esc."""

    edited = Signal(str)
    submitted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.input = _FilterInput(self)
        words = QCoreApplication.translate("list", "Filter by subject, customer, number or tag")
        self.input.setObjectName("list.filter.field")
        self.input.setAccessibleName(words)
        shown = QCoreApplication.translate("list", "Subject, customer, number or tag")
        self.input.setPlaceholderText(shown)
        self.input.setProperty("field", "bare")
        self.input.setFrame(False)
        self.input.textEdited.connect(self.edited)
        self.input.submitted.connect(self.submitted)
        self.input.left.connect(self.left)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.input)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def open(self) -> None:
        """Show the field with the cursor in it."""
        self.show()
        self.raise_()
        self.input.setFocus()
        self.input.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        line = theme.color("accent")
        draw_hairline(painter, 0, self.width(), y=self.height() - 1, color=line)
        where = QPointF(theme.px(20), (self.height() - theme.px(14)) / 2)
        draw_icon(painter, theme, "list-filter", where, ink="accent_text", size=14)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self.input.setFont(self._theme.font(BODY))
        self._layout.setContentsMargins(margins(self, (px(40), 0, px(14), px(1))))


class _FilterInput(QLineEdit):
    submitted = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)
