# SPDX-License-Identifier: Apache-2.0
"""A hub on the standard desk without sockets: lines in memory, and peers that hold replicas."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from msgspec import Raw

from sync_server.config import Limits
from sync_server.contract import codec, frames
from sync_server.contract.commands import Command
from sync_server.contract.ids import CommandId
from sync_server.contract.version import PROTOCOL
from sync_server.desk.desk import Desk
from sync_server.desk.signin import SignIn
from sync_server.hub.hub import Hub
from sync_server.security.throttle import Throttle
from sync_server.store.engines import Database
from tests.support.replica import Replica
from tests.support.standard_desk import StandardDesk
from tests.support.stepped_environment import SteppedEnvironment

PASS_KEY = b"k" * 32


class MemoryLine:
    """A connection in memory. While `stalled`, what is written stays in the buffer."""

    def __init__(self, buffer_bytes: int) -> None:
        self.sent = bytearray()
        self.buffer = bytearray()
        self.stalled = False
        self.closed: int | None = None
        self.aborted = False
        self.on_drain: Any = None
        self.answers_pings = True
        self.most_buffered = 0
        self._buffer_bytes = buffer_bytes

    @property
    def open(self) -> bool:
        return self.closed is None and not self.aborted

    def buffered(self) -> int:
        return len(self.buffer)

    def room(self) -> bool:
        return self.open and len(self.buffer) < self._buffer_bytes

    def offer(self, data: bytes) -> bool:
        if not self.room():
            return False
        self.write(data)
        return True

    def write(self, data: bytes) -> None:
        if not self.open:
            return
        (self.buffer if self.stalled else self.sent).extend(data)
        self.most_buffered = max(self.most_buffered, len(self.buffer))

    def close(self, code: int) -> None:
        if self.open:
            self.closed = code

    def abort(self) -> None:
        self.aborted = True
        self.buffer.clear()

    async def flush(self, seconds: float) -> bool:
        if not self.buffer:
            return True
        if not self.answers_pings:
            return False
        self.drain()
        return True

    def drain(self) -> None:
        """The peer reads everything, and goes on reading."""
        self.stalled = False
        self.sent += self.buffer
        self.buffer.clear()
        if self.on_drain is not None:
            self.on_drain()

    def take(self) -> list[bytes]:
        """The whole messages that have arrived since the last call."""
        found: list[bytes] = []
        while len(self.sent) >= 2:
            size, start = self.sent[1], 2
            if size == 126:
                size, start = int.from_bytes(self.sent[2:4]), 4
            elif size == 127:
                size, start = int.from_bytes(self.sent[2:10]), 10
            if len(self.sent) < start + size:
                break
            found.append(bytes(self.sent[start : start + size]))
            del self.sent[: start + size]
        return found


class Peer:
    """A device of an agent: one line at a time, one replica over all of them."""

    def __init__(self, room: "HubRoom", agent: str, device: str, token: str) -> None:
        self.room = room
        self.agent = agent
        self.device = device
        self.token = token
        self.replica = Replica()
        self.wire: list[bytes] = []
        self.line: MemoryLine
        self.seat: Any = None
        self._counters = count(1)

    async def connect(self, *, resume: bool = True) -> "Peer":
        """Say hello and, unless told otherwise, resume; then read what came."""
        self.line = MemoryLine(self.room.limits.buffer_bytes)
        self.seat = self.room.hub.enter(self.line, "127.0.0.1")
        self.line.on_drain = lambda: self.room.hub.drained(self.seat)
        credential = frames.DeviceToken(token=self.token)
        await self.say(
            frames.Hello(protocol=PROTOCOL, device=self.device, credential=credential)  # type: ignore[arg-type]
        )
        self.read()
        if self.replica.welcome is not None:
            self.token = self.replica.welcome.token
        if resume:
            await self.resume()
            await self.sync()
        return self

    async def resume(self) -> None:
        replica = self.replica
        epoch = replica.epoch if replica.held or replica.cursor else ""
        await self.say(frames.Resume(epoch=epoch, cursor=replica.cursor, scopes=dict(replica.held)))

    async def sync(self) -> None:
        """Let everything arrive and be applied."""
        await self.room.environment.settle()
        self.read()

    def read(self, limit: int | None = None) -> int:
        """Apply what has arrived, at most `limit` messages; how many there were."""
        messages = self.line.take()
        self.wire += messages
        for message in messages[:limit]:
            self.replica.apply(codec.decode_down(message))
        return len(messages)

    async def say(self, frame: frames.Up) -> None:
        await self.say_raw(codec.encode(frame).decode())

    async def say_raw(self, data: bytes | str) -> None:
        await self.room.hub.receive(self.seat, data)

    async def command(self, command: Command, *, id: str) -> None:
        """Submit one command."""
        envelope = frames.Envelope(
            id=CommandId(id), counter=next(self._counters), command=Raw(codec.encode(command))
        )
        await self.say(frames.Submit(commands=(envelope,)))

    def cut(self, *, read: int | None = None) -> None:
        """Lose the connection after `read` of the messages under way."""
        self.read(read)
        self.room.hub.leave(self.seat)
        self.line.abort()
        self.replica.interrupted()

    async def compare(self) -> None:
        """Check the server's digests against the replica's."""
        self.replica.digests.clear()
        await self.say(frames.CompareDigests())
        await self.sync()
        (digests,) = self.replica.digests
        assert digests.through == self.replica.cursor
        assert digests.scopes == self.replica.own_digests()


class HubRoom:
    """The hub, its desk and the means to bring peers in."""

    def __init__(self, standard: StandardDesk, hub: Hub, sign_in: SignIn, limits: Limits) -> None:
        self.standard = standard
        self.desk = standard.desk
        self.hub = hub
        self.sign_in = sign_in
        self.limits = limits
        self.environment: SteppedEnvironment = standard.environment  # type: ignore[assignment]
        self._devices = count(1)

    async def peer(self, agent: str) -> Peer:
        """A new device of an agent, not connected yet."""
        device = f"{agent}-{next(self._devices)}"
        admitted = await self.sign_in.enrol(agent, device, name="")  # type: ignore[arg-type]
        return Peer(self, agent, device, admitted.token)

    async def join(self, agent: str) -> Peer:
        """A new device of an agent, at the head."""
        return await (await self.peer(agent)).connect()

    async def do(self, actor: Any, *several: Command) -> frames.Answer:
        """Execute commands that must succeed."""
        return await self.standard.do(actor, *several)


@asynccontextmanager
async def hub_room(
    database: Database, *, limits: Mapping[str, Any] | None = None, seed: int = 3
) -> AsyncIterator[HubRoom]:
    """A hub on a database with the standard desk in it."""
    environment = SteppedEnvironment(seed)
    environment.advance(minutes=13)
    known = Limits(**{"sessions_per_agent": 50, **(limits or {})})
    desk = Desk(database, environment)
    await desk.start()
    sign_in = SignIn(desk, environment, known, Throttle())
    hub = Hub(desk, environment, limits=known, sign_in=sign_in, pass_key=PASS_KEY)
    await hub.start()
    try:
        yield HubRoom(StandardDesk(desk, environment), hub, sign_in, known)
    finally:
        await hub.close()
        await desk.close()


def said(wire: Iterable[bytes], words: str) -> bool:
    """Whether any message holds these words."""
    return any(words.encode() in message for message in wire)
