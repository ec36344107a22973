# SPDX-License-Identifier: Apache-2.0
"""How long colleagues wait while one person changes 5,000 tickets in one act, and takes it back.

Waiting is measured in processor time: desk and colleagues are one process, so what else the machine
does is not counted.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import uvloop
from msgspec import Raw

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.contract import codec, commands
from sync_server.contract.frames import Envelope
from sync_server.contract.ids import CommandId
from sync_server.desk.actor import AGENT, Actor
from sync_server.desk.desk import Desk
from sync_server.environment import RealEnvironment
from sync_server.operations import allocation
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from tests.benchmarks.automation import MACHINE, TEAMS, furniture
from tests.benchmarks.measure import Line

TICKETS: Final = 5_000
FRAME: Final = 100
"""Commands that a client has under way at most."""

COLLEAGUES: Final = 10
P99_MS: Final = 300.0

c: Any = commands


def measure(rounds: int) -> list[Line]:
    """The colleagues' 99th percentile over all rounds, while many are changed, and taken back."""
    allocation.tune()
    with tempfile.TemporaryDirectory() as folder:
        waits = uvloop.run(_run(Path(folder), max(1, rounds // 2)))
    return [
        Line(
            f"colleagues' 99th percentile while {TICKETS:,} tickets {what}",
            "ms",
            1e3 * statistics.quantiles(found, n=100)[98],
            P99_MS,
            "promised",
            goal=1.0,
        )
        for what, found in waits.items()
    ]


async def _run(folder: Path, rounds: int) -> dict[str, list[float]]:
    environment = RealEnvironment()
    database = Database.open(folder / "desk.sqlite")
    migrate(database)
    desk = Desk(database, environment)
    await desk.start()
    for command, actor in furniture(extra=True):
        assert (await desk.execute(command, actor)).ok, command
    every = [_opening(f"t{number}") for number in range(TICKETS + COLLEAGUES)]
    for start in range(0, len(every), 500):
        await asyncio.gather(*(desk.send(each, MACHINE) for each in every[start : start + 500]))
    waits: dict[str, list[float]] = {"are changed": [], "are put back": []}
    person = _Person(desk)
    for round_ in range(rounds):
        priority = ("urgent", "low")[round_ % 2]
        changing = person.sends(lambda n: c.SetPriority(ticket=f"t{n}", priority=priority))  # noqa: B023 - sent before the next
        waits["are changed"] += await _beside(desk, changing)
        sent = person.last
        undoing = person.sends(lambda n: c.UndoChange(ticket=f"t{n}", of=sent[n]))  # noqa: B023
        waits["are put back"] += await _beside(desk, undoing)
    await desk.close()
    database.close()
    environment.close()
    return waits


class _Person:
    """Sends frame after frame, as a client does that has many to send."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._actor = Actor(kind=AGENT, id="agent0", via="bench", device="bulk")
        self._count = 0
        self.last: list[str] = []

    async def sends(self, make: Callable[[int], Any]) -> None:
        """One command per ticket."""
        sent: list[str] = []
        for start in range(0, TICKETS, FRAME):
            frame = [self._envelope(make(number)) for number in range(start, start + FRAME)]
            sent += [each.id for each in frame]
            for answer in await self._desk.submit(frame, self._actor):
                assert answer.ok, answer.refusal
        self.last = sent

    def _envelope(self, command: Any) -> Envelope:
        self._count += 1
        raw = Raw(codec.encode(command))
        return Envelope(id=CommandId(f"c{self._count}"), counter=self._count, command=raw)


async def _beside(desk: Desk, act: Any) -> list[float]:
    """What colleagues wait for each of their changes until the act has ended."""
    task = asyncio.get_running_loop().create_task(act)
    waits: list[float] = []

    async def colleague(number: int) -> None:
        actor = Actor(kind=AGENT, id=f"agent{number}", via="bench", device=f"beside{number}")
        turn = 0
        while not task.done():
            turn += 1
            ticket, priority = f"t{TICKETS + number // TEAMS}", ("low", "high")[turn % 2]
            began = time.process_time()
            answer = await desk.execute(c.SetPriority(ticket=ticket, priority=priority), actor)
            waits.append(time.process_time() - began)
            assert answer.ok, answer.refusal
            await asyncio.sleep(0.05)

    await asyncio.gather(*(colleague(TEAMS * number) for number in range(COLLEAGUES)), task)
    return waits


def _opening(ticket: str) -> Any:
    return c.OpenTicket(
        ticket=ticket,
        message=f"{ticket}-1",
        subject="Order",
        text="word " * 40,
        requester="kim",
        team="team0",
        tags=("many",),
    )
