# SPDX-License-Identifier: Apache-2.0
"""Single keys of the list and the conversation, and chords that work everywhere in a window."""

import sys
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from ui.windows.agent.key_layout import latin_letter, pressed_at
from ui.windows.agent.key_map import SETTINGS, KeyMap
from ui.windows.agent.led_letters import LedLetters
from ui.windows.agent.typing_guard import TakeBack, TypingGuard

SEQUENCE_S: Final = 1.0
_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Keyboard(QObject):
    """Watches the keys of some widgets and of their window.

    Signals: `pressed(action)`; `strayed(text)` when what was typed is a text and no command, again
    for each further letter; `accepted()` and `dropped()` for Enter and Esc while there is such a
    text; `rebound()` when the person has chosen other keys. `monotonic` is a clock in seconds.
    `remember` is asked before each single key acts, for the way back to how things stand.
    """

    pressed = Signal(str)
    strayed = Signal(str)
    accepted = Signal()
    dropped = Signal()
    rebound = Signal()

    def __init__(
        self,
        window: QWidget,
        monotonic: Callable[[], float],
        settings: Settings | None = None,
    ) -> None:
        super().__init__(window)
        self._monotonic = monotonic
        self._settings = settings or Settings(None)
        self.map = KeyMap(self._settings)
        self.remember: Callable[[], TakeBack] = lambda: lambda: None
        self._guard = TypingGuard(lambda: self._settings.number("stray_ms") / 1000)
        self._led = LedLetters(self._guard, monotonic, self)
        self._watched: dict[QObject, Mapping[str, str]] = {}
        self._prefix = ""
        self._prefix_at = 0.0
        self._window = window
        self._chords: dict[str, str] = {}
        self._shortcuts: dict[str, QShortcut] = {}
        self._led.strayed.connect(self._on_text)
        self._bind()
        self._subscription = self._settings.changed.connect(self._on_setting_changed)

    def close(self) -> None:
        """The window closes: follow the settings no more."""
        self._subscription.close()

    def watch(self, *widgets: QWidget, letters: Mapping[str, str] | None = None) -> None:
        """Single keys count while one of these has the focus. `letters` are actions that have a key
        there alone.
        """
        for widget in widgets:
            widget.installEventFilter(self)
            self._watched[widget] = letters or {}

    def reset(self) -> None:
        """The text typed by mistake has been taken or dropped."""
        self._guard.reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & _MODIFIERS:
            return False
        if self._guard.typed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        text = event.text()
        if len(text) != 1 or not text.isprintable() or (text == " " and not self._guard.typed):
            return False
        if not event.isAutoRepeat():
            own = self._watched.get(watched, {}) if self._settings.get("single_keys") else {}
            letter = latin_letter(text, _place_of(event))
            self._on_letter(letter, own, pressed_at(event, self._monotonic))
        return True

    def _leave(self) -> None:
        if self._guard.typed:
            self.dropped.emit()
        else:
            self.pressed.emit("up")

    def _on_letter(self, letter: str, own: Mapping[str, str], at: float) -> None:
        prefix = self._prefix if at - self._prefix_at <= SEQUENCE_S else ""
        self._prefix = ""
        key = self.map.by_text.get(prefix + letter)
        begins = key is None and letter in self.map.sequences
        moves = key is not None and (key.moves or bool(prefix))
        action = "" if key is None else key.action
        if not prefix and letter in own:
            action, moves = own[letter], False
        text = letter if key is None else prefix + letter
        if self._guard.press(text, at, moves=moves, begins=begins) == "text":
            self._on_text()
        elif action:
            self._act(action)
        elif begins:
            self._prefix, self._prefix_at = letter, at

    def _act(self, action: str) -> None:
        self._guard.owe(self.remember())
        self.pressed.emit(action)
        inside = self._window.focusWidget()
        if inside not in self._watched:
            self._led.follow(inside)

    def _on_text(self) -> None:
        """One more letter of a text; with the first of them, what it did so far is undone."""
        self._guard.take_back()
        self.strayed.emit(self._guard.typed)

    def _on_setting_changed(self, name: str) -> None:
        if name in SETTINGS:
            self._bind()
            self.rebound.emit()

    def _bind(self) -> None:
        """One shortcut for each chord; those that stay are left alone."""
        wanted = self.map.chords
        for chord in [each for each in self._chords if wanted.get(each) != self._chords[each]]:
            shortcut = self._shortcuts.pop(chord)
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        for chord, action in wanted.items():
            if chord not in self._shortcuts:
                shortcut = QShortcut(QKeySequence(chord), self._window)
                shortcut.setObjectName(action)
                shortcut.activated.connect(self._on_chord)
                self._shortcuts[chord] = shortcut
        self._chords = wanted

    def _on_chord(self) -> None:
        self._led.leave()
        self.pressed.emit(self.sender().objectName())


def _place_of(event: QKeyEvent) -> int:
    """Where the key is on the keyboard."""
    mac = sys.platform == "darwin"
    return event.nativeVirtualKey() if mac else event.nativeScanCode()
