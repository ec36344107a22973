# SPDX-License-Identifier: Apache-2.0
"""One alert: why it rings, whose ticket it is, and what can be done about it at once."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, BUTTON_SMALL, META, META_STRONG, RADIUS_CONTROL
from ui.widgets.alert_value import AlertValue
from ui.widgets.avatar import PriorityGlyph
from ui.widgets.button import Button, ButtonKind
from ui.widgets.clock import ClockChip
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_focus_ring, draw_hairline
from ui.widgets.spoken_roles import speak_as

_EDGES: Final = (18, 12, 18, 14)


class AlertCard(QWidget):
    """Takes the focus as one thing; its keys are Enter, T and Delete.

    Signals: `opened(ticket)`, `taken(ticket)`, `seen(ticket)`, and `stepped(1 or -1)` for an arrow.
    """

    opened = Signal(str)
    taken = Signal(str)
    seen = Signal(str)
    stepped = Signal(int)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, is_first: bool = True
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_first = is_first
        self._value = AlertValue("", "", "", "")
        self._glyph = PriorityGlyph(theme, self)
        self._reason = TextLabel(
            theme, style=META_STRONG, ink="amber_text", elide=True, parent=self
        )
        self.clock = ClockChip(theme, self)
        self._subject = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._who = TextLabel(theme, style=META, ink="text2", elide=True, parent=self)
        self._working = TextLabel(theme, style=META, ink="accent_text", elide=True, parent=self)
        self._take = self._button(QCoreApplication.translate("alerts", "Take"), "primary", "T")
        self._open = self._button(QCoreApplication.translate("alerts", "Open"), "default", "")
        self._seen = self._button(QCoreApplication.translate("alerts", "Seen"), "default", "")
        self._build()
        self.setObjectName("alerts.card.view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, QAccessible.Role.ListItem)
        self._take.clicked.connect(lambda: self.taken.emit(self._value.ticket))
        self._open.clicked.connect(lambda: self.opened.emit(self._value.ticket))
        self._seen.clicked.connect(lambda: self.seen.emit(self._value.ticket))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def ticket(self) -> str:
        return self._value.ticket

    def set_value(self, value: AlertValue) -> None:
        """Show an alert."""
        self._value = value
        self._glyph.set_priority(value.priority)
        self._reason.set_ink("red_text" if value.is_late else "amber_text")
        self._reason.setText(value.reason)
        self._subject.setText(value.subject)
        self._who.setText(value.who)
        self._working.setText(value.working)
        self._working.setVisible(bool(value.working))
        self._take.setVisible(value.can_take)
        self._open.set_kind("default" if value.can_take else "primary")
        self._open.set_keycap("" if value.can_take else "⏎")
        self.clock.set_face(value.face)
        self.setAccessibleName(value.spoken)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._value.ticket)
        elif key == Qt.Key.Key_T and self._value.can_take:
            self.taken.emit(self._value.ticket)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.seen.emit(self._value.ticket)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            event.ignore()
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        if not self._is_first:
            edge = theme.px(_EDGES[0])
            line = theme.color("line")
            draw_hairline(painter, edge, self.width() - edge, y=0, color=line)
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            draw_focus_ring(painter, theme, ring, radius=theme.px(RADIUS_CONTROL))

    def _build(self) -> None:
        self._first = QHBoxLayout()
        self._first.addWidget(self._glyph)
        self._first.addWidget(self._reason, 1)
        self._first.addWidget(self.clock)
        self._buttons = QHBoxLayout()
        for button in (self._take, self._open, self._seen):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._first)
        for label in (self._subject, self._who, self._working):
            self._column.addWidget(label)
        self._column.addLayout(self._buttons)

    def _button(self, words: str, kind: ButtonKind, keycap: str) -> Button:
        button = Button(
            self._theme,
            words,
            kind=kind,
            keycap=keycap,
            height=BUTTON_SMALL,
            parent=self,
        )
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        left, top, right, bottom = (px(edge) for edge in _EDGES)
        self._column.setContentsMargins(margins(self, (left, top, right, bottom)))
        self._column.setSpacing(px(6))
        self._first.setSpacing(px(9))
        self._buttons.setContentsMargins(0, px(6), 0, 0)
        self._buttons.setSpacing(px(6))
