# SPDX-License-Identifier: Apache-2.0
"""A real client on real files and threads, and a keyring that lives in the test."""

import asyncio
from contextlib import asynccontextmanager
from typing import Any

from app.client import Client, Profile
from app.environment import RealEnvironment
from app.link.server import Server
from app.opened import TICK_S


class TestKeyring:
    """Keeps passwords in a dictionary. `failing` makes every call raise."""

    __test__ = False

    def __init__(self) -> None:
        self.passwords: dict[tuple[str, str], str] = {}
        self.failing: Exception | None = None

    def get_password(self, service: str, username: str, /) -> str | None:
        self._fail()
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._fail()
        self.passwords[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self._fail()
        del self.passwords[service, username]

    def _fail(self) -> None:
        if self.failing is not None:
            raise self.failing


class LaterEnvironment(RealEnvironment):
    """The real one, some days from now."""

    def __init__(self, days: float) -> None:
        self._ahead_us = round(days * 24 * 3600) * 1_000_000
        super().__init__()

    def now_us(self) -> int:
        return super().now_us() + self._ahead_us


class MinutesEnvironment(RealEnvironment):
    """The real one, whose longer waits end when the test says so, and whose clock can be set."""

    def __init__(self) -> None:
        self.ahead_us = 0
        super().__init__()
        self._minutes: asyncio.Queue[None] = asyncio.Queue()
        self._waiting = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        if seconds != TICK_S:
            await super().sleep(seconds)
            return
        self._waiting.set()
        await self._minutes.get()

    def now_us(self) -> int:
        return super().now_us() + self.ahead_us

    async def pass_minutes(self, count: int) -> None:
        """Let the client's clock tick so many times, each time to its end."""
        for _ in range(count):
            self._waiting.clear()
            self._minutes.put_nowait(None)
            async with asyncio.timeout(10):
                await self._waiting.wait()


class Desk:
    """One computer: a profile's folder and a keyring, on which clients start and stop."""

    def __init__(self, folder) -> None:
        self.folder = folder
        self.keyring = TestKeyring()
        self.notices: list = []

    @asynccontextmanager
    async def client(self, *, keyring: Any = None, later_days: float = 0):
        environment = LaterEnvironment(later_days)
        try:
            client = Client(
                Profile(folder=self.folder),
                environment,
                keyring=keyring or self.keyring,
                managed=self.folder / "managed.json",
            )
            client.notices.connect(self.notices.append)
            async with client:
                yield client
        finally:
            environment.close()


async def sign_in(client, server, **fields) -> None:
    told = {"email": "maya@desk.example", "password": "correct horse", **fields}
    address = Server(host="127.0.0.1", port=server.port, plain=True)
    await client.sign_in(server=address, **told)


async def until(client, holds, *, patience_s: float = 10):
    """Wait until something is so, looking again after everything that is announced; what it is."""
    looked = asyncio.Event()
    signals = (
        client.state_changed,
        client.notices,
        client.workspace.changed,
        client.workspace.refused,
        client.opened.stores.queue.changed,
    )
    subscriptions = [signal.connect(lambda _: looked.set()) for signal in signals]
    try:
        async with asyncio.timeout(patience_s):
            while not (found := holds()):
                looked.clear()
                await looked.wait()
        return found
    finally:
        for subscription in subscriptions:
            subscription.close()


async def live(client) -> None:
    await until(client, lambda: client.state.kind == "live" and client.state.to_send == 0)
