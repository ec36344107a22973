# SPDX-License-Identifier: Apache-2.0
"""Margins that turn with the way in which people read: Qt leaves them where they are."""

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

Sides = tuple[int, int, int, int]
"""The margin at the beginning of the line, at the top, at the end of the line, at the bottom."""


def margins(widget: QWidget, sides: Sides) -> QMargins:
    """The margins for a layout in `widget`."""
    begin, top, end, bottom = sides
    if widget.isRightToLeft():
        begin, end = end, begin
    return QMargins(begin, top, end, bottom)
