# SPDX-License-Identifier: Apache-2.0
"""A rule tried out on 100,000 tickets of the log, page by page, as a window asks for it."""

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import uvloop

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.contract import commands, queries
from sync_server.desk.actor import SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.desk.queries.rules import answer_try_rule
from sync_server.domain.sight import Viewer
from sync_server.environment import RealEnvironment
from sync_server.operations import allocation
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from tests.benchmarks.measure import Line

TICKETS: Final = 100_000
AT_ONCE: Final = 500
PAGE: Final = 2_000
TRIED_S: Final = 10.0
SLOWEST_S: Final = 1.0
"""So long does whoever gives up wait at most."""

c: Any = commands
q: Any = queries
MACHINE: Final = Actor(kind=SYSTEM, id="bench", via="bench", device="bench")
RULE: Final = {
    "rule": "Bench",
    "conditions": {"priority": "high", "customer.name": "Kim"},
    "actions": {"tags": "seen"},
}


def measure(_rounds: int) -> list[Line]:
    """Two lines: all of it, and the slowest page. Long, so made once."""
    allocation.tune()
    with tempfile.TemporaryDirectory() as folder:
        whole, slowest = uvloop.run(_run(Path(folder)))
    return [
        Line(f"rule tried out on {TICKETS:,} tickets", "s", whole, TRIED_S, "promised", goal=1.0),
        Line("slowest page of it", "s", slowest, SLOWEST_S, "promised", goal=1.0),
    ]


async def _run(folder: Path) -> tuple[float, float]:
    environment = RealEnvironment()
    database = Database.open(folder / "desk.sqlite")
    migrate(database)
    desk = Desk(database, environment)
    await desk.start()
    contact = c.CreateContact(contact="kim", name="Kim", emails=("kim@acme.example",))
    assert (await desk.execute(contact, MACHINE)).ok
    for start in range(0, TICKETS, AT_ONCE):
        numbers = range(start, start + AT_ONCE)
        await asyncio.gather(*(desk.send(_ticket(number), MACHINE) for number in numbers))
        await asyncio.gather(
            *(
                desk.send(c.SetPriority(ticket=f"t{number}", priority="high"), MACHINE)
                for number in numbers
                if number % 5 == 0
            )
        )
    pages = _try(database)
    await desk.close()
    database.close()
    environment.close()
    return sum(pages), max(pages)


def _try(database: Database) -> list[float]:
    """How long each page took."""
    viewer: Any = Viewer
    asks = viewer("ada", "administrator", {})
    took: list[float] = []
    looked, before = 0, None
    while True:
        began = time.perf_counter()
        with database.read() as reader:
            query = q.TryRule(document=RULE, days=30, most=PAGE, before=before)
            trial = answer_try_rule(reader, asks, query)
        took.append(time.perf_counter() - began)
        looked += trial.looked
        before = trial.next
        if before is None:
            assert looked == TICKETS
            return took


def _ticket(number: int) -> Any:
    return c.OpenTicket(
        ticket=f"t{number}",
        message=f"m{number}",
        subject=f"Order {number}",
        text="word " * 40,
        requester="kim",
    )
