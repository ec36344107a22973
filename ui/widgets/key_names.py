# SPDX-License-Identifier: Apache-2.0
"""What the keys of a keyboard are called in the language of the window."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_NAMED: Final = (
    QT_TRANSLATE_NOOP("keyboard", "Ctrl"),
    QT_TRANSLATE_NOOP("keyboard", "Shift"),
    QT_TRANSLATE_NOOP("keyboard", "Alt"),
    QT_TRANSLATE_NOOP("keyboard", "Enter"),
    QT_TRANSLATE_NOOP("keyboard", "Space"),
    QT_TRANSLATE_NOOP("keyboard", "Tab"),
    QT_TRANSLATE_NOOP("keyboard", "Esc"),
    QT_TRANSLATE_NOOP("keyboard", "Backspace"),
    QT_TRANSLATE_NOOP("keyboard", "Ins"),
    QT_TRANSLATE_NOOP("keyboard", "Del"),
    QT_TRANSLATE_NOOP("keyboard", "Home"),
    QT_TRANSLATE_NOOP("keyboard", "End"),
    QT_TRANSLATE_NOOP("keyboard", "PgUp"),
    QT_TRANSLATE_NOOP("keyboard", "PgDn"),
    QT_TRANSLATE_NOOP("keyboard", "Up"),
    QT_TRANSLATE_NOOP("keyboard", "Down"),
    QT_TRANSLATE_NOOP("keyboard", "Left"),
    QT_TRANSLATE_NOOP("keyboard", "Right"),
)
"""Every other key is called by what it types."""


def key_words(keys: str) -> str:
    """Keys as the table of keys writes them ("Ctrl Shift L"), in the words on the keyboard."""
    return " ".join(QCoreApplication.translate("keyboard", key) for key in keys.split(" "))
