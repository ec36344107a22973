# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.windows.agent.key_binding import as_caps, is_chord, typed

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "told"),
    [
        (Qt.Key.Key_E, NONE, "e", "e"),
        (Qt.Key.Key_E, SHIFT, "E", "E"),
        (Qt.Key.Key_K, CTRL, "\x0b", "Ctrl+K"),
        (Qt.Key.Key_K, CTRL | SHIFT, "\x0b", "Ctrl+Shift+K"),
        (Qt.Key.Key_Down, ALT, "", "Alt+Down"),
        (Qt.Key.Key_F9, NONE, "", "F9"),
        (Qt.Key.Key_Return, CTRL, "\r", "Ctrl+Return"),
        (Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier, "\r", "Ctrl+Return"),
        (Qt.Key.Key_BracketLeft, CTRL | ALT, "[", "["),
        (Qt.Key.Key_Control, CTRL, "", ""),
        (Qt.Key.Key_Down, NONE, "", ""),
        (Qt.Key.Key_Space, NONE, " ", ""),
    ],
)
def test_a_press_is_a_character_or_a_chord(key, modifiers, text, told):
    assert typed(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) == told


@pytest.mark.parametrize(
    ("text", "caps"),
    [
        ("e", ("E",)),
        ("E", ("Shift", "E")),
        ("gq", ("G", "Q")),
        ("Ctrl+Shift+K", ("Ctrl", "Shift", "K")),
        ("Ctrl++", ("Ctrl", "+")),
        ("F6", ("F6",)),
        ("Ctrl+Return", ("Ctrl", "Enter")),
        ("Ctrl+-", ("Ctrl", "\u2212")),
        ("", ()),
    ],
)
def test_a_key_is_written_as_caps(text, caps):
    assert as_caps(text) == caps


@pytest.mark.parametrize("text", ["e", "gq", "a+", "+", "++"])
def test_characters_are_no_chords(text):
    assert not is_chord(text)
