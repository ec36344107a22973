# SPDX-License-Identifier: Apache-2.0
"""The pane where replies and notes are written: text, files, recipients."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.client import Client
from app.errors import ClientError, NoRoom, TooLarge
from app.outbox.uploads import LARGEST_FILE
from sync_server.contract.commands import File
from ui.models.moments import time_of_day
from ui.models.wake_dates import USUAL_DAYS
from ui.models.words import size_words, translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.choice_menu import Choice
from ui.widgets.composer import Composer
from ui.widgets.composer_value import ComposerDraft, ComposerMode, DraftAttachment
from ui.widgets.label import Surface
from ui.windows.agent.completing import Completing
from ui.windows.agent.drafts import Written
from ui.windows.agent.next_status import AS_IT_IS
from ui.windows.agent.recipients import Addressees

_PNG_QUALITY: Final = 80
"""Quick to make; a smaller file would cost the person a wait."""


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
        self._client = client
        self._spawn = spawn
        self._files: dict[str, File] = {}
        self._shown: dict[str, DraftAttachment] = {}
        self._count = 0
        self._sends = False
        self._addressees = Addressees()
        self._statuses: tuple[Choice, ...] = ()
        self.composer = Composer(theme, parent=self)
        self._completing = Completing(client, self.composer.completer, spawn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.composer)
        self.setObjectName("composer.pane")
        self.setAcceptDrops(True)
        self.composer.editor.setAcceptDrops(False)
        self.composer.draft_changed.connect(self._on_draft_changed)
        self.composer.send_requested.connect(self._on_send_requested)
        self.composer.editor.image_pasted.connect(self.attach_image)
        self.composer.editor.files_pasted.connect(self._on_files_selected)
        self.composer.mode_chosen.connect(self._on_mode_chosen)
        self.composer.attach_requested.connect(self.choose_files)
        self.composer.attachment_removed.connect(self._on_attachment_removed)
        self.composer.left.connect(self.left)

    @property
    def written(self) -> Written:
        """What is written now."""
        files = tuple(self._files[id] for id in self._shown if id in self._files)
        composer = self.composer
        text = composer.editor.toPlainText()
        if composer.mode == "note":
            return Written("note", text, files)
        to, cc = composer.recipients.to.addresses, composer.recipients.cc.addresses
        status = composer.foot.key
        return Written(
            "reply",
            text,
            files,
            to=() if to == self._addressees.to else to,
            cc=cc,
            status="" if status == AS_IT_IS else status,
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
        self._files = {file.id: file for file in written.files}
        self._shown = {file.id: DraftAttachment(file.id, file.name, "") for file in written.files}
        mode: ComposerMode = "note" if written.mode == "note" else self.composer.switch.modes[0]
        self.composer.set_draft(ComposerDraft(mode, written.text), self._attachments())
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
        dialog = QFileDialog(self, translate("composer", "Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def attach(self, paths: Sequence[Path]) -> None:
        """Take files in; each shows its progress and what is wrong with it."""
        for path in paths:
            size = path.stat().st_size if path.is_file() else 0
            self._begin(path, path.name, size)
        self._show_files()

    def attach_image(self, image: QImage) -> None:
        """Take a picture in that was pasted, under the time at which it was."""
        data, buffer = QByteArray(), QBuffer()
        buffer.setBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"png"))
        writer.setQuality(_PNG_QUALITY)
        if image.isNull() or not writer.write(image):
            return
        clock = time_of_day(self._client.workspace.now_us())
        told = translate("composer", "Screenshot {time}").format(time=clock.replace(":", "-"))
        taken = {each.name for each in self._shown.values()}
        names = (f"{told}{'' if number == 1 else f' {number}'}.png" for number in count(1))
        name = next(each for each in names if each not in taken)
        content = bytes(data.data())
        self._begin(content, name, len(content))
        self._show_files()

    def show_progress(self, told: tuple[str, float]) -> None:
        """More of a file has arrived at the server."""
        id, progress = told
        if id in self._shown:
            self._shown[id] = replace(self._shown[id], progress=progress)
            self._show_files()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.attach([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

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

    def _begin(self, source: Path | bytes, name: str, size: int) -> None:
        """Show a file and take it in, unless its size alone says that it is too large."""
        self._count += 1
        place, words = f"file {self._count}", size_words(size) if size else ""
        error = "" if size <= LARGEST_FILE else _trouble(TooLarge(size, LARGEST_FILE), name)
        self._shown[place] = DraftAttachment(place, name, words, progress=0.0, error=error)
        if not error:
            self._spawn(self._take(place, source, name, size=words), name="attach a file")

    async def _take(self, place: str, source: Path | bytes, name: str, *, size: str) -> None:
        try:
            if isinstance(source, bytes):
                file = await self._client.attach_data(source, name=name)
            else:
                file = await self._client.attach_file(source)
        except (ClientError, OSError) as error:
            words = _trouble(error, name)
            shown = DraftAttachment(place, name, size, progress=0.0, error=words)
            self._replace(place, place, shown)
            self._sends = False
            return
        if self._replace(place, file.id, DraftAttachment(file.id, file.name, size)):
            self._files[file.id] = file
            self.changed.emit(self.written)
        if self._sends:
            self._send()

    def _replace(self, place: str, by: str, shown: DraftAttachment) -> bool:
        """Show another state of a file; False when it was removed meanwhile."""
        if place not in self._shown:
            return False
        self._shown = {
            (by if id == place else id): (shown if id == place else each)
            for id, each in self._shown.items()
        }
        self._show_files()
        return True

    def _attachments(self) -> tuple[DraftAttachment, ...]:
        return tuple(self._shown.values())

    def _show_files(self) -> None:
        self.composer.set_attachments(self._attachments())

    def _on_files_selected(self, names: list[str]) -> None:
        self.attach([Path(name) for name in names])

    def _on_attachment_removed(self, id: str) -> None:
        self._shown.pop(id, None)
        self._files.pop(id, None)
        self._show_files()
        self.changed.emit(self.written)

    def _on_draft_changed(self, draft: ComposerDraft) -> None:
        self.changed.emit(self.written)

    def _on_send_requested(self, draft: ComposerDraft) -> None:
        self._send()

    def _send(self) -> None:
        """Send once every file is in the outbox's care, which takes no network."""
        self._sends = any(id not in self._files for id in self._shown)
        if not self._sends:
            self.send_requested.emit(self.written)


def _trouble(error: Exception, name: str) -> str:
    if isinstance(error, TooLarge):
        told = translate("composer", "{name} is {size}. The limit is {limit}.")
        size, limit = size_words(error.size), size_words(error.limit)
        return told.format(name=name, size=size, limit=limit)
    if isinstance(error, OSError):
        return translate("composer", "{name} cannot be read.").format(name=name)
    if isinstance(error, NoRoom) and error.needed:
        told = translate("composer", "There is no room for {name}. It needs {size} on this disk.")
        return told.format(name=name, size=size_words(error.needed))
    return translate("composer", "There is no room for {name}.").format(name=name)
