# SPDX-License-Identifier: Apache-2.0
"""Lines of figures in a corner of a window: how long its turns take. For those who look closer."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import MONO, RADIUS_CONTROL
from ui.widgets.painting import TextFitter, draw_box, draw_text

_WIDTH = 420
_LINE = 18


class FrameOverlay(QWidget):
    """Lets every press through. `show_lines` puts it at the lower right of its parent."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._lines: tuple[str, ...] = ()
        self.setObjectName("window.frames")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these figures."""
        self._lines = tuple(lines)
        px, parent = self._theme.px, self.parentWidget()
        width, height = px(_WIDTH), px(_LINE) * len(self._lines) + px(16)
        if parent is not None:
            left, top = parent.width() - width - px(12), parent.height() - height - px(12)
            self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        ground = QRectF(self.rect())
        draw_box(painter, ground, radius=px(RADIUS_CONTROL), fill_color=theme.color("toast"))
        for place, text in enumerate(self._lines):
            top = px(8) + place * px(_LINE)
            line = QRectF(px(12), top, self.width() - px(24), px(_LINE))
            cut, _ = self._fitter.fit(text, MONO, line.width())
            draw_text(painter, theme, cut, line, style=MONO, ink="toast_text")
