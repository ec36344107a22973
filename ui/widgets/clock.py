# SPDX-License-Identifier: Apache-2.0
"""Paints the clock of a promise, in rows and forms alike."""

from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM, META_STRONG, ColorName, TypeStyle
from ui.widgets.clock_face import ClockFace, ClockLook
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import (
    RIGHT,
    draw_box,
    draw_icon,
    draw_text,
    follow_reading,
    is_mirrored,
    mirror,
)

CLOCK_HEIGHT: Final = 20

_TEXTS: Final[dict[ClockLook, tuple[TypeStyle, ColorName]]] = {
    "comfortable": (META_MEDIUM, "text2"),
    "at_risk": (META_STRONG, "amber_text"),
    "breached": (META_STRONG, "on_accent"),
    "paused": (META, "text3"),
    "met": (META, "text3"),
    "missed": (META, "text3"),
}
_WIDEST_COUNT: Final = "00\N{NO-BREAK SPACE}m\N{NO-BREAK SPACE}00"
"""An amber pill has room for it, so that it keeps its width to the last second."""

_SIGN_ROOM: Final = 14.5
_SIGN_MIDDLE: Final = 10.0
"""The sign before a text without a pill: its room, and how far its middle is from the text."""

_PIE: Final = 9.0
_BAR: Final = QRectF(0, -4, 1.35, 8)
_BARS_APART: Final = 3.45
_ICON: Final = 13
_PILL_RIGHT: Final = 8.0
_PILLS: Final[dict[ClockLook, tuple[float, float, float]]] = {
    "at_risk": (7.0, 10.0, 2.0),
    "breached": (5.5, 12.0, 2.5),
}
"""Of the sign in a pill: the room before it, its size, and the room after it."""


def clock_width(theme: Theme, face: ClockFace) -> int:
    """The px that a clock takes: of one look and as many digits always the same."""
    metrics = theme.metrics(_TEXTS[face.look][0])
    width = metrics.horizontalAdvance(face.text)
    if face.look == "at_risk":
        width = max(width, metrics.horizontalAdvance(_WIDEST_COUNT))
    return ceil(width + theme.zoom * _other_room(face.look))


def paint_clock(
    painter: QPainter, theme: Theme, rect: QRectF, *, face: ClockFace, width: int | None = None
) -> None:
    """Draw a clock at the right of `rect`, `CLOCK_HEIGHT` high around its middle.

    `width` is its `clock_width`, where somebody knows it.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    width = clock_width(theme, face) if width is None else width
    height = theme.px(CLOCK_HEIGHT)
    top = round(rect.center().y() - height / 2)  # its edges are sharp
    own = QRectF(rect.right() - width, top, width, height)
    style, ink = _TEXTS[face.look]
    if face.look in _PILLS:
        _paint_pill(painter, theme, own, face)
        words = own.adjusted(0, 0, -theme.zoom * _PILL_RIGHT, 0)
    else:
        middle = own.left() + theme.zoom * (_SIGN_ROOM - _SIGN_MIDDLE)
        _paint_sign(painter, theme, QPointF(middle, own.center().y()), face)
        words = own
    draw_text(painter, theme, face.text, words, style=style, ink=ink, align=RIGHT)


class ClockChip(QWidget):
    """A clock in a form or a header; without a face it takes no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face: ClockFace | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def face(self) -> ClockFace | None:
        return self._face

    def set_face(self, face: ClockFace | None) -> None:
        """Show what a clock shows now. Laid out anew only when it takes another width."""
        before, self._face = self._face, face
        if before == face:
            return
        self.setAccessibleName(face.spoken if face else "")
        set_literal_tooltip(self, *(face.tooltip.splitlines() if face else ()))
        if _width(self._theme, before) != _width(self._theme, face):
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_width(self._theme, self._face), self._theme.px(CLOCK_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._face is None:
            return
        painter, rect = QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        paint_clock(painter, self._theme, rect, face=self._face)


def _width(theme: Theme, face: ClockFace | None) -> int:
    return 0 if face is None else clock_width(theme, face)


def _other_room(look: ClockLook) -> float:
    """What stands around the text, at 100 %."""
    return sum(_PILLS[look]) + _PILL_RIGHT if look in _PILLS else _SIGN_ROOM


def _paint_pill(painter: QPainter, theme: Theme, own: QRectF, face: ClockFace) -> None:
    before, size, _ = (theme.zoom * room for room in _PILLS[face.look])
    sign = QRectF(own.left() + before, own.center().y() - size / 2, size, size)
    late = face.look == "breached"
    painter.drawPixmap(own.topLeft(), _pill(painter, theme, own.size().toSize(), late=late))
    if late:
        draw_icon(painter, theme, "circle-alert", sign.topLeft(), ink="on_accent", size=12)
    else:
        paint_pie(painter, theme, sign, used=face.used, inks=("amber_line", "amber"))


def _pill(painter: QPainter, theme: Theme, size: QSize, *, late: bool) -> QPixmap:
    """The ground of a pill, kept: drawn each second it would take half of what a clock takes."""
    fill, line = ("red", None) if late else ("amber_soft", "amber_line")
    scale = painter.device().devicePixelRatioF()
    colors = (theme.color(fill).name(), line and theme.color(line).name())
    key = f"clock {size.width()} {size.height()} {scale} {colors}"
    pill = QPixmap()
    if not QPixmapCache.find(key, pill):
        pill = QPixmap(size * scale)
        pill.setDevicePixelRatio(scale)
        pill.fill(Qt.GlobalColor.transparent)
        drawing = QPainter(pill)
        draw_box(
            drawing,
            QRectF(0, 0, size.width(), size.height()),
            radius=size.height() / 2,
            fill_color=theme.color(fill),
            line_color=None if line is None else theme.color(line),
        )
        drawing.end()
        QPixmapCache.insert(key, pill)
    return pill


def _paint_sign(painter: QPainter, theme: Theme, middle: QPointF, face: ClockFace) -> None:
    """What stands before a text without a pill, around `middle`."""
    if face.look == "comfortable":
        radius = theme.zoom * _PIE / 2
        rect = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        rest = "track" if theme.more_contrast else "line2"  # an outline of high contrast looks used
        paint_pie(painter, theme, rect, used=face.used, inks=(rest, "text3"))
    elif face.look == "paused":
        paint_bars(painter, theme, middle)
    else:
        half = theme.px(_ICON) / 2
        where = QPointF(middle.x() - half, middle.y() - half)
        name, ink = ("check", "green") if face.look == "met" else ("x", "red_text")
        draw_icon(painter, theme, name, where, ink=ink, size=_ICON)


def paint_pie(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    *,
    used: float,
    inks: tuple[ColorName, ColorName],
) -> None:
    """A disc that fills from twelve o'clock on, as the hands of a clock go in every language."""
    turned = is_mirrored(painter)
    if turned:
        mirror(painter, rect.center().x())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(inks[0]))
    painter.drawEllipse(rect)
    painter.setBrush(theme.color(inks[1]))
    painter.drawPie(rect, 90 * 16, -round(min(1.0, max(0.0, used)) * 360 * 16))
    if turned:
        mirror(painter, rect.center().x())


def paint_bars(painter: QPainter, theme: Theme, middle: QPointF) -> None:
    """The two bars of what is paused, around `middle`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text3"))
    unit = theme.zoom
    for side in (-1, 1):
        left = middle.x() + unit * (side * _BARS_APART / 2 - _BAR.width() / 2)
        top, height = middle.y() + unit * _BAR.top(), unit * _BAR.height()
        bar = QRectF(left, top, unit * _BAR.width(), height)
        painter.drawRoundedRect(bar, unit / 2, unit / 2)
