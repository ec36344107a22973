# SPDX-License-Identifier: Apache-2.0
"""Where else something waits while a list is empty: one card for each place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META, RADIUS_CARD
from ui.widgets.glyphs import KEYCAP_HEIGHT, keycap_width, paint_keycap
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)

_WIDTH = 520
_CARD = 56


@dataclass(frozen=True, slots=True)
class GreetingCard:
    """Something that waits; `key` comes back when it is pressed, `keys` lead there too."""

    key: str
    icon: str
    title: str
    detail: str = ""
    keys: tuple[str, ...] = ()


class GreetingCards(QWidget):
    """The cards below one another. Emits `chosen(key)`, and `reached(card)` when the focus comes to
    one.
    """

    chosen = Signal(str)
    reached = Signal(QWidget)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: tuple[GreetingCard, ...] = ()
        self.buttons: list[_Card] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_cards(self, cards: Sequence[GreetingCard]) -> None:
        """Show these; the same once more are left as they are, with the focus."""
        if tuple(cards) == self._cards:
            return
        self._cards = tuple(cards)
        for old in self.buttons:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [_Card(self._theme, card, self) for card in cards]
        for button in self.buttons:
            self._column.addWidget(button)
            button.pressed_key.connect(self.chosen)
            button.reached.connect(self.reached)

    def _on_theme_changed(self) -> None:
        self.setMaximumWidth(self._theme.px(_WIDTH))
        self._column.setSpacing(self._theme.px(8))


class _Card(QAbstractButton):
    pressed_key = Signal(str)
    reached = Signal(QWidget)

    def __init__(self, theme: Theme, card: GreetingCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = card
        self._fitter = TextFitter(theme)
        self.setObjectName(f"empty.{card.key}.card")
        self.setAccessibleName(f"{card.title}. {card.detail}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_CARD))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, card = self._theme, QPainter(self), self._card
        rect, radius = QRectF(self.rect()), self._theme.px(RADIUS_CARD)
        follow_reading(painter, self.layoutDirection(), rect)
        face = theme.color("hover" if self.underMouse() else "surface")
        draw_box(painter, rect, radius=radius, fill_color=face, line_color=theme.color("line"))
        where = QPointF(theme.px(18), (self.height() - theme.px(16)) / 2)
        draw_icon(painter, theme, card.icon, where, ink="text2")
        right = self._paint_keys(painter)
        middle = rect.center().y() - (0 if card.detail else -theme.px(10))
        line = QRectF(theme.px(50), middle - theme.px(19), right - theme.px(58), theme.px(20))
        title, _ = self._fitter.fit(card.title, BODY_STRONG, line.width())
        draw_text(painter, theme, title, line, style=BODY_STRONG, ink="text")
        if card.detail:
            line.translate(0, theme.px(18.5))
            detail, _ = self._fitter.fit(card.detail, META, line.width())
            draw_text(painter, theme, detail, line, style=META, ink="text2")
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect, radius=radius)

    def _paint_keys(self, painter: QPainter) -> float:
        """The keys from the right; returns where they begin."""
        theme, right = self._theme, float(self.width() - self._theme.px(16))
        height = theme.px(KEYCAP_HEIGHT)
        for key in reversed(self._card.keys):
            width = keycap_width(theme, key)
            cap = QRectF(right - width, (self.height() - height) / 2, width, height)
            face, line = theme.color("surface"), theme.color("line2")
            paint_keycap(painter, theme, cap, key=key, ink="text2", face=face, line=line)
            right -= width + theme.px(4)
        return right

    def _on_clicked(self) -> None:
        self.pressed_key.emit(self._card.key)
