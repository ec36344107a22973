# SPDX-License-Identifier: Apache-2.0
"""An icon that stands before words."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.painting import draw_icon

_SIZE = 16


class Icon(QWidget):
    """A sign of 16 px, level with a line of text. It says nothing that the words do not."""

    def __init__(
        self, theme: Theme, icon: str, ink: ColorName, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon, self._ink = icon, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def set_ink(self, ink: ColorName) -> None:
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIZE), self._theme.px(_SIZE + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        where = QPointF(0, self._theme.px(1))
        draw_icon(QPainter(self), self._theme, self._icon, where, ink=self._ink)
