# SPDX-License-Identifier: Apache-2.0
"""Chooses between replying to the customer and writing for the team only."""

import math
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

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
from ui.widgets.tab_order import stop_at

_LABELS: Final[dict[ComposerMode, tuple[str, str]]] = {
    "reply": (str(QT_TRANSLATE_NOOP("widgets", "Reply")), "reply"),
    "reply_all": (str(QT_TRANSLATE_NOOP("widgets", "Reply all")), "reply-all"),
    "forward": (str(QT_TRANSLATE_NOOP("widgets", "Forward")), "forward"),
    "note": (str(QT_TRANSLATE_NOOP("widgets", "Internal note")), "lock"),
}
_NOTE_WORDS: Final = str(QT_TRANSLATE_NOOP("widgets", "Only your team sees this"))
_HEIGHT: Final = 28
_ARROWS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


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
        self._fitter = TextFitter(theme)
        self._group = QButtonGroup(self)
        self._parts = {mode: _Part(theme, mode, self) for mode in _LABELS}
        self.setObjectName("composer.mode.switch")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for part in self._parts.values():
            self._group.addButton(part)
        self._group.buttonClicked.connect(self._on_part_clicked)
        self._show_mode()
        theme.changed.connect(self._place)

    @property
    def mode(self) -> ComposerMode:
        return self._mode

    def set_mode(self, mode: ComposerMode) -> None:
        """Show `mode`; ValueError for one that this switch does not offer."""
        if mode not in self._modes:
            raise ValueError(mode)
        self._mode = mode
        self._show_mode()

    def set_reply_modes(self, modes: tuple[ComposerMode, ...]) -> None:
        """Offer these ways of replying; the mode becomes the first where it is not offered."""
        self._modes = (*modes, "note")
        if self._mode not in self._modes:
            self._mode = modes[0]
        self._show_mode()

    @property
    def modes(self) -> tuple[ComposerMode, ...]:
        """What is offered, from the left."""
        return self._modes

    def sizeHint(self) -> QSize:
        rects = self.segment_rects()
        return QSize(round(rects["note"].right()), self._theme.px(_HEIGHT))

    def segment_rects(self) -> dict[ComposerMode, QRectF]:
        """Where each mode is, counted from the side from which people read."""
        theme, found = self._theme, {}
        left = inset = theme.px(2)
        for mode in self._modes:
            size = self._parts[mode].sizeHint()
            if mode == "note":
                left += inset + theme.px(6)
            top = (theme.px(_HEIGHT) - size.height()) / 2
            found[mode] = QRectF(left, top, size.width(), size.height())
            left += size.width()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        step = -step if self.isRightToLeft() else step
        place = self._modes.index(self._mode) + step
        if not step:
            super().keyPressEvent(event)
        elif 0 <= place < len(self._modes):
            self._choose(self._modes[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rects = self._theme, QPainter(self), self.segment_rects()
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        note = self._mode == "note"
        last = rects[self._modes[-2]]
        ground = QRectF(0, 0, last.right() + theme.px(2), theme.px(_HEIGHT))
        color = QColor(theme.color("note_line")) if note else theme.color("sunken")
        draw_box(painter, ground, radius=theme.px(RADIUS_CONTROL), fill_color=color)
        if note:
            words = QRectF(self.rect()).adjusted(rects["note"].right() + theme.px(9), 0, 0, 0)
            told, _ = self._fitter.fit(_said(_NOTE_WORDS), META_MEDIUM, words.width())
            draw_text(painter, theme, told, words, style=META_MEDIUM, ink="note_text")

    def _place(self) -> None:
        """Every part where it stands, and those that are not offered nowhere."""
        rects = self.segment_rects()
        for mode, part in self._parts.items():
            part.setVisible(mode in rects)
            if mode in rects:
                rect = rects[mode].toRect()
                if self.isRightToLeft():
                    rect.moveRight(self.width() - 1 - rect.left())
                part.setGeometry(rect)
        self.updateGeometry()
        self.update()

    def _show_mode(self) -> None:
        chosen, had_focus = self._parts[self._mode], self.hasFocus()
        for part in self._parts.values():
            part.beside_note = self._mode == "note"
        chosen.setChecked(True)
        stop_at(chosen, self._parts.values())
        self.setFocusProxy(chosen)
        if had_focus:
            chosen.setFocus()
        set_literal_tooltip(self, _said(_NOTE_WORDS) if self._mode == "note" else "")
        self._place()

    def _choose(self, mode: ComposerMode) -> None:
        if mode != self._mode:
            self.set_mode(mode)
            self.mode_chosen.emit(mode)

    def _on_part_clicked(self, part: QAbstractButton) -> None:
        if isinstance(part, _Part):
            self._choose(part.mode)


class _Part(QAbstractButton):
    """One mode. In the colours of a note while one is written."""

    def __init__(self, theme: Theme, mode: ComposerMode, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.mode = mode
        self.beside_note = False
        words, self._icon = _LABELS[mode]
        self.setText(_said(words))
        self.setAccessibleName(self.text())
        self.setObjectName(f"composer.mode.{mode}")
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, also to a screen reader
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        px, note = self._theme.px, self.mode == "note"
        words = math.ceil(self._theme.metrics(META_STRONG).horizontalAdvance(self.text()))
        return QSize(words + px(34 if note else 36), px(_HEIGHT) - 2 * px(1 if note else 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the modes of the switch, not to whatever button is near."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        ink: ColorName = "note_text" if self.beside_note else "text2"
        if self.mode == "note":
            self._paint_note_ground(painter, rect)
            self._paint_label(painter, rect, icon_ink=ink, ink=ink)
        elif self.isChecked():
            face: ColorName = "press" if self._theme.scheme == "dark" else "surface"
            self._paint_ground(painter, rect, face, line=self._theme.color("line2"))
            self._paint_label(painter, rect, icon_ink="accent_text", ink="text")
        else:
            if self.underMouse() and not self.beside_note:
                self._paint_ground(painter, rect, "hover")
            self._paint_label(painter, rect, icon_ink=ink, ink=ink)
        if self.hasFocus():
            draw_focus_ring(painter, self._theme, rect, radius=self._theme.px(RADIUS_CONTROL))

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, face: ColorName, *, line: QColor | None = None
    ) -> None:
        theme = self._theme
        radius = theme.px(RADIUS_TAG)
        draw_box(painter, rect, radius=radius, fill_color=theme.color(face), line_color=line)

    def _paint_note_ground(self, painter: QPainter, rect: QRectF) -> None:
        theme, note = self._theme, self.isChecked()
        face: ColorName = "note" if note else "hover" if self.underMouse() else "surface"
        draw_box(
            painter,
            rect,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color(face),
            line_color=theme.color("note_text" if note else "line"),
            line_width=1.5 if note else 1.0,
        )

    def _paint_label(
        self, painter: QPainter, rect: QRectF, *, icon_ink: ColorName, ink: ColorName
    ) -> None:
        theme = self._theme
        size, gap = (12, 3) if self.mode == "note" else (14, 5)
        where = QPointF(theme.px(8), rect.center().y() - theme.px(size) / 2)
        draw_icon(painter, theme, self._icon, where, ink=icon_ink, size=size)
        text = rect.adjusted(theme.px(9) + theme.px(size + gap), 0, 0, 0)
        style = META_STRONG if self.isChecked() else META_MEDIUM
        draw_text(painter, theme, self.text(), text, style=style, ink=ink)


def _said(text: str) -> str:
    """In the language of the window."""
    return QCoreApplication.translate("widgets", text)
