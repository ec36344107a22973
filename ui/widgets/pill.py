# SPDX-License-Identifier: Apache-2.0
"""Pills and keycaps as widgets."""

from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize
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
from ui.widgets.painting import CENTER, draw_icon, draw_text, follow_reading

PillTone = Literal["neutral", "accent", "amber", "red", "green", "tag"]

PILL_LOOKS: Final[dict[PillTone, tuple[ColorName, ColorName]]] = {
    "neutral": ("text2", "hover"),
    "tag": ("text2", "hover"),
    "accent": ("accent_text", "accent_soft"),
    "amber": ("amber_text", "amber_soft"),
    "red": ("red_text", "red_soft"),
    "green": ("green_text", "green_soft"),
}
"""Of each tone the colour of its word and of its ground."""

_CLOCK: Final = 12
_CLOCK_ROOM: Final = 20


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
        self._waits = False
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_value(self, text: str, tone: PillTone = "neutral", *, waits: bool = False) -> None:
        """With `waits` a small clock says that the server has not heard of it yet."""
        self._text, self._tone, self._waits = text, tone, waits
        told = QCoreApplication.translate("widgets", "waiting to sync")
        self.setAccessibleName(f"{text}, {told}" if waits else text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = round(pill_width(self._theme, self._text, self._style()))
        width += self._theme.px(_CLOCK_ROOM) if self._waits else 0
        return QSize(width, self._theme.px(PILL_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        if self._tone == "tag":
            paint_tag(painter, self._theme, rect, text=self._text)
            return
        ink, face = PILL_LOOKS[self._tone]
        style, theme = self._style(), self._theme
        if not self._waits:
            paint_pill(painter, theme, rect, text=self._text, ink=ink, face=face, style=style)
            return
        follow_reading(painter, self.layoutDirection(), rect)
        paint_pill(painter, theme, rect, text="", ink=ink, face=face)
        words = rect.adjusted(0, 0, -theme.px(_CLOCK_ROOM), 0)
        draw_text(painter, theme, self._text, words, style=style, ink=ink, align=CENTER)
        top = rect.center().y() - theme.px(_CLOCK) / 2
        where = QPointF(rect.right() - theme.px(_CLOCK + 9), top)
        draw_icon(painter, theme, "clock", where, ink="amber_text", size=_CLOCK)

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
