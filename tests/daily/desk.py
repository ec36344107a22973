# SPDX-License-Identifier: Apache-2.0
"""The sample company on a real server with TLS, and what that server's database holds."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, Final

from resources.sample.desk import generate
from sync_server.config import read_configuration
from sync_server.environment import RealEnvironment
from sync_server.operations.demo import DESK, SEED
from sync_server.operations.demo_desk import Prepared, prepare_desk
from tests.daily.relay import Relay
from tests.support.server_process import Console, ServerProcess, free_ports

MAYA: Final = "Maya Okafor"
TOMAS: Final = "Tomas Reuter"
TICKETS: Final = 600
PATIENCE_S: Final = 30.0
STEP_S: Final = 0.03


class Desk:
    """The served company. Maya's way to it is a cable that can be cut."""

    def __init__(self, server: ServerProcess, relay: Relay, prepared: Prepared) -> None:
        self.server = server
        self.relay = relay
        self.password = prepared.password
        self._mine = prepared.window

    async def seat(self, name: str) -> dict[str, str]:
        """The arguments with which somebody's program signs in; Maya's lead through the cable."""
        if name == MAYA:
            return {"--join": self._mine.join_code, "--email": self._mine.email}
        email = self.value("select email from agent where name = ?", name)
        return {"--join": await self.server.join_code(), "--email": email}

    def rows(self, statement: str, *values: object) -> list[Any]:
        """What the server's database says, in a connection that cannot write."""
        path = self.server.data / "desk.sqlite"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return database.execute(statement, values).fetchall()

    def value(self, statement: str, *values: object) -> Any:
        """The only column of the only row."""
        ((value,),) = self.rows(statement, *values)
        return value

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until the database is so."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, "the server's database does not become so"
            await asyncio.sleep(STEP_S)

    # -- questions -----------------------------------------------------------------------------

    def ticket(self, subject: str) -> str:
        """The id of the ticket of this subject."""
        return str(self.value("select id from ticket where subject = ?", subject))

    def field(self, subject: str, name: str) -> Any:
        """One field of a ticket."""
        return self.value(f"select {name} from ticket where subject = ?", subject)

    def agent(self, name: str) -> str:
        """The id of an agent."""
        return str(self.value("select id from agent where name = ?", name))

    def messages(self, text: str) -> list[tuple[str, str, str]]:
        """Ticket, type and author of each message with this text."""
        return self.rows("select ticket, type, agent from message where text = ?", text)

    def is_read(self, subject: str, agent: str) -> bool:
        """Whether an agent has read all of a ticket."""
        found = self.rows(
            "select 1 from read_mark m join ticket t on m.ticket = t.id"
            " where t.subject = ? and m.agent = ? and m.read_at >= t.last_message_at",
            subject,
            agent,
        )
        return bool(found)


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[Desk]:
    """Found the company, serve it behind a cable, until the block ends."""
    console = Console(folder / "desk", folder / "bytecode")
    server = ServerProcess(console)
    relay = Relay(free_ports()[0], server.port)
    configuration = read_configuration(
        console.data,
        variables={},
        desk=DESK,
        host="127.0.0.1",
        port=relay.port,  # what the join codes name
        file_port=server.file_port,
        web_port=server.web_port,
        names=["127.0.0.1", "localhost"],
    )
    environment = RealEnvironment()
    try:
        sample = generate(SEED, as_of=environment.now(), tickets=TICKETS)
        prepared = await prepare_desk(configuration, environment, sample, shown=MAYA, robots=0)
    finally:
        environment.close()
    async with server, relay:
        yield Desk(server, relay, prepared)
    complaints = [line for line in server.log if '"level":"info"' not in line]
    assert complaints == [], "".join(complaints)
