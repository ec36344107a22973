# SPDX-License-Identifier: Apache-2.0
"""What became of a message on its way out, at its foot: words in lines, and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM, ColorName
from ui.widgets.painting import draw_hairline, draw_icon, draw_text, single_line

DeliveryTone = Literal["waits", "accepted", "partly", "failed"]

_LOOKS: Final[dict[DeliveryTone, tuple[str, ColorName]]] = {
    "waits": ("clock", "text3"),
    "accepted": ("check", "text3"),
    "partly": ("triangle-alert", "amber_text"),
    "failed": ("circle-alert", "red_text"),
}
_LINE: Final = 18
_INDENT: Final = 17
_LEAST: Final = 40
_LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class DeliveryValue:
    """`text` is a sentence; with `action` its words can be pressed, and `key` comes back."""

    text: str
    tone: DeliveryTone = "accepted"
    key: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryLayout:
    """The sentence in lines that fit, each with its place, and where the action stands."""

    value: DeliveryValue
    lines: tuple[str, ...]
    rect: QRectF
    action: QRectF


def estimate_delivery(theme: Theme, value: DeliveryValue | None, width: float) -> float:
    """The px that it takes, without measuring."""
    if value is None:
        return 0
    per_line = max(20.0, width / (theme.zoom * 5.8))
    letters = len(value.text[:_LONGEST]) + len(value.action)
    return theme.px(_LINE) * (1 + int(letters / per_line)) + theme.px(6)


def measure_delivery(theme: Theme, value: DeliveryValue, place: QRectF) -> DeliveryLayout:
    """Lay it out from the top of `place`, as wide as that is."""
    left, pitch = place.left() + theme.px(_INDENT), theme.px(_LINE)
    width = max(float(theme.px(_LEAST)), place.width() - theme.px(_INDENT))
    lines = list(_lines(theme, single_line(value.text)[:_LONGEST], width))
    metrics = theme.metrics(META)
    action = QRectF()
    if value.action:
        wide = theme.metrics(META_MEDIUM).horizontalAdvance(value.action)
        behind = metrics.horizontalAdvance(lines[-1]) + theme.px(6) if lines else 0.0
        if behind + wide > width:
            lines, behind = [*lines, ""], 0.0
        top = place.top() + (max(1, len(lines)) - 1) * pitch
        action = QRectF(left + behind, top, wide, pitch)
    height = max(1, len(lines)) * pitch
    rect = QRectF(place.left(), place.top(), place.width(), height)
    return DeliveryLayout(value, tuple(lines), rect, action)


def paint_delivery(
    painter: QPainter, theme: Theme, layout: DeliveryLayout, *, touched: bool
) -> None:
    """Draw it; an action that is `touched` is underlined."""
    icon, ink = _LOOKS[layout.value.tone]
    rect, pitch, sign = layout.rect, theme.px(_LINE), theme.px(12)
    where = QPointF(rect.left(), rect.top() + (pitch - sign) / 2 + theme.px(0.6))
    draw_icon(painter, theme, icon, where, ink=ink, size=12)
    left = rect.left() + theme.px(_INDENT)
    for place, line in enumerate(layout.lines):
        row = QRectF(left, rect.top() + place * pitch, rect.right() - left, pitch)
        draw_text(painter, theme, line, row, style=META, ink=ink)
    if layout.value.action:
        words, where_to = layout.value.action, layout.action
        draw_text(painter, theme, words, where_to, style=META_MEDIUM, ink="accent_text")
        if touched:
            base, color = where_to.center().y() + theme.px(7), theme.color("accent_text")
            draw_hairline(painter, where_to.left(), where_to.right(), y=base, color=color)


def _lines(theme: Theme, text: str, width: float) -> Iterator[str]:
    """The words of a text in lines of at most so many px; one that is longer is broken."""
    metrics, line = theme.metrics(META), ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if metrics.horizontalAdvance(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        line = word
        while len(line) > 1 and metrics.horizontalAdvance(line) > width:
            fits = max(1, int(len(line) * width / metrics.horizontalAdvance(line)))
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line
