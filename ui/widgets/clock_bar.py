# SPDX-License-Identifier: Apache-2.0
"""A thin bar that says how much of a target is used."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.clock_face import ClockFace, ClockLook
from ui.widgets.painting import draw_box, follow_reading

_HEIGHT: Final = 4
_INKS: Final[dict[ClockLook, ColorName]] = {"at_risk": "amber", "breached": "red"}


class ClockBar(QWidget):
    """Fills from the beginning of the line. What it says is heard from the clock beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._used = 0.0
        self._ink: ColorName = "text3"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_face(self, face: ClockFace) -> None:
        """Show what a clock shows now."""
        told = (min(1.0, max(0.0, face.used)), _INKS.get(face.look, "text3"))
        if told != (self._used, self._ink):
            self._used, self._ink = told
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, self.layoutDirection(), rect)
        radius = rect.height() / 2
        draw_box(painter, rect, radius=radius, fill_color=theme.color("track"))
        if self._used:
            rect.setWidth(max(rect.height(), rect.width() * self._used))
            draw_box(painter, rect, radius=radius, fill_color=theme.color(self._ink))
