# SPDX-License-Identifier: Apache-2.0
"""What a colleague is writing, to read and to copy: a panel that floats above the strip."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QMargins, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, META
from ui.widgets.avatar import Avatar
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.plain_text import harmless
from ui.widgets.popover import Popover

_WIDTH: Final = 480
_LEAST_TEXT: Final = 44
_MOST_TEXT: Final = 300
_EDGE: Final = 14


class DraftPeek(Popover):
    """Plain text under the name of its author. Esc and a press elsewhere close it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._face = Avatar(theme, size=22, parent=self.panel)
        self._title = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self.panel)
        self._since = TextLabel(theme, style=META, ink="text3", parent=self.panel)
        self._line = Hairline(self.panel)
        self.text = QTextEdit(self.panel)
        self.text.setObjectName("composer.strip.text")
        self.text.setProperty("field", "bare")
        self.text.setReadOnly(True)
        self.text.setFrameShape(QTextEdit.Shape.NoFrame)
        self.text.setAccessibleName(QCoreApplication.translate("widgets", "Draft"))
        self._head = QHBoxLayout()
        self._head.addWidget(self._face)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._since)
        self._column = QVBoxLayout(self.panel)
        self._column.addLayout(self._head)
        self._column.addWidget(self._line)
        self._column.addWidget(self.text, 1)
        self.hold_focus(self.text)

    def show_draft(
        self, *, name: str, initials: str, pair: int, title: str, since: str, text: str
    ) -> None:
        """Say whose it is and what it says; a place in the text is kept."""
        self._dress()
        self._face.set_person(name, initials, pair=pair)
        self._title.setText(title)
        self.setAccessibleName(title)
        self._since.setText(since)
        text = harmless(text)
        if text != self.text.toPlainText():
            bar = self.text.verticalScrollBar()
            place = bar.value()
            self.text.setPlainText(text)
            self._set_line_height()
            bar.setValue(place)
        if self.isVisible():
            self.fit()

    def wanted_size(self, width: int, height: int) -> QSize:
        px = self._theme.px
        wide = min(px(_WIDTH), width)
        document = self.text.document()
        document.setTextWidth(wide - 2 * px(_EDGE))
        tall = max(px(_LEAST_TEXT), min(round(document.size().height()), px(_MOST_TEXT)))
        head = self._head.sizeHint().height() + 2 * px(_EDGE) + 2 * px(8) + 1
        return QSize(wide, min(head + tall, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the text does not take: Esc, and nothing else."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()

    def _dress(self) -> None:
        """The zoom may have changed since it was open."""
        px = self._theme.px
        edge = px(_EDGE)
        self._column.setContentsMargins(QMargins(edge, edge, edge, edge))
        self._column.setSpacing(px(8))
        self._head.setSpacing(px(8))
        self.text.setFont(self._theme.font(BODY))
        self.text.document().setDocumentMargin(0)
        self._set_line_height()

    def _set_line_height(self) -> None:
        height, fixed = self._theme.px(BODY.line), QTextBlockFormat.LineHeightTypes.FixedHeight
        block = QTextBlockFormat()
        block.setLineHeight(height, int(fixed.value))
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
