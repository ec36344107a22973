# SPDX-License-Identifier: Apache-2.0
"""What may be a key: a character, a sequence of two, or a chord as Qt writes it."""

import re
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.widgets.composer_keys import chord_of
from ui.windows.agent.keys import CHANGEABLE, FIXED, KEYS, Key

_CHORD: Final = re.compile(r"(?:\w+\+)+.+|F\d{1,2}")
_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ALONE: Final = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_unknown,
    }
)
_SHOWN: Final = {"Return": "Enter", "-": "\u2212"}
_EDITING: Final = (
    *("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Y", "Ctrl+Shift+Z"),
    *("Ctrl+Left", "Ctrl+Right", "Ctrl+Home", "Ctrl+End", "Ctrl+Backspace", "Ctrl+Del"),
    *("Ctrl+Shift+Left", "Ctrl+Shift+Right", "Ctrl+Shift+V", "Ctrl+Tab", "Alt+F4"),
)


def _built_in() -> dict[str, Key]:
    editing = Key("", "", "composer", str(QT_TRANSLATE_NOOP("keys", "Editing a text")))
    frames = Key("", "", "anywhere", str(QT_TRANSLATE_NOOP("keys", "Times of the window")))
    known = {key.action: key for key in KEYS}
    fixed = {chord: known.get(action, frames) for chord, action in FIXED.items()}
    built = {key.usual: key for key in KEYS if key not in CHANGEABLE and " " in key.keys}
    return {**dict.fromkeys(_EDITING, editing), **built, **fixed}


BUILT_IN: Final = _built_in()
"""Chords that cannot be given to anything else, with what they do."""


@lru_cache(maxsize=1024)
def is_chord(text: str) -> bool:
    """Whether a key is one with a modifier, or a function key."""
    return _CHORD.fullmatch(text) is not None


def is_binding(text: str) -> bool:
    """Whether a text can be a key at all."""
    if is_chord(text):
        return bool(QKeySequence(text).toString())
    return len(text) in (1, 2) and text.isprintable() and not any(map(str.isspace, text))


def typed(event: QKeyEvent) -> str:
    """The character or chord of a press; empty for a modifier alone and for what is neither."""
    if Qt.Key(event.key()) in _ALONE:
        return ""
    text = event.text()
    character = len(text) == 1 and text.isprintable() and not text.isspace()
    held = event.modifiers() & _MODIFIERS
    right_alt = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if character and (not held or held == right_alt):
        return text
    function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    if not held and not function:
        return ""
    return chord_of(event)


def as_caps(text: str) -> tuple[str, ...]:
    """A key as keycaps."""
    if is_chord(text):
        head, _, last = text.rpartition("+")
        parts = head.removesuffix("+").split("+") if head else []
        return (*parts, _SHOWN.get(last, last) or "+")
    caps: list[str] = []
    for letter in text:
        caps += ["Shift", letter] if letter.isupper() else [letter.upper()]
    return tuple(caps)
