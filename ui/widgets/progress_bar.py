# SPDX-License-Identifier: Apache-2.0
"""A thin bar that says how much of something is done."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.widgets.painting import draw_box, follow_reading

_WIDTH = 116
_HEIGHT = 5


class ProgressBar(QWidget):
    """Fills from the beginning of the line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._done, self._of = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_progress(self, done: int, of: int, *, told: str) -> None:
        """So many of so many; `told` says it to a screen reader."""
        self._done, self._of = done, max(1, of)
        self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        radius = rect.height() / 2
        draw_box(painter, rect, radius=radius, fill_color=theme.color("track"))
        if self._done:
            rect.setWidth(rect.width() * min(1.0, self._done / self._of))
            draw_box(painter, rect, radius=radius, fill_color=theme.color("green"))
