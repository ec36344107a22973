# SPDX-License-Identifier: Apache-2.0
"""An address as a token that can be taken away."""

from typing import Final, Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, RADIUS_SMALL, RADIUS_TAG, ColorName
from ui.widgets.composer_words import translate
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
    single_line,
)

AddressTone = Literal["known", "new", "bad"]
"""Somebody of the directory, somebody who is not in it, and what is no address."""

TOKEN_HEIGHT: Final = 22
_LONGEST: Final = 260
_LOOKS: Final[dict[AddressTone, tuple[ColorName, ColorName, ColorName]]] = {
    "known": ("sunken", "line", "text"),
    "new": ("amber_soft", "amber_line", "amber_text"),
    "bad": ("red_soft", "red_line", "red_text"),
}


class AddressToken(QAbstractButton):
    """One address. Its cross, Delete and Backspace press it, which takes it away."""

    def __init__(self, theme: Theme, address: str, *, tone: AddressTone, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.address = address
        self.tone = tone
        self.setObjectName("composer.recipient.remove")
        self.setAccessibleName(
            {
                "known": translate("composer", "Remove {address}"),
                "new": translate("composer", "Remove {address}, not written to before"),
                "bad": translate("composer", "Remove {address}, this is no address"),
            }[tone].format(address=address)
        )
        set_literal_tooltip(self, address)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.resize(self.sizeHint())
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = self._theme.metrics(META_MEDIUM).horizontalAdvance(self._fitted(px(_LONGEST)))
        return QSize(round(width) + px(32), px(TOKEN_HEIGHT))

    def _fitted(self, room: float) -> str:
        """The address in so many px; of a long one the domain is kept, which says whose it is."""
        name, at, domain = single_line(self.address).rpartition("@")
        whole, wide = self._fitter.fit(self.address, META_MEDIUM, room)
        metrics = self._theme.metrics(META_MEDIUM)
        end = f"{at}{domain}"
        left = room - metrics.horizontalAdvance(end)
        if whole == single_line(self.address) or left < wide / 4:
            return whole
        return f"{self._fitter.fit(name, META_MEDIUM, left)[0]}{end}"

    def hitButton(self, pos: QPoint) -> bool:
        return self._cross().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        face, line, ink = _LOOKS[self.tone]
        radius = theme.px(RADIUS_TAG)
        draw_box(
            painter,
            rect,
            radius=radius,
            fill_color=theme.color(face),
            line_color=theme.color(line),
        )
        room = rect.width() - theme.px(32)
        text = self._fitted(room + 1)
        inside = rect.adjusted(theme.px(8), 0, 0, 0)
        draw_text(painter, theme, text, inside, style=META_MEDIUM, ink=ink)
        self._paint_cross(painter, rect)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect, radius=radius)

    def _paint_cross(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._theme
        ink: ColorName = _LOOKS[self.tone][2] if self.tone != "known" else "text3"
        center = QPointF(rect.right() - theme.px(12), rect.center().y())
        if self.isDown() or self.underMouse():
            half = theme.px(8)
            box = QRectF(center.x() - half, center.y() - half, 2 * half, 2 * half)
            face = theme.color("press" if self.isDown() else "hover")
            draw_box(painter, box, radius=theme.px(RADIUS_SMALL), fill_color=face)
            ink = "text"
        draw_icon(painter, theme, "x", center - QPointF(theme.px(6), theme.px(6)), ink=ink, size=12)

    def _cross(self) -> QRect:
        side = self._theme.px(24)
        left = 0 if self.isRightToLeft() else self.width() - side
        return QRect(left, 0, side, self.height())
