# SPDX-License-Identifier: Apache-2.0
"""What lies over a place while a file is held over it: letting go attaches it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import CONTROL, RADIUS_CARD
from ui.widgets.painting import TextFitter, draw_icon, draw_text, follow_reading


class DropTarget(QWidget):
    """A soft ground with a dashed outline, an icon and words; the pointer goes through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_words(self, words: str) -> None:
        """Lie over the parent with these words; none takes it away."""
        self._words = words or self._words
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        pen = QPen(theme.color("accent"), 2.0)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_soft"))
        radius = theme.px(RADIUS_CARD)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        step = theme.px(24)
        text, width = self._fitter.fit(self._words, CONTROL, rect.width() - 3 * step)
        left = rect.center().x() - (width + step) / 2
        where = QPointF(left, rect.center().y() - theme.px(8))
        draw_icon(painter, theme, "paperclip", where, ink="accent_text")
        line = rect.adjusted(left + step, 0, 0, 0)
        draw_text(painter, theme, text, line, style=CONTROL, ink="accent_text")
