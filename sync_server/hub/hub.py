# SPDX-License-Identifier: Apache-2.0
"""The hub: connects the desk's commits, the log and the sessions. Knows no websocket.

Whoever carries the bytes (the gateway, a simulated network) gives every connection a `Line`, hands
in messages and says when a line has drained or is gone.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from sync_server.config import Limits
from sync_server.contract.commands import SetReachable
from sync_server.contract.ids import AgentId, DeviceId, MembershipId, Seq
from sync_server.contract.refusals import RETRYABLE, Code, Refusal
from sync_server.desk.actor import SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.desk.signin import SignIn
from sync_server.desk.transaction import Commit
from sync_server.environment import Environment
from sync_server.feed.audience import NOBODY, slots_of
from sync_server.feed.tail import Tail, decode_all
from sync_server.hub.announcer import FLUSH_S, Announcer, close_at_once
from sync_server.hub.catching import CatchUp
from sync_server.hub.floor import Floor
from sync_server.hub.reachability import Reachability
from sync_server.hub.seat import Line, Seat
from sync_server.hub.session import CloseCode, Phase
from sync_server.hub.talk import Completions, Talk
from sync_server.security.tokens import hash_token
from sync_server.store.reads import Reads

_log = logging.getLogger(__name__)

HUB: Final = Actor(kind=SYSTEM, id="hub", via="hub", device="hub")

TICK_S: Final = 1.0
"""Between looks at heartbeats, stalled sockets and leases."""

PRESENCE_S: Final = 0.1
"""For how long news of presence are gathered before they are told."""

REACHABLE_S: Final = 0.2
REACHABLE_AT_ONCE: Final = 10
"""Pause between reports of who became reachable, and agents in one: everybody is told of each.

A desk that signs in at nine o'clock costs its writers no more than one command in a pause.
"""


class Holder:
    """Who holds a session's key: what the file port may know."""

    __slots__ = ("agent", "device")

    def __init__(self, agent: AgentId, device: DeviceId) -> None:
        self.agent = agent
        self.device = device


class Hub:
    """Serves sessions from `start` to `close`. Belongs to the event loop.

    `name` is what its people call the desk. `completions` are set before `start`: they answer the
    queries that need more than the database.
    """

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        limits: Limits,
        sign_in: SignIn,
        pass_key: bytes,
        name: str = "Deskbell",
    ) -> None:
        self.name: Final = name
        self._desk = desk
        self._environment = environment
        self._limits = limits
        self._sign_in = sign_in
        self._pass_key = pass_key
        self.completions: Completions = {}
        self._reads = Reads(
            desk.database,
            page_rows=limits.snapshot_rows,
            part_bytes=limits.write_bytes * 7 // 8,
        )
        self._lane = environment.lane("reads")
        self._undo: list[Callable[[], None]] = []
        self._group: asyncio.TaskGroup | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._talk: Talk | None = None
        self._files_port = 0
        self._web_address = ""
        self._connected: set[Seat] = set()

    async def start(self) -> None:
        """Begin at the end of the log as it is now."""
        seq, reachable = await self._lane.run(self._read_state)
        now = self._environment.monotonic()
        self._tail = Tail(seq, self._agent_of)
        self._floor = Floor(self._environment, self._limits, self._tail)
        self._reachability = Reachability(self._limits.reachable_debounce_s, reachable, now)
        self._announcer = Announcer(self._floor)
        self._catching = CatchUp(
            self._floor, self._reads, self._lane, on_false_claims=self._note_false_claims
        )
        self._talk = Talk(
            self._floor,
            self._desk,
            self._sign_in,
            reads=self._reads,
            lane=self._environment.lane("queries"),
            reachability=self._reachability,
            name=self.name,
            pass_key=self._pass_key,
        )
        self._talk.files_port = self._files_port
        self._talk.completions = self.completions
        self._talk.web_address = self._web_address
        self._undo = [
            self._desk.on_commit(self._announcer.on_commit),
            self._desk.add_barrier(self._announcer.barrier),
            self._desk.add_barrier(self._see_off),
            self._sign_in.devices.on_ended(self.end_device),
        ]
        self._group = asyncio.TaskGroup()
        await self._group.__aenter__()
        works = (self._catching.run, self._tick, self._tell_presence, self._report_reachable)
        for work in works:
            task = self._group.create_task(self._keep_up(work), name=f"hub {work.__name__}")
            self._tasks.append(task)

    async def close(self) -> None:
        """Say goodbye to every session and stop."""
        for undo in self._undo:
            undo()
        for seat in self._floor.seats():
            seat.line.close(CloseCode.GOING_AWAY)
            self._floor.rise(seat)
        for task in self._tasks:
            task.cancel()
        if self._group is not None:
            await self._group.__aexit__(None, None, None)
            self._group = None

    # -- connections ---------------------------------------------------------------------------

    def enter(self, line: Line, source: str) -> Seat:
        """A new connection from a network address."""
        seat = self._floor.enter(line, source)
        self._connected.add(seat)
        return seat

    async def receive(self, seat: Seat, data: bytes | str) -> None:
        """A message of a connection. Call again only after the last call has returned."""
        if self._talk is None or self._group is None:
            return
        await self._talk.receive(seat, data)
        self._go_on_asking(seat)

    def drained(self, seat: Seat) -> None:
        """A connection's write buffer has room again."""
        if seat.slot >= 0:
            self._floor.has_room(seat)
            self._catching.go_on(seat)
            self._go_on_asking(seat)

    def leave(self, seat: Seat) -> None:
        """A connection is gone."""
        self._connected.discard(seat)
        agent = seat.session.agent
        self._catching.forget(seat)
        self._floor.rise(seat)
        if agent and not self._floor.of_agent(agent):
            self._reachability.disconnected(agent, self._environment.monotonic())

    def is_signed_in(self, seat: Seat) -> bool:
        """Whether a connection has said `hello` and was let in."""
        return seat.session.phase in (Phase.WELCOMED, Phase.LIVE)

    def refuse_late(self, seat: Seat) -> None:
        """A connection did not say `hello` in time."""
        self._floor.end_with(seat, Refusal(code=Code.NO_HELLO), CloseCode.NOT_SIGNED_IN)

    def holder(self, key: str) -> Holder | None:
        """Whose session a key belongs to, while that is connected."""
        seat = self._floor.by_key(key)
        return None if seat is None else Holder(seat.session.agent, seat.session.device)

    @property
    def files_port(self) -> int:
        """What clients are told about the file port; set it before they come."""
        return self._files_port

    @files_port.setter
    def files_port(self, port: int) -> None:
        self._files_port = port
        if self._talk is not None:
            self._talk.files_port = port

    @property
    def web_address(self) -> str:
        """What clients are told about the pages in a browser; set it before they come."""
        return self._web_address

    @web_address.setter
    def web_address(self, address: str) -> None:
        self._web_address = address
        if self._talk is not None:
            self._talk.web_address = address

    @property
    def sessions(self) -> int:
        """How many sessions are signed in."""
        return len(self._floor.seats())

    @property
    def seq(self) -> Seq:
        """Up to where commits were announced."""
        return self._tail.seq

    async def end_device(self, device: DeviceId) -> None:
        """Close the sessions of a device that may no longer connect, before this returns."""
        for seat in self._floor.of_device(device):
            close_at_once(self._floor, seat, Refusal(code=Code.DEVICE_REVOKED))
            await _flush_or_abort(seat.line)

    async def end_exposed_token(self, token: str, source: str) -> None:
        """End the device whose token stood where others may have read it."""
        device = await self._lane.run(self._device_of, hash_token(token))
        if device is not None:
            await self._sign_in.devices.revoke(device, source=source)

    async def _see_off(self, commit: Commit) -> None:
        """Return once nothing forbidden is under way to sessions that the commit did not disturb.

        Those that are ending: their seats are taken, but what was written still goes out until the
        peer has confirmed the end. And those that hold what was deleted: they read on as before.
        """
        parting = [seat.line for seat in self._connected if seat.slot < 0 and seat.session.agent]
        lines = dict.fromkeys([*parting, *self._losing(commit)])
        await asyncio.gather(*map(_flush_or_abort, lines))

    def _losing(self, commit: Commit) -> list[Line]:
        """The lines of sessions that may just have been written a row which is deleted now."""
        mask, authors = NOBODY, set()
        for change in decode_all([entry for entry in commit.logged if entry.op == "delete"]):
            mask |= self._floor.audience.reach(change)
            authors.add(change.device)
        seats = map(self._floor.seat, slots_of(mask))
        # An author's own answer follows in the same stream what is buffered there.
        return [seat.line for seat in seats if seat.session.device not in authors]

    def _go_on_asking(self, seat: Seat) -> None:
        """Have a seat's queries answered beside whatever else it says."""
        if seat.asked and not seat.asking and self._talk is not None and self._group is not None:
            seat.asking = True
            self._group.create_task(self._talk.answer_queries(seat), name="hub queries")

    # -- own tasks -----------------------------------------------------------------------------

    async def _keep_up(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do work that never ends, until cancelled. A fault of it must not end the others."""
        while True:
            try:
                await work()
            except Exception:  # noqa: BLE001 - a bug is logged, and the desk goes on
                _log.exception("A part of the hub failed; it begins again")
            await self._environment.sleep(TICK_S)

    async def _tick(self) -> None:
        while True:
            await self._environment.sleep(TICK_S)
            now = self._environment.monotonic()
            for seat in self._floor.seats():
                self._look_after(seat, now)
            if self._floor.presence.expire(now):
                self._floor.told_of_presence.set()

    def _look_after(self, seat: Seat, now: float) -> None:
        """Heartbeat for a quiet seat, the end for one whose socket does not drain."""
        if seat.blocked_at is not None:
            size = seat.line.buffered()
            if seat.line.room():
                self.drained(seat)
            elif size < seat.blocked_size:
                seat.blocked_at, seat.blocked_size = now, size
            elif now - seat.blocked_at >= self._limits.drain_s:
                refusal = Refusal(code=Code.LIMIT, field="drain")
                self._floor.end_with(seat, refusal, CloseCode.STALLED)
        elif seat.live and now - seat.wrote_at >= self._limits.heartbeat_s and seat.line.room():
            self._floor.beat(seat)

    async def _report_reachable(self) -> None:
        """Have the desk log who is reachable: the agents of one report share a commit."""
        while True:
            await self._environment.sleep(REACHABLE_S)
            now = self._environment.monotonic()
            news = self._reachability.due(now, most=REACHABLE_AT_ONCE)
            commands = [SetReachable(agent=agent, reachable=reachable) for agent, reachable in news]
            answers = await asyncio.gather(*(self._desk.send(each, HUB) for each in commands))
            for command, answer in zip(commands, answers, strict=True):
                if answer.refusal is not None and answer.refusal.code in RETRYABLE:
                    self._reachability.failed(command.agent, now)

    async def _tell_presence(self) -> None:
        while True:
            await self._floor.told_of_presence.wait()
            await self._environment.sleep(PRESENCE_S)
            self._floor.told_of_presence.clear()
            self._floor.tell_presence()

    def _note_false_claims(self, seat: Seat, scopes: Iterable[str]) -> None:
        """Log that a client said it holds scopes that its agent may not have."""
        claimed = ", ".join(sorted(scopes))[:200]
        if claimed and self._group is not None:
            self._group.create_task(
                self._desk.record_security(
                    what="scope_refused",
                    account=seat.session.agent,
                    source=seat.source,
                    detail=claimed,
                ),
                name="hub false claim",
            )

    def _agent_of(self, membership: MembershipId) -> AgentId | None:
        return self._desk.roster.agent_of(membership)

    def _device_of(self, hashed: str) -> DeviceId | None:
        with self._reads.glimpse() as glimpse:
            return glimpse.device_of(hashed)

    def _read_state(self) -> tuple[Seq, frozenset[AgentId]]:
        with self._reads.glimpse() as glimpse:
            return glimpse.head.seq, glimpse.reachable()


async def _flush_or_abort(line: Line) -> None:
    if not await line.flush(FLUSH_S):
        line.abort()
