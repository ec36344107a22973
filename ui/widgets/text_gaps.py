# SPDX-License-Identifier: Apache-2.0
"""Goes from gap to gap of a text: the places in it that are still to be filled in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

FindGaps = Callable[[str], Sequence[tuple[int, int]]]
"""Where in a text each gap begins and ends, from the first to the last."""

_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


def step_of(event: QKeyEvent) -> int:
    """The direction in which a key goes through gaps; 0 for other keys."""
    if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        return 0
    return _STEPS.get(Qt.Key(event.key()), 0)


def step_to_gap(editor: QTextEdit, find_gaps: FindGaps, step: int) -> bool:
    """Select the next gap in a direction, around the end where there is none; whether there was.

    From the last gap itself nothing is around the end: whoever leaves a gap can leave the text.
    """
    text, cursor = editor.toPlainText(), editor.textCursor()
    places = [(_in_qt(text, start), _in_qt(text, end)) for start, end in find_gaps(text)]
    here = (cursor.selectionStart(), cursor.selectionEnd())
    if step > 0:
        ahead = [place for place in places if place[0] >= here[1] and place != here]
    else:
        ahead = [place for place in reversed(places) if place[1] <= here[0] and place != here]
    if not ahead and here not in places:
        ahead = places[::step]
    if ahead:
        select(editor, ahead[0])
    return bool(ahead)


def select(editor: QTextEdit, place: tuple[int, int]) -> None:
    """Select a stretch, in Qt's counting."""
    cursor = editor.textCursor()
    cursor.setPosition(place[0])
    cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def _in_qt(text: str, position: int) -> int:
    """A position as Qt counts, in UTF-16."""
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
