# SPDX-License-Identifier: Apache-2.0
"""One transaction of the desk: execute commands exactly once, from the locked head to the commit.

Runs on the writer's thread. A refused command leaves nothing but its outcome; a database error
voids the whole transaction, and with it everything here.
"""

import asyncio
import logging
from collections.abc import Callable
from hashlib import blake2b, sha256
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.contract import codec
from sync_server.contract.automation import FAILED, Failure
from sync_server.contract.commands import Command
from sync_server.contract.entities import Entity, SecurityEvent, Ticket
from sync_server.contract.frames import Answer, Envelope
from sync_server.contract.ids import CommandId, Seq
from sync_server.contract.refusals import RETRYABLE, Code, Refusal, Refused
from sync_server.desk.actor import Actor
from sync_server.desk.alerting import tell_of_failure
from sync_server.desk.batch import Batch
from sync_server.desk.memory import MEMORY_KINDS, NOTHING, Change, Memory
from sync_server.desk.reactions import Guard, react
from sync_server.desk.recent import RecentRows
from sync_server.desk.registry import REGISTRY
from sync_server.desk.roster import Roster
from sync_server.desk.unit import Unit
from sync_server.environment import Environment
from sync_server.store.changelog import ChangeLog, Logged
from sync_server.store.engines import (
    Connection,
    Database,
    DatabaseError,
    StorageUnusable,
)
from sync_server.store.ledger import Ledger, Outcome, Sender
from sync_server.store.lookups import Lookups
from sync_server.store.rows import AllRows

_log = logging.getLogger(__name__)

MINUTE: Final = 60_000_000
"""Microseconds within which equal security events become one row with a count."""

READ_ON: Final = 500
"""So many entries of another server are read one by one; after more the memory is read anew."""

DESK = Actor(kind="system", id="desk", via="desk", device="desk")


class Commit(Struct, frozen=True):
    """What one transaction appended to the log, and what is held in memory as of its end.

    Without entries it says only that the log went on from `first_seq` to `last_seq`: an earlier
    commit succeeded though the database did not live to say so, or another server appended.
    """

    first_seq: Seq
    last_seq: Seq
    logged: tuple[Logged, ...]
    memory: Memory

    @property
    def roster(self) -> Roster:
        """Agents, teams and memberships."""
        return self.memory.roster


class Denial(Struct, frozen=True):
    """A security event to log: what happened, to which account, from where."""

    what: str
    account: str
    source: str
    detail: str = ""


class Item:
    """Something to execute: a client's envelope, the server's own command, or a denial.

    `takes_sight` is set by the execution: somebody may have lost sight of something by it.
    `command` is the decoded work, or how decoding it was refused. What comes `again` may have been
    done before a restore.
    """

    __slots__ = ("actor", "again", "answer", "command", "future", "id", "takes_sight", "work")

    def __init__(
        self,
        work: Envelope | Command | Denial,
        actor: Actor,
        *,
        id: str,
        future: "asyncio.Future[Answer]",
        again: bool = False,
    ) -> None:
        self.work = work
        self.again = again or (isinstance(work, Envelope) and work.again)
        self.actor = actor
        self.id = id
        self.future = future
        self.answer: Answer | None = None
        self.command: Command | Refused | None = None
        self.takes_sight = False

    @property
    def key(self) -> tuple[str, str]:
        """By what its outcome is known."""
        return self.actor.device, self.id


class Executor:
    """What all transactions of a desk share: the database, its statements, the environment."""

    def __init__(self, database: Database, environment: Environment) -> None:
        self.database = database
        self.environment = environment
        self.log = ChangeLog(database)
        self.rows = AllRows(database)
        self._recent = RecentRows(self.rows)
        self.ledger = Ledger(database)
        self.lookups = Lookups(database)
        self._memory = NOTHING
        self._memory_seq: Seq = -1
        self._told_seq: Seq = -1
        """Up to where `run` has given commits. A commit whose end was lost is made up for."""

    def open(self, epoch: str) -> tuple[str, Memory]:
        """Found the log under `epoch` if there is none; the log's epoch, and the memory."""
        writer = self.database.writer()
        writer.begin()
        try:
            self.log.found(writer, epoch)
            head = self.log.lock_head(writer)
            self._memory, self._memory_seq = Memory.load(self.rows, writer), head.seq
            writer.commit()
        except BaseException:
            self.void()
            raise
        self._told_seq = head.seq
        return head.epoch, self._memory

    def run(self, items: list[Item]) -> Commit | None:
        """Execute a batch and set each item's answer. Raises what the database raises.

        Whatever is raised, the transaction is void and no item may be answered ok.
        """
        writer = self.database.writer()
        writer.begin()
        try:
            head = self.log.lock_head(writer)
            if head.seq != self._memory_seq:
                self._memory, self._memory_seq = self._caught_up(writer, head.seq), head.seq
                self._recent.forget()
            batch = Batch(
                writer,
                self._recent,
                self.ledger,
                log=self.log,
                head=head,
                memory=self._memory,
                now=self.environment.now_us(),
                random_bytes=self.environment.random_bytes,
            )
            transaction = _Transaction(self, batch, overtaken=head.seq != self._told_seq)
            transaction.prepare(items)
            for item in items:
                transaction.perform(item)
                if not writer.in_transaction:
                    raise StorageUnusable("The transaction ended by itself")
            transaction.finish()
            writer.commit()
        except BaseException:
            self.void()
            raise
        batch.committed()
        self._memory, self._memory_seq = batch.memory, batch.seq
        if batch.seq == self._told_seq:
            return None
        first = head.seq + 1 if batch.entries else self._told_seq + 1
        self._told_seq = batch.seq
        return Commit(first, batch.seq, tuple(batch.entries), batch.memory)

    def _caught_up(self, writer: Connection, seq: Seq) -> Memory:
        """The memory as of the head, from what another server has appended meanwhile."""
        behind = seq - self._memory_seq
        if self._memory_seq < 0 or not 0 < behind <= READ_ON:
            return Memory.load(self.rows, writer)
        entries = self.log.read(writer, after=self._memory_seq, limit=READ_ON)
        keys = dict.fromkeys((each.kind, each.id) for each in entries)
        return self._memory.with_changes(
            Change(kind, id_, self._memory.queues.find(kind, id_), self._row(writer, kind, id_))
            for kind, id_ in keys
            if kind in MEMORY_KINDS
        )

    def _row(self, writer: Connection, kind: str, id_: str) -> Entity | None:
        stored = self.rows[kind].load(writer, id_)
        return None if stored is None else stored.entity

    def void(self) -> None:
        """Undo the open transaction and forget what was known of the log."""
        self._memory_seq = -1
        self._recent.forget()
        self.database.writer().rollback()

    def incident(self, error: BaseException) -> Refusal:
        """Log an error of ours in full; the peer gets a name for it and nothing else."""
        name = self.environment.new_id()
        _log.error("Incident %s", name, exc_info=error, extra={"action": "incident"})
        return Refusal(code=Code.INTERNAL, incident=name)


class _Transaction:
    """The commands of one batch, one after another.

    `overtaken`: the log went on by what was not announced here yet.
    """

    def __init__(self, executor: Executor, batch: Batch, *, overtaken: bool) -> None:
        self._executor = executor
        self._batch = batch
        self._overtaken = overtaken
        self._outcomes: list[Outcome] = []
        self._ended: dict[tuple[str, str], tuple[bytes, bytes]] = {}
        """Body hash and encoded answer of commands that ended before, or within this batch."""
        self._senders: dict[str, Sender] = {}
        self._moved: set[str] = set()

    def prepare(self, items: list[Item]) -> None:
        """Read in few statements what the batch will ask for one by one."""
        by_device: dict[str, list[str]] = {}
        tickets: set[str] = set()
        for item in items:
            if isinstance(item.work, Envelope):
                item.command = _decoded(item.work)
            elif isinstance(item.work, Command):
                item.command = item.work
            if item.command is not None:
                by_device.setdefault(item.actor.device, []).append(item.id)
                ticket = getattr(item.command, "ticket", None)
                if isinstance(ticket, str):
                    tickets.add(ticket)
        writer, ledger = self._batch.writer, self._executor.ledger
        for device, ids in by_device.items():
            for id_, body, answer in ledger.outcomes(writer, device, ids):
                self._ended[(device, id_)] = (body, answer)
        self._batch.prefetch("ticket", tickets)

    def perform(self, item: Item) -> None:
        """Execute one item and set its answer."""
        work = item.work
        if isinstance(work, Denial):
            self.record(work)
            item.answer = Answer(id=CommandId(item.id), ok=True, seq=self._batch.seq)
        elif isinstance(work, Command):
            body = sha256(codec.encode(work)).digest()
            item.answer = self._known(item, body) or self._fresh(item, body, counter=None)
        else:
            body = sha256(work.command).digest()
            item.answer = self._known(item, body)
            if item.answer is not None:
                # After a new epoch a client numbers again what it may have sent before.
                self._count(item.actor.device, work.counter)
            else:
                item.answer = self._out_of_turn(item, work) or self._fresh(
                    item, body, counter=work.counter
                )

    def finish(self) -> None:
        """Write outcomes, counters, rows and log entries; the caller commits."""
        batch = self._batch
        ledger = self._executor.ledger
        if self._outcomes:
            ledger.add_outcomes(batch.writer, self._outcomes)
        for device in self._moved:
            ledger.put_sender(batch.writer, device, self._senders[device])
        batch.finish()

    def record(self, denial: Denial) -> None:
        """Log a security event; repeats of a minute raise the count of the first."""
        batch = self._batch
        minute = batch.now // MINUTE
        name = f"{denial.what}\0{denial.account}\0{denial.source}\0{minute}"
        id_ = blake2b(name.encode(), digest_size=16).hexdigest()
        stored = batch.load(SecurityEvent.kind, id_)
        known = stored.entity if stored is not None else None
        event = (
            msgspec.structs.replace(known, count=known.count + 1)
            if isinstance(known, SecurityEvent)
            else SecurityEvent(id=id_, at=batch.now, **msgspec.structs.asdict(denial))
        )
        batch.adopt({(SecurityEvent.kind, id_): event}, command="", actor=DESK)

    def _known(self, item: Item, body: bytes) -> Answer | None:
        """The answer that this command already got, or a refusal of another body under its id."""
        found = self._ended.get((item.actor.device, item.id))
        if found is None:
            return None
        if found[0] != body:
            return self._refusal(item, Refusal(code=Code.ID_CONFLICT))
        # What it did may be among what was not announced yet, and may have taken sight.
        item.takes_sight = self._overtaken
        return msgspec.json.decode(found[1], type=Answer)

    def _out_of_turn(self, item: Item, envelope: Envelope) -> Answer | None:
        """The refusal of a command that comes too early, or too late to be repeated safely."""
        sender = self._sender(item.actor.device)
        if envelope.counter > sender.next_counter:
            return self._refusal(item, Refusal(code=Code.FUTURE_COMMAND))
        if envelope.counter <= sender.pruned_counter:
            return self._refusal(item, Refusal(code=Code.TOO_OLD))
        return None

    def _fresh(self, item: Item, body: bytes, *, counter: int | None) -> Answer:
        """Execute a command for the first time; its outcome is kept when it is final."""
        actor, command = item.actor, item.command
        unit = Unit(
            self._batch,
            self._executor.lookups,
            actor=actor,
            command_id=item.id,
            again=item.again,
        )
        try:
            if not isinstance(command, Command):
                raise command or Refused(Code.UNKNOWN_COMMAND)
            answer = self._effect(item, unit, command)
        except Refused as refused:
            answer = self._refusal(item, refused.refusal)
            if refused.refusal.code == Code.FORBIDDEN:
                detail = codec.tag_of(command) if isinstance(command, Command) else ""
                self.record(Denial("forbidden", actor.id, actor.source, detail))
        except (*DatabaseError, StorageUnusable):
            raise
        except Exception as error:  # noqa: BLE001 - a bug in one command is one incident
            answer = self._refusal(item, self._executor.incident(error))
        if answer.refusal is None or answer.refusal.code not in RETRYABLE:
            self._keep(actor.device, answer, body, counter)
        return answer

    def _effect(self, item: Item, unit: Unit, command: Command) -> Answer:
        entry = REGISTRY.get(type(command))
        if entry is None:
            raise Refused(Code.UNKNOWN_COMMAND)
        if unit.actor.kind == "agent" and unit.viewer is None:
            raise Refused(Code.DISABLED)
        entry.policy(unit, command)
        entry.handler(unit, command)
        react(unit, self._guard(unit))
        seq, item.takes_sight = self._batch.adopt(
            unit.touched, command=item.id, actor=unit.actor, causes=unit.causes
        )
        if unit.opened_number is not None:
            self._batch.next_number += 1
        return Answer(id=CommandId(item.id), ok=True, seq=seq, number=unit.opened_number)

    def _guard(self, unit: Unit) -> Guard:
        """Lets a reaction fail by itself: the command stands, and administrators are told."""
        failed: set[str] = set()

        def guard(name: str, reaction: Callable[[], bool]) -> bool:
            if name in failed:
                return False
            point = unit.checkpoint()
            try:
                return reaction()
            except (*DatabaseError, StorageUnusable):
                raise
            except Exception as error:  # noqa: BLE001 - a bug in one reaction is one incident
                failed.add(name)
                unit.restore(point)
                incident = self._executor.incident(error).incident or ""
                for row in [row for row in unit.touched.values() if isinstance(row, Ticket)]:
                    unit.explain(row, FAILED, Failure(what=name, incident=incident))
                tell_of_failure(unit, name, incident)
                return False

        return guard

    def _keep(self, device: str, answer: Answer, body: bytes, counter: int | None) -> None:
        """Remember an outcome, and that the device's counter has moved."""
        self._batch.answers[(device, answer.id)] = answer
        encoded = codec.encode(answer)
        now = self._batch.now
        self._outcomes.append(Outcome(device, answer.id, counter, body, encoded, now))
        self._ended[(device, answer.id)] = (body, encoded)
        if counter is not None:
            self._count(device, counter)

    def _count(self, device: str, counter: int) -> None:
        """Move a device's counter on, if this command was the one it waits for."""
        sender = self._sender(device)
        if counter == sender.next_counter:
            self._senders[device] = sender._replace(next_counter=counter + 1)
            self._moved.add(device)

    def _sender(self, device: str) -> Sender:
        if device not in self._senders:
            self._senders[device] = self._executor.ledger.sender(self._batch.writer, device)
        return self._senders[device]

    def _refusal(self, item: Item, refusal: Refusal) -> Answer:
        return Answer(id=CommandId(item.id), ok=False, refusal=refusal)


def _decoded(envelope: Envelope) -> Command | Refused:
    try:
        return codec.decode_command(envelope.command)
    except Refused as refused:
        return refused
