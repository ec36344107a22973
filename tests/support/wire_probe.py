# SPDX-License-Identifier: Apache-2.0
"""A probe on the wire of a real server: it keeps every byte, and believes nothing."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, Final, TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.link.trust import client_context
from sync_server.contract import codec, frames
from sync_server.contract.commands import Command
from sync_server.contract.version import PROTOCOL
from sync_server.domain.sight import Viewer, scopes_of
from sync_server.security.tls import AUTHORITY_FILE
from tests.support.replica import Replica
from tests.support.server_process import ServerProcess

PASSWORD: Final = "a lantern in the fog"
PATIENCE_S: Final = 30.0

F = TypeVar("F")

_devices = count(1)


class _Recorder(ClientConnection):
    """A connection that keeps what it received, as it came out of TLS."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.received = bytearray()

    def data_received(self, data: bytes) -> None:
        self.received += data
        super().data_received(data)


class Probe:
    """A connection whose frames are applied to a strict replica as they come.

    `wire` has every byte of the connection since its TLS handshake; `down` every frame.
    """

    def __init__(self, connection: _Recorder) -> None:
        self.connection = connection
        self.replica = Replica()
        self.down: list[frames.Down] = []
        self.closed: int | None = None
        """The close code, once the connection is over."""
        self._failure: BaseException | None = None
        self._news = asyncio.Condition()
        self._counters = count(1)

    @property
    def wire(self) -> bytearray:
        return self.connection.received

    async def say(self, frame: frames.Up | str | bytes) -> None:
        data = frame if isinstance(frame, str | bytes) else codec.encode(frame).decode()
        await self.connection.send(data)

    async def until(self, holds: Callable[[], Any]) -> None:
        """Wait until something is so, looking again after each frame."""
        try:
            async with asyncio.timeout(PATIENCE_S), self._news:
                await self._news.wait_for(lambda: self._failure is not None or holds())
        except TimeoutError as error:
            error.add_note(f"{self.replica.held} {self.replica.loading} {self.down[-3:]}")
            raise
        if self._failure is not None:
            raise self._failure

    async def hear(self, kind: type[F], *, after: int = 0) -> F:
        """The first frame of a kind among those after the first `after` ones."""

        def heard() -> list[F]:
            return [frame for frame in self.down[after:] if isinstance(frame, kind)]

        await self.until(heard)
        return heard()[0]

    async def end(self) -> int:
        """Everything until the server closes; the code."""
        await self.until(lambda: self.closed is not None)
        assert self.closed is not None
        return self.closed

    # -- signing in and working ----------------------------------------------------------------

    async def greet(
        self, email: str, *, invitation: str | None = None, device: str | None = None
    ) -> frames.Welcome:
        """Sign in by password, which an invitation makes the account's."""
        credential = frames.Password(email=email, password=PASSWORD, invitation=invitation)
        return await self._greet(device or f"probe-{next(_devices)}", credential)

    async def present(self, device: str, token: str) -> frames.Welcome:
        """Sign in with the token of an enrolled device."""
        return await self._greet(device, frames.DeviceToken(token=token))

    async def _greet(
        self, device: str, credential: frames.DeviceToken | frames.Password
    ) -> frames.Welcome:
        name: Any = device
        await self.say(frames.Hello(protocol=PROTOCOL, device=name, credential=credential))
        welcome = await self.hear(frames.Welcome)
        self._counters = count(welcome.next_counter)
        return welcome

    async def resume(self, replica: Replica) -> None:
        """Go on where another connection of the device stopped."""
        replica.interrupted()
        replica.welcome = self.replica.welcome
        self.replica = replica
        held = dict(replica.held)
        await self.say(frames.Resume(epoch=replica.epoch, cursor=replica.cursor, scopes=held))
        await self.settle()

    async def bootstrap(self) -> None:
        """Hold everything that the account may see."""
        await self.say(frames.Resume(epoch="", cursor=0))
        await self.hear(frames.Changes)
        await self.until(lambda: self._owed() <= self.replica.held.keys())
        await self.settle()

    def _owed(self) -> set[str]:
        """The scopes that the account holds, as far as the replica can know."""
        replica = self.replica
        welcome = replica.welcome
        assert welcome is not None
        memberships = [replica.get("membership", id_) for id_ in replica.ids("membership")]
        levels = {each.team: each.level for each in memberships if each.agent == welcome.agent}
        viewer = Viewer(welcome.agent, welcome.role, levels)
        teams: Any = replica.ids("team")
        return set(scopes_of(viewer, teams))

    async def settle(self) -> None:
        """Everything that was written so far, and the server's digests to prove it."""
        before = len(self.down)
        await self.say(frames.CompareDigests())
        await self.hear(frames.Digests, after=before)

    async def rest(self) -> None:
        """Everything that the server still has to say: up to its end, or to a settled position."""
        try:
            await self.settle()
        except ConnectionClosed:
            await self.end()

    async def submit(self, command: Command) -> frames.Answer:
        """The answer to a command."""
        return await self.submit_raw(codec.encode(command).decode())

    async def submit_raw(self, command: str) -> frames.Answer:
        """The answer to anything sent as a command."""
        counter = next(self._counters)
        id_ = f"{id(self):x}.{counter}"
        envelope = f'{{"id":"{id_}","counter":{counter},"command":{command}}}'
        await self.say(f'{{"type":"submit","commands":[{envelope}]}}')
        return await self._answer_to(id_)

    async def _answer_to(self, id_: str) -> frames.Answer:
        await self.until(lambda: any(each.id == id_ for each in self.replica.answers))
        return next(each for each in self.replica.answers if each.id == id_)

    async def do(self, *several: Command) -> frames.Answer:
        """Commands that must succeed; the last answer."""
        answers = [await self.submit(command) for command in several]
        for command, answer in zip(several, answers, strict=True):
            assert answer.ok, (command, answer.refusal)
        return answers[-1]

    async def pump(self) -> None:
        """Apply what comes, until the connection ends."""
        try:
            while True:
                frame = codec.decode_down(await self.connection.recv(decode=False))
                self.down.append(frame)
                self.replica.apply(frame)
                self._compare(frame)
                await self._tell()
        except ConnectionClosed as closed:
            self.closed = 1006 if closed.rcvd is None else closed.rcvd.code
        except Exception as error:  # noqa: BLE001 - told to whoever waits
            self._failure = error
        await self._tell()

    def _compare(self, frame: frames.Down) -> None:
        """Hold the server's digests against the replica, at the moment that they are about."""
        if isinstance(frame, frames.Digests):
            assert frame.scopes == self.replica.own_digests()

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    def check(self) -> None:
        """Raise what went wrong, if anything did."""
        if self._failure is not None:
            raise self._failure


def trust(server: ServerProcess) -> ssl.SSLContext:
    """TLS that trusts the desk's own authority and no other."""
    pem = (server.data / "tls" / AUTHORITY_FILE).read_text(encoding="ascii")
    return client_context(pem)


@asynccontextmanager
async def stranger(server: ServerProcess, path: str = "/", **options: Any) -> AsyncIterator[Probe]:
    """A connection that has said nothing yet."""
    options = {"compression": None, "proxy": None, "close_timeout": 1, **options}
    async with connect(
        f"wss://127.0.0.1:{server.port}{path}",
        ssl=trust(server),
        create_connection=_Recorder,
        max_size=None,
        **options,
    ) as connection:
        assert isinstance(connection, _Recorder)
        probe = Probe(connection)
        pumping = asyncio.create_task(probe.pump())
        try:
            yield probe
        finally:
            await connection.close()
            await pumping
        probe.check()


@asynccontextmanager
async def enter(
    server: ServerProcess, email: str, *, invitation: str | None = None, device: str | None = None
) -> AsyncIterator[Probe]:
    """A connection of an account that holds everything it may see."""
    async with stranger(server) as probe:
        await probe.greet(email, invitation=invitation, device=device)
        await probe.bootstrap()
        yield probe
