# SPDX-License-Identifier: Apache-2.0
"""The simulated server: the real desk, feed and hub on a real SQLite file, without sockets."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import sync_server.desk.commands
import sync_server.desk.queries  # noqa: F401 - registers the handlers
from sync_server.config import Limits
from sync_server.desk.desk import Desk
from sync_server.desk.indexing import keep_index
from sync_server.desk.signin import SignIn
from sync_server.hub.hub import Hub
from sync_server.hub.seat import Seat
from sync_server.security.throttle import Throttle
from sync_server.store.changelog import ChangeLog, Logged
from sync_server.store.engines import Database
from tests.simulation.environment import ProcessEnvironment
from tests.simulation.life import Life
from tests.simulation.network import NORMAL, ConnectionEnded, Link
from tests.simulation.probe import Probe


class ServerProcess:
    """One life of the server. `links` are its open connections."""

    def __init__(
        self,
        folder: Path,
        environment: ProcessEnvironment,
        *,
        limits: Limits,
        probe: Probe,
        on_commit: Callable[[tuple[Logged, ...]], None],
        on_death: Callable[[], None],
    ) -> None:
        self.life = Life("server", folder, self._die)
        self.links: list[Link] = []
        self.serving = False
        self.died = False
        self._file = folder / "desk.sqlite"
        self._environment = environment
        self._limits = limits
        self._probe = probe
        self._on_commit = on_commit
        self._on_death = on_death
        self.desk: Desk
        self.sign_in: SignIn
        self.hub: Hub

    def start(self) -> "asyncio.Task[None]":
        """Start; done when it serves, or was killed on the way."""
        return self.life.spawn(self._start(), name="server start")

    async def _start(self) -> None:
        environment = self._environment
        self._database = Database.open(self._file)
        self.desk = Desk(self._database, environment)
        await self.desk.start()
        self.desk.on_commit(lambda commit: self._on_commit(commit.logged))
        self.sign_in = SignIn(self.desk, environment, self._limits, Throttle())
        self.hub = Hub(
            self.desk,
            environment,
            limits=self._limits,
            sign_in=self.sign_in,
            pass_key=environment.random_bytes(32),
        )
        await self.hub.start()
        self.life.spawn(keep_index(self.desk, environment), name="search index")
        self.serving = True

    def accept(self, link: Link) -> None:
        """Serve a new connection."""
        self.links = [each for each in self.links if not each.over]
        self.links.append(link)
        self.life.spawn(self._serve(link), name="server connection")

    async def _serve(self, link: Link) -> None:
        """What the gateway does with a websocket."""
        line, hub = link.server, self.hub
        seat = hub.enter(line, "10.0.0.1")
        line.on_write = lambda message: self._probe.written(message, seat.session.agent)
        line.on_drain = lambda: self._drained(seat)
        try:
            try:
                async with asyncio.timeout(self._limits.hello_s):
                    hello = await line.next_message()
            except TimeoutError:
                hub.refuse_late(seat)
                return
            await hub.receive(seat, hello.decode())
            if not hub.is_signed_in(seat):
                return
            while True:
                message = await line.next_message()
                await hub.receive(seat, message.decode())
        except ConnectionEnded:
            pass
        finally:
            if self.life.alive:
                line.on_drain = lambda: None
                hub.leave(seat)
                line.close(NORMAL)

    def _drained(self, seat: Seat) -> None:
        """The transport says so in a turn of its own."""
        loop = asyncio.get_running_loop()
        loop.call_soon(self._tell_drained, seat, context=self.life.context())

    def _tell_drained(self, seat: Seat) -> None:
        if self.life.alive:
            self.hub.drained(seat)

    def stop(self) -> "asyncio.Task[None]":
        """Stop in order."""
        return self.life.spawn(self._stop(), name="server stop")

    async def _stop(self) -> None:
        self.serving = False
        await self.hub.close()
        await self.desk.close()
        self._database.close()
        self.life.end()
        for link in self.links:
            link.lose_server()

    def _die(self) -> None:
        self.serving, self.died = False, True
        for link in self.links:
            link.lose_server()
        self._on_death()


def read_log(file: Path, *, after: int) -> list[Logged]:
    """The log as another process reads it from the file."""
    database = Database.open(file)
    try:
        log = ChangeLog(database)
        found: list[Logged] = []
        with database.read() as reader:
            while page := log.read(reader, after=found[-1].seq if found else after, limit=1000):
                found += page
        return found
    finally:
        database.close()
