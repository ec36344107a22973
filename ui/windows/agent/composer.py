# SPDX-License-Identifier: Apache-2.0
"""The pane where replies and notes are written: text, files, recipients."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.client import Client
from app.errors import TextTooLong
from sync_server.contract.commands import LONGEST_TEXT
from sync_server.contract.ids import TicketId
from sync_server.contract.placeholders import gap_places
from ui.models.words import translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.composer import Composer
from ui.widgets.composer_value import ComposerDraft, ComposerMode
from ui.widgets.label import Surface
from ui.windows.agent.canned import MANAGE, field_values
from ui.windows.agent.completing import Completing
from ui.windows.agent.draft_files import DraftFiles, attach_words, drop_words, takes
from ui.windows.agent.drafts import Written
from ui.windows.agent.file_wait import FileWait
from ui.windows.agent.forwarding import Forwardable
from ui.windows.agent.next_status import AS_IT_IS
from ui.windows.agent.recipients import Addressees
from ui.windows.agent.senders import Senders
from ui.windows.agent.troubles import trouble_words


class ComposerPane(Surface):
    """A Composer whose files are in the outbox's care before they are sent.

    Signals: `changed(Written)` on each edit by the person, `send_requested(Written)`, `left()`,
    `replies_requested()` for where prepared replies are kept, `macro_requested(key)` for one that
    was chosen, `send_broken_off()`.
    Send waits for the files, and is broken off once something else is there than when it was asked.
    Files come by the button, by `attach` or by dropping them anywhere on the pane.
    """

    changed = Signal(object)
    send_requested = Signal(object)
    left = Signal()
    replies_requested = Signal()
    macro_requested = Signal(str)
    send_broken_off = Signal()

    def __init__(
        self, theme: Theme, client: Client, spawn: Spawn, *, parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", parent)
        self.files = DraftFiles(client, spawn, self)
        self._workspace = client.workspace
        self._wait = FileWait(self.files, lambda: replace(self.written, files=()))
        self._addressees = Addressees()
        self._senders = Senders()
        self._forwardable: Callable[[], Forwardable] = Forwardable
        self._statuses: dict[str, tuple[Choice, ...]] = {"reply": (), "forward": ()}
        self._usual = {"reply": AS_IT_IS, "forward": AS_IT_IS}
        self._family = "reply"
        self._mode: ComposerMode = "reply"
        self._kept: dict[str, Written] = {}
        self._copies: tuple[str, ...] = ()
        self.composer = Composer(theme, parent=self)
        self._completing = Completing(client, self.composer.completer, spawn)
        self.composer.editor.set_names(self._completing.names_in)
        self.composer.editor.set_gaps(gap_places)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.composer)
        self.setObjectName("composer.pane")
        self.setAcceptDrops(True)
        self.composer.editor.setAcceptDrops(False)
        self.composer.foot.tools.attach.setToolTip(attach_words())
        self.composer.draft_changed.connect(self._on_draft_changed)
        self.composer.send_requested.connect(self._on_send_requested)
        self.composer.editor.image_pasted.connect(self.files.attach_image)
        self.composer.editor.files_pasted.connect(self.files.attach_names)
        self.composer.mode_chosen.connect(self._on_mode_chosen)
        self.composer.forwarded.chosen.connect(self._on_forward_chosen)
        self.composer.attach_requested.connect(self.choose_files)
        self.composer.attachment_removed.connect(self.files.remove)
        self.files.shown.connect(self._show_files)
        self.files.changed.connect(self._announce)
        self._wait.ready.connect(self._on_files_ready)
        self._wait.broken_off.connect(self.send_broken_off)
        self.composer.left.connect(self.left)
        self.composer.completer.asked.connect(self._on_asked)

    @property
    def written(self) -> Written:
        """What is written now."""
        files, composer = self.files.files, self.composer
        text = composer.editor.toPlainText()
        away = self.files.elsewhere
        if composer.mode == "note":
            return Written("note", text, files, elsewhere=away)
        to, cc = composer.recipients.to.addresses, composer.recipients.cc.addresses
        leaves = composer.recipients.leaves
        quote = leaves.quote.isChecked()
        written = Written(
            "reply",
            text,
            files,
            to=() if to == self._addressees.to else to,
            cc=cc,
            status=self._status,
            elsewhere=away,
            bcc=composer.recipients.bcc.addresses,
            mailbox="" if leaves.key == self._senders.usual else leaves.key,
            quote=None if quote == self._senders.quotes else quote,
        )
        if composer.mode != "forward":
            return written
        return replace(
            written,
            mode="forward",
            to=to,
            quote=None,
            about=composer.forwarded.key,
            attachments=composer.forwarded.files.checked,
        )

    @property
    def quotes(self) -> bool:
        """Whether a reply usually repeats the last message."""
        return self._senders.quotes

    @property
    def explicit_to(self) -> tuple[str, ...]:
        """Whom a reply goes to where that is not simply the customer."""
        return self._addressees.to if self._addressees.is_other else ()

    def set_addressees(self, addressees: Addressees) -> None:
        """Whom the ticket's replies reach, until the person says otherwise.

        Of what the person said, who gets no copies any more goes, and who does now comes.
        """
        if addressees == self._addressees:
            return
        before, old = self.written, self._addressees
        self._addressees = addressees
        self._offer_modes()
        if before.mode == "forward":
            return
        if before.is_empty:
            before = Written(before.mode, "", status=before.status)
        else:
            kept = tuple(each for each in before.cc if each not in old.cc or each in addressees.cc)
            all_of_them = self.composer.mode == "reply_all"
            new = (each for each in addressees.cc if each not in old.cc and all_of_them)
            before = replace(before, cc=tuple(dict.fromkeys((*kept, *new))))
        self._show_recipients(before)

    def set_senders(self, senders: Senders) -> None:
        """From where the ticket's mail may leave. Without a mailbox nothing can be forwarded."""
        if senders == self._senders:
            return
        before = self.written
        self._senders = senders
        self._offer_modes()
        self._show_sender(before)

    @property
    def _status(self) -> str:
        """The key of what was chosen; empty where it is what is usual."""
        key = self.composer.foot.key
        return "" if key == self._usual[self._family] else key

    def set_ticket(self, ticket: TicketId) -> None:
        """For which ticket prepared replies are filled in."""
        self._completing.values = partial(field_values, self._workspace, ticket)
        self._completing.ticket = ticket

    def insert(self, text: str) -> None:
        """Put a text where the cursor is."""
        cursor = self.composer.editor.textCursor()
        cursor.insertText(text)
        self.composer.editor.setTextCursor(cursor)

    def set_forwardable(self, forwardable: Callable[[], Forwardable]) -> None:
        """Who knows what of the ticket can be forwarded; asked once somebody wants to."""
        self._forwardable = forwardable

    def set_statuses(
        self, choices: Sequence[Choice], forward: Sequence[Choice] = (), *, usual: str = AS_IT_IS
    ) -> None:
        """What may become of the ticket with a reply, usually `usual`, and with a forward.

        What was chosen stays chosen.
        """
        chosen = self._status
        self._statuses = {"reply": tuple(choices), "forward": tuple(forward)}
        self._usual = {"reply": usual, "forward": AS_IT_IS}
        self._show_status(chosen)

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

    def put_away(self, owner: object) -> bool:
        """Another text is to come: files on their way are their owner's, and what waited to be sent
        is not sent; whether there was something.
        """
        self.files.clear(owner)
        return self._wait.cancel()

    def show_written(self, written: Written) -> None:
        """Show a draft, or an empty composer in a mode; no change is announced."""
        self.files.set_files(written.files, elsewhere=written.elsewhere)
        mode = self._mode_of(written)
        self._family = "forward" if mode == "forward" else "reply"
        self._kept.clear()
        self._copies = ()
        self.composer.recipients.fold()
        self.composer.set_draft(ComposerDraft(mode, written.text), self.files.attachments)
        self._mode = mode
        self._show_recipients(written)
        self._show_sender(written)
        if mode == "forward":
            self._show_forwarded(written.about, written.attachments)
        self._show_status(written.status)
        self._wait.look()

    def why_not(self, mode: str) -> str:
        """Why nothing can be written in a mode, in words; empty where it can be."""
        if mode != "forward" or "forward" in self.composer.switch.modes:
            return ""
        return translate("palette", "There is no mailbox to send from")

    def write(self, mode: str) -> None:
        """Put the cursor into the composer, in a mode; the text stays.

        "reply" keeps what was chosen of Reply and Reply all, "reply_sender" leaves the copies out.
        Where there is a reason `why_not`, nothing changes.
        """
        if self.why_not(mode):
            return
        before = self.composer.mode
        wanted: ComposerMode = "reply"
        if mode == "note":
            wanted = "note"
        elif mode == "forward":
            wanted = "forward"
        elif mode == "reply" and before in ("reply", "reply_all"):
            wanted = before
        elif mode == "reply":
            wanted = self._reply_mode()
        self._turn(wanted)
        self.composer.set_mode(wanted)
        if wanted == "forward" and not self.composer.recipients.to.addresses:
            self.composer.recipients.unfold()
        else:
            self.composer.editor.setFocus()
        if wanted != before:
            self._announce()

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

    def _offer_modes(self) -> None:
        copies: tuple[ComposerMode, ...] = ("reply_all",) if self._addressees.cc else ()
        forward: tuple[ComposerMode, ...] = ("forward",) if self._senders.choices else ()
        self.composer.set_reply_modes(("reply", *copies, *forward))

    def _mode_of(self, written: Written) -> ComposerMode:
        """A forward that cannot leave any more is the team's: it was never for the customer."""
        if written.mode == "forward":
            return "forward" if "forward" in self.composer.switch.modes else "note"
        return "note" if written.mode == "note" else self.composer.switch.modes[0]

    def _show_recipients(self, written: Written) -> None:
        """Of a draft its own; of a new reply everybody who had the customer's message."""
        if written.mode == "forward":
            self.composer.set_recipients(written.to, written.cc, bcc=written.bcc, needs_to=True)
            return
        default = self._addressees
        cc = default.cc if written.is_empty and not written.cc else written.cc
        self.composer.set_recipients(written.to or default.to, cc, bcc=written.bcc)
        if written.mode != "note":
            self._mode = self._reply_mode()
            self.composer.set_mode(self._mode)

    def _show_sender(self, written: Written) -> None:
        """From where it leaves, and whether it repeats the last message: only a reply does."""
        senders, recipients = self._senders, self.composer.recipients
        recipients.set_senders(senders.choices, written.mailbox or senders.usual)
        quote = senders.quotes if written.quote is None else written.quote
        offered = bool(senders.choices) and self._family == "reply"
        recipients.set_quote(quote, offered=offered)

    def _show_status(self, status: str) -> None:
        """The status of a draft, where it is offered still, with the usual day without one."""
        choices = self._statuses[self._family]
        known = [choice.key for choice in choices]
        days = (key for key in known if status and key.startswith(f"{status}:"))
        usual = self._usual[self._family]
        key = status if status in known else next(days, usual)
        self.composer.foot.set_statuses(choices, key)

    def _show_forwarded(self, about: str, attachments: Sequence[str] | None) -> None:
        """What goes along; without a choice of files all of them."""
        offered, part = self._forwardable(), self.composer.forwarded
        key = offered.known(about)
        files = offered.files.get(key, ())
        part.set_messages(offered.messages, key, offered.previews.get(key, ""))
        part.files.set_files(
            files, [each.id for each in files] if attachments is None else attachments
        )

    def _reply_mode(self) -> ComposerMode:
        copied = self.composer.recipients.cc.addresses
        if self._family == "forward":  # its own are others
            kept = self._kept.get("reply")
            copied = self._addressees.cc if kept is None else kept.cc
        return "reply_all" if copied and "reply_all" in self.composer.switch.modes else "reply"

    def _turn(self, mode: ComposerMode) -> None:
        """Another mode is chosen. The recipients of replies and of a forward are kept apart, and
        the copies go with the way of replying; for a note nothing of them changes.
        """
        if mode == self._mode:
            return
        self._mode = mode
        family = "forward" if mode == "forward" else "reply"
        if mode != "note" and family != self._family:
            self._kept[self._family] = self._said_as(self._family)
            self._family = family
            self._show_family(self._kept.get(family))
        recipients = self.composer.recipients
        if mode == "reply":
            self._copies = recipients.cc.addresses or self._copies
            recipients.set_cc(())
        elif mode == "reply_all" and not recipients.cc.addresses:
            recipients.set_cc(self._copies or self._addressees.cc)

    def _said_as(self, family: str) -> Written:
        """Recipients and status as they are, without the text, which is one for all modes."""
        recipients, leaves = self.composer.recipients, self.composer.recipients.leaves
        part, quote = self.composer.forwarded, leaves.quote.isChecked()
        return Written(
            family,
            "",
            to=recipients.to.addresses,
            cc=recipients.cc.addresses,
            bcc=recipients.bcc.addresses,
            status=self._status,
            mailbox=leaves.key,
            quote=quote if family == "reply" else None,
            about=part.key,
            attachments=part.files.checked,
        )

    def _show_family(self, kept: Written | None) -> None:
        """What was said of replies, or of a forward, before the other was chosen."""
        forward = self._family == "forward"
        default = (
            Written("forward", "") if forward else Written("reply", "", to=self._addressees.to)
        )
        shown = kept or default
        self.composer.recipients.fold()
        self.composer.set_recipients(shown.to, shown.cc, bcc=shown.bcc, needs_to=forward)
        self._show_sender(shown)
        self._show_status(shown.status)
        if forward:
            self._show_forwarded(shown.about, None if kept is None else kept.attachments)

    def _on_asked(self, key: str) -> None:
        if key == MANAGE:
            self.replies_requested.emit()
        else:
            self.macro_requested.emit(key)

    def _on_mode_chosen(self, mode: ComposerMode) -> None:
        self._turn(mode)

    def _on_forward_chosen(self, key: str) -> None:
        self._show_forwarded(key, None)
        self._announce()

    def _show_files(self) -> None:
        self.composer.set_attachments(self.files.attachments)

    def _on_draft_changed(self, draft: ComposerDraft) -> None:
        if len(draft.text) > LONGEST_TEXT:
            self.composer.say_error(trouble_words(TextTooLong("text", LONGEST_TEXT, "")))
        self._announce()

    def _announce(self) -> None:
        self._wait.look()
        self.changed.emit(self.written)

    def _on_send_requested(self, draft: ComposerDraft) -> None:
        self._wait.ask()

    def _on_files_ready(self) -> None:
        self.send_requested.emit(self.written)
