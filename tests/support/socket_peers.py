# SPDX-License-Identifier: Apache-2.0
"""Peers on real sockets: one that records everything, one that stalls, one that sends garbage."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import trustme
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from sync_server.config import Limits
from sync_server.contract import codec, frames
from sync_server.contract.version import PROTOCOL
from sync_server.desk.desk import Desk
from sync_server.desk.signin import SignIn
from sync_server.environment import RealEnvironment
from sync_server.hub.gateway import Gateway
from sync_server.hub.hub import Hub
from sync_server.security.throttle import Throttle
from sync_server.store.engines import Database
from tests.support.hub_peers import PASS_KEY
from tests.support.replica import Replica
from tests.support.standard_desk import StandardDesk

PATIENCE_S = 10.0
"""How long anything may take before a test gives up."""


class SocketPeer:
    """A client that keeps every message it ever got, as it came."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.wire: list[str] = []
        self.replica = Replica()

    async def say(self, frame: frames.Up | str | bytes) -> None:
        data = frame if isinstance(frame, str | bytes) else codec.encode(frame).decode()
        await self.connection.send(data)

    async def hear(self) -> frames.Down:
        """The next frame, applied to the replica."""
        async with asyncio.timeout(PATIENCE_S):
            message = await self.connection.recv()
        assert isinstance(message, str)
        self.wire.append(message)
        frame = codec.decode_down(message)
        self.replica.apply(frame)
        return frame

    async def hear_until(self, kind: type[Any]) -> Any:
        """The next frame of a kind."""
        while True:
            frame = await self.hear()
            if isinstance(frame, kind):
                return frame

    async def hear_through(self, seq: int | None) -> None:
        """Everything up to a seq."""
        while self.replica.cursor < (seq or 0):
            await self.hear()

    async def settle(self) -> None:
        """Everything that was written so far, and digests to prove it."""
        await self.say(frames.CompareDigests())
        digests = await self.hear_until(frames.Digests)
        assert digests.scopes == self.replica.own_digests()

    async def hear_end(self) -> int:
        """Everything until the connection is closed; the code."""
        try:
            while True:
                await self.hear()
        except ConnectionClosed as closed:
            return 1006 if closed.rcvd is None else closed.rcvd.code


class Wire:
    """A gateway on a free loopback port, with the desk behind it."""

    def __init__(
        self,
        standard: StandardDesk,
        hub: Hub,
        gateway: Gateway,
        *,
        sign_in: SignIn,
        trust: ssl.SSLContext | None,
    ) -> None:
        self.standard = standard
        self.trust = trust
        self.desk = standard.desk
        self.hub = hub
        self.gateway = gateway
        self.sign_in = sign_in

    def address(self, path: str = "/") -> str:
        scheme = "ws" if self.trust is None else "wss"
        return f"{scheme}://127.0.0.1:{self.gateway.port}{path}"

    @asynccontextmanager
    async def open(self, **options: Any) -> AsyncIterator[SocketPeer]:
        """A connection that has said nothing yet."""
        options = {"compression": None, "proxy": None, "ssl": self.trust, **options}
        async with connect(self.address(), **options) as connection:
            yield SocketPeer(connection)

    @asynccontextmanager
    async def join(self, agent: str, **options: Any) -> AsyncIterator[SocketPeer]:
        """A connection of an agent's new device that holds everything."""
        async with self.open(**options) as peer:
            welcome = await self.greet(peer, agent)
            await peer.say(frames.Resume(epoch="", cursor=0))
            seat = self.hub._floor.by_key(welcome.session)
            assert seat is not None
            while not seat.live or seat.loading:
                await peer.hear()
            await peer.settle()
            yield peer

    async def greet(self, peer: SocketPeer, agent: str) -> frames.Welcome:
        device = f"{agent}-{RealEnvironment().new_id()[-12:]}"
        admitted = await self.sign_in.enrol(agent, device, name="")  # type: ignore[arg-type]
        await peer.say(hello(device, admitted.token))
        welcome = await peer.hear()
        assert isinstance(welcome, frames.Welcome)
        return welcome


def hello(device: str, token: str) -> frames.Hello:
    """A hello with a device's token."""
    credential = frames.DeviceToken(token=token)
    return frames.Hello(protocol=PROTOCOL, device=device, credential=credential)  # type: ignore[arg-type]


@asynccontextmanager
async def serving(
    database: Database, *, limits: Mapping[str, Any] | None = None, sealed: bool = False
) -> AsyncIterator[Wire]:
    """The standard desk served on a socket, in real time; over TLS if `sealed`."""
    context, trust = _contexts() if sealed else (None, None)
    environment = RealEnvironment()
    known = Limits(**(limits or {}))
    desk = Desk(database, environment)
    await desk.start()
    sign_in = SignIn(desk, environment, known, Throttle())
    hub = Hub(desk, environment, limits=known, sign_in=sign_in, pass_key=PASS_KEY)
    await hub.start()
    gateway = Gateway(hub, known, context=context)
    await gateway.start("127.0.0.1", 0)
    try:
        standard = StandardDesk(desk, environment)  # type: ignore[arg-type]
        yield Wire(standard, hub, gateway, sign_in=sign_in, trust=trust)
    finally:
        await hub.close()
        await gateway.close()
        await desk.close()
        environment.close()


def _contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context and that of a client who trusts it."""
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return server, client


def submission(id_: str, counter: int, command: str) -> str:
    """A `submit` frame of one command, whatever that is."""
    envelope = '{"id":"' + id_ + '","counter":' + str(counter) + ',"command":' + command + "}"
    return '{"type":"submit","commands":[' + envelope + "]}"
