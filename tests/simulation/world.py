# SPDX-License-Identifier: Apache-2.0
"""One run: a server and its clients, what happens to them, and what must hold all the while."""

import asyncio
import gc
import logging
import sys
import warnings
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from contextvars import Context
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random
from traceback import format_exception
from typing import Any, Final

from app.errors import Unreachable
from app.sync.stores import CACHE_FILE
from sync_server.contract import codec, commands, frames
from sync_server.contract.ids import CommandId
from sync_server.contract.refusals import RETRYABLE
from sync_server.desk.actor import Actor
from sync_server.store.changelog import Logged
from tests.simulation.client import ClientProcess, MemoryKeyring, install
from tests.simulation.environment import ProcessEnvironment
from tests.simulation.knobs import Knobs
from tests.simulation.life import Life
from tests.simulation.network import Link
from tests.simulation.oracle import Oracle
from tests.simulation.probe import Probe
from tests.simulation.server import ServerProcess, read_log
from tests.simulation.workload import Console, People

DOOMED_WITHIN: Final = 80
"""Statements that a doomed process executes at most."""

WAL_PAGES: Final = 900
"""A shorter write-ahead log has not been moved into its database, and never was synced."""


class Trace:
    """What happened, as a hash; with `tell`, also in words."""

    def __init__(self, tell: Callable[[str], None] | None = None) -> None:
        self._hash = blake2b(digest_size=16)
        self._tell = tell

    def note(self, what: str, data: bytes = b"") -> None:
        """Something happened now."""
        now = asyncio.get_running_loop().time()
        line = f"{now:10.4f} {what}"
        self._hash.update(f"{line}\0{len(data)}\0".encode() + data)
        if self._tell is not None:
            self._tell(f"{line} {data.decode(errors='replace')}" if data else line)

    @property
    def value(self) -> str:
        return self._hash.hexdigest()


class Computer:
    """A computer on which a client runs, dies and runs again. `device` is what it signed in as."""

    def __init__(self, world: "World", number: int, agent: str, skew_s: int) -> None:
        self.name = f"{agent}{number}"
        self.agent = agent
        self.device = f"{agent}-{number}"
        self.folder = world.folder / self.name
        self.keyring = MemoryKeyring()
        self.skew_s = skew_s
        self.process: ClientProcess | None = None
        self.online = True
        self.gestures: list[tuple[CommandId, str | None]] = []
        self.held: set[CommandId] = set()
        self.durable: set[CommandId] = set()
        self.dismissed: set[CommandId] = set()

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.running


class World:
    """Everything of a run. `failures` are the promises that were broken, in their order."""

    def __init__(self, random: Random, knobs: Knobs, folder: Path, trace: Trace) -> None:
        self.random = random
        self.knobs = knobs
        self.folder = folder
        self.trace = trace
        self.failures: list[str] = []
        self.announced = Oracle()
        self.committed = Oracle()
        self.probe = Probe(
            self.announced, self.committed, catch_up=self.read_committed, report=self.fail
        )
        self.answers: dict[tuple[str, CommandId], frames.Answer] = {}
        self.disabled: set[str] = set()
        """Agents who ever were: news of it may reach them late."""
        self.server: ServerProcess | None = None
        self.file = folder / "server" / "desk.sqlite"
        self.computers = [
            Computer(self, number, agent, skew_s)
            for number, (agent, skew_s) in enumerate(
                zip(knobs.agents, knobs.skew_s, strict=True), start=1
            )
        ]
        self._people = People(random)
        ids = ProcessEnvironment(random.getrandbits(64), lane_pause_s=0.0)
        self._console = Console(random, ids.new_id)
        self._tasks: set[asyncio.Task[object]] = set()
        self._lives: list[Life] = []
        self._over = False

    def fail(self, what: str) -> None:
        """A promise was broken."""
        self.failures.append(what)
        self.trace.note(f"FAILED: {what}")

    def kill(self) -> None:
        """Let nothing go on."""
        self._over = True
        for life in self._lives:
            life.kill()

    def end(self) -> None:
        """Collect what the dead left: their last words mean nothing."""
        hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
        logging.disable()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for life in self._lives:
                    life.bury()
                self._lives.clear()
                gc.collect()
        finally:
            logging.disable(logging.NOTSET)
            sys.unraisablehook = hook

    # -- the server ----------------------------------------------------------------------------

    async def start_server(self) -> None:
        """Bring the server up; it may die on the way, and comes up again later."""
        self.read_committed()
        self.take_announced(tuple(read_log(self.file, after=0)))
        environment = ProcessEnvironment(
            self.random.getrandbits(64), lane_pause_s=self.knobs.lane_pause_s
        )
        self.server = server = ServerProcess(
            self.file.parent,
            environment,
            limits=self.knobs.limits,
            probe=self.probe,
            on_commit=self.take_announced,
            on_death=lambda: self._on_server_death(server),
        )
        self._lives.append(server.life)
        self.trace.note("server starts")
        await server.start()

    def restart_server(self, server: ServerProcess) -> None:
        """Stop it in order and start it again."""

        async def restart() -> None:
            await server.stop()
            if server.life.alive or not server.died:
                await asyncio.sleep(0.5)
                await self.start_server()

        self._outside(restart())

    def take_announced(self, logged: tuple[Logged, ...]) -> None:
        """The desk announces a commit, or a new life of it begins where the file ends."""
        try:
            self.announced.take(logged)
        except AssertionError as error:
            self.fail(f"the log is not as it was: {error}")

    def read_committed(self) -> None:
        """Read what the file holds beyond what is known."""
        try:
            self.committed.take(read_log(self.file, after=self.committed.seq))
        except AssertionError as error:
            self.fail(f"the log is not as it was: {error}")

    def _on_server_death(self, server: ServerProcess) -> None:
        if self._over:
            return
        self.trace.note(f"server dies after {server.life.statements} statements")
        self._later(self.random.uniform(0.1, 3.0), self.start_server)

    def command(self, command: commands.Command, actor: Actor) -> None:
        """Have somebody at the server give a command, if it runs; nobody waits for the answer."""
        server = self.server
        if server is not None and server.serving and server.life.alive:
            self.trace.note(f"{actor.id}: {command}")
            self.keep(server.life.spawn(server.desk.execute(command, actor), name="console"))

    # -- the clients ---------------------------------------------------------------------------

    async def enrol(self, computer: Computer) -> bool:
        """Sign a computer in; whether that worked. Its client must not run."""
        server = self.server
        if server is None or not server.serving:
            return False
        enrolling = server.sign_in.enrol(
            computer.agent,  # type: ignore[arg-type]
            computer.device,  # type: ignore[arg-type]
            name="",
        )
        admitted = await server.life.spawn(enrolling, name="enrol")
        if admitted is None:  # the server died meanwhile
            return False
        install(computer.folder, computer.keyring, device=computer.device, token=admitted.token)
        return True

    async def start_client(self, computer: Computer) -> None:
        """Open the client on a computer; it may die on the way, and is opened again later."""
        environment = ProcessEnvironment(
            self.random.getrandbits(64), lane_pause_s=self.knobs.lane_pause_s
        )
        environment.skew = timedelta(seconds=computer.skew_s)
        computer.process = process = ClientProcess(
            computer.folder,
            environment,
            name=computer.name,
            keyring=computer.keyring,
            dial=lambda: self._dial(computer),
            on_death=lambda: self._on_client_death(computer, process),
        )
        self._lives.append(process.life)
        self.trace.note(f"{computer.name} opens")
        await process.start()
        if process.running:
            self._remember_durable(computer)

    def _on_client_death(self, computer: Computer, process: ClientProcess) -> None:
        if self._over:
            return
        self.trace.note(f"{computer.name} dies after {process.life.statements} statements")
        if self.knobs.power_loss:
            self._lose_power(computer)
        self._later(self.random.uniform(0.1, 5.0), lambda: self.start_client(computer))

    def _lose_power(self, computer: Computer) -> None:
        """What the cache wrote and did not sync may be lost; the outbox syncs each commit."""
        wal = computer.folder / f"{CACHE_FILE}-wal"
        if wal.exists() and wal.stat().st_size < WAL_PAGES * 4096:
            data = wal.read_bytes()
            wal.write_bytes(data[: self.random.randrange(len(data) + 1)])

    @asynccontextmanager
    async def _dial(self, computer: Computer) -> AsyncIterator[Link]:
        knobs = self.knobs
        await asyncio.sleep(self._latency())
        server = self.server
        if not computer.online:
            raise Unreachable("network", "offline")
        if server is None or not server.serving:
            raise Unreachable("port", "refused")
        link = Link(
            self._latency,
            buffer_bytes=knobs.limits.buffer_bytes,
            window=knobs.window,
            sealed=knobs.sealed,
        )
        link.client.on_read = lambda message: self._read(computer, message)
        for end in (link.server, link.client):
            self._outside(end.keep_alive())
        self.trace.note(f"{computer.name} connects")
        server.accept(link)
        yield link

    def _latency(self) -> float:
        return self.random.random() * self.knobs.latency_s

    def _read(self, computer: Computer, message: bytes) -> None:
        """A client takes a message."""
        self.trace.note(f"{computer.name} <", message)
        frame = codec.decode_down(message)
        if isinstance(frame, frames.Complaint):
            self.fail(f"{computer.name} got a complaint: {frame.refusal}")
        if isinstance(frame, frames.Answers):
            for answer in frame.answers:
                self._answered(computer, answer)

    def _answered(self, computer: Computer, answer: frames.Answer) -> None:
        """A command's answer arrives: it must be what the log says, now and for ever."""
        if answer.refusal is not None and answer.refusal.code in RETRYABLE:
            return
        known = self.answers.setdefault((computer.device, answer.id), answer)
        if known != answer:
            self.fail(f"{answer.id} was answered {known}, then {answer}")
        if answer.seq is not None and answer.seq > self.committed.seq:
            self.read_committed()
        seqs = self.committed.by_command.get(answer.id, [])
        if answer.ok and answer.seq != (seqs[-1] if seqs else None):
            self.fail(f"{answer.id} was answered ok at {answer.seq}, the log has it at {seqs}")
        if not answer.ok and seqs:
            self.fail(f"{answer.id} was refused, and is in the log at {seqs}")

    # -- people --------------------------------------------------------------------------------

    def gesture(self, computer: Computer) -> None:
        """Let somebody do something at a running client."""
        process = computer.process
        assert process is not None
        known = process.client.workspace.pending
        before = {pending.id for pending in known}
        held = {pending.id for pending in known if pending.state == "held"}
        computer.held |= held
        stuck = held | {pending.id for pending in known if pending.refusal}
        what = process.life.context().run(self._people.act, process.client)
        after = process.client.workspace.pending
        computer.dismissed |= stuck - {pending.id for pending in after}
        for pending in after:
            if pending.id not in before:
                ticket = getattr(pending.command, "ticket", None)
                computer.gestures.append((pending.id, ticket))
                self.trace.note(f"{computer.name}: {what} {pending.id}")

    def look(self, computer: Computer) -> None:
        """Let somebody go to a ticket."""
        process = computer.process
        assert process is not None
        process.life.context().run(self._people.look, process.client)

    def console(self) -> None:
        """Let a customer write, or an administrator act."""
        tickets = sorted(id for kind, id in self.announced.rows if kind == "ticket")
        self.command(*self._console.draw(tickets))

    def watch(self) -> None:
        """What must hold after every step."""
        for computer in self.computers:
            if computer.running:
                self._remember_durable(computer)
                self._check_notices(computer)

    def _remember_durable(self, computer: Computer) -> None:
        assert computer.process is not None
        pending = computer.process.client.workspace.pending
        known = {each.id for each in pending}
        computer.dismissed |= {id for id in computer.held if id not in known}
        computer.held |= {each.id for each in pending if each.state == "held"}
        computer.durable |= computer.process.durable()

    def _check_notices(self, computer: Computer) -> None:
        assert computer.process is not None
        for notice in computer.process.notices:
            if notice.kind != "signed_out":
                self.fail(f"{computer.name} was told: {notice.kind} {notice.text} {notice.detail}")
            elif computer.agent not in self.disabled:
                self.fail(f"{computer.name} was expelled: {notice.text}")
        computer.process.notices.clear()

    # -- tasks ---------------------------------------------------------------------------------

    def keep(self, task: "asyncio.Task[Any]") -> None:
        """Keep a task until it ends, and hear of its error."""
        self._tasks.add(task)
        task.add_done_callback(self._on_done)

    def _on_done(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            trace = "".join(format_exception(error))
            self.fail(f"{task.get_name()} failed: {trace}")

    def _outside(self, work: Coroutine[Any, Any, object]) -> None:
        """Run something that belongs to no process."""
        self.keep(asyncio.get_running_loop().create_task(work, context=Context()))

    def _later(self, seconds: float, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        async def wait() -> None:
            await asyncio.sleep(seconds)
            await work()

        self._outside(wait())
