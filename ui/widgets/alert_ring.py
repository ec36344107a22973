# SPDX-License-Identifier: Apache-2.0
"""An alert as it rings: its card over the lower end of the window, which covers no text field."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_POPOVER
from ui.widgets.alert_card import AlertCard
from ui.widgets.alert_value import AlertValue
from ui.widgets.announcement import announce
from ui.widgets.painting import draw_box
from ui.widgets.shadow import SHADOW, paint_shadow

SHOWN_MS: Final = 20_000
_WIDTH: Final = 380


class AlertRing(QWidget):
    """Takes no focus, and goes by itself: the alert stays in the inbox. Hovering keeps it.

    Signals: those of its card, `opened(ticket)`, `taken(ticket)`, `seen(ticket)`.
    """

    opened = Signal(str)
    taken = Signal(str)
    seen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, *, ground: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = ground
        self.card = AlertCard(theme, self)
        self.card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        self._column.addWidget(self.card)
        for signal, told in (
            (self.card.opened, self.opened),
            (self.card.taken, self.taken),
            (self.card.seen, self.seen),
        ):
            signal.connect(self.hide)
            signal.connect(told)
        self.setObjectName("window.alert")
        ground.installEventFilter(self)
        theme.changed.connect(self.place)
        self.hide()

    @property
    def ticket(self) -> str:
        """Whose alert it shows; empty while it shows none."""
        return "" if self.isHidden() else self.card.ticket

    def ring(self, value: AlertValue) -> None:
        """Show an alert; a later one takes the place of the one before."""
        self.card.set_value(value)
        self.setAccessibleName(value.spoken)
        announce(self, value.spoken)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def place(self) -> None:
        """Stand over the lower trailing corner of its ground."""
        px, ground, window = self._theme.px, self._ground, self.parentWidget()
        if window is None:
            return
        corner = ground.mapTo(window, QPoint(0, 0))
        width = min(px(_WIDTH) + 2 * SHADOW, ground.width())
        height = self._column.totalSizeHint().height()
        left = corner.x() if self.isRightToLeft() else corner.x() + ground.width() - width
        self.setGeometry(left, corner.y() + ground.height() - height, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self.place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.isHidden():
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        box = QRectF(self.card.geometry())
        paint_shadow(painter, theme, box)
        draw_box(
            painter,
            box,
            radius=theme.px(RADIUS_POPOVER),
            fill_color=theme.color("raised"),
            line_color=theme.color("line2"),
        )
