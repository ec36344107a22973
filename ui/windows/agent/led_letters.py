# SPDX-License-Identifier: Apache-2.0
"""The letters that go where a single key has led: into a menu, into an editor."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from ui.widgets.choice_menu import ChoiceMenu
from ui.windows.agent.key_layout import pressed_at
from ui.windows.agent.typing_guard import LETTERS, Pressed, TypingGuard

_CHANGING: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr, Qt.Key.Key_Alt, Qt.Key.Key_Control}
)
"""Keys that say nothing themselves."""


class LedLetters(QObject):
    """Watches where the last single key has led, for as long as it may be part of a text.

    Who comes into an editor by the first of the letters writes there, as in a menu that takes new
    words, and what matches an entry of the menu that it opened chooses; every other letter is one
    of a text. Emits `strayed()` when there is a text.
    """

    strayed = Signal()

    def __init__(
        self, guard: TypingGuard, monotonic: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._guard = guard
        self._monotonic = monotonic
        self._inside: QWidget | None = None
        self._opener: Pressed | None = None

    def follow(self, inside: QWidget | None) -> None:
        """The last key has led into this."""
        self._end()
        self._opener = self._guard.last
        if self._opener is not None and inside is not None:
            self._inside = inside
            inside.installEventFilter(self)

    def leave(self) -> None:
        """What was pressed were commands."""
        self._end()
        if not self._guard.typed:
            self._guard.reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._inside or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress or event.key() in _CHANGING:
            return False
        text = event.text()
        if len(text) != 1 or not text.isprintable():
            self.leave()
            return False
        if not self._is_text(text, pressed_at(event, self._monotonic)):
            return False
        self._end()
        self.strayed.emit()
        return True

    def _is_text(self, letter: str, at: float) -> bool:
        inside, opener = self._inside, self._opener
        before = None if opener is None else self._guard.place_of(opener, at)
        menu = _menu_of(inside)
        is_editor = isinstance(inside, QLineEdit | QTextEdit) and (menu is None or menu.takes_new)
        if before is None or (before == 0 and is_editor):
            self.leave()
            return False
        if before or menu is None or not isinstance(inside, QLineEdit):
            return self._guard.press(letter, at) == "text"
        typed = inside.text() + letter
        if 1 + len(typed) < LETTERS or menu.offers(typed):
            return False
        return [self._guard.press(each, at) for each in typed][-1] == "text"

    def _end(self) -> None:
        if self._inside is not None:
            self._inside.removeEventFilter(self)
        self._inside = self._opener = None


def _menu_of(inside: QWidget | None) -> ChoiceMenu | None:
    while inside is not None and not isinstance(inside, ChoiceMenu):
        inside = inside.parentWidget()
    return inside
