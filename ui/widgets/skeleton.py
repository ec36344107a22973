# SPDX-License-Identifier: Apache-2.0
"""Rows without words, for a list whose tickets are not on this computer yet."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import ROW_DEFAULT
from ui.widgets.painting import draw_box, draw_hairline, follow_reading

AFTER_MS: Final = 150
_BARS: Final = ((21, 12, 14, 12), (42, 12, 190, 12), (21, 35, 14, 10), (42, 35, 130, 10))
_ENDS: Final = ((54, 12, 12), (40, 35, 10))


class Skeleton(QWidget):
    """Still grey bars, `AFTER_MS` after they were asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._appear)
        self.setObjectName("list.loading.skeleton")
        self.setAccessibleName(QCoreApplication.translate("list", "Tickets are on their way"))
        self.hide()

    @property
    def is_due(self) -> bool:
        """Whether it waits or is shown."""
        return self._timer.isActive() or not self.isHidden()

    def set_loading(self, loading: bool) -> None:
        """Begin to wait, or go at once."""
        if loading and not self.is_due:
            self._timer.start()
        elif not loading:
            self._timer.stop()
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        height = theme.px(ROW_DEFAULT)
        for row in range(self.height() // height + 1):
            self._paint_row(painter, row * height, height)

    def _paint_row(self, painter: QPainter, top: int, height: int) -> None:
        theme = self._theme
        color, right = theme.color("hover"), self.width() - theme.px(14)
        bars = [QRectF(*(theme.px(each) for each in bar)).translated(0, top) for bar in _BARS]
        for width, down, tall in _ENDS:
            left = right - theme.px(width)
            bars.append(QRectF(left, top + theme.px(down), theme.px(width), theme.px(tall)))
        for bar in bars:
            draw_box(painter, bar, radius=theme.px(4), fill_color=color)
        line = theme.color("line")
        draw_hairline(painter, theme.px(14), self.width(), y=top + height - 1, color=line)

    def _appear(self) -> None:
        self.show()
        self.raise_()
