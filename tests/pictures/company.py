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

from app.views.definitions import OPEN
from resources.sample.desk import generate
from sync_server.channels.derived_ids import derived_id
from sync_server.config import Configuration
from sync_server.contract.commands import SaveView
from sync_server.contract.ids import ViewId
from sync_server.desk.actor import AGENT, Actor
from sync_server.environment import Environment
from sync_server.operations.demo import DESK, SEED, SHOWN
from sync_server.operations.demo_desk import Prepared, Seat, prepare_desk
from sync_server.operations.founding import found_desk
from sync_server.operations.loopback import free_ports
from sync_server.operations.opening import open_desk
from sync_server.operations.seeding import organisation_id, team_id
from sync_server.server import Server

TICKETS: Final = 600
"""Enough for queues of full size."""

COLLEAGUES: Final = 12

DAY_S: Final = 86_400

TEAMS: Final = ("Platform", "Billing", "Logistics", "Onboarding")
"""In the order in which Maya has put them."""

FIRST_NUMBER: Final = 48_213 - 562
"""So that the ticket of most pictures is #48213."""


def team_keys() -> list[str]:
    """The queues of the teams, in Maya's order."""
    return [f"team:{team_id(name)}" for name in TEAMS]


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
            data=folder / "made", desk=DESK, port=port, file_port=file_port, web_port=0
        )
        as_of = environment.now().replace(microsecond=0)  # clocks turn at whole seconds
        sample = generate(SEED, as_of=as_of, tickets=TICKETS)
        admin = next(agent for agent in sample.agents if agent.role == "administrator")
        await found_desk(
            configuration, environment, name=admin.name, email=admin.email, furnished=False
        )
        _number_from(configuration, FIRST_NUMBER)
        prepared = await prepare_desk(
            configuration, environment, sample, shown=SHOWN, robots=COLLEAGUES
        )
        await _save_views(configuration, environment)
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


async def _save_views(configuration: Configuration, environment: Any) -> None:
    """Views that a desk of some years shares."""
    important = organisation_id("Lumen Bank")
    urgent = ("high", "urgent")
    views: dict[str, dict[str, object]] = {
        "VIP unanswered": {
            "all": [
                {"status": OPEN},
                {"field": "last_message_by", "is": "customer"},
                {"any": [{"organisation": important}, {"priority": "urgent"}]},
            ]
        },
        "Pending 3 days": {
            "all": [{"status": "pending"}, {"field": "last_message_at", "older_than_s": 3 * DAY_S}]
        },
        "High and urgent": {"all": [{"status": OPEN}, {"priority": list(urgent)}]},
    }
    async with open_desk(configuration, environment) as opened:
        administrator = next(
            each for each in opened.desk.roster.agents.values() if each.role == "administrator"
        )
        actor = Actor(kind=AGENT, id=administrator.id, via="socket", device="sample")
        for place, (name, conditions) in enumerate(views.items()):
            command = SaveView(
                view=ViewId(derived_id("view", name)),
                name=name,
                conditions=conditions,
                shared=True,
                position=place,
            )
            answer = await opened.desk.send(command, actor)
            assert answer.refusal is None, answer.refusal


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
