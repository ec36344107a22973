# SPDX-License-Identifier: Apache-2.0
"""What a new ticket costs more on a desk with rules, policies and routing than on one without."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import uvloop

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.contract import commands, ids
from sync_server.desk.actor import AGENT, SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.environment import RealEnvironment
from sync_server.operations import allocation
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from tests.benchmarks.measure import Line

RULES: Final = 200
POLICIES: Final = 20
AGENTS: Final = 500
TEAMS: Final = 10
WARMUP: Final = 50
TICKETS: Final = 400
ADDED_MS: Final = 3.0

c: Any = commands
MACHINE: Final = Actor(kind=SYSTEM, id="bench", via="bench", device="bench")


def measure(rounds: int) -> list[Line]:
    """One line: the median command with all of it, less the median without."""
    allocation.tune()
    with tempfile.TemporaryDirectory() as folder:
        plain, full = uvloop.run(_run(Path(folder), rounds))
    return [
        Line(
            f"added to a new ticket by {RULES} rules, {POLICIES} policies, {AGENTS} agents",
            "ms",
            1e3 * (full - plain),
            ADDED_MS,
            "promised",
            goal=1.0,
        )
    ]


async def _run(folder: Path, rounds: int) -> tuple[float, float]:
    """The median seconds of opening a ticket on a desk without all of it, and with it."""
    environment = RealEnvironment()
    desks: list[Desk] = []
    for name, extra in (("plain", False), ("full", True)):
        database = Database.open(folder / f"{name}.sqlite")
        migrate(database)
        desk = Desk(database, environment)
        await desk.start()
        for command, actor in furniture(extra=extra):
            answer = await desk.execute(command, actor)
            assert answer.ok, (command, answer.refusal)
        desks.append(desk)
    took: list[list[float]] = [[], []]
    for round_ in range(rounds):
        for side, desk in enumerate(desks):
            took[side] += await _open_tickets(desk, round_)
    for desk in desks:
        await desk.close()
        desk.database.close()
    environment.close()
    return statistics.median(took[0]), statistics.median(took[1])


async def _open_tickets(desk: Desk, round_: int) -> list[float]:
    took: list[float] = []
    for number in range(WARMUP + TICKETS):
        name = f"t{round_}-{number}"
        command = c.OpenTicket(
            ticket=name,
            message=f"{name}-1",
            subject=f"Order {number}",
            text="word " * 40,
            requester="kim",
            team=f"team{number % TEAMS}",
            tags=(f"tag{number % RULES}",),
            priority=("low", "normal", "high")[number % 3],
        )
        began = time.perf_counter()
        answer = await desk.execute(command, MACHINE)
        took.append(time.perf_counter() - began)
        assert answer.ok
        await asyncio.sleep(0)
    return took[WARMUP:]


def furniture(*, extra: bool) -> Iterator[tuple[Any, Actor]]:
    """What a desk is set up with; with `extra`, all that works of itself."""
    yield c.CreateContact(contact="kim", name="Kim", emails=("kim@acme.example",)), MACHINE
    for number in range(TEAMS):
        yield c.CreateTeam(team=f"team{number}", name=f"Team {number}"), MACHINE
    for number in range(AGENTS):
        agent, team = f"agent{number}", f"team{number % TEAMS}"
        email = f"{agent}@desk.example"
        yield c.CreateAgent(agent=agent, name=agent, email=email, role="agent"), MACHINE
        yield c.SetMembership(membership=f"m{number}", agent=agent, team=team), MACHINE
        yield c.ChangeAgent(agent=agent, capacity=10_000), MACHINE
    if extra:
        yield from ((command, MACHINE) for command in _automation())
        for number in range(AGENTS):
            actor = Actor(kind=AGENT, id=f"agent{number}", via="bench", device=f"pc{number}")
            yield c.SetAvailability(state="available"), actor
            yield c.SetReachable(agent=ids.AgentId(f"agent{number}"), reachable=True), MACHINE


def _automation() -> Iterator[Any]:
    for number in range(RULES):
        document = {
            "rule": f"Rule {number}",
            "conditions": {
                "all": [
                    {"field": "tags", "has": f"tag{number}"},
                    {"any": [{"field": "priority", "is": "high"}, {"field": "subject", "is": "x"}]},
                ]
            },
            "actions": {"tags": f"seen{number}", "fields": {"order": number}},
        }
        yield c.SaveRule(rule=f"rule{number}", document=document, position=number)
        yield c.PublishRule(rule=f"rule{number}")
    for number in range(POLICIES):
        conditions = {"tags": f"policy{number}"} if number < POLICIES - 1 else {}
        document = {"conditions": conditions, "targets": {"first_reply": "4h", "resolution": "8h"}}
        yield c.SavePolicy(policy=f"policy{number}", document=document, position=number)
        yield c.PublishPolicy(policy=f"policy{number}")
    for number in range(TEAMS):
        yield c.ChangeTeam(team=f"team{number}", routing="balanced", per_minute=0)
