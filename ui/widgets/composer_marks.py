# SPDX-License-Identifier: Apache-2.0
"""Emphasis, code and lists in plain text, as people write them in mail: *so*, _so_, `so`, - so.

A message travels as plain text, so that what is written is what arrives, in every mail program.
"""

import re
from typing import Final, Literal

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

Mark = Literal["bold", "italic", "code", "bullets", "numbers"]

MARKS: Final[dict[str, Mark]] = {
    "bold": "bold",
    "italic": "italic",
    "code": "code",
    "bullets": "bullets",
    "numbers": "numbers",
}
_AROUND: Final[dict[str, str]] = {"bold": "*", "italic": "_", "code": "`"}
_LISTED: Final = re.compile(r"(?:- |\d{1,3}\. )")


def apply_mark(editor: QTextEdit, mark: Mark) -> None:
    """Mark what is selected, or take the mark away; one step for Undo."""
    cursor = editor.textCursor()
    cursor.beginEditBlock()
    if mark in _AROUND:
        _surround(cursor, _AROUND[mark])
    else:
        _list(cursor, numbered=mark == "numbers")
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
    editor.setFocus()


def _surround(cursor: QTextCursor, sign: str) -> None:
    text = cursor.selectedText()
    if len(text) > 2 and text.startswith(sign) and text.endswith(sign):
        text = text[1:-1]
    elif text:
        text = f"{sign}{text}{sign}"
    else:
        cursor.insertText(sign * 2)
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        return
    start = cursor.selectionStart()
    cursor.insertText(text)
    end = cursor.position()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def _list(cursor: QTextCursor, *, numbered: bool) -> None:
    """A sign before each selected line; where all have it already, none."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), cursor.selectionEnd()
    lines: list[QTextBlock] = []
    while block.isValid() and block.position() <= last:
        lines.append(block)
        block = block.next()
    wanted = [f"{number}. " if numbered else "- " for number in range(1, len(lines) + 1)]
    off = all(line.text().startswith(sign) for line, sign in zip(lines, wanted, strict=True))
    for line, sign in zip(lines, wanted, strict=True):
        edit = QTextCursor(line)
        known = _LISTED.match(line.text())
        if known is not None:
            edit.setPosition(line.position() + known.end(), QTextCursor.MoveMode.KeepAnchor)
        edit.insertText("" if off else sign)
