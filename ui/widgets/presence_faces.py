# SPDX-License-Identifier: Apache-2.0
"""The faces of who else is here, in the four levels of presence."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme.theme import Theme
from ui.theme.tokens import MICRO_STRONG, ColorName
from ui.widgets.glyphs import paint_avatar
from ui.widgets.painting import draw_text
from ui.widgets.ticket_row import PresenceValue

MOST: Final = 3
_HALF: Final = 0.5
_RINGED: Final = frozenset({"editing", "replying"})


def faces_width(theme: Theme, people: Sequence[PresenceValue], *, size: int) -> float:
    """The px that `paint_faces` takes."""
    shown = people[-MOST:]
    gaps = sum(_gap(theme, person) for person in shown[1:])
    return _more_width(theme, len(people)) + theme.px(size) * len(shown) + gaps


def paint_faces(
    painter: QPainter,
    theme: Theme,
    left: QPointF,
    *,
    people: Sequence[PresenceValue],
    ground: ColorName,
    size: int,
) -> None:
    """Up to three overlapping avatars from `left` (left edge, vertical centre), the last on top;
    before them how many more there are.
    """
    diameter, x = theme.px(size), left.x()
    rest = len(people) - MOST
    if rest > 0:
        line = QRectF(x, left.y() - diameter / 2, theme.px(40), diameter)
        draw_text(painter, theme, f"+{rest}", line, style=MICRO_STRONG, ink="text3")
        x += _more_width(theme, len(people))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for place, person in enumerate(people[-MOST:]):
        if place:
            x += diameter + _gap(theme, person)
        rect = QRectF(x, left.y() - diameter / 2, diameter, diameter)
        if place:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawEllipse(rect.adjusted(-1.5, -1.5, 1.5, 1.5))
        _paint_face(painter, theme, rect, person)


def _paint_face(painter: QPainter, theme: Theme, rect: QRectF, person: PresenceValue) -> None:
    replies = person.level == "replying"
    paint_avatar(
        painter,
        theme,
        rect.adjusted(-1, -1, 1, 1) if replies else rect,
        initials=person.initials,
        pair=person.pair,
        ring=theme.color("accent") if replies else None,
        opacity=_HALF if person.level == "elsewhere" else 1.0,
    )
    if person.level == "editing":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("text2"), 1.5, Qt.PenStyle.DotLine))
        painter.drawEllipse(rect.adjusted(-1, -1, 1, 1))


def _gap(theme: Theme, person: PresenceValue) -> int:
    """A ring needs more room beside its neighbour."""
    return theme.px(1 if person.level in _RINGED else -2)


def _more_width(theme: Theme, count: int) -> float:
    if count <= MOST:
        return 0
    return theme.metrics(MICRO_STRONG).horizontalAdvance(f"+{count - MOST}") + theme.px(5)
