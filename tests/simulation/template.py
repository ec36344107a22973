# SPDX-License-Identifier: Apache-2.0
"""The desk from which every run starts: three teams, five agents, some customers and tickets."""

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.contract import commands as c
from sync_server.desk.actor import OPERATOR, SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from tests.support.simulated_environment import ManualClock, SimulatedEnvironment

OPERATOR_ACTOR = Actor(kind=OPERATOR, id="operator", via="console", device="console")
SYSTEM_ACTOR = Actor(kind=SYSTEM, id="rule", via="rule", device="rule")

ROLES = {
    "ada": "administrator",
    "sue": "supervisor",
    "ann": "agent",
    "ben": "agent",
    "lux": "light",
}
TEAMS = ("support", "billing", "returns")
LEVELS = {
    ("sue", "support"): "work",
    ("sue", "billing"): "overview",
    ("ann", "support"): "work",
    ("ann", "billing"): "overview",
    ("ben", "billing"): "work",
    ("ben", "support"): "read",
    ("lux", "support"): "read",
}
TICKETS = 9


def found_desk(file: Path) -> None:
    """Make the desk in a new SQLite file."""
    database = Database.open(file)
    migrate(database)
    asyncio.run(_furnish(database))
    database.close()


async def _furnish(database: Database) -> None:
    desk = Desk(database, SimulatedEnvironment(1, clock=ManualClock()))
    await desk.start()
    for command in _commands():
        answer = await desk.execute(command, OPERATOR_ACTOR)
        assert answer.ok, (command, answer.refusal)
    await desk.close()


def _commands() -> Iterator[c.Command]:
    yield from _staff()
    for customer in ("kim", "sam"):
        yield _made(c.CreateContact, contact=customer, name=customer.title())
    yield _made(c.CreateCategory, category="refunds", name="Refunds")
    yield _made(c.SaveSkill, skill="french", name="French")
    yield _made(c.SetSkill, agent="ann", skill="french", level=2)
    yield _made(c.ChangeTeam, team=TEAMS[0], routing="balanced", accept_s=30)
    for number in range(TICKETS):
        yield _made(
            c.OpenTicket,
            ticket=f"t{number}",
            message=f"t{number}-1",
            subject=f"Ticket {number}",
            text="Please help",
            requester="kim",
            team=(None, *TEAMS)[number % 4],
            assignee=("ann", None, "ben")[number % 3],
        )
        yield _made(c.AddNote, ticket=f"t{number}", message=f"t{number}-2", text="A remark")


def _staff() -> Iterable[c.Command]:
    for name, role in ROLES.items():
        yield _made(
            c.CreateAgent, agent=name, name=name.title(), email=f"{name}@desk.test", role=role
        )
    for team in TEAMS:
        yield _made(c.CreateTeam, team=team, name=team.title())
    for (agent, team), level in LEVELS.items():
        yield _made(
            c.SetMembership, membership=f"{agent}-{team}", agent=agent, team=team, level=level
        )


def _made(command: Any, **fields: Any) -> Any:
    return command(**fields)
