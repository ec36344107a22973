# SPDX-License-Identifier: Apache-2.0
"""A painted check box with its words."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, RADIUS_SMALL, ColorName
from ui.widgets.glyphs import CHECK_SIZE, paint_check
from ui.widgets.painting import draw_focus_ring, draw_text, follow_reading

_TEXT_LEFT = 25


class CheckBox(QAbstractButton):
    """Checked and unchecked; the text shows literally."""

    def __init__(
        self, theme: Theme, text: str, *, checked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setChecked(checked)
        self.set_label(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def setText(self, text: str) -> None:
        """An "&" is a character like any other: Qt would make a key of the letter after it."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def set_label(self, text: str) -> None:
        """Show another text; screen readers say the same."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._theme.metrics(BODY).horizontalAdvance(self.text())
        return QSize(round(width) + self._theme.px(_TEXT_LEFT + 4), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        where = QPointF(0, (self.height() - theme.px(CHECK_SIZE)) / 2)
        on, colors = self.isChecked(), self._box_colors()
        box = paint_check(painter, theme, where, checked=on, colors=colors)
        text = QRectF(theme.px(_TEXT_LEFT), 0, self.width(), self.height())
        ink = "text" if self.isEnabled() else "dis"
        draw_text(painter, theme, self.text(), text, style=BODY, ink=ink)
        if self.hasFocus():
            ring = box.adjusted(-3, -3, 3, 3).intersected(QRectF(self.rect()))
            draw_focus_ring(painter, theme, ring, radius=theme.px(RADIUS_SMALL + 2))

    def _box_colors(self) -> tuple[ColorName, ColorName] | None:
        """The face and the outline of the box while it is not at rest."""
        on = self.isChecked()
        if not self.isEnabled():
            return ("dis", "dis") if on else ("sunken", "line2")
        if self.isDown():
            return ("accent_press", "accent_press") if on else ("accent_soft", "accent")
        if self.underMouse():
            return ("accent_hover", "accent_hover") if on else ("surface", "accent")
        return None
