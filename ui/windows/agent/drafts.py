# SPDX-License-Identifier: Apache-2.0
"""Keeps what is being written on every pause in typing, and finds it again."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.outbox.drafts import Draft
from app.workspace.workspace import Workspace
from sync_server.contract.commands import AddNote, File, Reply
from sync_server.contract.ids import TicketId
from ui.slots import Spawn

PAUSE_MS: Final = 400
MODES: Final = ("reply", "note")
NEW_TICKET: Final = TicketId("new")
"""The draft of a ticket that is not there yet is kept under this id."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text on its way: for whom it is, and the files that go with it.

    Without `to` a reply goes to the customer. `status` is the key of the next status, if any.
    """

    mode: str
    text: str
    files: tuple[File, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    status: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.files


def joined(first: Written, second: Written) -> Written:
    """Both texts in one. Where one of them is a note, it is a note: nobody else may read it."""
    if second.is_empty or second.text == first.text:
        return first
    if first.is_empty:
        return second
    files = tuple({file.id: file for file in (*first.files, *second.files)}.values())
    text = f"{first.text}\n\n{second.text}"
    if "note" in (first.mode, second.mode):
        return Written("note", text, files)
    status = second.status or first.status
    return Written("reply", text, files, to=second.to, cc=second.cc, status=status)


def written_of(command: Reply | AddNote) -> Written:
    """What was written, out of what was to be sent."""
    if isinstance(command, AddNote):
        return Written("note", command.text, command.files)
    return Written(
        "reply",
        command.text,
        command.files,
        to=command.to,
        cc=command.cc,
        status=command.status or "",
    )


class DraftKeeper(QObject):
    """The drafts of one window. Emits `counted(tickets)` with the tickets that have one."""

    counted = Signal(object)

    def __init__(self, workspace: Workspace, spawn: Spawn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._spawn = spawn
        self._waiting: dict[tuple[TicketId, str], Written] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    def keep(self, ticket: TicketId, written: Written) -> None:
        """Something was typed; it is safe after the next pause. An empty text is no draft."""
        self._waiting[(ticket, written.mode)] = written
        self._timer.start()

    def drop(self, ticket: TicketId, mode: str) -> None:
        """It was sent, or given up."""
        self._waiting.pop((ticket, mode), None)
        self._workspace.drafts.drop(ticket, mode)
        self.count()

    def flush(self) -> None:
        """Make everything safe now."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for (ticket, mode), written in waiting.items():
            self._workspace.drafts.put(ticket, mode, _draft(written))
        if waiting:
            self.count()

    async def find(self, ticket: TicketId) -> Written | None:
        """The newest draft of a ticket."""
        self.flush()
        newest: tuple[int, Written] | None = None
        for mode in MODES:
            draft = await self._workspace.drafts.get(ticket, mode)
            if draft is not None and (newest is None or draft.updated_at > newest[0]):
                newest = draft.updated_at, _written(mode, draft)
        return None if newest is None else newest[1]

    def count(self) -> None:
        """Look how many there are."""
        self._spawn(self._count(), name="count drafts")

    async def _count(self) -> None:
        found = await self._workspace.drafts.list()
        tickets = dict.fromkeys(ticket for ticket, _, _ in found if ticket != NEW_TICKET)
        self.counted.emit(tuple(tickets))


def _draft(written: Written) -> Draft:
    return Draft(
        text="" if written.is_empty else written.text,
        to=written.to,
        cc=written.cc,
        files=written.files,
        status=written.status or None,
    )


def _written(mode: str, draft: Draft) -> Written:
    return Written(
        mode, draft.text, draft.files, to=draft.to, cc=draft.cc, status=draft.status or ""
    )
