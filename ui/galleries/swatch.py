# SPDX-License-Identifier: Apache-2.0
"""A colour or an icon with its name, for whoever looks for one."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, MONO, RADIUS_CONTROL
from ui.widgets.painting import draw_box, draw_icon, draw_text, follow_reading

_WIDTH = 176
_SIDE = 36


class Swatch(QWidget):
    """A colour with its name and its code. `read` tells the code in the scheme of the moment."""

    def __init__(self, theme: Theme, name: str, read: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._read = read
        self.setAccessibleName(name)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        code = self._read()
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        box = QRectF(0, 0, px(_SIDE), px(_SIDE))
        draw_box(
            painter,
            box,
            radius=px(RADIUS_CONTROL),
            fill_color=QColor(code),
            line_color=theme.color("line2"),
        )
        line = QRectF(px(_SIDE + 10), 0, self.width() - px(_SIDE + 10), px(18))
        draw_text(painter, theme, self._name, line, style=META_MEDIUM, ink="text")
        line.translate(0, px(18))
        draw_text(painter, theme, code, line, style=MONO, ink="text3")


class IconSample(QWidget):
    """An icon of those that are bundled, with its name."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self.setAccessibleName(name)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        draw_icon(painter, theme, self._name, QPointF(0, px(4)), ink="text2")
        line = QRectF(px(28), 0, self.width() - px(28), px(24))
        draw_text(painter, theme, self._name, line, style=MONO, ink="text2")
