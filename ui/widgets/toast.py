# SPDX-License-Identifier: Apache-2.0
"""The short word on what was just done, with a way back."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG
from ui.widgets.announcement import announce
from ui.widgets.button import BARE_ROOM, Button
from ui.widgets.key_names import key_words
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_box, draw_icon, follow_reading


class Toast(QWidget):
    """Says what was done and offers to take it back; floats over the lower left corner of its
    parent, or of the ground that it was given there.

    `say` shows it for `duration_ms`; a new one replaces the old. It has the sign of what is done,
    or after `set_waiting` of what is not done yet. `undo_requested` comes at most once for each.
    Hovering keeps it open. `offer` adds something that fits what was just done; `offer_requested`
    comes when it is pressed.
    """

    undo_requested = Signal()
    offer_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, duration_ms: int = 8000) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground: QRect | None = None
        self.waits = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(duration_ms)
        self._timer.timeout.connect(self.hide)
        self._text = TextLabel(theme, style=BODY_STRONG, ink="toast_text", parent=self)
        words = QCoreApplication.translate("widgets", "Undo")
        self._undo = self._link(f"{words}  {key_words('Ctrl Z')}", "undo")
        self._undo.setAccessibleName(words)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._offer = self._link("", "offer")
        self._offer.clicked.connect(self._on_offer_clicked)
        self._layout = layout = QHBoxLayout(self)
        layout.addWidget(self._text)
        layout.addStretch(1)
        layout.addWidget(self._undo)
        layout.addWidget(self._offer)
        self.setObjectName("window.toast")
        theme.changed.connect(self._fit)
        self.hide()

    def say(self, text: str, *, undo: bool = True) -> None:
        self.set_waiting(False)
        self._text.setText(text)
        self._undo.setVisible(undo)
        self._offer.hide()
        self.setAccessibleName(text)
        announce(self, text)
        self._fit()
        self.show()
        self.raise_()
        self._timer.start()

    def offer(self, words: str) -> None:
        """Something more that can be done about what was just said, until it goes."""
        self._offer.set_label(words)
        self._offer.show()
        self._fit()

    def reword(self, text: str) -> None:
        """The same in other words, for as long as it is still shown."""
        if self.isVisible() and text != self._text.text():
            self._text.setText(text)
            self.setAccessibleName(text)
            announce(self, text)
            self._fit()

    def set_waiting(self, waits: bool) -> None:
        """What is said is not done yet; or it is now, and stays for as long as what is new."""
        if self.waits and not waits and self._timer.isActive():
            self._timer.start()
        self.waits = waits
        self.update()

    def _fit(self) -> None:
        """As large as its words are at this zoom."""
        px = self._theme.px
        self._layout.setContentsMargins(margins(self, (px(42), 0, px(16 - BARE_ROOM), 0)))
        self._layout.setSpacing(px(24))
        self.setFixedHeight(px(48))
        self._layout.activate()
        self.adjustSize()
        self.place()

    def take_ground(self, ground: QRect) -> None:
        """The part of the parent over which it floats from now on."""
        self._ground = ground
        self.place()

    def place(self) -> None:
        """Move to the corner; to be called when the parent is resized."""
        parent, margin = self.parentWidget(), self._theme.px(16)
        if parent is not None:
            ground = self._ground or parent.rect()
            corner = QPoint(ground.left() + margin, ground.bottom() + 1 - self.height() - margin)
            place = QRect(corner, self.size())
            self.setGeometry(QStyle.visualRect(self.layoutDirection(), ground, place))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        face = theme.color("toast")
        draw_box(painter, QRectF(self.rect()), radius=theme.px(8), fill_color=face)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        where = QPointF(theme.px(16), (self.height() - theme.px(16)) / 2)
        icon, ink = ("clock", "toast_text") if self.waits else ("check", "toast_good")
        draw_icon(painter, theme, icon, where, ink=ink)

    def _link(self, words: str, name: str) -> Button:
        button = Button(self._theme, words, kind="link", height=28, parent=self)
        button.setObjectName(f"window.toast.{name}")
        button.set_text_style(BODY_STRONG)
        button.set_ink("toast_link")
        return button

    def _on_offer_clicked(self) -> None:
        self.hide()
        self._timer.stop()
        self.offer_requested.emit()

    def _on_undo_clicked(self) -> None:
        self.hide()
        self._timer.stop()
        self.undo_requested.emit()
