# SPDX-License-Identifier: Apache-2.0
"""How the last message of a ticket begins, for rows that are tall enough to show it."""

import asyncio
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.client import Client
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, TicketId
from ui.slots import Spawn
from ui.widgets.plain_text import first_words

LETTERS: Final = 160
_MOST: Final = 500
_TALL: Final = "comfortable"


class LastWords(QObject):
    """Reads them for the tickets that are asked for, those of one turn of the loop together.

    Emits `found(tickets)` when more is known of these, and `wanted()` when rows became tall.
    """

    found = Signal(object)
    wanted = Signal()

    def __init__(self, client: Client, spawn: Spawn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._spawn = spawn
        self._known: dict[TicketId, tuple[Instant | None, str]] = {}
        self._asked: dict[TicketId, Instant | None] = {}
        self._subscription = client.settings.changed.connect(self._on_setting_changed)

    def of(self, ticket: Ticket) -> str:
        """What is known; what is older than the ticket's last message is read again."""
        if self._client.settings.get("density") != _TALL:
            return ""
        said_at, words = self._known.get(ticket.id, (-1, ""))
        if said_at != ticket.last_message_at and ticket.id not in self._asked:
            self._asked[ticket.id] = ticket.last_message_at
            if len(self._asked) == 1:
                self._spawn(self._read(), name="read last words")
        return words

    def close(self) -> None:
        """The window closes."""
        self._subscription.close()

    async def _read(self) -> None:
        await asyncio.sleep(0)
        asked, self._asked = self._asked, {}
        texts = await self._client.last_texts(asked, letters=4 * LETTERS)
        before = {id: self._known.get(id, (None, ""))[1] for id in asked}
        for id, said_at in asked.items():
            self._known.pop(id, None)
            self._known[id] = (said_at, first_words(texts.get(id, ""), LETTERS))
        while len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        self.found.emit(frozenset(id for id in asked if self._known_words(id) != before[id]))

    def _known_words(self, id: TicketId) -> str:
        return self._known.get(id, (None, ""))[1]

    def _on_setting_changed(self, name: str) -> None:
        if name == "density":
            self.wanted.emit()
