# SPDX-License-Identifier: Apache-2.0
"""An input of code: numbered lines, of which some are marked, and keys to work on them."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import MONO, ColorName
from ui.widgets.json_highlight import JsonHighlighter
from ui.widgets.painting import RIGHT, draw_text

_FEWEST: Final = 8
_MOST: Final = 28
_AROUND: Final = 8
_BAR: Final = 3
_BEFORE: Final = 10
_BEHIND: Final = 12
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_CHORDS: Final = {
    Qt.Key.Key_S: "save",
    Qt.Key.Key_Return: "try",
    Qt.Key.Key_Enter: "try",
    Qt.Key.Key_Space: "complete",
}


class CodeEditor(QPlainTextEdit):
    """As high as its lines, within reason. Tab leaves it.

    Alt with an arrow moves the line, F8 goes to the next one of which something is wrong. Signals:
    `edited()` for changes by the person, `save_requested()` on Ctrl S, `try_requested()` on
    Ctrl Enter, `complete_requested()` on Ctrl Space.
    """

    edited = Signal()
    save_requested = Signal()
    try_requested = Signal()
    complete_requested = Signal()

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changed: frozenset[int] = frozenset()
        self._wrong: frozenset[int] = frozenset()
        self.setObjectName(name)
        self.setProperty("field", "bare")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # code is read so everywhere
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._margin = _Margin(theme, self)
        self._highlighter = JsonHighlighter(theme, self.document())
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._on_update)
        self.textChanged.connect(self.edited)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_text(self, text: str) -> None:
        """Show another text; nothing is announced, and the cursor stays where it was."""
        if text == self.toPlainText():
            return
        self.blockSignals(True)
        place = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(self.toPlainText())))
        self.setTextCursor(cursor)
        self.blockSignals(False)
        self._fit()

    def set_marks(self, *, changed: Iterable[int], wrong: Iterable[int]) -> None:
        """Mark the lines, counted from 0, that changed and those of which something is wrong."""
        self._changed, self._wrong = frozenset(changed), frozenset(wrong)
        self._dress_lines()
        self._margin.update()

    def color_of(self, line: int) -> ColorName:
        """The bar in front of a line, if it has one."""
        return "red" if line in self._wrong else "accent" if line in self._changed else ""

    def word_before(self) -> str:
        """What is being typed where the cursor is."""
        cursor = self.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        start = len(line)
        while start and (line[start - 1].isalnum() or line[start - 1] in "_-.@"):
            start -= 1
        return line[start:]

    def complete(self, word: str) -> None:
        """Put a word in the place of what is being typed."""
        cursor = self.textCursor()
        steps = len(self.word_before())
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, n=steps
        )
        cursor.insertText(word)
        self.setTextCursor(cursor)

    def go_to_line(self, line: int) -> None:
        """Put the cursor on a line."""
        block = self.document().findBlockByNumber(line)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
        self.setFocus()

    def go_to_next_wrong(self) -> None:
        """To the next line of which something is wrong, and after the last to the first."""
        here = self.textCursor().blockNumber()
        lines = sorted(self._wrong)
        if lines:
            self.go_to_line(next((line for line in lines if line > here), lines[0]))

    @property
    def margin_width(self) -> int:
        digits = max(2, len(str(self.blockCount())))
        wide = self._theme.metrics(MONO).horizontalAdvance("0" * digits)
        return round(wide) + self._theme.px(_BEFORE + _BEHIND)

    def event(self, event: QEvent) -> bool:
        """The keys of this input are no chords of the window here."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and _does(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match _does(event):
            case "save":
                self.save_requested.emit()
            case "try":
                self.try_requested.emit()
            case "complete":
                self.complete_requested.emit()
            case "next":
                self.go_to_next_wrong()
            case "move":
                self._move_line(_STEPS[Qt.Key(event.key())])
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_margin()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self.height())

    def _move_line(self, step: int) -> None:
        """Exchange the line of the cursor with the one above or below it."""
        cursor = self.textCursor()
        lines = self.toPlainText().split("\n")
        here, column = cursor.blockNumber(), cursor.positionInBlock()
        there = here + step
        if self.isReadOnly() or not 0 <= there < len(lines):
            return
        first = min(here, there)
        cursor.beginEditBlock()
        cursor.setPosition(self.document().findBlockByNumber(first).position())
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{lines[first + 1]}\n{lines[first]}")
        cursor.endEditBlock()
        cursor.setPosition(self.document().findBlockByNumber(there).position() + column)
        self.setTextCursor(cursor)

    def _fit(self) -> None:
        lines = min(max(_FEWEST, self.blockCount()), _MOST)
        line = self._theme.metrics(MONO).lineSpacing()
        self.setFixedHeight(round(lines * line) + self._theme.px(2 * _AROUND))
        self.setViewportMargins(self.margin_width, 0, 0, 0)
        self._place_margin()

    def _place_margin(self) -> None:
        inside = self.contentsRect()
        place = QRect(inside.left(), inside.top(), self.margin_width, inside.height())
        self._margin.setGeometry(place)

    def _on_update(self, rect: QRect, moved: int) -> None:
        if moved:
            self._margin.scroll(0, moved)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())

    def _dress_lines(self) -> None:
        looks: list[QTextEdit.ExtraSelection] = []
        for lines, ground in (
            (self._changed - self._wrong, "accent_soft"),
            (self._wrong, "red_soft"),
        ):
            looks += [self._look(line, self._theme.color(ground)) for line in sorted(lines)]
        self.setExtraSelections(looks)

    def _look(self, line: int, ground: QColor) -> QTextEdit.ExtraSelection:
        look = QTextEdit.ExtraSelection()
        look.format.setBackground(ground)
        look.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        look.cursor = QTextCursor(self.document().findBlockByNumber(line))
        return look

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(MONO))
        self.document().setDocumentMargin(self._theme.px(4))
        self._dress_lines()
        self._fit()


def _does(event: QKeyEvent) -> str:
    """What a key does here beside typing, if it does."""
    key, held = Qt.Key(event.key()), event.modifiers()
    if key == Qt.Key.Key_F8:
        return "next"
    if held & Qt.KeyboardModifier.AltModifier and key in _STEPS:
        return "move"
    return _CHORDS.get(key, "") if held & Qt.KeyboardModifier.ControlModifier else ""


class _Margin(QWidget):
    """The numbers of the lines; a screen reader tells the lines themselves."""

    def __init__(self, theme: Theme, editor: CodeEditor) -> None:
        super().__init__(editor)
        self._theme = theme
        self._editor = editor

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, editor, painter = self._theme, self._editor, QPainter(self)
        block = editor.firstVisibleBlock()
        top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = editor.blockBoundingRect(block).height()
            color = editor.color_of(block.blockNumber())
            place = QRectF(0, top, self.width(), height)
            if color:
                ground = "red_soft" if color == "red" else "accent_soft"
                painter.fillRect(place, theme.color(ground))
                painter.fillRect(QRectF(0, top, theme.px(_BAR), height), theme.color(color))
            numbers = place.adjusted(0, 0, -theme.px(_BEHIND), 0)
            number = str(block.blockNumber() + 1)
            draw_text(painter, theme, number, numbers, style=MONO, ink="text3", align=RIGHT)
            top += height
            block = block.next()
