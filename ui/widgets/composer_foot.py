# SPDX-License-Identifier: Apache-2.0
"""The tools under the text of the composer, Send, and the status that goes with it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, RADIUS_CONTROL, ColorName
from ui.widgets.button import Button, ButtonKind
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.composer_status import NextStatusButton
from ui.widgets.composer_tools import ComposerTools
from ui.widgets.composer_words import translate
from ui.widgets.popover import rect_on_screen

_MENU_WIDTH = 280
_SEND_KEY = "Ctrl ⏎"


class ComposerFoot(QWidget):
    """Tools at the beginning, and at the end Send with the status that goes with it.

    Signals: `status_chosen(key)`, `send_chosen()` after a status that was chosen in order to send.
    """

    status_chosen = Signal(str)
    send_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._status = ""
        self._sends = False
        self._is_note = False
        self._sends_now = True
        self.tools = ComposerTools(theme, self)
        self.send = Button(
            theme,
            translate("composer", "Send"),
            kind="primary",
            keycap=_SEND_KEY,
            height=28,
            parent=self,
        )
        self.send.setObjectName("composer.send.button")
        self.send.set_text_style(BODY_STRONG)
        self.status = NextStatusButton(theme, self)
        self.menu = ChoiceMenu(theme, self)
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(0)
        self._apart = QSpacerItem(0, 0)
        self._build()

    @property
    def key(self) -> str:
        """The status that goes with a reply; nothing leaves it as it is."""
        return self._status

    def set_statuses(self, choices: Sequence[Choice], key: str) -> None:
        """What is offered, and which is chosen; without choices there is no second half."""
        self._choices = tuple(choices)
        self._status = key
        self._show()

    def open_statuses(self, *, send: bool) -> None:
        """Let a status be chosen, and send with it if that is wanted."""
        if not self._choices or self._is_note:
            return
        self._sends = send
        self.menu.open_at(
            rect_on_screen(self.status),
            self._choices,
            title=translate("composer", "Send, and set the status"),
            current=frozenset({self._status}),
            at_end=True,
            width=_MENU_WIDTH,
        )

    def say_send(self, words: str, kind: ButtonKind, *, sends: bool = True) -> None:
        """What the button does; a status goes only with what is sent."""
        self.send.set_label(words)
        self.send.set_kind(kind)
        self._sends_now = sends
        self._show()

    def dress(self, *, is_note: bool, tool_ink: ColorName) -> None:
        """Take on the look of a mode."""
        self._is_note = is_note
        self.tools.set_ink(tool_ink)
        px = self._theme.px
        self._layout.setContentsMargins(0, px(6), 0, px(6))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Square the corners of Send off where the status joins it."""
        if self.status.isHidden() or self.send.kind != "primary":
            return
        radius = self._theme.px(RADIUS_CONTROL)
        send = QRectF(self.send.geometry())
        face = "accent" if self.send.isEnabled() else "track"
        left = send.left() if self.isRightToLeft() else send.right() - radius
        joint = QRectF(left, send.top(), radius, send.height())
        QPainter(self).fillRect(joint, self._theme.color(face))

    def _build(self) -> None:
        self._layout.addWidget(self.tools)
        self._layout.addStretch(1)
        self._layout.addWidget(self.send)
        self._layout.addSpacerItem(self._apart)
        self._layout.addWidget(self.status)
        self.status.clicked.connect(self._on_status_clicked)
        self.menu.chosen.connect(self._on_chosen)
        self._theme.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        shown = bool(self._choices) and self._sends_now and not self._is_note
        joined = self.send.kind == "primary"
        self.status.setVisible(shown)
        self.status.set_joined(joined)
        self._apart.changeSize(self._theme.px(6) if shown and not joined else 0, 0)
        self._layout.invalidate()
        words = (each.label for each in self._choices if each.key == self._status)
        self.status.show_status(next(words, ""))
        self._fit()

    def _fit(self) -> None:
        """Long words of Send come before its key, and both before the marks, which have keys."""
        self.send.set_keycap(_SEND_KEY)
        self.tools.set_short(False)
        if self._layout.minimumSize().width() > self.width():
            self.send.set_keycap("")
        if self._layout.minimumSize().width() > self.width():
            self.tools.set_short(True)

    def _on_status_clicked(self) -> None:
        self.open_statuses(send=False)

    def _on_chosen(self, key: str) -> None:
        self._status = key
        self._show()
        self.status_chosen.emit(key)
        if self._sends:
            self._sends = False
            self.send_chosen.emit()
