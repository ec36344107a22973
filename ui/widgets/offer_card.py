# SPDX-License-Identifier: Apache-2.0
"""A ticket that the router offers: whose it is, and so many seconds to accept or decline."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, BUTTON_SMALL, META, META_STRONG
from ui.widgets.announcement import announce
from ui.widgets.button import Button, ButtonKind
from ui.widgets.card import Card
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.spoken_roles import speak_as


@dataclass(frozen=True, slots=True)
class OfferValue:
    """An offer in words. `more` says that others wait behind it."""

    ticket: str
    subject: str
    about: str
    more: str = ""


class OfferCard(QWidget):
    """Hidden until `show_offer`. Y accepts and X declines while the focus is in it.

    Signals: `accepted(ticket)`, `declined(ticket)`.
    """

    accepted = Signal(str)
    declined = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value = OfferValue("", "", "")
        card = Card(
            theme, line="accent_line", bar="accent", padding=(14, 10, 12, 12), gap=4, parent=self
        )
        title = QCoreApplication.translate("offers", "Offered to you")
        self._title = TextLabel(theme, title, style=META_STRONG, ink="accent_text", parent=card)
        self.left = TextLabel(theme, style=META_STRONG, ink="amber_text", parent=card)
        self._subject = TextLabel(theme, style=BODY_STRONG, elide=True, parent=card)
        self._about = TextLabel(theme, style=META, ink="text2", elide=True, parent=card)
        self._more = TextLabel(theme, style=META, ink="text3", elide=True, parent=card)
        self.accept = self._button(
            "accept", QCoreApplication.translate("offers", "Accept"), "Y", kind="primary"
        )
        self.decline = self._button(
            "decline", QCoreApplication.translate("offers", "Decline"), "X", kind="default"
        )
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self.left)
        self._foot.addWidget(self.accept)
        self._foot.addWidget(self.decline)
        self._foot.addWidget(self._more, 1)
        card.inside.addLayout(self._head)
        card.inside.addWidget(self._subject)
        card.inside.addWidget(self._about)
        card.inside.addLayout(self._foot)
        self._column = QVBoxLayout(self)
        self._column.addWidget(card)
        self.setObjectName("list.offer.card")
        speak_as(self, QAccessible.Role.Grouping)
        self.accept.clicked.connect(self._on_accept)
        self.decline.clicked.connect(self._on_decline)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    @property
    def ticket(self) -> str:
        """What is offered, or nothing."""
        return "" if self.isHidden() else self._value.ticket

    def show_offer(self, value: OfferValue, left: str) -> None:
        """Show an offer; another one than before is announced."""
        said = f"{self._title.text()}: {value.subject}. {value.about}"
        if self.isHidden() or value.ticket != self._value.ticket:
            announce(self, f"{said}. {left}")
        self._value = value
        self.setAccessibleName(said)
        self._subject.setText(value.subject)
        self._about.setText(value.about)
        self._more.setText(value.more)
        self.left.setText(left)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Y and not event.modifiers():
            self._on_accept()
        elif event.key() == Qt.Key.Key_X and not event.modifiers():
            self._on_decline()
        else:
            super().keyPressEvent(event)

    def _button(self, name: str, words: str, key: str, *, kind: ButtonKind) -> Button:
        button = Button(self._theme, words, kind=kind, height=BUTTON_SMALL, parent=self)
        button.setObjectName(f"list.offer.{name}.button")
        button.set_tip_key(key)
        return button

    def _on_accept(self) -> None:
        self.accepted.emit(self._value.ticket)

    def _on_decline(self) -> None:
        self.declined.emit(self._value.ticket)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(margins(self, (px(12), px(10), px(12), px(10))))
        self._foot.setContentsMargins(0, px(6), 0, 0)
        self._foot.setSpacing(px(8))
        self._head.setSpacing(px(8))
