# SPDX-License-Identifier: Apache-2.0
"""The outbox as the loop sees it: a mirror of the file in memory, and durable steps in order.

A command is in the mirror from the gesture on, as *saving* until its commit. When the disk is full
it stays in the mirror and is tried again; it is never sent before it is safe.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import msgspec

from app.cache.engine import UNWRITTEN, File, room_for
from app.cache.worker import Worker
from app.errors import ClientError, NoRoom, QueueFull
from app.outbox import items, kept
from app.outbox.items import HELD, QUEUED, REFUSED, SENT, Item
from app.outbox.replay import Replay
from app.signals import Signal
from sync_server.contract.ids import CommandId, Instant, Seq
from sync_server.contract.refusals import Refusal

SAVING: Final = "saving"
MOST_ITEMS: Final = 10_000
_WAITING: Final = frozenset({SAVING, QUEUED, SENT})


class Queue:
    """All commands that are not done, in the order of their gestures.

    Signals: `changed` with the ids whose state changed; `troubled` with what keeps commands from
    being safe (`NoRoom`).
    """

    def __init__(self, file: File, worker: Worker) -> None:
        self._file = file
        self._worker = worker
        self._items: dict[CommandId, Item] = {}
        self._waiting = self._changes = 0
        self.changed: Signal[frozenset[CommandId]] = Signal()
        self.troubled: Signal[ClientError] = Signal()
        self.replay = Replay()
        """What is sent again because the server came back from a backup."""

    async def load(self) -> tuple[Item, ...]:
        """Read the file once, at the start."""
        for item in await self._worker.submit(items.read_items, self._file, urgent=True):
            self._items[item.id] = item
        again = await self._worker.submit(kept.read_again, self._file, urgent=True)
        self.replay.load(again)
        self._recount()
        return tuple(self._items.values())

    def __iter__(self) -> Iterator[Item]:
        return iter(tuple(self._items.values()))

    def find(self, id: CommandId) -> Item | None:
        """An item that is not done."""
        return self._items.get(id)

    @property
    def waiting(self) -> int:
        """How many commands are still to be answered."""
        return self._waiting

    @property
    def changes(self) -> int:
        """How many of them are changes to a person: what they have read is none."""
        return self._changes

    @property
    def room_needed(self) -> int:
        """How many bytes must become free for what is not safe yet."""
        return sum(room_for(len(item.command)) for item in self._unsaved())

    def put(self, item: Item) -> None:
        """Take a command in. Raises `QueueFull`; saving it goes on in the background."""
        if self._waiting >= MOST_ITEMS:
            raise QueueFull(MOST_ITEMS)
        self._set(msgspec.structs.replace(item, state=SAVING))
        self._save(item)

    def retry_unsaved(self) -> None:
        """Try again to save what could not be saved."""
        for item in self:
            if item.state == SAVING:
                self._save(item)

    def mark_sent(self, sent: tuple[Item, ...]) -> None:
        """The file has given these their counters."""
        for item in sent:
            self._items[item.id] = item
        self._tell(*(item.id for item in sent))

    def accept(
        self,
        ids: tuple[CommandId, ...],
        *,
        seqs: Mapping[CommandId, Seq | None] | None = None,
        at: Instant = 0,
    ) -> None:
        """The server did what these ask for; `seqs` are those of its answers, `at` is now."""
        for id in ids:
            self._items.pop(id, None)
        self._step(lambda file: items.accept_items(file, ids, seqs=seqs, at=at))
        self._tell(*ids)
        self.replay.accept(seqs or {})

    async def requeue(self, epoch: str, next_counter: int, *, head: Seq) -> bool:
        """Take back what a restored server may not know, if it is one: its epoch is another."""
        is_new = await self._worker.submit(
            lambda: kept.requeue(self._file, epoch, next_counter, head), urgent=True
        )
        if is_new:
            unsaved = self._unsaved()
            self._items = {}
            await self.load()
            self._items |= {item.id: item for item in unsaved if item.id not in self._items}
            self.replay.changed.emit(self.replay.entries)
            self._tell(*self._items)
        return is_new

    def forget_old(self, before: Instant) -> None:
        """Keep what the server has accepted no longer than since an instant."""
        self._step(kept.forget_old, before)

    def dismiss_replay(self) -> None:
        """The person has seen what was sent again."""
        self.replay.dismiss()
        self._step(kept.dismiss_again)

    async def refuse(self, id: CommandId, refusal: Refusal) -> tuple[Item, ...]:
        """The server will not do it; what is held with it."""
        held = await self._worker.submit(items.refuse_item, self._file, id, refusal, urgent=True)
        if id in self._items:
            refused = msgspec.structs.replace(
                self._items[id], state=REFUSED, counter=None, refusal=refusal
            )
            self._items[id] = refused
        for item in held:
            self._items[item.id] = item
        self._tell(id, *(item.id for item in held))
        self.replay.refuse(id, refusal, held=tuple(item.id for item in held))
        return held

    def drop(self, id: CommandId) -> None:
        """The person has seen a refused or held command and gives it up."""
        item = self._items.get(id)
        if item is not None and item.state in (REFUSED, HELD):
            del self._items[id]
            self._step(items.drop_item, id)
            self._tell(id)

    async def withdraw(self, id: CommandId) -> bool:
        """Take back a command that has not left; False where it has."""
        rebased = await self._worker.submit(items.withdraw_item, self._file, id, urgent=True)
        if rebased is None or self._items.pop(id, None) is None:
            return False
        for item in rebased:
            self._items[item.id] = item
        self._tell(id, *(item.id for item in rebased))
        return True

    def release(self, id: CommandId) -> None:
        """The person wants a held command sent all the same."""
        item = self._items.get(id)
        if item is not None and item.state == HELD:
            self._set(msgspec.structs.replace(item, state=QUEUED))
            self._step(items.release_item, id)

    def _save(self, item: Item) -> None:
        future = self._worker.submit(items.add_item, self._file, item, urgent=True)
        future.add_done_callback(lambda done: self._on_saved(item.id, done))

    def _on_saved(self, id: CommandId, done: "asyncio.Future[None]") -> None:
        error = None if done.cancelled() else done.exception()
        item = self._items.get(id)
        if item is None or item.state != SAVING:
            return
        if error is None:
            self._set(msgspec.structs.replace(item, state=QUEUED))
        elif isinstance(error, UNWRITTEN):
            self.troubled.emit(NoRoom(self.room_needed))
        else:
            raise error

    def _unsaved(self) -> tuple[Item, ...]:
        return tuple(item for item in self if item.state == SAVING)

    def _step(self, step: Callable[..., None], *arguments: object) -> None:
        self._worker.submit(step, self._file, *arguments, urgent=True).add_done_callback(_raise)

    def _set(self, item: Item) -> None:
        self._items[item.id] = item
        self._tell(item.id)

    def _tell(self, *ids: CommandId) -> None:
        self._recount()
        self.changed.emit(frozenset(ids))

    def _recount(self) -> None:
        waiting = [item for item in self._items.values() if item.state in _WAITING]
        self._waiting = len(waiting)
        self._changes = sum(not item.is_aside for item in waiting)


def _raise(done: "asyncio.Future[None]") -> None:
    """An error of a step that nobody waits for is a fault of this program: it must be heard."""
    if not done.cancelled() and (error := done.exception()) is not None:
        raise error
