# SPDX-License-Identifier: Apache-2.0
"""A ground with an outline, on which a part of the first run stands."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CARD, ColorName
from ui.widgets.painting import draw_box


class Card(QWidget):
    """Painted in the colour `face`."""

    def __init__(self, theme: Theme, face: ColorName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = face

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        draw_box(
            QPainter(self),
            QRectF(self.rect()),
            radius=theme.px(RADIUS_CARD),
            fill_color=theme.color(self._face),
            line_color=theme.color("line2" if self._face == "surface" else "line"),
        )
