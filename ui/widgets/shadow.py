# SPDX-License-Identifier: Apache-2.0
"""The soft shadow of what floats over a window."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_POPOVER
from ui.widgets.painting import draw_box

SHADOW: Final = 14
"""So many px it reaches beyond the box."""

_DROP: Final = 4


def paint_shadow(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Darken what lies around `box`, more below it than above."""
    strength = 40 if theme.scheme == "dark" else 14
    for spread in range(SHADOW, 0, -2):
        shade = QColor(0, 0, 0, round(strength * (1 - spread / SHADOW) ** 2) + 1)
        around = box.adjusted(-spread, -spread + _DROP, spread, spread)
        radius = theme.px(RADIUS_POPOVER) + spread
        draw_box(painter, around, radius=radius, fill_color=shade)
