# SPDX-License-Identifier: Apache-2.0
"""The history of the open ticket, which only the server holds."""

from typing import Final, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from app.client import Client
from app.errors import AskRefused, NotConnected
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from ui.slots import Spawn

HistoryState = Literal["none", "reading", "here", "offline", "refused"]

PAUSE_MS: Final = 250
"""Going through a list with J asks for nothing: only a ticket that stays open does."""

_PAGE: Final = 200


class HistoryReader(QObject):
    """Asks for the entries of one ticket, newest first. Emits `changed()` when they differ.

    After a change of the ticket only what is newer than the newest entry is added.
    """

    changed = Signal()

    def __init__(self, client: Client, spawn: Spawn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._spawn = spawn
        self._ticket: TicketId | None = None
        self._asked = 0
        self.entries: tuple[HistoryEntry, ...] = ()
        self.more = False
        self.state: HistoryState = "none"
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.read)

    def open(self, ticket: TicketId | None) -> None:
        """Another ticket is shown, or none."""
        self._ticket, self.entries, self.more = ticket, (), False
        self._asked += 1
        self.state = "none" if ticket is None else "reading"
        if ticket is None:
            self._pause.stop()
        else:
            self._pause.start()
        self.changed.emit()

    def refresh(self) -> None:
        """The ticket has changed, or there is a connection again."""
        if self._ticket is not None:
            self._pause.start()

    def read(self) -> None:
        """Ask for the newest entries now."""
        self._pause.stop()
        if self._ticket is not None:
            self._asked += 1
            self._spawn(self._read(self._ticket, self._asked), name="read a history")

    def read_more(self) -> None:
        """Ask for entries older than those that are here."""
        if self._ticket is not None and self.more and self.entries:
            self._asked += 1
            self._spawn(self._read(self._ticket, self._asked, older=True), name="read a history")

    async def _read(self, ticket: TicketId, asked: int, *, older: bool = False) -> None:
        before = self.entries[-1].seq if older else None
        try:
            answer = await self._client.ask(
                TicketHistory(ticket=ticket, limit=_PAGE, before=before)
            )
        except NotConnected:
            self._take(asked, None, state="offline", older=older)
        except AskRefused:
            self._take(asked, None, state="refused", older=older)
        else:
            self._take(asked, answer, state="here", older=older)

    def _take(
        self, asked: int, answer: History | None, *, state: HistoryState, older: bool
    ) -> None:
        if asked != self._asked:
            return
        self.state = state
        if answer is not None and older:
            self.entries, self.more = (*self.entries, *answer.entries), answer.more
        elif answer is not None:
            self._add_newer(answer)
        self.changed.emit()

    def _add_newer(self, answer: History) -> None:
        held = {entry.seq for entry in self.entries}
        fresh = tuple(entry for entry in answer.entries if entry.seq not in held)
        if self.entries and len(fresh) < len(answer.entries):
            self.entries = (*fresh, *self.entries)
        else:
            self.entries, self.more = answer.entries, answer.more
