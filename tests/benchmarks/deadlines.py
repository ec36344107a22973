# SPDX-License-Identifier: Apache-2.0
"""The desk's time with 100,000 clocks: all armed anew, and many due in one minute."""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

import msgspec
import uvloop

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.contract.commands import (
    ImportTicket,
    PastMessage,
    PublishCalendar,
    PublishPolicy,
    SaveCalendar,
    SavePolicy,
    SetSubject,
)
from sync_server.contract.ids import (
    CalendarId,
    ContactId,
    Instant,
    MessageId,
    PolicyId,
    TicketId,
)
from sync_server.desk.actor import SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.desk.transaction import Commit
from sync_server.environment import RealEnvironment
from sync_server.operations import allocation
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from sync_server.timekeeper.desk_time import AT_A_TIME, keep_time
from sync_server.timekeeper.keeper import LONGEST_SLEEP_S
from tests.benchmarks.measure import Line

CLOCKS: Final = 100_000
IN_A_MINUTE: Final = 10_000
PACE_S: Final = 0.02
"""Between two commands of somebody who works meanwhile."""

ARMED_S: Final = 10.0
COMMAND_MS: Final = 300.0
LATENESS_S: Final = 1.0

US: Final = 1_000_000
HOUR: Final = 3600 * US
TARGET: Final = 100 * HOUR
BEFORE: Final = 20 * HOUR
"""From the edit of the calendar to the full minute."""

MACHINE: Final = Actor(kind=SYSTEM, id="bench", via="bench", device="bench")
OFFICE: Final = CalendarId("office")
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def measure(_rounds: int) -> list[Line]:
    """What an edited calendar costs, and a minute in which much is due. Long, so made once."""
    allocation.tune()
    with tempfile.TemporaryDirectory() as folder:
        found = uvloop.run(_run(Path(folder) / "desk.sqlite"))
    promised, none = "promised", "none"
    return [
        Line(
            f"{CLOCKS:,} clocks armed anew after an edited calendar",
            "s",
            found["armed_s"],
            ARMED_S,
            promised,
            goal=1.0,
        ),
        Line("slowest command meanwhile", "ms", found["edit_ms"], COMMAND_MS, promised, goal=1.0),
        Line("tickets that it changed", "", found["changed"], 1, none, goal=0.0),
        Line(
            f"latest of {IN_A_MINUTE:,} due in a minute",
            "s",
            found["late_s"],
            LATENESS_S,
            promised,
            goal=1.0,
        ),
        Line("slowest command meanwhile", "ms", found["minute_ms"], COMMAND_MS, promised, goal=1.0),
        Line("of which nobody was told", "", found["missing"], 1, none, goal=0.0),
        Line("told of twice", "", found["double"], 1, none, goal=0.0),
    ]


class _Environment(RealEnvironment):
    """The machine, with a clock that can be set, and a count of how often work made room."""

    def __init__(self) -> None:
        self.ahead = 0
        self._rooms = 0
        self._awaited = asyncio.Event()
        super().__init__()

    def now_us(self) -> Instant:
        return super().now_us() + self.ahead

    async def sleep(self, seconds: float) -> None:
        self._rooms -= seconds == 0
        if self._rooms == 0:
            self._awaited.set()
        await super().sleep(seconds)

    async def made_room(self, often: int) -> float:
        """When so much room was made from now on, in seconds of the machine."""
        self._rooms = often
        self._awaited.clear()
        await self._awaited.wait()
        return time.perf_counter()


async def _run(path: Path) -> dict[str, float]:
    environment = _Environment()
    begin = environment.now_us()
    full = begin + BEFORE
    database = Database.open(path)
    migrate(database)
    desk = Desk(database, environment)
    await desk.start()
    await _furnish(desk, begin=begin, full=full)
    environment.ahead = begin - RealEnvironment().now_us()
    keeping = asyncio.create_task(keep_time(desk, environment))
    await environment.made_room(CLOCKS // AT_A_TIME)
    edited = await _edit(desk, environment, begin)
    filled = await _fill(desk, environment, full)
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping
    await desk.close()
    environment.close()
    database.close()
    return edited | filled


async def _furnish(desk: Desk, *, begin: Instant, full: Instant) -> None:
    """A desk on which every clock is due days later, but for those of the full minute."""
    document = _calendar()
    policy: dict[str, Any] = {"calendar": OFFICE, "targets": {"resolution": "100h"}, "alerts": []}
    for command in (
        SaveCalendar(calendar=OFFICE, document=document),
        PublishCalendar(calendar=OFFICE),
        SavePolicy(policy=PolicyId("all"), document=policy),
        PublishPolicy(policy=PolicyId("all")),
    ):
        assert (await desk.execute(command, MACHINE)).ok
    for start in range(0, CLOCKS, 1_000):
        tickets = range(start, start + 1_000)
        await asyncio.gather(*(desk.send(_ticket(n, begin, full), MACHINE) for n in tickets))


def _calendar(**changes: Any) -> dict[str, Any]:
    return {"timezone": "UTC", "hours": {day: [["00:00", "24:00"]] for day in DAYS}, **changes}


def _ticket(number: int, begin: Instant, full: Instant) -> ImportTicket:
    if number < IN_A_MINUTE:
        due = _due(number, full)
    else:
        due = begin + 50 * HOUR + number * (40 * HOUR // CLOCKS)
    message = PastMessage(
        id=MessageId(f"m{number}"), type="customer", at=due - TARGET, text="word " * 40
    )
    return ImportTicket(
        ticket=TicketId(f"t{number}"),
        contact=ContactId("kim"),
        requester="kim@acme.example",
        subject=f"Ticket {number}",
        status="open",
        messages=(message,),
    )


def _due(number: int, full: Instant) -> Instant:
    """When one of the full minute is due."""
    return full + number * (60 * US // IN_A_MINUTE)


async def _edit(desk: Desk, environment: _Environment, begin: Instant) -> dict[str, float]:
    """Close the desk for an hour of the day after next: that moves most of what is due."""
    day = (environment.now() + timedelta(hours=46)).date().isoformat()
    document = _calendar(breaks={day: [["03:00", "04:00"]]})
    assert (await desk.execute(SaveCalendar(calendar=OFFICE, document=document), MACHINE)).ok
    changed: Counter[str] = Counter()
    stop = desk.on_commit(lambda commit: changed.update(_told(commit)))
    async with _work(desk) as waits:
        began = time.perf_counter()
        armed = asyncio.create_task(environment.made_room(CLOCKS // AT_A_TIME))
        assert (await desk.execute(PublishCalendar(calendar=OFFICE), MACHINE)).ok
        armed_s = await armed - began
    stop()
    return {"armed_s": armed_s, "edit_ms": 1e3 * max(waits), "changed": float(changed.total())}


async def _fill(desk: Desk, environment: _Environment, full: Instant) -> dict[str, float]:
    """Let the minute come, with some time before it to find out that the clock was set."""
    told: Counter[str] = Counter()
    lateness: list[float] = []

    def hear(commit: Commit) -> None:
        now = environment.now_us()
        for ticket in _told(commit):
            told[ticket] += 1
            lateness.append((now - _due(int(ticket[1:]), full)) / US)

    stop = desk.on_commit(hear)
    environment.ahead += full - environment.now_us() - round((LONGEST_SLEEP_S + 2) * US)
    async with _work(desk) as waits:
        await asyncio.sleep(LONGEST_SLEEP_S + 2 + 60 + 3)
    stop()
    return {
        "late_s": max(lateness, default=float("inf")),
        "minute_ms": 1e3 * max(waits),
        "missing": float(IN_A_MINUTE - len(told)),
        "double": float(told.total() - len(told)),
    }


def _told(commit: Commit) -> list[str]:
    """The tickets whose clocks a commit changed, as often as it did."""
    return [
        entry.id
        for entry in commit.logged
        if entry.kind == "ticket"
        and "clocks" in msgspec.json.decode(entry.payload or b"{}")["after"]
    ]


@asynccontextmanager
async def _work(desk: Desk) -> AsyncIterator[list[float]]:
    """Somebody who goes on working, and how long each command took in seconds."""
    waits: list[float] = []

    async def work() -> None:
        for number in count():
            ticket = TicketId(f"t{IN_A_MINUTE + number * 7919 % (CLOCKS - IN_A_MINUTE)}")
            began = time.perf_counter()
            assert (await desk.execute(SetSubject(ticket=ticket, subject=f"{began}"), MACHINE)).ok
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(PACE_S)

    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    waits.clear()
    try:
        yield waits
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
