# SPDX-License-Identifier: Apache-2.0
"""The keys of the composer: which chord does what while the cursor is in it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

USUAL: Final = {
    "Ctrl+Return": "send",
    "Ctrl+Shift+Return": "send_with_status",
    "Ctrl+B": "mark:bold",
    "Ctrl+I": "mark:italic",
    "Ctrl+E": "mark:code",
    "Ctrl+Shift+8": "mark:bullets",
    "Ctrl+Shift+7": "mark:numbers",
}
"""What they are unless somebody chose otherwise."""

_SHIFTED: Final = {
    Qt.Key.Key_Asterisk: "8",
    Qt.Key.Key_ParenLeft: "8",
    Qt.Key.Key_Ampersand: "7",
    Qt.Key.Key_Slash: "7",
}
"""With Shift a digit is another key on some layouts."""


def chord_of(event: QKeyEvent) -> str:
    """A press as Qt writes it. A key is the same on the number pad."""
    written = QKeySequence(event.keyCombination()).toString(
        QKeySequence.SequenceFormat.PortableText
    )
    written = written.replace("Num+", "")
    return f"{written[: -len('Enter')]}Return" if written.endswith("+Enter") else written


def action_of(event: QKeyEvent, keys: Mapping[str, str]) -> str:
    """What a press does by these keys; empty for nothing."""
    found = keys.get(chord_of(event), "")
    digit = _SHIFTED.get(Qt.Key(event.key()))
    if not found and digit and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        found = keys.get(f"Ctrl+Shift+{digit}", "")
    return found
