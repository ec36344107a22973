# SPDX-License-Identifier: Apache-2.0
"""Emptying the outbox over a session: frames that fit, retries with patience, order kept.

At most one frame's worth of commands is under way. A refusal that may pass (`slow_down`,
`storage_full`, `internal`, `future_command`) leaves the command where it is: after a while all that
is unanswered is sent again, in the order of the counters.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from app.cache.engine import File
from app.cache.worker import Worker
from app.environment import Environment
from app.link.backoff import Backoff
from app.outbox import items
from app.outbox.items import FRAME_BYTES, FRAME_COMMANDS, QUEUED, Item
from app.outbox.queue import Queue
from sync_server.contract import codec, frames
from sync_server.contract.commands import Reply
from sync_server.contract.ids import CommandId, Instant, Seq
from sync_server.contract.refusals import RETRYABLE, Code, Refusal, Refused

SHORTEST_RETRY_S: Final = 0.5
LATE_S: Final = 30 * 60
"""A reply that could not leave for so long is shown to its author first."""

LATE: Final = "late"
"""The code with which it comes back; the server has none like it."""

PATIENCE: Final = 2
"""After so many rounds of nothing but `future_command` the counters are fitted anew."""

Send = Callable[[Sequence[frames.Envelope]], Awaitable[None]]


class Stuck(Exception):
    """The server waits for a counter that this device does not have: a new session fits them."""


class Outcome(Struct, frozen=True, kw_only=True):
    """How a command ended. `held` are the queued commands that built on a refused one."""

    id: CommandId
    seq: Seq | None = None
    refusal: Refusal | None = None
    number: int | None = None
    held: tuple[Item, ...] = ()


class Drain:
    """Sends what the queue has, while one session lasts. A new session needs a new drain."""

    def __init__(
        self,
        queue: Queue,
        environment: Environment,
        *,
        file: File,
        worker: Worker,
        send: Send,
    ) -> None:
        self._queue = queue
        self._environment = environment
        self._file = file
        self._worker = worker
        self._send = send
        self._under_way: dict[CommandId, Item] = {}
        self._wanted = asyncio.Event()
        self._retry_s: float | None = None
        self._backoff = Backoff(environment.jitter)
        self._futures_only = 0

    @property
    def under_way(self) -> tuple[Item, ...]:
        """What was sent and is not answered."""
        return tuple(self._under_way.values())

    async def hold_late(self, before: Instant) -> tuple[Outcome, ...]:
        """Replies that have waited here since before an instant come back instead of leaving.

        What they answer may be long settled: their author looks at it first.
        """
        outcomes: list[Outcome] = []
        for item in self._queue:
            if item.again or item.state != QUEUED or item.queued_at >= before:
                continue
            if _is_reply(item):
                refusal = Refusal(code=LATE)
                held = await self._queue.refuse(item.id, refusal)
                outcomes.append(Outcome(id=item.id, refusal=refusal, held=held))
        return tuple(outcomes)

    def wake(self) -> None:
        """Something may have become sendable."""
        self._wanted.set()

    async def run(self, epoch: str, next_counter: int) -> None:
        """Fit the counters, send again what is unanswered, then go on until cancelled.

        Raises `Stuck`.
        """
        sent = await self._worker.submit(
            items.begin_session, self._file, epoch, next_counter, urgent=True
        )
        self._queue.mark_sent(sent)
        self._under_way = {item.id: item for item in sent}
        await self._resend()
        subscription = self._queue.changed.connect(lambda _: self.wake())
        try:
            while True:
                await self._step()
                await self._wanted.wait()
                self._wanted.clear()
        finally:
            subscription.close()

    async def answer(self, answers: Sequence[frames.Answer]) -> tuple[Outcome, ...]:
        """Take the server's answers; the commands that came to their end, in order."""
        outcomes: list[Outcome] = []
        accepted: list[CommandId] = []
        passing: list[Refusal] = []
        for answer in answers:
            if self._under_way.get(answer.id) is None:
                continue
            if answer.ok:
                del self._under_way[answer.id]
                accepted.append(answer.id)
                outcomes.append(Outcome(id=answer.id, seq=answer.seq, number=answer.number))
                continue
            refusal = answer.refusal or Refusal(code=Code.INTERNAL)
            if refusal.code in RETRYABLE:
                passing.append(refusal)
                continue
            del self._under_way[answer.id]
            held = await self._queue.refuse(answer.id, refusal)
            outcomes.append(Outcome(id=answer.id, refusal=refusal, held=held))
        if accepted:
            seqs = {outcome.id: outcome.seq for outcome in outcomes if outcome.refusal is None}
            self._queue.accept(tuple(accepted), seqs=seqs, at=self._environment.now_us())
        self._note(passing, progress=bool(outcomes))
        self.wake()
        return tuple(outcomes)

    async def refuse_largest(self) -> Outcome | None:
        """The server found a frame too large: the largest command under way comes back."""
        largest = max(self._under_way.values(), key=lambda item: item.size, default=None)
        if largest is None:
            return None
        del self._under_way[largest.id]
        refusal = Refusal(code="too_large")
        held = await self._queue.refuse(largest.id, refusal)
        return Outcome(id=largest.id, refusal=refusal, held=held)

    def _note(self, passing: Sequence[Refusal], *, progress: bool) -> None:
        if progress:
            self._backoff.succeeded()
            self._futures_only = 0
        if not passing:
            return
        if all(refusal.code == Code.FUTURE_COMMAND for refusal in passing):
            self._futures_only += 1
        asked = max((refusal.retry_after_ms or 0) for refusal in passing) / 1000
        self._retry_s = max(asked, SHORTEST_RETRY_S) + self._backoff.next_wait()

    async def _step(self) -> None:
        if self._futures_only > PATIENCE:
            raise Stuck
        if self._retry_s is not None:
            await self._environment.sleep(self._retry_s)
            self._retry_s = None
            await self._resend()
        while (room := self._room()) > 0:
            sent = await self._worker.submit(
                lambda: items.take_frame(self._file, room=room), urgent=True
            )
            if not sent:
                return
            self._queue.mark_sent(sent)
            self._under_way.update((item.id, item) for item in sent)
            await self._send(tuple(item.envelope for item in sent))

    def _room(self) -> int:
        """How many commands may leave now: none while something must be sent again first."""
        return 0 if self._retry_s is not None else FRAME_COMMANDS - len(self._under_way)

    async def _resend(self) -> None:
        waiting = sorted(self._under_way.values(), key=lambda item: item.counter or 0)
        for frame in pack(waiting):
            await self._send(tuple(item.envelope for item in frame))


def _is_reply(item: Item) -> bool:
    try:
        return isinstance(codec.decode_command(item.command), Reply)
    except Refused:
        return False


def pack(waiting: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """Items cut into frames of at most 100 commands and 256 KiB, in order."""
    frame: list[Item] = []
    size = 0
    for item in waiting:
        if frame and (len(frame) == FRAME_COMMANDS or size + item.size > FRAME_BYTES - 64):
            yield tuple(frame)
            frame, size = [], 0
        frame.append(item)
        size += item.size
    if frame:
        yield tuple(frame)
