# SPDX-License-Identifier: Apache-2.0
"""The simulated client: the real client on real encrypted files, its websockets replaced."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from app.client import Client, Notice, Profile
from app.link.server import Server, save_server
from app.link.wire import Address, Wire
from sync_server.contract.ids import CommandId
from tests.simulation.environment import ProcessEnvironment
from tests.simulation.life import Life
from tests.simulation.network import Link

Dialled = Callable[[], AbstractAsyncContextManager[Link]]


class MemoryKeyring:
    """A keyring that outlives processes."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.secrets.get(username)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.secrets[username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        del self.secrets[username]


class ClientProcess:
    """One life of a client. It dials by `dial`, which gives an open link."""

    def __init__(
        self,
        folder: Path,
        environment: ProcessEnvironment,
        *,
        name: str,
        keyring: MemoryKeyring,
        dial: Dialled,
        on_death: Callable[[], None],
    ) -> None:
        self.life = Life(name, folder, self._die)
        self.running = False
        self.notices: list[Notice] = []
        self.link: Link | None = None
        self.left: set[CommandId] = set()
        """Commands that were not done when the client quit."""
        self._dial = dial
        self._on_death = on_death
        self.client = Client(
            Profile(folder=folder),
            environment,
            keyring=keyring,
            managed=folder / "managed.json",
            dial=self._open,
        )
        self.client.notices.connect(self.notices.append)

    def start(self) -> "asyncio.Task[None]":
        """Start; done when the window would be open, or the client was killed on the way."""
        return self.life.spawn(self._start(), name="client start")

    async def _start(self) -> None:
        await self.client.__aenter__()
        self.running = True

    def stop(self) -> "asyncio.Task[None]":
        """Quit in order."""
        return self.life.spawn(self._stop(), name="client stop")

    async def _stop(self) -> None:
        self.running = False
        self.left = {pending.id for pending in self.client.workspace.pending}
        await self.client.__aexit__(None, None, None)
        self.life.end()

    def durable(self) -> set[CommandId]:
        """The commands that the client has shown as safe."""
        return {item.id for item in self.client.workspace.pending if item.state != "saving"}

    @asynccontextmanager
    async def _open(self, address: Address) -> AsyncIterator[Wire]:
        async with self._dial() as link:
            self.link = link
            try:
                yield link.client
            finally:
                if self.life.alive:
                    await link.client.close()

    def _die(self) -> None:
        self.running = False
        if self.link is not None:
            self.link.lose_client()
        self._on_death()


def install(folder: Path, keyring: MemoryKeyring, *, device: str, token: str) -> None:
    """What signing in leaves on a computer."""
    folder.mkdir(parents=True, exist_ok=True)
    save_server(folder, Server(host="127.0.0.1", port=8443, plain=True))
    prefix = Profile(folder=folder).name
    keyring.secrets[f"{prefix} device"] = device
    keyring.secrets[f"{prefix} token"] = token
