# SPDX-License-Identifier: Apache-2.0
"""Pills and keycaps as widgets."""

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import MICRO, MICRO_STRONG, ColorName, TypeStyle
from ui.widgets.glyphs import (
    KEYCAP_HEIGHT,
    PILL_HEIGHT,
    keycap_width,
    paint_keycap,
    paint_pill,
    paint_tag,
    pill_width,
)

PillTone = Literal["neutral", "accent", "amber", "red", "green", "tag"]

_TONES: Final[dict[PillTone, tuple[ColorName, ColorName]]] = {
    "neutral": ("text2", "hover"),
    "tag": ("text2", "hover"),
    "accent": ("accent_text", "accent_soft"),
    "amber": ("amber_text", "amber_soft"),
    "red": ("red_text", "red_soft"),
    "green": ("green_text", "green_soft"),
}


class Pill(QWidget):
    """A short word on a soft ground; the word carries the meaning, the tone supports it."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        tone: PillTone = "neutral",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._tone: PillTone = tone
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_value(self, text: str, tone: PillTone = "neutral") -> None:
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = round(pill_width(self._theme, self._text, self._style()))
        return QSize(width, self._theme.px(PILL_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        if self._tone == "tag":
            paint_tag(painter, self._theme, rect, text=self._text)
            return
        ink, face = _TONES[self._tone]
        style = self._style()
        paint_pill(painter, self._theme, rect, text=self._text, ink=ink, face=face, style=style)

    def _style(self) -> TypeStyle:
        return MICRO if self._tone in {"neutral", "tag"} else MICRO_STRONG


class Keycap(QWidget):
    """One key, drawn beside what it does. Decoration: screen readers get it from the action."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = round(keycap_width(self._theme, self._key))
        return QSize(width, self._theme.px(KEYCAP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self._theme.color("line2")
        rect = QRectF(self.rect())
        paint_keycap(painter, self._theme, rect, key=self._key, ink="text2", line=line)
