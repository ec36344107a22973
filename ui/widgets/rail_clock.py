# SPDX-License-Identifier: Apache-2.0
"""The clock that ends first, in a column of 44 px."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import MICRO_STRONG, RADIUS_CONTROL, ColorName
from ui.widgets.clock import paint_bars, paint_pie
from ui.widgets.clock_face import ClockFace, ClockLook
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import CENTER, TextFitter, draw_box, draw_focus_ring, draw_icon, draw_text

_WIDTH: Final = 38
_HEIGHT: Final = 44
_ABOVE: Final = 4
"""So far it keeps from the line over the rail."""
_SIGN_MIDDLE: Final = 17
_TEXT_TOP: Final = 26
_PIE: Final = 12
_ICON: Final = 14
_INKS: Final[dict[ClockLook, ColorName]] = {"at_risk": "amber_text", "breached": "on_accent"}


class RailClock(QAbstractButton):
    """A sign with a few letters under it; without a face it takes no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._face: ClockFace | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        theme.changed.connect(self.updateGeometry)

    @property
    def face(self) -> ClockFace | None:
        return self._face

    def set_face(self, face: ClockFace | None) -> None:
        """Show what a clock shows now, in one unit."""
        if face == self._face:
            return
        self._face = face
        self.setVisible(face is not None)
        self.setAccessibleName(face.spoken if face else "")
        set_literal_tooltip(self, *(face.tooltip.splitlines() if face else ()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect, face = self._theme, QPainter(self), QRectF(self.rect()), self._face
        if face is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        rect.setTop(theme.px(_ABOVE))
        radius = theme.px(RADIUS_CONTROL)
        self._paint_ground(painter, rect, face, radius=radius)
        self._paint_sign(painter, QPointF(rect.center().x(), theme.px(_SIGN_MIDDLE)), face)
        line = QRectF(0, theme.px(_TEXT_TOP), rect.width(), theme.px(MICRO_STRONG.line))
        ink = _INKS.get(face.look, "text2")
        text, _ = self._fitter.fit(face.text, MICRO_STRONG, line.width())
        draw_text(painter, theme, text, line, style=MICRO_STRONG, ink=ink, align=CENTER)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect, radius=radius)

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, face: ClockFace, *, radius: float
    ) -> None:
        theme = self._theme
        if face.look == "breached":
            draw_box(painter, rect, radius=radius, fill_color=theme.color("red"))
        elif face.look == "at_risk":
            fill, line = theme.color("amber_soft"), theme.color("amber_line")
            draw_box(painter, rect, radius=radius, fill_color=fill, line_color=line)
        elif self.underMouse():
            draw_box(painter, rect, radius=radius, fill_color=theme.color("hover"))

    def _paint_sign(self, painter: QPainter, middle: QPointF, face: ClockFace) -> None:
        theme = self._theme
        if face.look == "paused":
            paint_bars(painter, theme, middle)
        elif face.look == "breached":
            where = middle - QPointF(theme.px(_ICON) / 2, theme.px(_ICON) / 2)
            draw_icon(painter, theme, "circle-alert", where, ink="on_accent", size=_ICON)
        else:
            side = theme.px(_PIE)
            rect = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            rest: ColorName = "track" if theme.more_contrast else "line2"
            inks: tuple[ColorName, ColorName] = (rest, "text3")
            if face.look == "at_risk":
                inks = ("amber_line", "amber")
            paint_pie(painter, theme, rect, used=face.used, inks=inks)
