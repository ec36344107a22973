# SPDX-License-Identifier: Apache-2.0
"""Offers the open tickets of a customer before another one is made."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META, RADIUS_CARD
from ui.widgets.button import Button
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_box, draw_icon, follow_reading

MOST: Final = 3


class TicketOffer(QWidget):
    """A question, and up to three tickets with a button each. Emits `chosen(ticket id)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ids: tuple[str, ...] = ()
        self._question = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._lines: list[tuple[TextLabel, Button]] = []
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._question, 0, 0, 1, 2)
        for row in range(MOST):
            self._add(row, action)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def set_action(self, words: str) -> None:
        """What each button does; the next `offer` names the tickets with it."""
        for _, button in self._lines:
            button.set_label(words)

    def offer(self, question: str, tickets: Sequence[tuple[str, str]]) -> None:
        """Show (id, words) of each ticket; none hides the question."""
        self._ids = tuple(id for id, _ in tickets[:MOST])
        self._question.setText(question)
        for place, (label, button) in enumerate(self._lines):
            used = place < len(self._ids)
            label.setVisible(used)
            button.setVisible(used)
            if used:
                label.setText(tickets[place][1])
                button.setAccessibleName(f"{button.text()}: {tickets[place][1]}")
        self.setAccessibleName(question)
        self.setVisible(bool(self._ids))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        draw_box(
            painter,
            QRectF(self.rect()),
            radius=theme.px(RADIUS_CARD),
            fill_color=theme.color("accent_soft"),
            line_color=theme.color("accent_line"),
        )
        draw_icon(
            painter, theme, "link", QPointF(theme.px(14), theme.px(13)), ink="accent_text", size=14
        )

    def _add(self, row: int, action: str) -> None:
        label = TextLabel(self._theme, style=META, ink="text2", elide=True, parent=self)
        button = Button(self._theme, action, height=26, parent=self)
        button.setObjectName(f"new_ticket.offer.{row + 1}")
        button.clicked.connect(lambda: self.chosen.emit(self._ids[row]))
        self._grid.addWidget(label, row + 1, 0)
        self._grid.addWidget(button, row + 1, 1)
        self._lines.append((label, button))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(margins(self, (px(42), px(9), px(12), px(9))))
        self._grid.setVerticalSpacing(px(4))
