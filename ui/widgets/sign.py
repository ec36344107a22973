# SPDX-License-Identifier: Apache-2.0
"""The sign before a value: a dot, a priority, an avatar or an icon."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme.theme import Theme
from ui.theme.tokens import AVATAR_LIST, ColorName
from ui.widgets.glyphs import paint_avatar, paint_priority
from ui.widgets.painting import draw_icon


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands before a value.

    `value` is a colour token for a dot, a priority, initials for an avatar, or the name of an
    icon; `pair` is the avatar's, and `state` the colour of a dot at its foot.
    """

    kind: Literal["none", "dot", "priority", "avatar", "icon"] = "none"
    value: str = ""
    pair: int = 0
    state: ColorName | Literal[""] = ""


NO_SIGN = Sign()


def sign_width(theme: Theme, sign: Sign) -> int:
    """The px that a sign and the gap after it take."""
    if sign.kind == "none":
        return 0
    return theme.px(25 if sign.kind == "avatar" else 22)


def paint_sign(
    painter: QPainter, theme: Theme, sign: Sign, where: QPointF, *, ink: ColorName = "text3"
) -> None:
    """Draw `sign` with its left edge and vertical centre at `where`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if sign.kind == "dot":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(sign.value))
        radius = 4.5 * theme.zoom
        painter.drawEllipse(where + QPointF(theme.px(7), 0), radius, radius)
    elif sign.kind == "priority":
        paint_priority(painter, theme, where - QPointF(0, theme.px(7)), sign.value)
    elif sign.kind == "avatar":
        side = theme.px(AVATAR_LIST)
        disc = QRectF(where.x(), where.y() - side / 2, side, side)
        paint_avatar(painter, theme, disc, initials=sign.value, pair=sign.pair)
        if sign.state:
            _paint_state(painter, theme, disc, sign.state)
    elif sign.kind == "icon":
        place = where - QPointF(0, theme.px(7))
        draw_icon(painter, theme, sign.value, place, ink=ink, size=14)


def _paint_state(painter: QPainter, theme: Theme, disc: QRectF, color: ColorName) -> None:
    radius = 3 * theme.zoom
    middle = disc.bottomRight() - QPointF(radius, radius) + QPointF(theme.zoom, theme.zoom)
    painter.setPen(QPen(theme.color("raised"), 1.5 * theme.zoom))
    painter.setBrush(theme.color(color))
    painter.drawEllipse(middle, radius + 0.5 * theme.zoom, radius + 0.5 * theme.zoom)
