# SPDX-License-Identifier: Apache-2.0
"""An entry of the list of pages: its words at the left, the shown page on a soft ground."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import CONTROL, RADIUS_CONTROL, ColorName
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import TextFitter, draw_box, draw_focus_ring, draw_text, follow_reading

_WIDTH = 152
_MOST_WIDTH = 220
_HEIGHT = 30
_ROOM = 10


class SettingsPageButton(QAbstractButton):
    """The words of a page, which are checked while it is shown."""

    def __init__(self, theme: Theme, text: str, *, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, also to a screen reader
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_shown(self, shown: bool) -> None:
        """Say whether the page is shown; while something is searched, none of them is."""
        self.setAutoExclusive(False)  # else the only one that is checked would stay so
        self.setChecked(shown)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = self._theme.metrics(CONTROL).horizontalAdvance(self.text())
        width = max(px(_WIDTH), min(round(words) + 1 + 2 * px(_ROOM), px(_MOST_WIDTH)))
        return QSize(width, px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - 2 * self._theme.px(_ROOM)
        whole = self._theme.metrics(CONTROL).horizontalAdvance(self.text()) <= room
        set_literal_tooltip(self, "" if whole else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        rect = QRectF(self.rect())
        face, ink = self._look()
        if face is not None:
            draw_box(painter, rect, radius=px(RADIUS_CONTROL), fill_color=theme.color(face))
        follow_reading(painter, self.layoutDirection(), rect)
        line = rect.adjusted(px(_ROOM), 0, -px(_ROOM), 0)
        text, _ = self._fitter.fit(self.text(), CONTROL, line.width())
        draw_text(painter, theme, text, line, style=CONTROL, ink=ink)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), radius=px(RADIUS_CONTROL))

    def _look(self) -> tuple[ColorName | None, ColorName]:
        """The colours of the ground and of the words."""
        if self.isChecked():
            return "accent_soft", "accent_text"
        if not self.isEnabled():
            return None, "dis"
        return "press" if self.isDown() else "hover" if self.underMouse() else None, "text2"
