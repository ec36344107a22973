# SPDX-License-Identifier: Apache-2.0
"""Who a reply goes to, on one line over the text."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM
from ui.widgets.painting import TextFitter, draw_hairline, draw_text

_HEIGHT = 27
_TEXT = 18
_LINE = 23


class RecipientsLine(QWidget):
    """Pairs of a word and a value ("To", "hana.ito@kestrel.example"), with a hairline below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._pairs: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = tuple(pairs)
        self.setAccessibleName(", ".join(f"{word} {value}" for word, value in pairs))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        left, end, height = 0.0, float(self.width()), theme.px(_TEXT)
        for place, (word, value) in enumerate(self._pairs):
            lead = f"{'  ·  ' if place else ''}{word} "
            line = QRectF(left, 0, end - left, height)
            draw_text(painter, theme, lead, line, style=META, ink="text3")
            left += theme.metrics(META).horizontalAdvance(lead)
            text, width = self._fitter.fit(value, META_MEDIUM, end - left)
            line.setLeft(left)
            draw_text(painter, theme, text, line, style=META_MEDIUM, ink="text2")
            left += width
        color = theme.color("line")
        draw_hairline(painter, 0, end, y=theme.px(_LINE), color=color)
