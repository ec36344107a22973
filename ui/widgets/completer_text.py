# SPDX-License-Identifier: Apache-2.0
"""Completes names and numbers while a text is being written."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.completer_list import LIST_WIDTH, CompleterList
from ui.widgets.composer_words import translate

SuggestWords = Callable[[str, str], Sequence[Choice]]
"""What is offered after a sign ("@", "#", "/") for what follows it; a key is what to put there."""

_BEGUN: Final = re.compile(r"(?:^|(?<=[\s(\[{,;:]))([@#])([^\s@#]{0,40})$")
_LINE: Final = re.compile(r"^(/)([^/]{0,40})$")
"""What is kept ready is asked for at the start of a line."""
_LOOKED_AT: Final = 60
_WIDE: Final = 428
"""What begins a line is offered with how it goes on."""

COMMAND: Final = "\0"
"""How the key of a choice begins that does something instead of putting a text there."""


class TextCompleter(QObject):
    """Offers a list at the cursor of `editor` for a word that begins with @ or #, or a line with /.

    The editor hands its keys to `handle_key` first. Emits `asked(key)` for a choice that is a
    command.
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._suggest: SuggestWords = lambda sign, beginning: ()
        self._begun = ""
        self.list = CompleterList(theme, editor, name=translate("composer", "Suggestions"))
        self.list.chosen.connect(self._on_chosen)
        editor.cursorPositionChanged.connect(self._on_moved)

    def set_suggest(self, suggest: SuggestWords) -> None:
        """Who knows what may be meant."""
        self._suggest = suggest

    def look(self) -> None:
        """Offer what fits to the word before the cursor, while somebody writes there."""
        before = self._before() if self._editor.hasFocus() else ""
        found = _LINE.search(before) or _BEGUN.search(before)
        choices: Sequence[Choice] = ()
        self._begun = ""
        if found is not None:
            self._begun = found[0]
            choices = self._suggest(found[1], found[2])
        is_line = self._begun.startswith("/")
        self.list.offer(
            choices,
            self._caret(),
            window=self._editor.window(),
            width=_WIDE if is_line else LIST_WIDTH,
            title=translate("composer", "Prepared replies") if is_line else "",
            typed=self._begun,
        )
        self._describe()

    def ask_for_replies(self) -> None:
        """Offer what is kept ready, as a / at the start of a line does."""
        editor = self._editor
        editor.setFocus()
        if _LINE.search(self._before()) is None:
            cursor = editor.textCursor()
            cursor.setPosition(cursor.selectionEnd())
            cursor.insertText("/" if cursor.atBlockStart() else "\n/")
            editor.setTextCursor(cursor)
        self.look()

    def close(self) -> None:
        """Offer nothing any more."""
        self.list.hide()
        self._describe()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list."""
        handled = self.list.handle_key(event)
        if handled:
            self._describe()
        return handled

    @property
    def _editor(self) -> QTextEdit:
        editor = self.parent()
        assert isinstance(editor, QTextEdit)
        return editor

    def _before(self) -> str:
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            return ""
        text = cursor.block().text()[: cursor.positionInBlock()]
        return text[-_LOOKED_AT:]

    def _caret(self) -> QRect:
        """From the top of what holds the editor down to the cursor: the list covers neither the
        text nor whom it is for. What begins a line begins where the holder does.
        """
        editor = self._editor
        rect = editor.cursorRect()
        caret = QRect(editor.viewport().mapToGlobal(rect.topLeft()), rect.size())
        holder = editor.parentWidget() or editor
        corner = holder.mapToGlobal(QPoint(0, 0))
        caret.setTop(corner.y())
        if self._begun.startswith("/"):
            caret.setLeft(corner.x())
            caret.setWidth(holder.width())
        return caret

    def _describe(self) -> None:
        if self.list.is_open or self._editor.accessibleDescription():
            self._editor.setAccessibleDescription(self.list.words)

    def _on_moved(self) -> None:
        """The cursor went elsewhere without a letter: the offer was for where it was."""
        if self.list.is_open and not self._before().endswith(self._begun):
            self.close()

    def _on_chosen(self, text: str) -> None:
        cursor = self._editor.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left,
            QTextCursor.MoveMode.KeepAnchor,
            len(self._begun.encode("utf-16-le")) // 2,
        )
        is_command = text.startswith(COMMAND)
        put = text if self._begun.startswith("/") else f"{text} "
        cursor.insertText("" if is_command else put)
        self._editor.setTextCursor(cursor)
        self._editor.setFocus()
        if is_command:
            self.asked.emit(text)
