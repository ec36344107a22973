# SPDX-License-Identifier: Apache-2.0
"""What two customers become who are one person, before they are made one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META
from ui.widgets.button import Button
from ui.widgets.customer_card import CustomerCard, CustomerValue
from ui.widgets.label import TextLabel

_BUTTON = 30
_LINK = 24


class MergePreview(QWidget):
    """A question, the customer that stays, what happens besides, and the ways on.

    Signals: `accepted()`, `turned()` to keep the other one instead, `left()` also on Esc.
    """

    accepted = Signal()
    turned = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._question = TextLabel(theme, style=BODY_STRONG, wrap=True, parent=self)
        self._card = CustomerCard(theme, self)
        self._rest = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self._other = Button(theme, self.tr("Keep the other one"), kind="link", height=_LINK)
        self.merge = Button(theme, self.tr("Merge"), kind="primary", height=_BUTTON)
        self.cancel = Button(theme, self.tr("Cancel"), height=_BUTTON)
        self._column = QVBoxLayout(self)
        self._foot = QHBoxLayout()
        self._build()
        self.merge.clicked.connect(self.accepted)
        self._other.clicked.connect(self.turned)
        self.cancel.clicked.connect(self.left)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def words(self) -> str:
        """What is asked and said besides."""
        return f"{self._question.text()} {self._rest.text()}"

    def ask(self, question: str, stays: CustomerValue, rest: str, *, may: bool) -> None:
        """Show what would be; without `may` it cannot be, and `rest` says why."""
        self._question.setText(question)
        self._card.set_customer(stays)
        self._rest.setText(rest)
        self._rest.set_ink("text2" if may else "red_text")
        self.merge.setEnabled(may)
        self.setAccessibleName(f"{question} {rest}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._other.setObjectName("contact.merge.turn")
        self.merge.setObjectName("contact.merge.button")
        self.cancel.setObjectName("contact.merge.cancel")
        self._inside = QVBoxLayout()
        self._inside.addWidget(self._rest)
        turn = QHBoxLayout()
        turn.addWidget(self._other)
        turn.addStretch(1)
        self._inside.addLayout(turn)
        self._foot.addWidget(self.merge)
        self._foot.addWidget(self.cancel)
        self._foot.addStretch(1)
        self._inside.addLayout(self._foot)
        self._column.addWidget(self._question)
        self._column.addWidget(self._card)
        self._column.addLayout(self._inside)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._question.setContentsMargins(px(16), 0, px(16), 0)
        self._inside.setContentsMargins(px(16), 0, px(16), px(12))
        self._inside.setSpacing(px(8))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(10))
        self._foot.setSpacing(px(8))
