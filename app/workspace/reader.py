# SPDX-License-Identifier: Apache-2.0
"""Reading the cache on behalf of the workspace."""

from collections.abc import Iterable
from typing import Protocol

from app.cache import reads
from app.cache.engine import Damaged, File
from app.cache.reads import Thread
from app.cache.search import Hit, search
from app.cache.worker import Worker
from app.signals import Signal
from sync_server.contract import frames
from sync_server.contract.ids import TicketId


class Reader(Protocol):
    """Where conversations come from."""

    async def thread(self, ticket: TicketId) -> tuple[Thread, bool]:
        """A ticket's messages and attachments; and whether only an overview of it is held."""
        ...


class CacheReader:
    """Reads the cache through its worker, behind everything that was applied before.

    Signals: `damaged` when the file turns out to be unusable; what was asked for is then empty.
    """

    def __init__(self, file: File, worker: Worker) -> None:
        self.damaged: Signal[Damaged] = Signal()
        self._file = file
        self._worker = worker

    async def thread(self, ticket: TicketId) -> tuple[Thread, bool]:
        """A ticket's messages and attachments; and whether only an overview of it is held."""
        try:
            return await self._worker.run(_read, self._file, ticket)
        except Damaged as damage:
            self.damaged.emit(damage)
            return Thread((), ()), True

    async def search(self, text: str, *, limit: int) -> tuple[Hit, ...]:
        """What has all the words of a text, the newest first."""
        try:
            return await self._worker.run(lambda: search(self._file, text, limit=limit))
        except Damaged as damage:
            self.damaged.emit(damage)
            return ()

    async def last_texts(self, tickets: Iterable[TicketId], *, letters: int) -> dict[TicketId, str]:
        """How the newest message between customer and us begins, of each ticket that has one."""
        wanted = tuple(tickets)
        try:
            return await self._worker.run(
                lambda: reads.read_last_texts(self._file, wanted, letters=letters)
            )
        except Damaged as damage:
            self.damaged.emit(damage)
            return {}

    async def tickets_with_files(self) -> frozenset[TicketId]:
        """The tickets that hold attachments."""
        try:
            return await self._worker.run(reads.read_tickets_with_files, self._file)
        except Damaged as damage:
            self.damaged.emit(damage)
            return frozenset()


def _read(file: File, ticket: TicketId) -> tuple[Thread, bool]:
    projections = file.row(
        "SELECT max(projection = ?1), max(projection <> ?1) FROM scope WHERE scope IN"
        " ((SELECT home FROM row WHERE kind = 'ticket' AND id = ?2), 'ticket:' || ?2)",
        (frames.OVERVIEW, ticket),
    )
    overview = projections is not None and projections[0] == 1 and projections[1] == 0
    return reads.read_thread(file, ticket), overview
