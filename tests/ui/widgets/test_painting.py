# SPDX-License-Identifier: Apache-2.0
"""Painting thousands of times leaves the interpreter intact."""

import sys

from PySide6.QtGui import QColor, QImage, QPainter

from ui.theme.theme import Theme


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
