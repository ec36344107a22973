# SPDX-License-Identifier: Apache-2.0
"""The open ticket of a window: its messages, what of them is new, when it counts as read."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.conversation import Conversation, Entry
from app.workspace.predictions.own import read_mark_id
from sync_server.contract.entities import Message, ReadMark, Ticket
from sync_server.contract.ids import Instant, TicketId
from ui.slots import Spawn

READ_AFTER_MS: Final = 1000
"""How long a message must have been on screen before it counts as read."""

_US_PER_MS: Final = 1000


class OpenTicket(QObject):
    """At most one ticket at a time.

    Signals: `loaded()` once its messages are here; `timed()` when time alone changes what is shown.
    `is_visible` tells whether a person can see the window: nothing is marked as read otherwise.
    What counts as read is what was on screen for a second, up to the first message that was not.
    """

    loaded = Signal()
    timed = Signal()

    def __init__(
        self,
        client: Client,
        spawn: Spawn,
        *,
        is_visible: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._spawn = spawn
        self._is_visible = is_visible
        self._conversation: Conversation | None = None
        self.id: TicketId | None = None
        self.read_at: Instant = 0
        self._left: Instant | None = None
        self._kept: tuple[object, tuple[Entry, ...]] | None = None
        self._seen: set[str] = set()
        self._on_screen: dict[str, int] = {}
        self._clock = QElapsedTimer()
        self._clock.start()
        self._reading = self._single_shot(READ_AFTER_MS)
        self._reading.timeout.connect(self._mark_read)
        self._release = self._single_shot(0)
        self._release.timeout.connect(self.timed)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The messages; none before they are loaded."""
        if self._conversation is None:
            return ()
        pending = tuple((each.id, each.state) for each in self._client.workspace.pending)
        if self._kept is None or self._kept[0] != pending:
            self._kept = pending, self._conversation.entries
        return self._kept[1]

    @property
    def is_complete(self) -> bool:
        """False when this computer holds the ticket without its messages."""
        return self._conversation is None or self._conversation.complete

    def forget(self) -> None:
        """The messages have changed: they are read anew when they are asked for."""
        self._kept = None

    def open(self, ticket: TicketId) -> None:
        """Leave the open ticket and go to this one; `loaded` follows."""
        self.leave()
        self.id, self._left = ticket, None
        self._seen.clear()
        self._on_screen.clear()
        workspace = self._client.workspace
        mark = None
        if workspace.me is not None:
            mark = workspace.get(ReadMark, read_mark_id(workspace.me, ticket))
        self.read_at = 0 if mark is None else mark.read_at
        self._spawn(self._load(ticket), name="open a ticket")

    def leave(self) -> None:
        """Close the open ticket, if there is one."""
        self._reading.stop()
        self._release.stop()
        self.id = None
        conversation, self._conversation = self._conversation, None
        self._kept = None
        if conversation is not None:
            conversation.close()

    def look(self) -> None:
        """Something of it is on screen: read it in a moment; come back when a hold ends."""
        workspace = self._client.workspace
        if self.id is not None and workspace.is_unread(self.id) and self._newest() != self._left:
            self._reading.start()
        now = workspace.now_us()
        held = [
            entry.message.release_at - now
            for entry in self.entries
            if entry.message.release_at is not None and entry.message.release_at > now
        ]
        if held:
            self._release.start(min(held) // _US_PER_MS + 1)

    def see(self, messages: frozenset[str]) -> None:
        """These messages are on screen now, and no others."""
        now = self._clock.elapsed()
        self._seen |= {
            message
            for message, since in self._on_screen.items()
            if message not in messages and now - since >= READ_AFTER_MS and self._is_visible()
        }
        self._on_screen = {message: self._on_screen.get(message, now) for message in messages}
        self.look()

    def leave_unread(self) -> None:
        """Reading it does not count until it is opened again, or something new comes."""
        self._reading.stop()
        self._seen.clear()
        self._left = self._newest()

    def _newest(self) -> Instant | None:
        ticket = self._client.workspace.get(Ticket, self.id)
        return None if ticket is None else ticket.last_message_at

    async def _load(self, ticket: TicketId) -> None:
        conversation = await self._client.workspace.open_conversation(ticket)
        await asyncio.sleep(0)  # the workspace tells of it first: so all is drawn once, not twice
        if self.id != ticket or self._conversation is not None:
            conversation.close()
            return
        self._conversation = conversation
        self._kept = None
        if self.entries:  # to put thousands in order is enough for one turn of the loop
            await asyncio.sleep(0)
        if self._conversation is not conversation:
            return
        self.loaded.emit()
        self.look()

    def _mark_read(self) -> None:
        if self.id is None:
            return
        if not self._is_visible():
            self._reading.start()
            return
        self._seen.update(self._on_screen)
        workspace, unseen = self._client.workspace, self._unseen()
        up_to = None if unseen is None else self._newest_before(unseen)
        if unseen is not None and up_to is None:
            return
        with suppress(ClientError):  # it stays unread, which nobody has to be told
            intents.mark_read(workspace, ticket=self.id, up_to=up_to)

    def _new(self) -> tuple[Message, ...]:
        """What has come since the ticket was read last, the oldest first."""
        workspace, mark = self._client.workspace, None
        if workspace.me is not None and self.id is not None:
            mark = workspace.get(ReadMark, read_mark_id(workspace.me, self.id))
        read_at = 0 if mark is None else mark.read_at
        return tuple(
            entry.message
            for entry in self.entries
            if entry.message.at > read_at
            and entry.message.agent != workspace.me
            and not entry.message.retracted
        )

    def _unseen(self) -> Message | None:
        """The first new message that was not on screen."""
        return next((each for each in self._new() if each.id not in self._seen), None)

    def _newest_before(self, unseen: Message) -> Instant | None:
        """The date of the last new message that was seen before this one."""
        seen = [each.at for each in self._new() if each.id in self._seen and each.at < unseen.at]
        return max(seen, default=None)

    def _single_shot(self, ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        return timer
