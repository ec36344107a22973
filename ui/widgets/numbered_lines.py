# SPDX-License-Identifier: Apache-2.0
"""Sentences in an order that counts, each behind its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import CONTROL, META, META_MEDIUM
from ui.widgets.label import TextLabel
from ui.widgets.painting import CENTER, draw_text, follow_reading

_DISC: Final = 22


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """What happens, and below it more of it."""

    words: str
    hint: str = ""


class NumberedLines(QWidget):
    """The first one on top."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[NumberedLine, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_lines(self, lines: Sequence[NumberedLine]) -> None:
        """Show these."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, line in enumerate(self._lines, start=1):
            shown = _Line(self._theme, number, line, self)
            self._column.addWidget(shown)
            shown.show()

    def _on_theme_changed(self) -> None:
        self._column.setSpacing(self._theme.px(8))


class _Line(QWidget):
    def __init__(self, theme: Theme, number: int, line: NumberedLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(_Disc(theme, number, self), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(theme, line.words, style=CONTROL, wrap=True, parent=self))
        if line.hint:
            hint = TextLabel(theme, line.hint, style=META, ink="text2", wrap=True, parent=self)
            words.addWidget(hint)
        self._row.addLayout(words, 1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._row.setSpacing(self._theme.px(12))


class _Disc(QWidget):
    def __init__(self, theme: Theme, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_DISC), self._theme.px(_DISC))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, self.layoutDirection(), rect)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        painter.drawEllipse(rect)
        text, style = str(self._number), META_MEDIUM
        draw_text(painter, theme, text, rect, style=style, ink="text2", align=CENTER)
