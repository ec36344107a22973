# SPDX-License-Identifier: Apache-2.0
"""The desk: the one door through which anything changes.

Commands wait in a queue; the writer's thread takes what waits, without a waiting window, executes
it as one transaction and answers after the commit (group commit). Each command is exactly once in
effect: its outcome is stored with its effect, and sent again it gets the same answer.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Final, TypeVar

from sync_server.contract.commands import Command
from sync_server.contract.frames import Answer, Envelope
from sync_server.contract.ids import CommandId
from sync_server.contract.refusals import Code, Refusal
from sync_server.desk.actor import Actor
from sync_server.desk.memory import NOTHING
from sync_server.desk.roster import Roster
from sync_server.desk.transaction import DESK, Commit, Denial, Executor, Item
from sync_server.environment import Environment
from sync_server.store.engines import Database, Writer, is_full

_log = logging.getLogger(__name__)

MAX_BATCH: Final = 256
"""Commands in one transaction: bounds how long a command waits for the transaction before it."""

JOB_BATCH: Final = 32
"""The same of what waits behind gestures: so long at most does a gesture wait for it."""

GESTURES: Final = 10
"""So many commands at once are what a person does; more are many tickets changed in one act, or
what was done offline, and wait behind the gestures of others.
"""

_TURNS: Final = 8
"""After so many transactions of gestures alone what waits behind them has its turn."""

T = TypeVar("T")


class Desk:
    """Executes commands on its lane. Every public method is for the event loop's thread."""

    def __init__(self, database: Database, environment: Environment) -> None:
        self.database = database
        self._environment = environment
        self._executor = Executor(database, environment)
        self._lane = environment.lane("desk")
        self._interactive: deque[Item] = deque()
        self._background: deque[Item] = deque()
        self._in_background: Counter[str] = Counter()
        """Devices of which something waits there: all that they send keeps its order."""
        self._turns = 0
        self._wake = asyncio.Event()
        self._listeners: list[Callable[[Commit], None]] = []
        self._barriers: list[Callable[[Commit], Awaitable[None]]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._behind_barrier: dict[tuple[str, str], asyncio.Task[None]] = {}
        """What the answers to commands that took sight still wait for, by device and id."""
        self._closing = False
        self._looks = False
        self.memory = NOTHING
        """As of the last commit that was announced."""
        self.epoch = ""
        self.read_only = False
        """Set when an administrator must look first: every command is refused until then."""

    async def start(self) -> None:
        """Found the log if there is none, load the roster, begin to execute."""
        epoch = self._environment.new_id()
        self.epoch, self.memory = await self._lane.run(self._executor.open, epoch)
        self._spawn(self._run(), name="desk")

    async def close(self) -> None:
        """Execute what waits, answer it, then stop."""
        self._closing = True
        self._wake.set()
        while self._tasks:
            await asyncio.gather(*self._tasks)

    @property
    def roster(self) -> Roster:
        """Agents, teams and memberships as of the last commit that was announced."""
        return self.memory.roster

    # -- commands ------------------------------------------------------------------------------

    def send(
        self, command: Command, actor: Actor, *, id: str | None = None, job: bool = False
    ) -> "asyncio.Future[Answer]":
        """Queue a command of the server's own (channels, console, jobs); the future answer.

        With an `id` it is exactly once in effect per actor's device. The commands of a `job` wait
        behind interactive ones.
        """
        return self._queue(command, actor, id=id or self._environment.new_id(), job=job)

    async def execute(
        self,
        command: Command,
        actor: Actor,
        *,
        id: str | None = None,
        job: bool = False,
        again: bool = False,
    ) -> Answer:
        """Execute one command of the server's own and wait for its answer.

        What comes `again` may have been done between a backup and the restore of it.
        """
        id_ = id or self._environment.new_id()
        return await self._queue(command, actor, id=id_, job=job, again=again)

    async def submit(self, envelopes: Sequence[Envelope], actor: Actor) -> list[Answer]:
        """Execute a client's commands in their order; answers follow the commit. Many at once wait
        behind the gestures of others.
        """
        job = len(envelopes) > GESTURES or actor.device in self._in_background
        futures = [self._queue(envelope, actor, id=envelope.id, job=job) for envelope in envelopes]
        return list(await asyncio.gather(*futures))

    async def record_security(
        self, *, what: str, account: str, source: str, detail: str = ""
    ) -> None:
        """Log a security event that no command caused: a sign-in, a token event."""
        denial = Denial(what, account, source, detail)
        await self._queue(denial, DESK, id=self._environment.new_id())

    async def transact(self, work: Callable[[Writer], T]) -> T:
        """Run a small write outside the log (devices, tokens, files) in its own transaction."""
        result: T = await self._lane.run(self._transact, work)
        return result

    def catch_up(self) -> None:
        """See soon what other nodes appended, and announce that the log went on."""
        self._looks = True
        self._wake.set()

    def _queue(
        self,
        work: Envelope | Command | Denial,
        actor: Actor,
        *,
        id: str,
        job: bool = False,
        again: bool = False,
    ) -> "asyncio.Future[Answer]":
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        if self.read_only and not isinstance(work, Denial):
            future.set_result(_refused(id, Refusal(code=Code.READ_ONLY)))
            return future
        queue = self._background if job else self._interactive
        queue.append(Item(work, actor, id=id, future=future, again=again))
        if job:
            self._in_background[actor.device] += 1
        self._wake.set()
        return future

    def _spawn(self, work: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None]:
        """Run a coroutine beside the caller; it is kept until it ends, and `close` waits for it."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    # -- announcing ----------------------------------------------------------------------------

    def on_commit(self, listener: Callable[[Commit], None]) -> Callable[[], None]:
        """Call `listener` after each commit, before its callers are answered. Call to undo.

        Listeners run in the loop and must not wait.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def add_barrier(self, barrier: Callable[[Commit], Awaitable[None]]) -> Callable[[], None]:
        """Await `barrier` before a command that took sight from somebody is answered."""
        self._barriers.append(barrier)
        return lambda: self._barriers.remove(barrier)

    async def _run(self) -> None:
        while not self._closing or self._interactive or self._background:
            await self._wake.wait()
            self._wake.clear()
            while (items := self._take()) or self._looks:
                self._looks = False
                commits = await self._lane.run(self._execute, items)
                self._announce(items, commits)
            if self._closing:
                self._wake.set()

    def _take(self) -> list[Item]:
        """The next batch: interactive commands first; a job's when none of those wait, or when
        those have kept it waiting long enough.
        """
        is_turn = not self._interactive or self._turns >= _TURNS
        if not self._background or not is_turn:
            self._turns += 1
            queue = self._interactive
            return [queue.popleft() for _ in range(min(len(queue), MAX_BATCH))]
        self._turns = 0
        items = [self._background.popleft() for _ in range(min(len(self._background), JOB_BATCH))]
        self._in_background -= Counter(item.actor.device for item in items)
        return items

    def _announce(self, items: list[Item], commits: list[Commit]) -> None:
        for commit in commits:
            self.memory = commit.memory
            for listener in tuple(self._listeners):
                try:
                    listener(commit)
                except Exception:  # noqa: BLE001 - what is committed must be answered
                    _log.exception("A listener failed", extra={"action": "announce"})
        late = [item for item in items if item.takes_sight and self._barriers]
        if late:
            barrier = self._spawn(self._pass_barriers(commits), name="desk barrier")
            for item in late:
                self._behind_barrier[item.key] = barrier
            barrier.add_done_callback(self._forget_barrier)
        for item in items:
            self._settle(item)

    def _settle(self, item: Item) -> None:
        """Answer; sent again, too, a command that took sight waits for the barrier."""
        barrier = self._behind_barrier.get(item.key) if self._behind_barrier else None
        if barrier is None:
            _settle(item)
        else:
            barrier.add_done_callback(lambda done: None if done.cancelled() else _settle(item))

    def _forget_barrier(self, done: asyncio.Task[None]) -> None:
        ended = [key for key, barrier in self._behind_barrier.items() if barrier is done]
        for key in ended:
            del self._behind_barrier[key]

    async def _pass_barriers(self, commits: list[Commit]) -> None:
        for commit in commits:
            for barrier in tuple(self._barriers):
                try:
                    await barrier(commit)
                except Exception:  # noqa: BLE001 - one node failing must not hold the answer
                    _log.exception("A barrier failed", extra={"action": "barrier"})

    # -- on the lane ---------------------------------------------------------------------------

    def _execute(self, items: list[Item]) -> list[Commit]:
        """Execute a batch; when that fails its items run again, one per transaction.

        So a full disk, or a fault in one command, is answered to whom it concerns alone.
        """
        try:
            commit = self._executor.run(items)
        except Exception as error:  # noqa: BLE001 - whatever failed, the desk goes on
            for item in items:
                item.answer, item.takes_sight = None, False
            if len(items) != 1:
                return [commit for item in items for commit in self._execute([item])]
            refusal = (
                Refusal(code=Code.STORAGE_FULL)
                if is_full(error)
                else self._executor.incident(error)
            )
            items[0].answer = _refused(items[0].id, refusal)
            return []
        return [] if commit is None else [commit]

    def _transact(self, work: Callable[[Writer], T]) -> T:
        writer = self.database.writer()
        writer.begin()
        try:
            result = work(writer)
            writer.commit()
        except BaseException:
            self._executor.void()
            raise
        return result


def _settle(item: Item) -> None:
    if not item.future.done():
        refusal = Refusal(code=Code.INTERNAL)
        item.future.set_result(item.answer or _refused(item.id, refusal))


def _refused(id_: str, refusal: Refusal) -> Answer:
    return Answer(id=CommandId(id_), ok=False, refusal=refusal)
