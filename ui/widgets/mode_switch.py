# SPDX-License-Identifier: Apache-2.0
"""Chooses between replying to the customer and writing for the team only."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, META_STRONG, RADIUS_CONTROL, RADIUS_TAG, ColorName
from ui.widgets.composer_value import ComposerMode
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)
from ui.widgets.spoken_roles import speak_as

_LABELS: Final[dict[ComposerMode, tuple[str, str]]] = {
    "reply": (str(QT_TRANSLATE_NOOP("widgets", "Reply")), "reply"),
    "reply_all": (str(QT_TRANSLATE_NOOP("widgets", "Reply all")), "reply-all"),
    "forward": (str(QT_TRANSLATE_NOOP("widgets", "Forward")), "forward"),
    "note": (str(QT_TRANSLATE_NOOP("widgets", "Internal note")), "lock"),
}
_NOTE_WORDS: Final = str(QT_TRANSLATE_NOOP("widgets", "Only your team sees this"))
_HEIGHT: Final = 28


class ModeSwitch(QWidget):
    """Ways of replying in one control, and the internal note apart from it.

    Arrow keys move between the modes, as in a group of radio buttons. Emits `mode_chosen(mode)`
    for a choice of the person only.
    """

    mode_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *,
        reply_modes: tuple[ComposerMode, ...] = ("reply",),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._modes: tuple[ComposerMode, ...] = (*reply_modes, "note")
        self._mode: ComposerMode = self._modes[0]
        self._hovered: ComposerMode | None = None
        self._fitter = TextFitter(theme)
        self.setObjectName("composer.mode.switch")
        speak_as(self, QAccessible.Role.RadioButton)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._announce()
        theme.changed.connect(self.updateGeometry)

    @property
    def mode(self) -> ComposerMode:
        return self._mode

    def set_mode(self, mode: ComposerMode) -> None:
        """Show `mode`; ValueError for one that this switch does not offer."""
        if mode not in self._modes:
            raise ValueError(mode)
        self._mode = mode
        self._announce()
        self.update()

    def set_reply_modes(self, modes: tuple[ComposerMode, ...]) -> None:
        """Offer these ways of replying; the mode becomes the first where it is not offered."""
        self._modes = (*modes, "note")
        if self._mode not in self._modes:
            self._mode = modes[0]
        self._announce()
        self.updateGeometry()
        self.update()

    @property
    def modes(self) -> tuple[ComposerMode, ...]:
        """What is offered, from the left."""
        return self._modes

    def sizeHint(self) -> QSize:
        rects = self.segment_rects()
        return QSize(round(rects["note"].right()), self._theme.px(_HEIGHT))

    def segment_rects(self) -> dict[ComposerMode, QRectF]:
        """Where each mode is, counted from the side from which people read."""
        theme, left, found = self._theme, 0.0, {}
        pad, inset = theme.px(36), theme.px(2)
        for mode in self._modes[:-1]:
            width = self._text_width(mode) + pad
            found[mode] = QRectF(left + inset, inset, width, theme.px(_HEIGHT) - 2 * inset)
            left += width
        left += 2 * inset + theme.px(6)
        width = self._text_width("note") + theme.px(34)
        found["note"] = QRectF(left, theme.px(1), width, theme.px(_HEIGHT - 2))
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        step = -step if self.isRightToLeft() else step
        place = self._modes.index(self._mode) + step
        if not step:
            super().keyPressEvent(event)
        elif 0 <= place < len(self._modes):
            self._choose(self._modes[place])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mode = self._mode_at(event.position())
        if mode is not None and event.button() is Qt.MouseButton.LeftButton:
            self._choose(mode)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._mode_at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rects = QPainter(self), self.segment_rects()
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        note = self._mode == "note"
        self._paint_ground(painter, rects, note=note)
        for mode in self._modes[:-1]:
            self._paint_reply_mode(painter, mode, rects[mode], note=note)
        self._paint_note_mode(painter, rects["note"], note=note)
        if note:
            words = QRectF(self.rect()).adjusted(rects["note"].right() + self._theme.px(9), 0, 0, 0)
            told, _ = self._fitter.fit(_said(_NOTE_WORDS), META_MEDIUM, words.width())
            draw_text(painter, self._theme, told, words, style=META_MEDIUM, ink="note_text")
        if self.hasFocus():
            radius = self._theme.px(RADIUS_CONTROL)
            draw_focus_ring(painter, self._theme, rects[self._mode], radius=radius)

    def _paint_ground(
        self, painter: QPainter, rects: dict[ComposerMode, QRectF], *, note: bool
    ) -> None:
        theme = self._theme
        last = rects[self._modes[-2]]
        ground = QRectF(0, 0, last.right() + theme.px(2), theme.px(_HEIGHT))
        color = QColor(theme.color("note_line")) if note else theme.color("sunken")
        draw_box(painter, ground, radius=theme.px(RADIUS_CONTROL), fill_color=color)

    def _paint_reply_mode(
        self, painter: QPainter, mode: ComposerMode, rect: QRectF, *, note: bool
    ) -> None:
        theme, active = self._theme, mode == self._mode
        ink: ColorName = "note_text" if note else "text2"
        icon_ink: ColorName = ink
        if active:
            face = "press" if theme.scheme == "dark" else "surface"
            draw_box(
                painter,
                rect,
                radius=theme.px(RADIUS_TAG),
                fill_color=theme.color(face),
                line_color=theme.color("line2"),
            )
            ink, icon_ink = "text", "accent_text"
        elif mode == self._hovered and not note:
            draw_box(painter, rect, radius=theme.px(RADIUS_TAG), fill_color=theme.color("hover"))
        self._paint_label(painter, mode, rect, inks=(icon_ink, ink), indent=9)

    def _paint_note_mode(self, painter: QPainter, rect: QRectF, *, note: bool) -> None:
        theme = self._theme
        face = "note" if note else "surface"
        if not note and self._hovered == "note":
            face = "hover"
        draw_box(
            painter,
            rect,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color(face),
            line_color=theme.color("note_text" if note else "line"),
            line_width=1.5 if note else 1.0,
        )
        ink: ColorName = "note_text" if note else "text2"
        self._paint_label(painter, "note", rect, inks=(ink, ink), indent=9)

    def _paint_label(
        self,
        painter: QPainter,
        mode: ComposerMode,
        rect: QRectF,
        *,
        inks: tuple[ColorName, ColorName],
        indent: int,
    ) -> None:
        theme = self._theme
        label, icon = _said(_LABELS[mode][0]), _LABELS[mode][1]
        size = 12 if mode == "note" else 14
        where = QPointF(rect.left() + theme.px(indent - 1), rect.center().y() - theme.px(size) / 2)
        draw_icon(painter, theme, icon, where, ink=inks[0], size=size)
        gap = theme.px(size + (3 if mode == "note" else 5))
        text = rect.adjusted(theme.px(indent) + gap, 0, 0, 0)
        style = META_STRONG if mode == self._mode else META_MEDIUM
        draw_text(painter, theme, label, text, style=style, ink=inks[1])

    def _text_width(self, mode: ComposerMode) -> float:
        return self._theme.metrics(META_STRONG).horizontalAdvance(_said(_LABELS[mode][0]))

    def _mode_at(self, where: QPointF) -> ComposerMode | None:
        rects = self.segment_rects()
        if self.isRightToLeft():
            where = QPointF(self.width() - where.x(), where.y())
        return next((mode for mode in self._modes if rects[mode].contains(where)), None)

    def _choose(self, mode: ComposerMode) -> None:
        if mode != self._mode:
            self.set_mode(mode)
            self.mode_chosen.emit(mode)

    def _announce(self) -> None:
        self.setAccessibleName(_said(_LABELS[self._mode][0]))
        set_literal_tooltip(self, _said(_NOTE_WORDS) if self._mode == "note" else "")


def _said(text: str) -> str:
    """In the language of the window."""
    return QCoreApplication.translate("widgets", text)
