# SPDX-License-Identifier: Apache-2.0
"""A text that leads somewhere else: to a number that is called, an address that is opened."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, RADIUS_TAG
from ui.widgets.label import set_literal_tooltip
from ui.widgets.link_target import shown_address
from ui.widgets.painting import TextFitter, draw_focus_ring, draw_text, follow_reading
from ui.widgets.spoken_roles import speak_as

_STYLE: Final = META_MEDIUM
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinkText(QAbstractButton):
    """A literal text on one line, which gives way; under the pointer it says where it leads.

    A press, Space and Enter are `clicked`; `address` is for its owner to open.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.address = ""
        speak_as(self, QAccessible.Role.Link)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_link(self, text: str, address: str) -> None:
        """Show a text, and lead to an address."""
        self.setText(text)
        self.address = address
        self.setAccessibleName(text)
        self.setAccessibleDescription(shown_address(address))
        set_literal_tooltip(self, shown_address(address))
        self.update()

    def setText(self, text: str) -> None:
        """An "&" is a character like any other: Qt would make a key of the letter after it."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def sizeHint(self) -> QSize:
        wide = self._theme.metrics(_STYLE).horizontalAdvance(self.text())
        return QSize(round(wide), self._theme.px(_STYLE.line))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(_STYLE.line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        text, width = self._fitter.fit(self.text(), _STYLE, rect.width())
        draw_text(painter, theme, text, rect, style=_STYLE, ink="accent_text")
        if self.hasFocus():
            ring = QRectF(rect.left(), rect.top(), min(rect.width(), width + 2), rect.height())
            draw_focus_ring(painter, theme, ring, radius=theme.px(RADIUS_TAG))
