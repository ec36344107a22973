# SPDX-License-Identifier: Apache-2.0
"""One row of the properties: a label, a value with its sign, and a press opens its choices."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import (
    CONTROL,
    META,
    MICRO,
    PROPERTY_ROW,
    RADIUS_CONTROL,
)
from ui.widgets.glyphs import KEYCAP_HEIGHT, keycap_width, paint_keycap, paint_tag, pill_width
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)
from ui.widgets.sign import NO_SIGN, Sign, paint_sign, sign_width

LABEL_WIDTH: Final = 88
_SIDE: Final = 16


@dataclass(frozen=True, slots=True)
class PropertyValue:
    """A field of a ticket. An unset one has an empty `text` and no tags, and shows "Set".

    `chosen` holds the keys of the choices that are set now. `pending` waits for the server,
    `rejected` needs a decision. A row with `locked` cannot be opened; the words say by whom.
    One that `takes_more` has a plus after its tags.
    """

    field: str
    label: str
    text: str = ""
    sign: Sign = NO_SIGN
    tags: tuple[str, ...] = ()
    chosen: frozenset[str] = frozenset()
    keycap: str = ""
    pending: bool = False
    rejected: bool = False
    locked: str = ""
    takes_more: bool = False


class PropertyRow(QAbstractButton):
    """Shows a PropertyValue; Enter and Space press it. Emits `stepped(1 or -1)` for the arrows."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, value: PropertyValue, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._value = value
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_value(value)
        theme.changed.connect(self.updateGeometry)

    @property
    def value(self) -> PropertyValue:
        return self._value

    def set_value(self, value: PropertyValue) -> None:
        self._value = value
        self.setObjectName(f"properties.{value.field}.row")
        self.setEnabled(not value.locked)
        shown = (
            ", ".join(value.tags)
            if value.tags
            else value.text or QCoreApplication.translate("widgets", "not set")
        )
        marks = [QCoreApplication.translate("widgets", "waiting to sync")] if value.pending else []
        marks += [QCoreApplication.translate("widgets", "needs you")] if value.rejected else []
        self.setAccessibleName(f"{value.label}: {', '.join([shown, *marks])}")
        self.setToolTip("")
        self.setAccessibleDescription(value.locked)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(PROPERTY_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        box = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        radius = theme.px(RADIUS_CONTROL)
        if self.underMouse() and self.isEnabled():
            draw_box(painter, box, radius=radius, fill_color=theme.color("hover"))
        label = QRectF(theme.px(_SIDE), 0, theme.px(LABEL_WIDTH - 1), rect.height())
        words, _ = self._fitter.fit(self._value.label, META, label.width())
        draw_text(painter, theme, words, label, style=META, ink="text3")
        right = self._paint_marks(painter, rect)
        left = theme.px(_SIDE + LABEL_WIDTH)
        value = QRectF(left, 0, right - left, rect.height())
        if self._value.tags:
            self._paint_tags(painter, value)
        else:
            self._paint_text(painter, value)
        if self.hasFocus():
            draw_focus_ring(painter, theme, box, radius=radius)

    def _paint_text(self, painter: QPainter, rect: QRectF) -> None:
        theme, value = self._theme, self._value
        paint_sign(painter, theme, value.sign, QPointF(rect.left(), rect.center().y()))
        line = rect.adjusted(sign_width(theme, value.sign), 0, 0, 0)
        style, ink = (CONTROL, "text") if value.text else (META, "text3")
        text, _ = self._fitter.fit(
            value.text or QCoreApplication.translate("widgets", "Set"), style, line.width()
        )
        draw_text(painter, theme, text, line, style=style, ink=ink)

    def _paint_tags(self, painter: QPainter, rect: QRectF) -> None:
        """As many tags as fit, then how many more there are."""
        theme, left = self._theme, rect.left()
        height = theme.px(20)
        top = rect.top() + (rect.height() - height) / 2
        for place, tag in enumerate(self._value.tags):
            rest = len(self._value.tags) - place
            more = theme.px(5) + pill_width(theme, f"+{rest - 1}", MICRO) if rest > 1 else 0
            text, _ = self._fitter.fit(tag, MICRO, rect.width() * 0.7)
            width = pill_width(theme, text, MICRO)
            if place and left + width + more > rect.right():
                text, width = f"+{rest}", pill_width(theme, f"+{rest}", MICRO)
                paint_tag(painter, theme, QRectF(left, top, width, height), text=text)
                return
            paint_tag(painter, theme, QRectF(left, top, width, height), text=text)
            left += width + theme.px(5)

    def _paint_marks(self, painter: QPainter, rect: QRectF) -> float:
        """Clock, red dot, lock or key at the right end; returns where they begin."""
        theme, value = self._theme, self._value
        right, middle = rect.right() - theme.px(_SIDE), rect.center().y()
        if value.rejected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("red"))
            painter.drawEllipse(QPointF(right - theme.px(5), middle), 4, 4)
            return right - theme.px(18)
        takes_more = value.takes_more and bool(value.tags) and not value.keycap
        icon = "clock" if value.pending else "lock" if value.locked else ""
        if value.pending and takes_more:
            right = self._paint_plus(painter, right, middle) - theme.px(5)
        if icon:
            ink = "amber_text" if value.pending else "text3"
            where = QPointF(right - theme.px(14), middle - theme.px(7))
            draw_icon(painter, theme, icon, where, ink=ink, size=14)
            return right - theme.px(22)
        if value.keycap:
            width, height = keycap_width(theme, value.keycap), theme.px(KEYCAP_HEIGHT)
            cap = QRectF(right - width, middle - height / 2, width, height)
            line = theme.color("line2")
            paint_keycap(painter, theme, cap, key=value.keycap, ink="text2", line=line)
            return right - width - theme.px(6)
        return self._paint_plus(painter, right, middle) if takes_more else right

    def _paint_plus(self, painter: QPainter, right: float, middle: float) -> float:
        """More may be added; where the sign begins."""
        theme = self._theme
        where = QPointF(right - theme.px(10), middle - theme.px(8))
        draw_icon(painter, theme, "plus", where, ink="text3")
        return right - theme.px(13)
