# SPDX-License-Identifier: Apache-2.0
"""A painted switch, for settings that take effect at once."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.painting import draw_box, draw_focus_ring, follow_reading

_WIDTH = 34
_HEIGHT = 20
_AROUND = 4


class Switch(QAbstractButton):
    """On or off. `label` is what screen readers say."""

    def __init__(self, theme: Theme, label: str, *, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(_WIDTH + 2 * _AROUND), px(_HEIGHT + 2 * _AROUND))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        around = px(_AROUND)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        track = QRectF(self.rect()).adjusted(around, around, -around, -around)
        face = theme.color(self._track_color())
        draw_box(painter, track, radius=round(track.height() / 2), fill_color=face)
        side = track.height() - px(6)
        left = track.right() - px(3) - side if self.isChecked() else track.left() + px(3)
        knob = QRectF(left, track.top() + px(3), side, side)
        draw_box(painter, knob, radius=round(side / 2), fill_color=theme.color("on_accent"))
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            draw_focus_ring(painter, theme, ring, radius=round(ring.height() / 2))

    def _track_color(self) -> ColorName:
        on = self.isChecked()
        if not self.isEnabled():
            return "dis" if on else "track"
        if self.isDown():
            return "accent_press" if on else "text2"
        if self.underMouse():
            return "accent_hover" if on else "text3"
        return "accent" if on else "ctl"
