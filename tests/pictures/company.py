# SPDX-License-Identifier: Apache-2.0
"""The sample company as a served desk: made once, copied for each picture."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, Final

import msgspec

from resources.sample.desk import generate
from sync_server.config import Configuration
from sync_server.environment import Environment
from sync_server.operations.demo import DESK, SEED, SHOWN
from sync_server.operations.demo_desk import Prepared, Seat, prepare_desk
from sync_server.operations.founding import found_desk
from sync_server.operations.loopback import free_ports
from sync_server.server import Server

TICKETS: Final = 600
"""Enough for queues of full size."""

COLLEAGUES: Final = 12

FIRST_NUMBER: Final = 48_213 - 563
"""So that the ticket of most pictures is #48213."""


class Company:
    """A filled desk in a folder. Each `serve` has a copy of its own, on the same ports."""

    def __init__(self, folder: Path, configuration: Configuration, prepared: Prepared) -> None:
        self._folder = folder
        self._configuration = configuration
        self._prepared = prepared
        self.password = prepared.password

    @classmethod
    async def found(cls, folder: Path, environment: Any) -> "Company":
        """Found the desk and fill it, at the moment of the environment."""
        port, file_port = await free_ports()
        configuration = Configuration(
            data=folder / "made", desk=DESK, port=port, file_port=file_port
        )
        sample = generate(SEED, as_of=environment.now(), tickets=TICKETS)
        admin = next(agent for agent in sample.agents if agent.role == "administrator")
        await found_desk(configuration, environment, name=admin.name, email=admin.email)
        _number_from(configuration, FIRST_NUMBER)
        prepared = await prepare_desk(
            configuration, environment, sample, shown=SHOWN, robots=COLLEAGUES
        )
        return cls(folder, configuration, prepared)

    def seat(self, name: str = SHOWN) -> Seat:
        """The way in of an agent, by name."""
        if name == SHOWN:
            return self._prepared.window
        address = f"{name.lower().replace(' ', '.')}@"
        seats = (*self._prepared.robots, self._prepared.visitor)
        return next(seat for seat in seats if seat.email.startswith(address))

    def copy(self, name: str) -> Configuration:
        """The desk once more, in a folder of this name."""
        data = self._folder / "copies" / name
        shutil.copytree(self._configuration.data, data)
        return msgspec.structs.replace(self._configuration, data=data)


def _number_from(configuration: Configuration, first: int) -> None:
    """Let a desk without tickets count as if it had been at work for years."""
    with closing(sqlite3.connect(configuration.data / "desk.sqlite")) as desk, desk:
        desk.execute("UPDATE head SET next_number = ?", (first,))


@asynccontextmanager
async def served(configuration: Configuration, environment: Environment) -> AsyncIterator[Server]:
    """Serve until the block ends. Sessions need a turn of the loop to leave."""
    async with Server(configuration, environment) as server:
        yield server
        await asyncio.sleep(0)
