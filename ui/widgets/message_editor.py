# SPDX-License-Identifier: Apache-2.0
"""The text input of the composer: plain text in the line height of the design."""

from PySide6.QtCore import QCoreApplication, QMimeData, QRectF, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from sync_server.contract.commands import LONGEST_TEXT
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, RADIUS_SMALL, ColorName
from ui.widgets.composer_highlight import CODE, ComposerHighlighter
from ui.widgets.figures import count_words
from ui.widgets.mention_marks import FindNames
from ui.widgets.painting import TextFitter, draw_box, draw_text, follow_reading
from ui.widgets.pasted_image import pasted_image
from ui.widgets.text_gaps import FindGaps, step_to_gap
from ui.widgets.text_stretch import CODE_HEIGHT, stretch_rects

_HINT_SHIFT = 1
"""A line of the document sets its text so much below its middle."""


class MessageEditor(QTextEdit):
    """Takes plain text only, also from the clipboard.

    Signals: `image_pasted(QImage)` for a picture that comes without a text, `files_pasted(list of
    paths)`, and `paste_refused(why)`, also for a text with which it would be longer than a message
    may be: to lay out a whole file holds everything up.
    """

    image_pasted = Signal(object)
    paste_refused = Signal(str)
    files_pasted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAcceptRichText(False)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setProperty("field", "bare")
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setCursorWidth(2)
        self._known = ""
        self.hint = ""
        self._hint_ink: ColorName = "text3"
        self._code_face: ColorName = "sunken"
        self._code_line: ColorName = "line"
        self._fitter = TextFitter(theme)
        self._highlighter = ComposerHighlighter(theme, self.document())
        self._find_gaps: FindGaps = lambda text: ()

    def set_names(self, find_names: FindNames) -> None:
        """Who knows which names behind an @ are those of colleagues: these stand out in a note."""
        self._highlighter.set_names(find_names)

    def set_gaps(self, find_gaps: FindGaps) -> None:
        """Who knows what is still to be filled in: it stands out, and Tab goes there."""
        self._find_gaps = find_gaps
        self._highlighter.set_gaps(find_gaps)

    def step_to_gap(self, step: int) -> bool:
        """Select the next gap in a direction; whether there was one to go to."""
        return step_to_gap(self, self._find_gaps, step)

    def show_text(self, text: str) -> None:
        """Replace what is written without announcing a change; the cursor goes to the end."""
        self.blockSignals(True)
        self.setPlainText(text)
        self._known = self.toPlainText()
        self._set_line_height()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.blockSignals(False)

    def takes_change(self) -> bool:
        """Whether the text is another one than when this was asked last, or than was shown."""
        known, self._known = self._known, self.toPlainText()
        return known != self._known

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A picture or files go with the message, not into the text."""
        paths = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if paths:
            self.files_pasted.emit(paths)
        elif source.hasImage() and not source.hasText():
            self._take_image(source)
        elif self._has_room_for(source):
            super().insertFromMimeData(source)

    def _has_room_for(self, source: QMimeData) -> bool:
        """Whether the text stays as short as it may be; says so where it does not."""
        text = source.text()
        written = len(self.toPlainText()) - len(self.textCursor().selectedText())
        if written + len(text) <= LONGEST_TEXT:
            return True
        told = QCoreApplication.translate(
            "composer",
            "This text has {count} characters, and a message has {limit} at the most. Attach it as"
            " a file instead.",
        )
        count, limit = count_words(written + len(text)), count_words(LONGEST_TEXT)
        self.paste_refused.emit(told.format(count=count, limit=limit))
        return False

    def _take_image(self, source: QMimeData) -> None:
        image = pasted_image(source)
        if image is None:
            told = QCoreApplication.translate(
                "composer", "This picture is too large, or cannot be read. Attach it as a file."
            )
            self.paste_refused.emit(told)
        else:
            self.image_pasted.emit(image)

    def dress(
        self, *, hint: str, name: str, ground: ColorName, hint_ink: ColorName, mentions: bool
    ) -> None:
        """Take on the look and the words of a mode, in which `mentions` may mean something."""
        theme = self._theme
        self.setFont(theme.font(BODY))
        self.hint, self._hint_ink = hint, hint_ink
        is_note = ground == "note"
        self._code_face = "surface" if is_note else "sunken"
        self._code_line = "note_line" if is_note else "line"
        self.setAccessibleName(name)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.color(ground)))
        self.setPalette(palette)
        self.blockSignals(True)
        self._set_line_height()
        self._highlighter.dress(mentions=mentions)
        for marked in self.extraSelections():
            self._show_mark(marked.cursor)
        self.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hint stands where the text will, which a placeholder of Qt would not."""
        self._paint_boxes()
        super().paintEvent(event)
        composing = self.textCursor().block().layout().preeditAreaText()
        if not self.document().isEmpty() or composing:
            return
        painter, line = QPainter(self.viewport()), QRectF(self.viewport().rect())
        line.setHeight(self._theme.px(BODY.line + 2 * _HINT_SHIFT))
        follow_reading(painter, self.layoutDirection(), line)
        text, _ = self._fitter.fit(self.hint, BODY, line.width())
        draw_text(painter, self._theme, text, line, style=BODY, ink=self._hint_ink)

    def _paint_boxes(self) -> None:
        """The boxes behind code, as a message has them."""
        theme, document = self._theme, self.document()
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        block = document.begin()
        while block.isValid():
            text = block.text()
            for match in CODE.finditer(text) if "`" in text else ():
                start = block.position() + _utf16_length(text[: match.start()])
                end = block.position() + _utf16_length(text[: match.end()])
                for rect in stretch_rects(document, start, end):
                    rect.setHeight(theme.px(CODE_HEIGHT))
                    face, line = theme.color(self._code_face), theme.color(self._code_line)
                    radius = theme.px(RADIUS_SMALL)
                    draw_box(painter, rect, radius=radius, fill_color=face, line_color=line)
            block = block.next()

    def mark(self, position: int) -> None:
        """Underline the character at `position`, counted as Python counts, and go there."""
        text = self.toPlainText()
        start = _utf16_length(text[:position])
        cursor = self.textCursor()
        cursor.setPosition(start)
        end = start + _utf16_length(text[position : position + 1])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._show_mark(cursor)
        here = QTextCursor(cursor)
        here.setPosition(start)
        self.setTextCursor(here)

    def _show_mark(self, cursor: QTextCursor) -> None:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self._theme.color("red"))
        look.setBackground(self._theme.color("red_soft"))
        selection = QTextEdit.ExtraSelection()
        selection.format = look
        selection.cursor = cursor
        self.setExtraSelections([selection])

    def clear_mark(self) -> None:
        self.setExtraSelections([])

    def _set_line_height(self) -> None:
        block_format = QTextBlockFormat()
        block_format.setLineHeight(
            self._theme.px(BODY.line), int(QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        )
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block_format)


def _utf16_length(text: str) -> int:
    """How many positions `text` takes in a Qt document."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
