# SPDX-License-Identifier: Apache-2.0
"""A founded desk that is served on free loopback ports, and a bare client of its socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from app.link.trust import client_context, fetch_authority
from sync_server.config import Configuration
from sync_server.contract import codec, frames
from sync_server.contract.joincode import JoinCode, decode_join_code
from sync_server.environment import RealEnvironment
from sync_server.operations.founding import found_desk
from sync_server.operations.requests import AgentInfo, Invite
from sync_server.server import Server

ADA = "ada@desk.example"
PASSWORD = "a lantern in the fog"


async def found(folder: Path, **settings: object) -> Configuration:
    """Found a desk in a folder, with the administrator Ada."""
    ports = {"port": 0, "file_port": 0, "web_port": 0}
    configuration = Configuration(data=folder, **{**ports, **settings})  # type: ignore[arg-type]
    environment = RealEnvironment()
    try:
        await found_desk(configuration, environment, name="Ada", email=ADA, furnished=False)
    finally:
        environment.close()
    return configuration


@asynccontextmanager
async def serving(configuration: Configuration) -> AsyncIterator[Server]:
    """A server of a founded desk, until the block ends."""
    environment = RealEnvironment()
    try:
        async with Server(configuration, environment) as server:
            yield server
    finally:
        environment.close()


async def invitation_of(server: Server, agent: str = ADA) -> JoinCode:
    """What the join code of a new invitation says."""
    invited = await server.administration.perform(Invite(agent=agent))
    assert isinstance(invited, AgentInfo)
    assert invited.join_code is not None
    return decode_join_code(invited.join_code)


async def dial(code: JoinCode) -> ClientConnection:
    """A socket to the server that a join code names, over TLS that trusts its authority alone."""
    pem = await fetch_authority(code.host, code.port, code.fingerprint)
    return await connect(f"wss://{code.host}:{code.port}/", ssl=client_context(pem))


async def greet(socket: ClientConnection, hello: frames.Hello) -> frames.Down:
    """Send a `hello`; what the server answers first."""
    await socket.send(codec.encode(hello).decode())
    return codec.decode_down(await socket.recv())


def by_password(code: str | None = None, *, device: str = "d1") -> frames.Hello:
    """Ada's `hello` with her password, which an invitation makes hers."""
    credential = frames.Password(email=ADA, password=PASSWORD, invitation=code)
    return frames.Hello(protocol=1, device=device, credential=credential)  # type: ignore[arg-type]


def by_token(token: str, *, device: str = "d1") -> frames.Hello:
    """A `hello` with a device's token."""
    credential = frames.DeviceToken(token=token)
    return frames.Hello(protocol=1, device=device, credential=credential)  # type: ignore[arg-type]
