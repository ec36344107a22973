# SPDX-License-Identifier: Apache-2.0
"""What is written in a new ticket, in a box with its files."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, RADIUS_CONTROL
from ui.widgets.attachment_row import AttachmentRow
from ui.widgets.button import Button
from ui.widgets.drop_target import DropTarget
from ui.widgets.label import TextLabel
from ui.widgets.message_editor import MessageEditor
from ui.widgets.painting import draw_box

_TEXT_HEIGHT: Final = 136
_LINK: Final = 24


class TextBox(QWidget):
    """What is written with its files, in a box with its label above and a ring while it is edited.

    Emits `attach_requested()`.
    """

    attach_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = TextLabel(theme, style=META_MEDIUM, ink="text2", parent=self)
        self._wrong = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        self.editor = MessageEditor(theme, self)
        self.editor.setObjectName("new_ticket.text.editor")
        self.editor.installEventFilter(self)
        attach = translate("composer", "Attach a file")
        self.attach = Button(
            theme, attach, kind="link", icon="paperclip", height=_LINK, parent=self
        )
        self.attach.setObjectName("new_ticket.attach.button")
        self.attach.clicked.connect(self.attach_requested)
        self.files = AttachmentRow(theme, self)
        self._drop = DropTarget(theme, self)
        self._inside = QVBoxLayout()
        self._inside.addWidget(self.editor, 1)
        self._inside.addWidget(self.files)
        head = QHBoxLayout()
        head.addWidget(self._label, 1)
        head.addWidget(self.attach)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        layout.addLayout(head)
        layout.addLayout(self._inside, 1)
        layout.addWidget(self._wrong)
        self._wrong.hide()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_label(self, words: str, hint: str) -> None:
        """What the text is."""
        self._label.setText(words)
        self.editor.dress(hint=hint, name=words, ground="surface", hint_ink="text3")

    def show_drop(self, words: str) -> None:
        """Say what letting go of a file does here; no words while none is held over it."""
        self._drop.setGeometry(self._inside.geometry())
        self._drop.show_words(words)

    def set_error(self, words: str) -> None:
        """What is wrong with it; nothing takes the mark away."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, focused = self._theme, self.editor.hasFocus()
        wrong = not self._wrong.isHidden()
        ink = "red" if wrong else "accent" if focused else "line2"
        draw_box(
            QPainter(self),
            QRectF(self._inside.geometry()),
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("surface"),
            line_color=theme.color(ink),
            line_width=2.0 if focused else 1.0,
        )

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(12), px(10), px(12), px(10))
        self.editor.setMinimumHeight(px(_TEXT_HEIGHT - 20))
        self.set_label(self._label.text(), self.editor.hint)
