# SPDX-License-Identifier: Apache-2.0
"""Selected text of a message, by the pointer or by the keys that select in every text."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from ui.widgets.message_layout import MessageLayout

_Key = QKeySequence.StandardKey
_To = QTextCursor.MoveOperation
_STEPS: Final = (
    (_Key.SelectNextChar, _To.NextCharacter),
    (_Key.SelectPreviousChar, _To.PreviousCharacter),
    (_Key.SelectNextWord, _To.NextWord),
    (_Key.SelectPreviousWord, _To.PreviousWord),
    (_Key.SelectEndOfLine, _To.EndOfLine),
    (_Key.SelectStartOfLine, _To.StartOfLine),
    (_Key.SelectEndOfDocument, _To.End),
    (_Key.SelectStartOfDocument, _To.Start),
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected text of one message; the layout keeps the cursor's document alive."""

    layout: MessageLayout
    cursor: QTextCursor

    @property
    def text(self) -> str:
        found = self.cursor.selectedText()
        return found.replace("\u2029", "\n").replace("\u2028", "\n")


def select_by_key(
    event: QKeyEvent, before: Selection | None, layout: MessageLayout
) -> Selection | None:
    """What a key makes of the selection in a message; nothing for a key that selects nothing.

    Where nothing was selected in it before, it begins at the beginning.
    """
    if layout.document is None:
        return None
    known = before is not None and before.layout is layout
    cursor = QTextCursor(before.cursor if before and known else QTextCursor(layout.document))
    if event.matches(_Key.SelectAll):
        cursor.select(QTextCursor.SelectionType.Document)
        return Selection(layout, cursor)
    for key, step in _STEPS:
        if event.matches(key):
            cursor.movePosition(step, QTextCursor.MoveMode.KeepAnchor)
            return Selection(layout, cursor)
    return None
