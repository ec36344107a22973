# SPDX-License-Identifier: Apache-2.0
"""What is written in a new ticket, in a box with its recipients, its files and its tools."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, RADIUS_CONTROL
from ui.widgets.attachment_row import AttachmentRow
from ui.widgets.completer_text import TextCompleter
from ui.widgets.composer_marks import MARKS, apply_mark
from ui.widgets.composer_recipients import Recipients
from ui.widgets.composer_tools import ComposerTools
from ui.widgets.drop_target import DropTarget
from ui.widgets.label import TextLabel
from ui.widgets.message_editor import MessageEditor
from ui.widgets.painting import draw_box, draw_hairline
from ui.widgets.recipients_line import SIDE
from ui.widgets.writing_keys import takes_key

_TEXT_HEIGHT: Final = 100
_TOOLBAR: Final = 37


class TextBox(QWidget):
    """The parts of the composer in a box, with its label above and a ring while it is edited.

    Signals: `edited()` for another text, `attach_requested()`.
    """

    edited = Signal()
    attach_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = TextLabel(theme, style=META_MEDIUM, ink="text2", parent=self)
        self._wrong = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        self._mentions = False
        self.recipients = Recipients(theme, self, name="new_ticket")
        self.editor = MessageEditor(theme, self)
        self.completer = TextCompleter(theme, self.editor)
        self.files = AttachmentRow(theme, self)
        self.tools = ComposerTools(theme, self, name="new_ticket")
        self._drop = DropTarget(theme, self)
        self._inside, self._written = QVBoxLayout(), QVBoxLayout()
        self._build()
        self._connect()
        self._on_theme_changed()

    def set_label(self, words: str, hint: str, *, mentions: bool) -> None:
        """What the text is, and whether colleagues can be mentioned in it."""
        self._label.setText(words)
        self._mentions = mentions
        self.editor.dress(
            hint=hint, name=words, ground="surface", hint_ink="text3", mentions=mentions
        )

    def show_drop(self, words: str) -> None:
        """Say what letting go of a file does here; no words while none is held over it."""
        self._drop.setGeometry(self._inside.geometry())
        self._drop.show_words(words)

    def set_error(self, words: str) -> None:
        """What is wrong with it; nothing takes the mark away."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        self.editor.setAccessibleDescription(words)
        if not words:
            self.editor.clear_mark()
        self.update()

    def takes(self, event: QKeyEvent, keys: Mapping[str, str]) -> bool:
        """Whether a press in the text was for it; `keys` is what each chord does."""
        return takes_key(event, self.editor, self.completer, keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the addresses back to the text."""
        if event.key() == Qt.Key.Key_Escape and self.recipients.is_unfolded:
            self.recipients.fold()
            self.editor.setFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, focused = self._theme, self.editor.hasFocus()
        wrong = not self._wrong.isHidden()
        ink = "red" if wrong else "accent" if focused else "line2"
        painter, box = QPainter(self), QRectF(self._inside.geometry())
        draw_box(
            painter,
            box,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("surface"),
            line_color=theme.color(ink),
            line_width=2.0 if focused else 1.0,
        )
        y = int(box.bottom()) - theme.px(_TOOLBAR)
        draw_hairline(painter, box.left() + 2, box.right() - 2, y=y, color=theme.color("line"))

    def _build(self) -> None:
        self.editor.setObjectName("new_ticket.text.editor")
        self.editor.installEventFilter(self)
        self._written.addWidget(self.editor, 1)
        self._written.addWidget(self.files)
        self._inside.setSpacing(0)
        self._inside.addWidget(self.recipients)
        self._inside.addLayout(self._written, 1)
        self._inside.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(4))
        layout.addWidget(self._label)
        layout.addLayout(self._inside, 1)
        layout.addWidget(self._wrong)
        self._wrong.hide()

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.paste_refused.connect(self.set_error)
        self.recipients.folded.connect(self.editor.setFocus)
        self.tools.attach.clicked.connect(self.attach_requested)
        self.tools.replies.clicked.connect(self.completer.ask_for_replies)
        self.tools.marked.connect(self._on_marked)

    def _on_text_changed(self) -> None:
        if self.editor.takes_change():  # else only its look has changed
            self.completer.look()
            self.edited.emit()

    def _on_marked(self, name: str) -> None:
        apply_mark(self.editor, MARKS[name])

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(12 - SIDE), px(9), px(12 - SIDE), px(4))
        self._written.setContentsMargins(px(SIDE), 0, px(SIDE), px(9))
        self.editor.setMinimumHeight(px(_TEXT_HEIGHT))
        self.set_label(self._label.text(), self.editor.hint, mentions=self._mentions)
