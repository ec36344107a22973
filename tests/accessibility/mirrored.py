# SPDX-License-Identifier: Apache-2.0
"""Where everything in a window stands, to compare it with its mirror image."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import TypeStyle
from ui.widgets import painting
from ui.widgets.painting import LEFT, RIGHT

Span = tuple[float, float]
"""From where to where, in px from the left edge of the window."""

NEAR: Final = 3.0
"""So many px apart is the same place: px are whole, and letters are not."""


def places(window: QWidget) -> dict[str, Span]:
    """Where each part of a window is, and each text that is painted in it."""
    found: dict[str, Span] = {}
    seen: Counter[str] = Counter()

    def add(name: str, left: float, right: float) -> None:
        seen[name] += 1
        found[f"{name} {seen[name]}"] = (left, right)

    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window and not _is_of_qt(widget):
            left = widget.mapTo(window, QPoint(0, 0)).x()
            add(widget.objectName() or type(widget).__name__, left, left + widget.width())
    with _listening(add):
        window.grab()
    return found


def unlike(places: dict[str, Span], mirrored: dict[str, Span], width: int) -> list[str]:
    """A line for each part of a window that does not stand where its mirror image would."""
    lines = []
    for name, (left, right) in places.items():
        if name in mirrored:
            there = mirrored[name]
            wanted = (width - right, width - left)
            if max(abs(there[0] - wanted[0]), abs(there[1] - wanted[1])) > NEAR:
                lines.append(f"{name}: {_told(there)}, and not {_told(wanted)}")
        else:
            lines.append(f"{name}: is not there")
    return lines


@contextmanager
def _listening(add: Any) -> Iterator[None]:
    real = painting.draw_text

    def draw(
        painter: QPainter, theme: Theme, text: str, rect: QRectF, *, style: TypeStyle, **how: Any
    ) -> None:
        wide = min(theme.metrics(style).horizontalAdvance(text), rect.width())
        ink = QRectF(rect.left(), rect.top(), wide, rect.height())
        align = how.get("align", LEFT)
        if align == RIGHT:
            ink.moveRight(rect.right())
        elif align != LEFT:
            ink.moveCenter(rect.center())
        seen = painter.deviceTransform().mapRect(ink)
        add(f"'{text}'", seen.left(), seen.right())
        real(painter, theme, text, rect, style=style, **how)

    modules = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("ui.") and getattr(module, "draw_text", None) is real
    ]
    with pytest.MonkeyPatch.context() as patch:
        for module in modules:
            patch.setattr(module, "draw_text", draw)
        yield


def _is_of_qt(widget: QWidget) -> bool:
    """Parts of a widget of Qt, which mirrors them by itself."""
    name = widget.objectName()
    inside = isinstance(widget.parentWidget(), QAbstractScrollArea)
    return isinstance(widget, QScrollBar) or name.startswith("qt_") or (inside and not name)


def _told(span: Span) -> str:
    return f"{span[0]:.0f} to {span[1]:.0f}"
