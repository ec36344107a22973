# SPDX-License-Identifier: Apache-2.0
"""The second half of Send: which status the ticket gets with the reply."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_STRONG, RADIUS_CONTROL, ColorName
from ui.widgets.composer_words import translate
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)

_HEIGHT: Final = 28
_AROUND: Final = 50
_LONGEST: Final = 190
_LEAST: Final = 40


class NextStatusButton(QAbstractButton):
    """An arrow, the status in words, and a mark that there is a choice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._joined = True
        self.setObjectName("composer.status.button")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_status(self, words: str) -> None:
        """What the ticket will be."""
        self.setText(words)
        self.setAccessibleName(
            translate("composer", "Status after sending: {status}").format(status=words)
        )
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def set_joined(self, joined: bool) -> None:
        """Whether it is one with the filled button before it, or stands alone."""
        self._joined = joined
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_AROUND + _LEAST), self._theme.px(_HEIGHT))

    def sizeHint(self) -> QSize:
        px = self._theme.px
        _, width = self._fitter.fit(self.text(), META_STRONG, px(_LONGEST))
        return QSize(round(width) + px(_AROUND), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        radius = theme.px(RADIUS_CONTROL)
        face, line, ink = self._look()
        square = radius + 1 if self._joined else 0
        draw_box(
            painter,
            rect.adjusted(-square, 0, 0, 0),
            radius=radius,
            fill_color=theme.color(face),
            line_color=theme.color(line),
        )
        middle = rect.center().y() - theme.px(7)
        where = QPointF(theme.px(9), middle)
        draw_icon(painter, theme, "arrow-right", where, ink=ink, size=14)
        inside = rect.adjusted(theme.px(27), 0, -theme.px(23), 0)
        text, _ = self._fitter.fit(self.text(), META_STRONG, inside.width() + 1)
        draw_text(painter, theme, text, inside, style=META_STRONG, ink=ink)
        mark = QPointF(rect.right() - theme.px(20), middle)
        draw_icon(painter, theme, "chevron-down", mark, ink=ink, size=14)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect, radius=radius)

    def _look(self) -> tuple[ColorName, ColorName, ColorName]:
        """The colours of the face, the outline and the words."""
        if not self.isEnabled():
            return "hover", "line2", "dis"
        if self.isDown():
            return "accent_line", "accent_line", "accent_text"
        touched = self.underMouse()
        return "accent_soft_hover" if touched else "accent_soft", "accent_line", "accent_text"
