# SPDX-License-Identifier: Apache-2.0
"""Painting thousands of times leaves the interpreter intact, and text keeps its side."""

import sys

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.theme.theme import Theme
from ui.theme.tokens import BODY
from ui.widgets.painting import CENTER, LEFT, RIGHT, draw_text


def test_painting_does_not_eat_references_to_none(theme: Theme) -> None:
    """Some releases of the binding lose one with each call that returns nothing, and abort."""
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(100_000):
        painter.setPen(QColor("#000000"))
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 1000


@pytest.mark.parametrize("align", [LEFT, RIGHT, CENTER])
def test_what_is_painted_keeps_its_side_in_a_window_from_right_to_left(
    theme: Theme, align: Qt.AlignmentFlag
) -> None:
    images = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        image = QImage(200, 30, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        rect = QRectF(0, 0, 200, 30)
        draw_text(painter, theme, "25 min.", rect, style=BODY, ink="text", align=align)
        painter.end()
        images.append(image)
    assert images[0] == images[1]
