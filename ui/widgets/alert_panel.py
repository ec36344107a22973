# SPDX-License-Identifier: Apache-2.0
"""The inbox of alerts: a panel that floats beside the button that opened it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META
from ui.widgets import plural
from ui.widgets.alert_card import AlertCard
from ui.widgets.alert_value import AlertValue
from ui.widgets.button import BARE_ROOM, Button
from ui.widgets.clock_face import ClockFace
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.margins import margins
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.popover import Popover

_WIDTH: Final = 420
_HEAD: Final = 44
_FOOT: Final = 8
"""So that no card reaches into the round corners."""


class AlertPanel(Popover):
    """A card for each alert, the most urgent first. Arrows go from one to the next, Esc closes.

    Signals: `opened(ticket)`, `taken(ticket)`, `seen(ticket)` of a card, `all_seen()`.
    """

    opened = Signal(str)
    taken = Signal(str)
    seen = Signal(str)
    all_seen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._cards: list[AlertCard] = []
        self._shown = 0
        self._title = TextLabel(theme, style=BODY_STRONG, parent=self.panel)
        words = QCoreApplication.translate("alerts", "Mark all as seen")
        self.clear = Button(theme, words, kind="link", height=28, parent=self.panel)
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear.setObjectName("alerts.clear.button")
        self._content = Surface("raised", self.panel)
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addStretch(1)
        self._area = QScrollArea(self.panel)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._content)
        self._scroll_bar = OverlayScrollBar(self._area)
        self._rest = TextLabel(theme, style=META, ink="text3", parent=self.panel)
        self._top = QWidget(self.panel)
        self._head = QHBoxLayout(self._top)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self.clear)
        self._column = QVBoxLayout(self.panel)
        self._column.setContentsMargins(1, 1, 1, _FOOT)
        self._column.setSpacing(0)
        self._column.addWidget(self._top)
        self._column.addWidget(Hairline(self.panel))
        self._column.addWidget(self._area, 1)
        self._column.addWidget(self._rest)
        self.setObjectName("alerts.panel")
        self.clear.clicked.connect(self.all_seen)

    def open_at(self, beside: QRect, values: Sequence[AlertValue], *, count: int) -> None:
        """Show these, the most urgent of `count`, beside a rectangle on the screen.

        Nothing opens for none.
        """
        if values:
            self._dress()
            self._show_values(values, count)
            self.open_beside(beside, self._cards[0])

    def set_values(self, values: Sequence[AlertValue], *, count: int) -> None:
        """Others are the most urgent of `count` now: without any the panel closes."""
        if self.isHidden():
            return
        if not values:
            self.hide()
            return
        focused = next((each.ticket for each in self._cards if each.hasFocus()), "")
        place = next((n for n, each in enumerate(self._cards) if each.ticket == focused), 0)
        self._show_values(values, count)
        tickets = [value.ticket for value in values]
        here = tickets.index(focused) if focused in tickets else min(place, len(values) - 1)
        self._cards[here].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def set_faces(self, faces: Sequence[ClockFace | None]) -> None:
        """What the clocks of the cards show now, in their order."""
        for card, face in zip(self._cards[: self._shown], faces, strict=False):
            card.clock.set_face(face)

    def wanted_size(self, width: int, height: int) -> QSize:
        px = self._theme.px
        cards = sum(card.sizeHint().height() for card in self._cards[: self._shown])
        foot = _FOOT + (0 if self._rest.isHidden() else self._rest.sizeHint().height())
        return QSize(min(px(_WIDTH), width), min(px(_HEAD) + 2 + foot + cards, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()

    def _show_values(self, values: Sequence[AlertValue], count: int) -> None:
        told = plural.tr("%n alerts", "1 alert", count)
        self._title.setText(told)
        rest = count - len(values)
        self._rest.setText(plural.tr("%n more after these", "1 more after these", rest))
        self._rest.setVisible(rest > 0)
        self.setAccessibleName(told)
        while len(self._cards) < len(values):
            self._add_card()
        self._shown = len(values)
        for card, value in zip(self._cards, values, strict=False):
            card.set_value(value)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(values))

    def _add_card(self) -> None:
        card = AlertCard(self._theme, self._content, is_first=not self._cards)
        self._rows.insertWidget(len(self._cards), card)
        self._cards.append(card)
        card.opened.connect(self.opened)
        card.taken.connect(self.taken)
        card.seen.connect(self.seen)
        card.stepped.connect(self._on_stepped)
        self.hold_focus(*self._cards)

    def _on_stepped(self, by: int) -> None:
        here = next((n for n, card in enumerate(self._cards) if card.hasFocus()), 0)
        card = self._cards[max(0, min(here + by, self._shown - 1))]
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(card, 0, 0)

    def _dress(self) -> None:
        """The zoom may have changed since it was open."""
        px = self._theme.px
        self._top.setFixedHeight(px(_HEAD))
        self._head.setContentsMargins(margins(self, (px(18), 0, px(18 - BARE_ROOM), 0)))
        self._rest.setContentsMargins(margins(self, (px(18), px(4), px(18), px(4))))
