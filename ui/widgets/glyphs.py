# SPDX-License-Identifier: Apache-2.0
"""The small painted signs: avatar, priority, check box, pill, keycap, bubble."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from ui.theme.theme import Theme
from ui.theme.tokens import (
    MICRO,
    MICRO_STRONG,
    RADIUS_SMALL,
    RADIUS_TAG,
    ColorName,
    TypeStyle,
)
from ui.widgets.key_names import key_words
from ui.widgets.painting import CENTER, draw_box, draw_icon, draw_text, is_mirrored, mirror

KEYCAP_HEIGHT: Final = 18
PILL_HEIGHT: Final = 20
PRIORITY_SIZE: Final = 14
CHECK_SIZE: Final = 16

_AVATAR_FACTOR: Final = 2_660_064_287
"""Any large odd number spreads ids; with this one the sample's people look as in the design."""

_PRIORITY_BARS: Final = {"low": 1, "normal": 2, "high": 3}
_CHANNEL_ICONS: Final = {
    "email": "mail",
    "portal": "globe",
    "web": "globe",
    "chat": "message-square",
    "phone": "phone",
    "api": "code",
}


def avatar_index(user: str) -> int:
    """The avatar pair of the user with this id: the same on every computer, whatever the name."""
    number = 0
    for byte in user.encode():
        number = (number ^ byte) * _AVATAR_FACTOR & 0xFFFF_FFFF
    return number >> 29


def initials_of(name: str) -> str:
    """One or two letters that stand for a name; "?" for an empty one."""
    words = [word for word in name.split() if word]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def channel_icon(channel: str) -> str:
    """The icon of a channel; an envelope for one this version does not know."""
    return _CHANNEL_ICONS.get(channel, "mail")


def paint_avatar(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    *,
    initials: str,
    pair: int,
    ring: QColor | None = None,
    opacity: float = 1.0,
) -> None:
    """A disc with initials filling `rect`; `ring` draws two pixels around the outside of it."""
    colors = theme.avatar_pair(pair)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setOpacity(painter.opacity() * opacity)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.fill))
    painter.drawEllipse(rect)
    if ring is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ring, 1.5))
        painter.drawEllipse(rect.adjusted(-0.25, -0.25, 0.25, 0.25))
    font = QFont(theme.font(MICRO_STRONG))
    font.setPixelSize(max(7, round(rect.height() * (0.42 if rect.height() < 30 else 0.4))))
    painter.setFont(font)
    painter.setPen(QColor(colors.ink))
    if is_mirrored(painter):
        mirror(painter, rect.center().x())
    painter.drawText(rect, int(CENTER), initials)
    painter.restore()


def paint_priority(painter: QPainter, theme: Theme, where: QPointF, priority: str) -> None:
    """One to three bars, or a red square with "!" for urgent, in a box of 14 px at `where`."""
    if priority == "urgent":
        rect = QRectF(where.x(), where.y(), theme.px(14), theme.px(14))
        draw_box(painter, rect, radius=theme.px(4), fill_color=theme.color("red"))
        painter.setBrush(theme.color("on_accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        middle, unit = rect.center().x(), theme.zoom
        stroke = QRectF(middle - unit, rect.top() + 3 * unit, 2 * unit, 5 * unit)
        painter.drawRoundedRect(stroke, 0.8 * unit, 0.8 * unit)
        painter.drawEllipse(QPointF(middle, rect.top() + 10 * unit), unit, unit)
        return
    lit = _PRIORITY_BARS.get(priority, 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    unit = theme.zoom
    dim = "track" if theme.more_contrast else "line2"  # an outline of high contrast looks lit
    for bar, height in enumerate((4.0, 7.5, 11.0)):
        painter.setBrush(theme.color("text2" if bar < lit else dim))
        left = where.x() + (1 + 4.5 * bar) * unit
        top = where.y() + (12.5 - height) * unit
        painter.drawRoundedRect(QRectF(left, top, 3 * unit, height * unit), unit, unit)


def keycap_width(theme: Theme, key: str) -> float:
    words, padding = theme.metrics(MICRO).horizontalAdvance(key_words(key)), theme.px(10)
    return max(theme.px(KEYCAP_HEIGHT), words + padding)


def paint_keycap(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    *,
    key: str,
    ink: ColorName = "text3",
    face: QColor | None = None,
    line: QColor | None = None,
) -> None:
    """A key of the keyboard, `KEYCAP_HEIGHT` high."""
    draw_box(
        painter,
        rect,
        radius=theme.px(RADIUS_SMALL),
        fill_color=theme.color("surface") if face is None else face,
        line_color=line,
    )
    draw_text(painter, theme, key_words(key), rect, style=MICRO, ink=ink, align=CENTER)


def pill_width(theme: Theme, text: str, style: TypeStyle = MICRO_STRONG) -> float:
    return theme.metrics(style).horizontalAdvance(text) + theme.px(14)


def paint_pill(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    *,
    text: str,
    ink: ColorName,
    face: ColorName,
    line: ColorName | None = None,
    style: TypeStyle = MICRO_STRONG,
) -> None:
    """A full-radius label, `PILL_HEIGHT` high."""
    draw_box(
        painter,
        rect,
        radius=rect.height() / 2,
        fill_color=theme.color(face),
        line_color=None if line is None else theme.color(line),
    )
    draw_text(painter, theme, text, rect, style=style, ink=ink, align=CENTER)


def paint_check(
    painter: QPainter,
    theme: Theme,
    where: QPointF,
    *,
    checked: bool,
    colors: tuple[ColorName, ColorName] | None = None,
) -> QRectF:
    """A check box of `CHECK_SIZE` at `where`, whose place comes back.

    `colors` are its face and its outline while it is not at rest.
    """
    side = theme.px(CHECK_SIZE)
    box = QRectF(where.x(), where.y(), side, side)
    face, line = colors or (("accent", "accent") if checked else ("surface", "ctl"))
    draw_box(
        painter,
        box,
        radius=theme.px(RADIUS_SMALL),
        fill_color=theme.color(face),
        line_color=theme.color(line),
    )
    if checked:
        inset = theme.px(2)
        tick = QPointF(box.left() + inset, box.top() + inset)
        draw_icon(painter, theme, "check", tick, ink="on_accent", size=12)
    return box


def paint_tag(
    painter: QPainter, theme: Theme, rect: QRectF, *, text: str, style: TypeStyle = MICRO
) -> None:
    """A square-shouldered label for tags and the VIP mark."""
    draw_box(painter, rect, radius=theme.px(RADIUS_TAG), fill_color=theme.color("hover"))
    draw_text(painter, theme, text, rect, style=style, ink="text2", align=CENTER)
