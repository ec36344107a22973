# SPDX-License-Identifier: Apache-2.0
"""Where replies and internal notes are written, and cannot be taken for one another."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META_MEDIUM, RADIUS_CARD
from ui.widgets.attachment_row import AttachmentRow
from ui.widgets.button import Button, icon_button
from ui.widgets.composer_value import ComposerDraft, ComposerMode, DraftAttachment
from ui.widgets.label import TextLabel
from ui.widgets.message_editor import MessageEditor
from ui.widgets.mode_switch import ModeSwitch
from ui.widgets.painting import draw_box, draw_hairline
from ui.widgets.recipients_line import RecipientsLine

_REPLY_HINT: Final = "Write a reply"
_NOTE_HINT: Final = "Write a note for your team"
_TOOLBAR: Final = 40
_LEAST_HEIGHT: Final = 219
_SEND_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Composer(QWidget):
    """A plain-text editor in two modes that differ in colour, icon, words and button.

    The text stays when the mode changes. Signals: `send_requested(ComposerDraft)` by the button
    or Ctrl Enter (not for an empty draft; the caller clears the composer once the draft is
    safe), `draft_changed(ComposerDraft)` on each edit by the person and on a change of mode,
    `attach_requested()`, `attachment_removed(id)`, `left()` on Esc. Setters emit nothing.
    """

    send_requested = Signal(object)
    draft_changed = Signal(object)
    attach_requested = Signal()
    attachment_removed = Signal(str)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        reply_modes: tuple[ComposerMode, ...] = ("reply",),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._attached: tuple[DraftAttachment, ...] = ()
        self._online = True
        self._unread = 0
        self._height_limit = 2 * theme.px(_LEAST_HEIGHT)
        self._has_recipients = False
        self.switch = ModeSwitch(theme, reply_modes=reply_modes, parent=self)
        self._to = RecipientsLine(theme, self)
        self.editor = MessageEditor(theme, self)
        self._error = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        self._files = AttachmentRow(theme, self)
        self._attach = icon_button(theme, "paperclip", "Attach a file", parent=self)
        self.send = Button(theme, "Send", kind="primary", keycap="Ctrl ⏎", height=28, parent=self)
        self._build()
        self._connect()
        self._dress()

    @property
    def mode(self) -> ComposerMode:
        return self.switch.mode

    def set_mode(self, mode: ComposerMode) -> None:
        """Reply or note; what is written stays. ValueError for a mode that is not offered."""
        self.switch.set_mode(mode)
        self._dress()

    def draft(self) -> ComposerDraft:
        files = tuple(file.id for file in self._attached)
        return ComposerDraft(self.mode, self.editor.toPlainText(), files)

    def set_draft(self, draft: ComposerDraft, files: Sequence[DraftAttachment] = ()) -> None:
        """Show a draft written earlier, without announcing it as a change."""
        self.editor.show_text(draft.text)
        self.clear_error()
        self.set_attachments(files)
        self.set_mode(draft.mode)

    def set_recipients(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Who a reply goes to: ("To", "hana@kestrel.example"), ("Cc", "2"). Hidden for notes."""
        self._has_recipients = bool(pairs)
        self._to.set_pairs(pairs)
        self._dress()

    def set_attachments(self, files: Sequence[DraftAttachment]) -> None:
        self._attached = tuple(files)
        self._files.show_files(self._attached)
        self._update_send()

    def set_online(self, online: bool) -> None:
        """Say on the button what sending means at this moment."""
        self._online = online
        self._dress()

    def set_unread(self, count: int) -> None:
        """Say on the button that so many messages are to be read before a reply is sent."""
        self._unread = count
        self._dress()

    def mark_error(self, position: int, message: str) -> None:
        """Underline the character at `position` (in Python's counting) and say what is wrong.

        The text is not changed. The mark goes with the next edit.
        """
        self.editor.mark(position)
        self._error.setText(message)
        self._error.show()
        self.editor.setAccessibleDescription(message)
        self.editor.setFocus()

    def clear_error(self) -> None:
        self.editor.clear_mark()
        self.editor.setAccessibleDescription("")
        self._error.hide()

    def set_height_limit(self, height: int) -> None:
        """Grow with the text up to `height` px, then scroll."""
        self._height_limit = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        around = self._layout.sizeHint().height() - self.editor.sizeHint().height()
        needed = around + round(self.editor.document().size().height())
        least = self._theme.px(_LEAST_HEIGHT)
        return QSize(self._theme.px(540), max(least, min(needed, self._height_limit)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(_LEAST_HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return (
            watched is self.editor
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._handle_key(event)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        note = self.mode == "note"
        box = self._box()
        draw_box(
            painter,
            box,
            radius=theme.px(RADIUS_CARD),
            fill_color=theme.color("note" if note else "surface"),
            line_color=theme.color("note_line" if note else "line2"),
        )
        line = theme.color("note_line" if note else "line")
        toolbar = box.bottom() - theme.px(_TOOLBAR)
        draw_hairline(painter, box.left() + 1, box.right() - 1, y=int(toolbar), color=line)

    # Building

    def _build(self) -> None:
        theme = self._theme
        self.setObjectName("composer")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.editor.setObjectName("composer.text.editor")
        self.editor.installEventFilter(self)
        self.send.setObjectName("composer.send.button")
        self.send.set_text_style(BODY_STRONG)
        self._attach.setObjectName("composer.attach.button")
        self._error.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.switch)
        self._layout.addLayout(top)
        self._writing = QVBoxLayout()
        self._writing.setSpacing(0)
        for widget in (self._to, self.editor, self._error, self._files):
            self._writing.addWidget(widget, 1 if widget is self.editor else 0)
        self._layout.addLayout(self._writing, 1)
        self._tools = QHBoxLayout()
        self._tools.addWidget(self._attach)
        self._tools.addStretch(1)
        self._tools.addWidget(self.send)
        self._layout.addLayout(self._tools)
        theme.changed.connect(self._dress)

    def _connect(self) -> None:
        self.switch.mode_chosen.connect(self._on_mode_chosen)
        self.editor.textChanged.connect(self._on_text_changed)
        self.send.clicked.connect(self._request_send)
        self._attach.clicked.connect(self.attach_requested)
        self._files.removed.connect(self.attachment_removed)
        layout = self.editor.document().documentLayout()
        layout.documentSizeChanged.connect(self.updateGeometry)

    # Look

    def _box(self) -> QRectF:
        px = self._theme.px
        return QRectF(self.rect()).adjusted(px(16), px(12), -px(16), -px(14))

    def _dress(self) -> None:
        """Everything that the mode, the theme and the connection decide."""
        theme, note = self._theme, self.mode == "note"
        px = theme.px
        self._layout.setContentsMargins(px(24), px(20), px(23), px(14))
        self._writing.setContentsMargins(px(6), px(7), px(7), px(6))
        self._tools.setContentsMargins(0, px(6), 0, px(6))
        self._to.setVisible(not note and self._has_recipients)
        self.editor.dress(
            hint=_NOTE_HINT if note else _REPLY_HINT,
            name="Internal note" if note else "Reply",
            ground="note" if note else "surface",
            hint_ink="note_text" if note else "text3",
        )
        label = "Send" if self._online else "Send when online"
        if self._unread:
            label = (
                "Read 1 new message" if self._unread == 1 else f"Read {self._unread} new messages"
            )
        self.send.set_label("Add internal note" if note else label)
        self.send.set_kind("note" if note else "primary" if self._online else "default")
        self._attach.set_ink("note_text" if note else "text2")
        self._update_send()
        self.update()

    def _update_send(self) -> None:
        broken = any(file.error for file in self._attached)
        self.send.setEnabled(not broken and self._has_content())

    def _has_content(self) -> bool:
        return bool(self.editor.toPlainText().strip() or self._attached)

    # Reacting

    def _handle_key(self, event: QKeyEvent) -> bool:
        if event.key() in _SEND_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._request_send()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return False

    def _request_send(self) -> None:
        if self.send.isEnabled():
            self.send_requested.emit(self.draft())

    def _on_mode_chosen(self, mode: str) -> None:
        self._dress()
        self.draft_changed.emit(self.draft())
        self.editor.setFocus()

    def _on_text_changed(self) -> None:
        if not self._error.isHidden():
            self.clear_error()
        self._update_send()
        self.draft_changed.emit(self.draft())
