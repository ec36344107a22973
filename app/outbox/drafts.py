# SPDX-License-Identifier: Apache-2.0
"""Unsent texts, one per ticket and mode, safe on this computer and nowhere else."""

import asyncio
from collections.abc import Callable
from typing import Final

import msgspec
from msgspec import Struct

from app.cache.engine import UNWRITTEN, File, room_for
from app.cache.worker import Worker
from app.signals import Signal
from sync_server.contract.commands import File as AttachedFile
from sync_server.contract.ids import Instant, TicketId

Place = tuple[TicketId, str]

NEW_TICKET: Final = TicketId("new")
"""The draft of a ticket that is not there yet is kept under this id, and listed with it."""


class Draft(Struct, frozen=True, kw_only=True):
    """What a person has written so far. `reason` says why a text came back, where it did.
    `elsewhere` names files that another device of theirs has.

    `details` are what a ticket needs that is not there yet: subject, customer, fields. `seen_at` is
    when the last message came that the author had read, 0 where that is not known.
    """

    text: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    files: tuple[AttachedFile, ...] = ()
    elsewhere: tuple[str, ...] = ()
    status: str | None = None
    reason: str | None = None
    details: dict[str, str] = {}
    seen_at: Instant = 0
    updated_at: Instant = 0


class Drafts:
    """The drafts of this device. The mode is "reply", "note" or "forward".

    The newest write of a draft wins; writes are done in order by the worker, ahead of the cache's.
    While the disk takes nothing a draft is kept in memory, and `retry_unsaved` tries it again; so
    is the end of one.

    Signals: `changed((ticket, mode, draft or None))` with each write, `full(bool)` when writes
    begin to fail for want of room, and when they succeed again.
    """

    def __init__(self, file: File, worker: Worker, now_us: Callable[[], Instant]) -> None:
        self._file = file
        self._worker = worker
        self._now_us = now_us
        self._unsaved: dict[Place, Draft | None] = {}
        self._turns: dict[Place, int] = {}
        self._changes = 0
        self._is_full = False
        self.changed: Signal[tuple[TicketId, str, Draft | None]] = Signal()
        self.full: Signal[bool] = Signal()

    async def get(self, ticket: TicketId, mode: str) -> Draft | None:
        """The draft, if something is written."""
        stored = await self._worker.submit(_read, self._file, ticket, mode, urgent=True)
        return self._unsaved.get((ticket, mode), stored)

    async def of(self, ticket: TicketId) -> dict[str, Draft]:
        """The drafts of a ticket by their mode, the newest first.

        They are up to date at the moment this returns: what is put at once, made out of what is
        found, writes over nothing.
        """
        while True:
            changes = self._changes
            found = {mode: draft for at, mode, draft in await self.list() if at == ticket}
            if changes == self._changes:
                return found

    def put(self, ticket: TicketId, mode: str, draft: Draft) -> None:
        """Keep a draft; an empty one is dropped."""
        if not draft.text and not draft.files and not draft.details:
            self.drop(ticket, mode)
            return
        kept = msgspec.structs.replace(draft, updated_at=self._now_us())
        self._save((ticket, mode), kept)
        self.changed.emit((ticket, mode, kept))

    @property
    def room_needed(self) -> int:
        """How many bytes must become free for what found no room."""
        return sum(map(_room, self._unsaved.values()))

    def retry_unsaved(self) -> None:
        """Try again to write what found no room."""
        for place, draft in tuple(self._unsaved.items()):
            self._save(place, draft)

    def drop(self, ticket: TicketId, mode: str) -> None:
        """Forget a draft: it was sent, or given up."""
        self._save((ticket, mode), None)
        self.changed.emit((ticket, mode, None))

    def _save(self, place: Place, draft: Draft | None) -> None:
        self._unsaved.pop(place, None)
        self._changes += 1
        turn = self._turns[place] = self._turns.get(place, 0) + 1
        if draft is None:
            future = self._worker.submit(_delete, self._file, place, urgent=True)
        else:
            future = self._worker.submit(_write, self._file, place, draft, urgent=True)
        future.add_done_callback(lambda done: self._on_saved(place, draft, turn=turn, done=done))

    def _on_saved(
        self, place: Place, draft: Draft | None, *, turn: int, done: "asyncio.Future[None]"
    ) -> None:
        error = None if done.cancelled() else done.exception()
        if error is not None and not isinstance(error, UNWRITTEN):
            raise error
        if turn != self._turns[place]:
            return  # what was written since then decides
        del self._turns[place]
        if error is not None:
            self._unsaved[place] = draft
        is_full = bool(self._unsaved)
        if is_full != self._is_full:
            self._is_full = is_full
            self.full.emit(is_full)

    async def list(self) -> "tuple[tuple[TicketId, str, Draft], ...]":
        """All drafts, the newest first."""
        stored = await self._worker.submit(_list, self._file, urgent=True)
        if not self._unsaved:
            return stored
        kept = {(ticket, mode): draft for ticket, mode, draft in stored} | self._unsaved
        found = [(*place, draft) for place, draft in kept.items() if draft is not None]
        return tuple(sorted(found, key=lambda each: each[2].updated_at, reverse=True))


def _read(file: File, ticket: TicketId, mode: str) -> Draft | None:
    row = file.row("SELECT content FROM draft WHERE ticket = ? AND mode = ?", (ticket, mode))
    return None if row is None else msgspec.json.decode(row[0], type=Draft)


def _room(draft: Draft | None) -> int:
    """What one draft needs on the disk, or the end of one."""
    return room_for(0 if draft is None else len(msgspec.json.encode(draft)))


def _write(file: File, place: Place, draft: Draft) -> None:
    file.run(
        "INSERT INTO draft VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT DO UPDATE SET content = ?3, updated_at = ?4",
        (*place, msgspec.json.encode(draft), draft.updated_at),
    )


def _delete(file: File, place: Place) -> None:
    file.run("DELETE FROM draft WHERE ticket = ? AND mode = ?", place)


def _list(file: File) -> tuple[tuple[TicketId, str, Draft], ...]:
    rows = file.rows("SELECT ticket, mode, content FROM draft ORDER BY updated_at DESC")
    return tuple(
        (ticket, mode, msgspec.json.decode(content, type=Draft)) for ticket, mode, content in rows
    )
