# SPDX-License-Identifier: Apache-2.0
"""Reads what one wrote oneself: a ticket is not unread because of one's own reply."""

from contextlib import suppress

from PySide6.QtCore import QObject

from app import intents
from app.errors import ClientError
from app.workspace.changes import Changes
from app.workspace.conversation import Entry
from app.workspace.predictions.own import read_mark_id
from app.workspace.workspace import Workspace
from sync_server.contract import commands
from sync_server.contract.entities import ReadMark, Ticket
from sync_server.contract.ids import Instant, TicketId
from ui.models.own_commands import OwnCommands
from ui.slots import Spawn
from ui.windows.agent.open_ticket import OpenTicket


class OwnReading(QObject):
    """Follows each reply until the server has it, also after its ticket was left.

    The server dates a reply when it comes in, so it is newer than all that was read before. What
    others wrote in the meantime stays unread.
    """

    def __init__(
        self, workspace: Workspace, ticket: OpenTicket, spawn: Spawn, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ticket = ticket
        self._spawn = spawn
        self.marks: OwnCommands | None = None
        """Where rows look until it is known who wrote what is new."""
        self._written: dict[TicketId, Instant | None] = {}
        """Tickets with a reply on its way, and their newest message as the server has it."""

    def wrote(self, ticket: TicketId) -> None:
        """A reply is on its way. A ticket that is unread by now stays so."""
        if not self._workspace.is_unread(ticket):
            self._written[ticket] = self._newest(ticket)
            self._mark(ticket)

    def take(self, changes: Changes) -> None:
        """Look whether the server has what was written."""
        if not self._written or not (changes.reloaded or Ticket.kind in changes.rows):
            return
        arrived = [each for each, known in self._written.items() if self._newest(each) != known]
        for ticket in arrived:
            del self._written[ticket]
            if ticket in self._on_their_way():
                self._written[ticket] = self._newest(ticket)
            if ticket == self._ticket.id and self._ticket.entries:
                self._read(ticket, self._ticket.entries)
                self._mark(ticket)
            else:
                self._spawn(self._load(ticket), name="read what was written")

    def _mark(self, ticket: TicketId) -> None:
        """While another reply is on its way, its arrival makes nothing unread either."""
        if self.marks is not None:
            waits = ticket in self._written and not self._workspace.is_unread(ticket)
            self.marks.set_answered(ticket, waits)

    def _newest(self, ticket: TicketId) -> Instant | None:
        row = self._workspace.confirmed(Ticket, ticket)
        return None if row is None else row.last_message_at

    def _on_their_way(self) -> frozenset[TicketId]:
        pending = self._workspace.pending
        return frozenset(
            each.command.ticket for each in pending if isinstance(each.command, commands.Reply)
        )

    async def _load(self, ticket: TicketId) -> None:
        conversation = await self._workspace.open_conversation(ticket)
        try:
            self._read(ticket, conversation.entries)
        finally:
            conversation.close()
            self._mark(ticket)

    def _read(self, ticket: TicketId, entries: tuple[Entry, ...]) -> None:
        """Mark it as read, unless somebody else wrote what is new."""
        me = self._workspace.me
        mark = None if me is None else self._workspace.get(ReadMark, read_mark_id(me, ticket))
        since = 0 if mark is None else mark.read_at
        new = [entry.message for entry in entries if entry.message.at > since]
        if new and all(message.agent == me for message in new):
            with suppress(ClientError):  # it stays unread, which nobody has to be told
                intents.mark_read(self._workspace, ticket=ticket)
