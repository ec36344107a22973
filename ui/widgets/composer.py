# SPDX-License-Identifier: Apache-2.0
"""Where replies and internal notes are written, and cannot be taken for one another."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, RADIUS_CARD
from ui.widgets.attachment_row import AttachmentRow
from ui.widgets.button import ButtonKind
from ui.widgets.completer_text import TextCompleter
from ui.widgets.composer_foot import ComposerFoot
from ui.widgets.composer_forwarded import ForwardedPart
from ui.widgets.composer_keys import USUAL, action_of
from ui.widgets.composer_marks import MARKS, apply_mark
from ui.widgets.composer_recipients import Recipients
from ui.widgets.composer_value import ComposerDraft, ComposerMode, DraftAttachment
from ui.widgets.composer_words import hint_words, send_words, spoken_name
from ui.widgets.drop_target import DropTarget
from ui.widgets.label import TextLabel
from ui.widgets.message_editor import MessageEditor
from ui.widgets.mode_switch import ModeSwitch
from ui.widgets.painting import draw_box, draw_hairline
from ui.widgets.recipients_line import SIDE
from ui.widgets.writing_keys import takes_key

_TOOLBAR: Final = 40
_LEAST_HEIGHT: Final = 219
_LOW_HEIGHT: Final = 179
_LEAST_TEXT: Final = 40
_ONE_LINE: Final = 22
_FOLDS_BELOW: Final = 200
"""Where it may not be as high as that, it is one line until somebody writes in it."""
_PRESSED_MS: Final = 50
"""How often is looked whether a press has ended, that must not hit what moves."""
_UNHURRIED: Final = frozenset({"note", "forward"})
"""What does not answer the customer may leave whatever they have written meanwhile."""


class Composer(QWidget):
    """A plain-text editor in modes that differ in colour, icon, words and button.

    The text stays when the mode changes. Signals: `send_requested(ComposerDraft)` by the button
    or Ctrl Enter (not for an empty draft; the caller clears the composer once the draft is
    safe), `draft_changed(ComposerDraft)` on each edit by the person, of recipients and of the
    status too, `mode_chosen(mode)` before it, `attach_requested()`, `attachment_removed(id)`,
    `left()` on Esc, `crowding(bool)` when it takes much of a window that is low, or gives it back.
    Setters emit nothing. `keys` is what each chord does in it.

    In a low window it is one line, which unfolds while the focus is in it.
    """

    send_requested = Signal(object)
    draft_changed = Signal(object)
    mode_chosen = Signal(str)
    attach_requested = Signal()
    attachment_removed = Signal(str)
    left = Signal()
    crowding = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        *,
        reply_modes: tuple[ComposerMode, ...] = ("reply",),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.keys: Mapping[str, str] = USUAL
        self._attached: tuple[DraftAttachment, ...] = ()
        self._online = True
        self._unread = 0
        self._height_limit: int | None = None
        self._is_folded = self._is_crowding = False
        self._pressed = QTimer(self)
        self._pressed.setSingleShot(True)
        self._pressed.setInterval(_PRESSED_MS)
        self._pressed.timeout.connect(self._fold)
        self.switch = ModeSwitch(theme, reply_modes=reply_modes, parent=self)
        self.recipients = Recipients(theme, self)
        self.editor = MessageEditor(theme, self)
        self.completer = TextCompleter(theme, self.editor)
        self._error = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        self.forwarded = ForwardedPart(theme, self)
        self._files = AttachmentRow(theme, self)
        self.foot = ComposerFoot(theme, self)
        self._drop = DropTarget(theme, self)
        self.send = self.foot.send
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

    def set_reply_modes(self, modes: tuple[ComposerMode, ...]) -> None:
        """The ways of replying that make sense for this ticket."""
        self.switch.set_reply_modes(modes)
        self._dress()

    def set_recipients(
        self,
        to: Sequence[str],
        cc: Sequence[str] = (),
        *,
        bcc: Sequence[str] = (),
        needs_to: bool = False,
    ) -> None:
        """Who a reply goes to. Hidden for notes."""
        self.recipients.set_recipients(to, cc, bcc=bcc, needs_to=needs_to)
        self._dress()

    def set_attachments(self, files: Sequence[DraftAttachment]) -> None:
        self._attached = tuple(files)
        self._files.show_files(self._attached)
        self._update_send()

    def set_online(self, online: bool) -> None:
        """Say on the button what sending means at this moment."""
        if online != self._online:
            self._online = online
            self._dress()

    def set_unread(self, count: int) -> None:
        """Say on the button that so many messages are to be read before a reply is sent."""
        if count != self._unread:
            self._unread = count
            self._dress()

    def mark(self, name: str) -> None:
        """Mark what is selected, by a name of `MARKS`."""
        if name in MARKS:
            apply_mark(self.editor, MARKS[name])

    def mark_error(self, position: int, message: str) -> None:
        """Underline the character at `position` (in Python's counting) and say what is wrong.

        The text is not changed. The mark goes with the next edit.
        """
        self.editor.mark(position)
        self.say_error(message)
        self.editor.setFocus()

    def say_error(self, message: str) -> None:
        """Say what is wrong, until the next edit."""
        self._error.setText(message)
        self._error.show()
        self.editor.setAccessibleDescription(message)

    def clear_error(self) -> None:
        self.editor.clear_mark()
        self.editor.setAccessibleDescription("")
        self._error.hide()

    def show_drop(self, words: str) -> None:
        """Say what letting go of a file does here; no words while none is held over it."""
        self._drop.show_words(words)

    def set_height_limit(self, height: int) -> None:
        """Grow with the text up to `height` px, then scroll."""
        self._height_limit = height
        self._fold()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        around = self._layout.sizeHint().height() - self.editor.sizeHint().height()
        if not self._error.isHidden():  # how high it is depends on how wide it may be
            inside = self._layout.contentsRect().width()
            around += self._error.heightForWidth(inside) - self._error.sizeHint().height()
        if self._is_folded:
            return QSize(self._theme.px(540), around + self._theme.px(_ONE_LINE))
        needed = around + round(self.editor.document().size().height())
        least = self._least()
        if self.recipients.is_unfolded and self.mode != "note":
            least += self.recipients.sizeHint().height() - self.recipients.line.height()
        if self.mode == "forward":
            least += self.forwarded.sizeHint().height()
        return QSize(self._theme.px(540), max(least, min(needed, self._limit())))

    def hasHeightForWidth(self) -> bool:
        """No: else the layout, which knows nothing of the text, would be asked for the height."""
        return False

    def minimumSizeHint(self) -> QSize:
        least = self.sizeHint().height() if self._is_folded else self._least()
        return QSize(self._theme.px(360), least)

    def _limit(self) -> int:
        """Where nobody said how high it may be it is twice as high as at the least."""
        return self._height_limit or 2 * self._theme.px(_LEAST_HEIGHT)

    def _least(self) -> int:
        """Two lines of text less where the window is low, so that some of the ticket is seen."""
        low = self._limit() * 2 * 2 // 5
        return max(self._theme.px(_LOW_HEIGHT), min(self._theme.px(_LEAST_HEIGHT), low))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop.setGeometry(self._box().toRect())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the words of an error take more lines where it is narrow

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return (
            watched is self.editor
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._handle_key(event)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the addresses: Esc goes back to the text, Ctrl Enter sends from there too."""
        if event.key() == Qt.Key.Key_Escape and self.recipients.is_unfolded:
            self.recipients.fold()
            self.editor.setFocus()
        elif not self._handle_send(action_of(event, self.keys)):
            super().keyPressEvent(event)

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
        if self._is_folded:
            return
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
        self._error.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.switch)
        self._layout.addLayout(top)
        self._writing = QVBoxLayout()
        self._writing.setSpacing(0)
        self._writing.addWidget(self.recipients)
        self._inside = QVBoxLayout()
        for widget in (self.editor, self._error, self.forwarded, self._files):
            self._inside.addWidget(widget, 1 if widget is self.editor else 0)
        self._writing.addLayout(self._inside, 1)
        self._layout.addLayout(self._writing, 1)
        self._layout.addWidget(self.foot)
        theme.changed.connect(self._on_theme_changed)

    def _connect(self) -> None:
        self.switch.mode_chosen.connect(self._on_mode_chosen)
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.paste_refused.connect(self.say_error)
        self.send.clicked.connect(self._request_send)
        self.foot.tools.attach.clicked.connect(self.attach_requested)
        self.foot.tools.replies.clicked.connect(self.completer.ask_for_replies)
        self.foot.tools.marked.connect(self.mark)
        self.foot.status_chosen.connect(self._on_changed)
        self.foot.send_chosen.connect(self._request_send)
        self.recipients.changed.connect(self._on_changed)
        self.recipients.folded.connect(self.editor.setFocus)
        self._files.removed.connect(self.attachment_removed)
        self.forwarded.changed.connect(self._on_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
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
        above, below = (2, 8) if self._is_folded else (11 if note else 7, 6)
        self._writing.setContentsMargins(0, px(above), px(1), px(below))
        self._inside.setContentsMargins(px(SIDE), 0, px(SIDE), 0)
        self.editor.setMinimumHeight(px(_ONE_LINE if self._is_folded else _LEAST_TEXT))
        whole = not self._is_folded
        self.switch.setVisible(whole)
        self.foot.setVisible(whole)
        self.recipients.setVisible(whole and not note and not self.recipients.is_empty)
        self.forwarded.setVisible(whole and self.mode == "forward")
        self.editor.dress(
            hint=hint_words(self.mode),
            name=spoken_name(self.mode, self.recipients.to.addresses),
            ground="note" if note else "surface",
            hint_ink="note_text" if note else "text3",
            mentions=note,
        )
        kind: ButtonKind = "note" if note else "primary" if self._online else "default"
        words = send_words(self.mode, unread=self._unread, online=self._online)
        self.foot.say_send(words, kind, sends=self.mode in _UNHURRIED or not self._unread)
        self.foot.dress(is_note=note, tool_ink="note_text" if note else "text2")
        self._update_send()
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self) -> None:
        self._fold()
        self._dress()

    def _update_send(self) -> None:
        broken = any(file.error for file in self._attached)
        broken = broken or (self.mode != "note" and bool(self.recipients.problem))
        self.send.setEnabled(not broken and self._has_content())

    def _has_content(self) -> bool:
        """What is forwarded says something by itself."""
        forwards = self.mode == "forward" and bool(self.forwarded.key)
        return bool(self.editor.toPlainText().strip() or self._attached) or forwards

    # Folding

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self.window():
            self._fold()

    def _fold(self) -> None:
        """One line or the whole, as its place and the focus want it."""
        low = self._limit() < self._theme.px(_FOLDS_BELOW)
        here = self.isAncestorOf(self.window().focusWidget())
        folded = low and not here
        if folded and not self._is_folded and QApplication.mouseButtons():
            self._pressed.start()
            return
        if folded != self._is_folded:
            self._is_folded = folded
            self._dress()
        if (low and here) != self._is_crowding:
            self._is_crowding = low and here
            self.crowding.emit(self._is_crowding)

    # Reacting

    def _handle_key(self, event: QKeyEvent) -> bool:
        if takes_key(event, self.editor, self.completer, self.keys):
            return True
        if self._handle_send(action_of(event, self.keys)):
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return False

    def _handle_send(self, action: str) -> bool:
        if action == "send_with_status" and self.mode != "note":
            self.foot.open_statuses(send=True)
        elif action in ("send", "send_with_status"):
            self._request_send()
        return bool(action)

    def _request_send(self) -> None:
        self.recipients.commit()
        if self.send.isEnabled():
            self.send_requested.emit(self.draft())

    def _on_mode_chosen(self, mode: str) -> None:
        self.mode_chosen.emit(mode)
        self._dress()
        self.draft_changed.emit(self.draft())
        if mode == "forward" and not self.recipients.to.addresses:
            self.recipients.unfold()
        else:
            self.editor.setFocus()

    def _on_changed(self) -> None:
        """Something beside the text: recipients, or the status."""
        self._update_send()
        self.updateGeometry()
        self.draft_changed.emit(self.draft())

    def _on_text_changed(self) -> None:
        if not self.editor.takes_change():
            return  # only its look has changed
        if not self._error.isHidden():
            self.clear_error()
        self.completer.look()
        self._update_send()
        self.draft_changed.emit(self.draft())
