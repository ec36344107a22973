# SPDX-License-Identifier: Apache-2.0
"""A file of a draft, with how far it is or what is wrong with it."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM, RADIUS_CONTROL, RADIUS_SMALL, ColorName
from ui.widgets.composer_value import DraftAttachment
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)

CHIP_HEIGHT: Final = 26
_LONGEST_NAME: Final = 160
_BEFORE: Final = 27
_BETWEEN: Final = 8
_AFTER: Final = 31
_BAR: Final = 3


class AttachmentChip(QAbstractButton):
    """A file with its size and progress; pressing the cross takes it away.

    One that cannot go along says why instead, in a sentence that names it.
    """

    def __init__(
        self, theme: Theme, fitter: TextFitter, file: DraftAttachment, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = fitter
        self.file = file
        told = QCoreApplication.translate("widgets", "Remove {name}, {detail}")
        if not (file.error or file.size):
            told = QCoreApplication.translate("widgets", "Remove {name}")
        detail = file.error or file.size
        self.setAccessibleName(told.format(name=file.name, detail=detail))
        self.setObjectName("composer.attachment.remove")
        set_literal_tooltip(self, file.error or file.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_progress(self, file: DraftAttachment) -> None:
        """The same file, of which more has arrived."""
        if file != self.file:
            self.file = file
            self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        around, height = theme.px(_BEFORE + _AFTER), theme.px(CHIP_HEIGHT)
        if self.file.error:
            words = theme.metrics(META).horizontalAdvance(self.file.error)
            return QSize(round(words) + 1 + around, height)
        _, name = self._fitter.fit_name(self.file.name, META_MEDIUM, theme.px(_LONGEST_NAME))
        size = theme.metrics(META).horizontalAdvance(self.file.size)
        between = theme.px(_BETWEEN) if self.file.size else 0
        return QSize(round(name + size) + between + around, height)

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
        broken, radius = bool(self.file.error), theme.px(RADIUS_CONTROL)
        face: ColorName = "red_soft" if broken else "sunken"
        line: ColorName = "red_line" if broken else "line"
        draw_box(
            painter,
            rect,
            radius=radius,
            fill_color=theme.color(face),
            line_color=theme.color(line),
        )
        sign = QPointF(theme.px(8), rect.center().y() - theme.px(7))
        icon, ink = ("circle-alert", "red_text") if broken else ("paperclip", "text3")
        draw_icon(painter, theme, icon, sign, ink=ink, size=14)
        self._paint_words(painter, rect)
        self._paint_cross(painter, rect)
        if self.file.progress < 1.0 and not broken:
            self._paint_progress(painter, rect)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect, radius=radius)

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._theme
        line = rect.adjusted(theme.px(_BEFORE), 0, -theme.px(_AFTER), 0)
        if self.file.error:
            text, _ = self._fitter.fit(self.file.error, META, line.width())
            draw_text(painter, theme, text, line, style=META, ink="red_text")
            return
        size = theme.metrics(META).horizontalAdvance(self.file.size)
        room = line.width() - (size + theme.px(_BETWEEN) if self.file.size else 0)
        name, width = self._fitter.fit_name(
            self.file.name, META_MEDIUM, min(theme.px(_LONGEST_NAME), room + 1)
        )
        ink: ColorName = "text" if self.isEnabled() else "dis"
        draw_text(painter, theme, name, line, style=META_MEDIUM, ink=ink)
        line.setLeft(line.left() + width + theme.px(_BETWEEN))
        draw_text(painter, theme, self.file.size, line, style=META, ink="text3")

    def _paint_cross(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._theme
        side = theme.px(CHIP_HEIGHT)
        center = QPointF(rect.right() - side / 2, rect.center().y())
        touched = self.isEnabled() and (self.underMouse() or self.isDown())
        if touched:
            half = theme.px(9)
            box = QRectF(center.x() - half, center.y() - half, 2 * half, 2 * half)
            face = theme.color("press" if self.isDown() else "hover")
            draw_box(painter, box, radius=theme.px(RADIUS_SMALL), fill_color=face)
        where = center - QPointF(theme.px(6), theme.px(6))
        ink: ColorName = "red_text" if self.file.error else "text" if touched else "text3"
        draw_icon(painter, theme, "x", where, ink=ink, size=12)

    def _paint_progress(self, painter: QPainter, rect: QRectF) -> None:
        """How much of it the server has, along the lower edge."""
        theme, inset = self._theme, self._theme.px(RADIUS_CONTROL)
        height = theme.px(_BAR)
        whole = QRectF(inset, rect.bottom() - height, rect.width() - 2 * inset, height)
        draw_box(painter, whole, radius=height / 2, fill_color=theme.color("track"))
        done = QRectF(whole)
        done.setWidth(max(height, whole.width() * self.file.progress))
        draw_box(painter, done, radius=height / 2, fill_color=theme.color("accent"))

    def _cross(self) -> QRect:
        side = self._theme.px(CHIP_HEIGHT)
        left = 0 if self.isRightToLeft() else self.width() - side
        return QRect(left, 0, side, self.height())
