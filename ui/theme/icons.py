# SPDX-License-Identifier: Apache-2.0
"""Tints the bundled line icons and keeps each rendered one."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource

_GRID = 24
_ROOM = 1.5
"""Of the grid, around each icon: what is drawn of 16 px are 14, as in the text beside it."""

_GRID_STROKE = 2.0
_PROGRAM_SIDES = (16, 24, 32, 48, 64, 128)
_LEAST_STROKE = 1.35
"""Logical pixels: a finer line looks broken in small icons."""


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


class IconCache:
    """Pixmaps by name, colour, size and scale. A theme owns one and clears it on a change."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def clear(self) -> None:
        self._pixmaps.clear()

    def pixmap(self, name: str, color: QColor, *, size: int, scale: float = 1.0) -> QPixmap:
        """The icon, `size` logical pixels wide, for a screen of `scale` device pixels each.

        Raises FileNotFoundError for a name that is not bundled.
        """
        key = (name, color.rgba(), size, scale)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = self._pixmaps[key] = _render(name, color, size=size, scale=scale)
        return pixmap

    def icon(self, name: str, color: QColor, *, size: int, scale: float = 1.0) -> QIcon:
        return QIcon(self.pixmap(name, color, size=size, scale=scale))


def _render(name: str, color: QColor, *, size: int, scale: float) -> QPixmap:
    side = _GRID + 2 * _ROOM
    stroke = max(_GRID_STROKE * side / _GRID, _LEAST_STROKE * side / size)
    svg = _source(name).replace("currentColor", color.name())
    svg = svg.replace(f'"0 0 {_GRID} {_GRID}"', f'"{-_ROOM} {-_ROOM} {side} {side}"')
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke:.3f}"')
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    device = max(1, round(size * scale))
    pixmap = QPixmap(device, device)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(color.alphaF())
    renderer.render(painter, QRectF(0, 0, device, device))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def program_icon() -> QIcon:
    """What stands for the program on a task bar: in colour, and the same in every theme."""
    renderer = QSvgRenderer(QByteArray(resource("deskbell.svg").read_bytes()))
    icon = QIcon()
    for side in _PROGRAM_SIDES:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
