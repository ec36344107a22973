# SPDX-License-Identifier: Apache-2.0
"""Keeps what is being written on every pause in typing, and finds it again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.outbox.draft_details import MailDetails, details_of, mail_details
from app.outbox.drafts import Draft
from app.workspace.workspace import Workspace
from sync_server.contract.commands import AddNote, File, Forward, Reply
from sync_server.contract.entities import Message
from sync_server.contract.ids import Instant, TicketId
from ui.slots import Spawn

PAUSE_MS: Final = 250
LIMIT_MS: Final = 500
"""Of a word that is not finished, somebody who types without a pause loses no more than this."""
RETRY_MS: Final = 5000
MODES: Final = ("reply", "note", "forward")


@dataclass(frozen=True, slots=True)
class Written:
    """A text on its way: for whom it is, and the files that go with it.

    Without `to` a reply goes to the customer. `status` is the key of the next status, or empty for
    the one that is usual there;
    `elsewhere` names files that are on another device; `seen_at` is when the last message came that
    the author had read. Without `mailbox` and `quote` it leaves from where it usually does, as
    usual. A "forward" takes the message `about` along, or all of the ticket, and `attachments`.
    """

    mode: str
    text: str
    files: tuple[File, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    status: str = ""
    elsewhere: tuple[str, ...] = ()
    seen_at: Instant = field(default=0, compare=False)
    bcc: tuple[str, ...] = ()
    mailbox: str = ""
    quote: bool | None = None
    about: str = ""
    attachments: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.files


def joined(first: Written, second: Written) -> Written:
    """Both texts in one, as private as the more private of the two: a note is the team's, and a
    forward never reaches the customer.
    """
    if second.is_empty or (second.text == first.text and set(second.files) <= set(first.files)):
        return first
    if first.is_empty:
        return second
    whole = continued(first, second)
    if "note" in (first.mode, second.mode):
        return Written("note", whole.text, whole.files, elsewhere=whole.elsewhere)
    if first.mode != second.mode:
        second = first if first.mode == "forward" else second
    status = second.status or first.status
    return replace(
        second, text=whole.text, files=whole.files, status=status, elsewhere=whole.elsewhere
    )


def continued(first: Written, more: Written) -> Written:
    """The first, for whom and in what way it is, with the text and the files of another behind."""
    texts = dict.fromkeys(each.text for each in (first, more) if each.text.strip())
    files = {file.id: file for file in (*first.files, *more.files)}
    away = dict.fromkeys((*first.elsewhere, *more.elsewhere))
    return replace(
        first, text="\n\n".join(texts), files=tuple(files.values()), elsewhere=tuple(away)
    )


def written_of(command: Reply | AddNote | Forward) -> Written:
    """What was written, out of what was to be sent."""
    if isinstance(command, AddNote):
        return Written("note", command.text, command.files)
    written = Written(
        "reply",
        command.text,
        command.files,
        to=command.to,
        cc=command.cc,
        bcc=command.bcc,
        mailbox=command.mailbox or "",
        status=command.status or "",
    )
    if isinstance(command, Reply):
        return replace(written, quote=None if command.quote else False)
    about, attachments = command.about or "", command.attachments
    return replace(written, mode="forward", about=about, attachments=attachments)


def written_of_message(message: Message) -> Written:
    """What was written, out of a message that is taken back."""
    mode = "forward" if message.type == "forward" else "reply"
    return Written(
        mode,
        message.text,
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        mailbox=message.mailbox or "",
        quote=None if message.quote or mode == "forward" else False,
        about=message.about or "",
        attachments=message.enclosed,
    )


class DraftKeeper(QObject):
    """The drafts of one window.

    Signals: `counted(tickets)` with the tickets that have one; `elsewhere(ticket, Written,
    whether something here is not safe yet)` when this person wrote in another window or on another
    device; `full(bool)`.
    """

    counted = Signal(object)
    elsewhere = Signal(str, object, bool)
    full = Signal(bool)

    def __init__(self, workspace: Workspace, spawn: Spawn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._spawn = spawn
        self._waiting: dict[tuple[TicketId, str], Written] = {}
        self._counted: set[tuple[TicketId, str]] = set()
        self._is_own = False
        self._timer = _single_shot(self, PAUSE_MS, self.flush)
        self._limit = _single_shot(self, LIMIT_MS, self.flush)
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(workspace.drafts.retry_unsaved)
        self._subscriptions = (
            workspace.drafts.changed.connect(self._on_changed),
            workspace.drafts.full.connect(self._on_full),
        )

    def keep(self, ticket: TicketId, written: Written) -> None:
        """Something was typed; it is safe after the word, or after the next pause in it.

        An empty text is no draft.
        """
        self._waiting[(ticket, written.mode)] = written
        if written.text[-1:].isspace():
            self.flush()
            return
        self._timer.start()
        if not self._limit.isActive():
            self._limit.start()

    def drop(self, ticket: TicketId, mode: str) -> None:
        """It was sent, or given up."""
        self._waiting.pop((ticket, mode), None)
        with self._own():
            self._workspace.drafts.drop(ticket, mode)
        self._counted = set()
        self.count()

    def flush(self) -> None:
        """Make everything safe now."""
        self._timer.stop()
        self._limit.stop()
        waiting, self._waiting = self._waiting, {}
        ends_last = sorted(waiting.items(), key=lambda each: each[1].is_empty)
        with self._own():
            for (ticket, mode), written in ends_last:  # no moment in which a text is nowhere
                self._workspace.drafts.put(ticket, mode, _draft(written))
        drafts = {place for place, written in waiting.items() if not written.is_empty}
        if waiting and drafts != self._counted:
            self._counted = drafts
            self.count()

    def close(self) -> None:
        """The window closes."""
        self.flush()
        self._retry.stop()
        for subscription in self._subscriptions:
            subscription.close()

    @contextmanager
    def _own(self) -> Iterator[None]:
        """What is announced meanwhile comes from here."""
        self._is_own = True
        try:
            yield
        finally:
            self._is_own = False

    def _on_changed(self, change: tuple[TicketId, str, Draft | None]) -> None:
        ticket, mode, draft = change
        if self._is_own:
            return
        written = Written(mode, "") if draft is None else _written(mode, draft)
        unsaved = any(place[0] == ticket for place in self._waiting)
        self.elsewhere.emit(ticket, written, unsaved)
        self.count()

    def _on_full(self, is_full: bool) -> None:
        if is_full:
            self._retry.start()
        else:
            self._retry.stop()
        self.full.emit(is_full)

    async def find(self, ticket: TicketId) -> dict[str, Written]:
        """The drafts of a ticket by their mode, the newest first; see `Drafts.of`."""
        self.flush()
        found = await self._workspace.drafts.of(ticket)
        return {mode: _written(mode, draft) for mode, draft in found.items()}

    def count(self) -> None:
        """Look how many there are."""
        self._spawn(self._count(), name="count drafts")

    async def _count(self) -> None:
        found = await self._workspace.drafts.list()
        self.counted.emit(tuple(dict.fromkeys(ticket for ticket, _, _ in found)))


def _single_shot(parent: QObject, ms: int, work: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(work)
    return timer


def _draft(written: Written) -> Draft:
    return Draft(
        text="" if written.is_empty else written.text,
        to=written.to,
        cc=written.cc,
        files=written.files,
        elsewhere=written.elsewhere,
        status=written.status or None,
        seen_at=written.seen_at,
        details={} if written.is_empty else _details(written),
    )


def _written(mode: str, draft: Draft) -> Written:
    mail = mail_details(draft.details)
    return Written(
        mode,
        draft.text,
        draft.files,
        to=draft.to,
        cc=draft.cc,
        status=draft.status or "",
        elsewhere=draft.elsewhere,
        seen_at=draft.seen_at,
        bcc=mail.bcc,
        mailbox=mail.mailbox,
        quote=mail.quote,
        about=mail.about,
        attachments=mail.attachments,
    )


def _details(written: Written) -> dict[str, str]:
    return details_of(
        MailDetails(
            bcc=written.bcc,
            mailbox=written.mailbox,
            quote=written.quote,
            about=written.about,
            attachments=written.attachments,
        )
    )
