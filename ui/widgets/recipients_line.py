# SPDX-License-Identifier: Apache-2.0
"""Who a reply goes to, on one line over the text."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM, RADIUS_TAG, ColorName
from ui.widgets.composer_words import translate
from ui.widgets.painting import (
    TextFitter,
    draw_focus_ring,
    draw_hairline,
    draw_icon,
    draw_text,
    follow_reading,
)

_HEIGHT = 27
_TEXT = 18
_LINE = 23
_LEAST_VALUE = 80
SIDE = 6
"""So many px at either side are for the focus ring."""


class RecipientsLine(QAbstractButton):
    """Pairs of a word and a value, as "To" and an address, with a hairline below.

    A press, Space and Enter ask for the fields behind it.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, name: str = "composer"
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._pairs: tuple[tuple[str, str], ...] = ()
        self._unfolded = False
        self.setObjectName(f"{name}.recipients.button")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(translate("composer", "Recipients"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = tuple(pairs)
        words = ", ".join(f"{word} {value}" for word, value in pairs)
        self.setAccessibleName(words or translate("composer", "Recipients"))
        self.update()

    def set_unfolded(self, unfolded: bool) -> None:
        """Whether the fields are shown below."""
        self._unfolded = unfolded
        opened = translate("composer", "Recipients, open")
        closed = translate("composer", "Recipients, Enter opens them")
        self.setAccessibleDescription(opened if unfolded else closed)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        ink = self._ink()
        height = theme.px(_TEXT)
        edge = theme.px(SIDE)
        left, end = float(edge), float(self.width() - edge - theme.px(24))
        space = theme.metrics(META).horizontalAdvance(" ")
        for place, (word, value) in enumerate(self._pairs):
            line = QRectF(left, 0, end - left, height)
            for text in ("\u00b7", word) if place else (word,):
                left += 2 * space if place else 0
                line = QRectF(left, 0, end - left, height)
                draw_text(painter, theme, text, line, style=META, ink="text3")
                left += theme.metrics(META).horizontalAdvance(text)
            left += space
            room = end - left - sum(self._least(*pair) for pair in self._pairs[place + 1 :])
            text, width = self._fitter.fit(value, META_MEDIUM, room)
            line.setLeft(left)
            draw_text(painter, theme, text, line, style=META_MEDIUM, ink=ink)
            left += width
        mark = QPointF(self.width() - edge - theme.px(11), theme.px(2))
        icon = "chevron-down" if not self._unfolded else "minus"
        draw_icon(painter, theme, icon, mark, ink="text3" if ink == "text2" else ink, size=14)
        color = theme.color("line")
        right = self.width() - edge
        draw_hairline(painter, edge, right, y=theme.px(_LINE), color=color)
        if self.hasFocus():
            ring = QRectF(0, 0, self.width(), theme.px(_LINE))
            draw_focus_ring(painter, theme, ring, radius=theme.px(RADIUS_TAG))

    def _least(self, word: str, value: str) -> float:
        """What a pair after the first takes, its value as short as it may be cut."""
        theme = self._theme
        space = theme.metrics(META).horizontalAdvance(" ")
        words = theme.metrics(META).horizontalAdvance(f"\u00b7{word}") + 5 * space
        wide = theme.metrics(META_MEDIUM).horizontalAdvance(value)
        return words + min(wide, theme.px(_LEAST_VALUE)) + 1

    def _ink(self) -> ColorName:
        """Of what can be pressed: the values and the mark."""
        if self.isDown():
            return "accent_text"
        return "text" if self.underMouse() else "text2"
