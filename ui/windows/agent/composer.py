# SPDX-License-Identifier: Apache-2.0
"""The pane where replies and notes are written: text, files, recipients."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.client import Client
from ui.models.wake_dates import USUAL_DAYS
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.composer import Composer
from ui.widgets.composer_value import ComposerDraft, ComposerMode
from ui.widgets.label import Surface
from ui.windows.agent.completing import Completing
from ui.windows.agent.draft_files import DraftFiles, attach_words, drop_words, takes
from ui.windows.agent.drafts import Written
from ui.windows.agent.next_status import AS_IT_IS
from ui.windows.agent.recipients import Addressees


class ComposerPane(Surface):
    """A Composer whose files are in the outbox's care before they are sent.

    Signals: `changed(Written)` on each edit by the person, `send_requested(Written)`, `left()`.
    Files come by the button, by `attach` or by dropping them anywhere on the pane.
    """

    changed = Signal(object)
    send_requested = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, client: Client, spawn: Spawn, *, parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", parent)
        self.files = DraftFiles(client, spawn, self)
        self._sends = False
        self._addressees = Addressees()
        self._statuses: tuple[Choice, ...] = ()
        self.composer = Composer(theme, parent=self)
        self._completing = Completing(client, self.composer.completer, spawn)
        self.composer.editor.set_names(self._completing.names_in)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.composer)
        self.setObjectName("composer.pane")
        self.setAcceptDrops(True)
        self.composer.editor.setAcceptDrops(False)
        self.composer.foot.attach.setToolTip(attach_words())
        self.composer.draft_changed.connect(self._on_draft_changed)
        self.composer.send_requested.connect(self._on_send_requested)
        self.composer.editor.image_pasted.connect(self.files.attach_image)
        self.composer.editor.files_pasted.connect(self.files.attach_names)
        self.composer.mode_chosen.connect(self._on_mode_chosen)
        self.composer.attach_requested.connect(self.choose_files)
        self.composer.attachment_removed.connect(self.files.remove)
        self.files.shown.connect(self._show_files)
        self.files.changed.connect(self._on_files_changed)
        self.files.taken.connect(self._on_file_taken)
        self.files.failed.connect(self._on_file_failed)
        self.composer.left.connect(self.left)

    @property
    def written(self) -> Written:
        """What is written now."""
        files, composer = self.files.files, self.composer
        text = composer.editor.toPlainText()
        if composer.mode == "note":
            return Written("note", text, files, elsewhere=self.files.elsewhere)
        to, cc = composer.recipients.to.addresses, composer.recipients.cc.addresses
        status = composer.foot.key
        return Written(
            "reply",
            text,
            files,
            to=() if to == self._addressees.to else to,
            cc=cc,
            status="" if status == AS_IT_IS else status,
            elsewhere=self.files.elsewhere,
        )

    def set_addressees(self, addressees: Addressees) -> None:
        """Whom the ticket's replies reach, until the person says otherwise."""
        if addressees == self._addressees:
            return
        before, self._addressees = self.written, addressees
        modes: tuple[ComposerMode, ...] = ("reply", "reply_all") if addressees.cc else ("reply",)
        self.composer.set_reply_modes(modes)
        if before.is_empty:
            before = Written(before.mode, "", status=before.status)
        self._show_recipients(before)

    def set_statuses(self, choices: Sequence[Choice]) -> None:
        """What may become of the ticket with a reply."""
        self._statuses = tuple(choices)
        self.composer.foot.set_statuses(self._statuses, AS_IT_IS)

    def send_with_status(self) -> None:
        """Let the next status be chosen, then send."""
        self.composer.foot.open_statuses(send=True)

    def mark(self, name: str) -> None:
        """Mark what is selected: "bold", "italic", "code", "bullets" or "numbers"."""
        self.composer.mark(name)

    def unfold_recipients(self) -> None:
        """Go to the addresses of a reply."""
        if self.composer.mode != "note" and not self.composer.recipients.is_empty:
            self.composer.recipients.unfold()

    def show_written(self, written: Written) -> None:
        """Show a draft, or an empty composer in a mode; nothing is announced."""
        self.files.set_files(written.files, elsewhere=written.elsewhere)
        mode: ComposerMode = "note" if written.mode == "note" else self.composer.switch.modes[0]
        self.composer.set_draft(ComposerDraft(mode, written.text), self.files.attachments)
        self._show_recipients(written)
        known = {choice.key for choice in self._statuses}
        usual = f"{written.status}:{USUAL_DAYS}"
        keys = (key for key in (written.status, usual) if key in known)
        self.composer.foot.set_statuses(self._statuses, next(keys, AS_IT_IS))

    def write(self, mode: str) -> None:
        """Put the cursor into the composer, in a mode; the text stays.

        "reply" keeps what was chosen of Reply and Reply all, "reply_sender" leaves the copies out.
        """
        before = self.composer.mode
        if mode == "note":
            self.composer.set_mode("note")
        elif mode == "reply_sender":
            self.composer.recipients.set_cc(())
            self.composer.set_mode("reply")
        elif before == "note":
            self.composer.set_mode(self._reply_mode())
        self.composer.editor.setFocus()
        if self.composer.mode != before:
            self.changed.emit(self.written)

    def append(self, text: str) -> None:
        """Put a text typed elsewhere behind what is written."""
        self.composer.editor.insertPlainText(text)
        self.composer.editor.setFocus()

    def choose_files(self) -> None:
        """Let the person choose files in a dialog of the system."""
        self.files.choose(self)

    def attach(self, paths: Sequence[Path]) -> None:
        """Take files in; each shows its progress and what is wrong with it."""
        self.files.attach(paths)

    def show_progress(self, told: tuple[str, float]) -> None:
        """More of a file has arrived at the server."""
        self.files.show_progress(told)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        takes(event)
        self.composer.show_drop(drop_words() if event.isAccepted() else "")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.composer.show_drop("")

    def dropEvent(self, event: QDropEvent) -> None:
        self.composer.show_drop("")
        self.files.drop(event)

    # -- inside --------------------------------------------------------------------------------

    def _show_recipients(self, written: Written) -> None:
        """Of a draft its own; of a new reply everybody who had the customer's message."""
        default = self._addressees
        cc = default.cc if written.is_empty and not written.cc else written.cc
        self.composer.set_recipients(written.to or default.to, cc)
        if written.mode != "note":
            self.composer.set_mode(self._reply_mode())

    def _reply_mode(self) -> ComposerMode:
        copied = bool(self.composer.recipients.cc.addresses)
        return "reply_all" if copied and "reply_all" in self.composer.switch.modes else "reply"

    def _on_mode_chosen(self, mode: str) -> None:
        """The copies go with the way of replying; for a note nothing of them changes."""
        if mode == "reply":
            self.composer.recipients.set_cc(())
        elif mode == "reply_all":
            self.composer.recipients.set_cc(self._addressees.cc)

    def _show_files(self) -> None:
        self.composer.set_attachments(self.files.attachments)

    def _on_files_changed(self) -> None:
        self.changed.emit(self.written)

    def _on_file_taken(self) -> None:
        if self._sends:
            self._send()

    def _on_file_failed(self) -> None:
        self._sends = False

    def _on_draft_changed(self, draft: ComposerDraft) -> None:
        self.changed.emit(self.written)

    def _on_send_requested(self, draft: ComposerDraft) -> None:
        self._send()

    def _send(self) -> None:
        """Send once every file is in the outbox's care, which takes no network."""
        self._sends = not self.files.is_ready
        if not self._sends:
            self.send_requested.emit(self.written)
