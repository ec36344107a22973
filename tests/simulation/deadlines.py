# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.simulation.deadlines --schedules N [--first K]`: deadlines through all trouble.

`make deadlines` runs it. Each schedule is a desk of one or two nodes whose tickets have deadlines,
while nodes end at any statement, are down for a weekend, and have their clocks set; every fourth is
on PostgreSQL. The suite plays the first ones.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import psycopg
import pytest
from msgspec import Struct

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.contract.ids import Instant
from sync_server.desk.desk import Desk
from sync_server.store.changelog import ChangeLog, Logged
from sync_server.store.engines import POSTGRESQL, Database
from sync_server.store.schema import migrate
from sync_server.timekeeper import desk_time, keeper
from tests.simulation.environment import ProcessEnvironment
from tests.simulation.life import Life, make_task
from tests.simulation.many import play_many
from tests.simulation.statements import counted_statements
from tests.simulation.template import OPERATOR_ACTOR
from tests.simulation.time_nodes import Node
from tests.simulation.time_oracle import SECOND, Oracle, Worked
from tests.support.plain import c
from tests.support.simulated_environment import START, ManualClock, SimulatedEnvironment
from tests.support.virtual_loop import VirtualLoop

HOUR_S: Final = 3600.0
DAY_S: Final = 24 * HOUR_S
ALERTS: Final = (50, 75)
BEFORE, AFTER = 6, 24
"""Days around the start of a schedule within which everything happens."""

_SCENES: Final = (
    ("Europe/Berlin", "2026-03-27"),  # the clocks go forward on the 29th
    ("Europe/Berlin", "2026-10-23"),  # and back on the 25th
    ("America/New_York", "2026-10-30"),
    ("Australia/Lord_Howe", "2026-04-03"),
    ("America/Santiago", "2026-09-04"),
    ("Europe/Berlin", "2026-12-23"),
    ("UTC", "2028-02-27"),
    ("Asia/Kathmandu", "2026-06-05"),
)
_OFFICE: Final = [["09:00", "12:00"], ["13:00", "17:00"]]
_NIGHT: Final = [["22:00", "06:00"]]
_LONG: Final = [["01:30", "04:00"], ["08:00", "20:00"]]
_WEEK: Final = ("mon", "tue", "wed", "thu", "fri")
_HOURS: Final[tuple[dict[str, Any], ...]] = (
    {"hours": dict.fromkeys(_WEEK, _OFFICE)},
    {"hours": dict.fromkeys((*_WEEK, "sat", "sun"), _NIGHT)},
    {"hours": dict.fromkeys((*_WEEK, "sat", "sun"), _LONG)},
    {"hours": {}, "24x7": True},
)
_TROUBLES: Final = ("kill", "kill", "doom", "doom", "doom", "stop", "down", "jump", "jump")


class Result(Struct, frozen=True, kw_only=True):
    """How a schedule ended."""

    seed: int
    failures: tuple[str, ...]
    told: int = 0
    woken: int = 0
    troubles: int = 0

    @property
    def replay(self) -> str:
        """The line that plays it again."""
        return f"python -m tests.simulation.deadlines --schedules 1 --first {self.seed}"


class Knobs(Struct, frozen=True, kw_only=True):
    """How a schedule goes. A short one has its deadlines within hours, a long one within days."""

    zone: str
    day: datetime
    begin: datetime
    hours: tuple[dict[str, Any], ...]
    nodes: int
    nap_s: float
    """So long the keeper sleeps at most, and a node hears nothing of others."""
    length_s: float
    steps: int
    trouble: float


def draw(random: Random) -> Knobs:
    """The knobs of a schedule."""
    zone, day = random.choice(_SCENES)
    long = random.random() < 0.75
    midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return Knobs(
        zone=zone,
        day=midnight,
        begin=midnight + timedelta(minutes=random.randrange(36 * 60)),
        hours=tuple(random.sample(_HOURS, 2)),
        nodes=random.choice((1, 1, 2)),
        nap_s=600.0 if long else 10.0,
        length_s=random.uniform(1, 5) * DAY_S if long else random.uniform(1, 4) * HOUR_S,
        steps=random.randint(12, 30),
        trouble=random.choice((0.0, 0.1, 0.3, 0.6)),
    )


class Schedule:
    """One history of a desk that keeps time."""

    def __init__(self, random: Random, knobs: Knobs, address: str) -> None:
        self._random, self._knobs, self._address = random, knobs, address
        self._nodes: dict[str, Node] = {}
        self._lives: list[Life] = []
        self._skew = knobs.begin - START
        self._tickets: list[str] = []
        self._asked = 0
        self._long = knobs.length_s > DAY_S
        self.troubled: list[tuple[Instant, Instant]] = []
        self.failures: list[str] = []

    @property
    def now(self) -> Instant:
        """What an honest clock of a node shows."""
        passed = asyncio.get_running_loop().time()
        at = START + self._skew + timedelta(seconds=passed)
        return (at - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)

    async def play(self) -> Instant:
        """Live through everything, heal; the instant at which all had been well for long."""
        await self._run_nodes()
        await self._publish("calendar")
        await self._publish("policy")
        for _ in range(self._knobs.steps):
            pace = self._knobs.length_s / self._knobs.steps
            await asyncio.sleep(self._random.expovariate(1 / pace))
            self._look()
            if self._random.random() < self._knobs.trouble:
                await self._have_trouble()
            await self._work()
        self._trouble(0)
        await self._run_nodes()
        for node in self._nodes.values():
            node.life.doom(1 << 60, after=False)
            if not self._address.startswith(POSTGRESQL):
                await self._open(node)  # so it hears of the others: a file has only one node
        await asyncio.sleep(2 * self._knobs.nap_s + 60)
        self._look()
        return self.now - round((self._knobs.nap_s + 1) * SECOND)

    async def end(self) -> None:
        """Stop what runs."""
        for node in self._nodes.values():
            await node.stop()

    def bury(self) -> None:
        """Unwind what killed nodes left."""
        for life in self._lives:
            life.bury()

    # -- nodes ---------------------------------------------------------------------------------

    async def _run_nodes(self) -> None:
        for number in range(self._knobs.nodes):
            while (name := f"node{number}") not in self._nodes or not self._nodes[name].serving:
                seed = self._random.getrandbits(32)
                pause = self._random.choice((0.0, 0.005))
                environment = ProcessEnvironment(seed, lane_pause_s=pause)
                environment.skew = self._skew
                self._nodes[name] = Node(name, self._address, environment)
                self._lives.append(self._nodes[name].life)
                await self._nodes[name].start()

    def _look(self) -> None:
        for node in self._nodes.values():
            if node.failed is not None:
                self.failures.append(f"{node.name} keeps time no more: {node.failed!r}")

    def _trouble(self, seconds: float) -> None:
        """Note that from now on for so long it cannot be expected that anything is in time."""
        margin = round((2 * self._knobs.nap_s + 30) * SECOND)
        self.troubled.append((self.now - margin, self.now + margin + round(seconds * SECOND)))

    async def _have_trouble(self) -> None:
        random = self._random
        kind = random.choice(_TROUBLES)
        serving = [node for node in self._nodes.values() if node.serving]
        if kind == "jump":
            self._jump()
        elif kind == "down":
            weekend = random.choice((60.0, 3 * HOUR_S, 62 * HOUR_S)) if self._long else 600.0
            self._trouble(weekend)
            for node in serving:
                node.life.kill()
            await asyncio.sleep(weekend)
        elif serving:
            node = random.choice(serving)
            self._trouble(0)
            if kind == "stop":
                await node.stop()
            elif kind == "kill":
                node.life.kill()
            else:
                node.life.doom(random.randint(1, 40), after=random.random() < 0.5)
                self._trouble(self._knobs.length_s)  # nobody knows when it comes to that

    def _jump(self) -> None:
        """Somebody sets the clocks."""
        hours = self._random.choice((24, -24, 1, -1, 0.002, -0.002))
        before, after = self.now, self._skew + timedelta(hours=hours)
        if not timedelta(days=-3) < after - (self._knobs.begin - START) < timedelta(days=5):
            return
        self._skew = after
        for node in self._nodes.values():
            node.environment.skew = after
        margin = round((2 * self._knobs.nap_s + 30) * SECOND)
        low, high = sorted((before, self.now))
        self.troubled.append((low - margin, high + margin))

    # -- work ----------------------------------------------------------------------------------

    async def _do(self, command: Any, *, node: Node | None = None) -> bool:
        """Have a command executed, by whatever node lives to say so; whether it was accepted."""
        self._asked += 1
        id_ = f"command{self._asked}"
        while True:
            if node is None or not node.serving:
                if not all(each.serving for each in self._nodes.values()):
                    self._trouble(0)
                    await self._run_nodes()
                node = self._random.choice([*self._nodes.values()])
            answer = await node.ask(command, id_)
            if answer is not None:
                return answer.ok

    async def _work(self) -> None:
        random = self._random
        if not self._tickets or random.random() < 0.35:
            await self._open()
            return
        if random.random() < 0.08:
            await self._publish("calendar")
            return
        ticket = random.choice(self._tickets)
        statuses = ("open", "open", "pending", "pending", "on_hold", "solved")
        status = random.choice(statuses)
        if random.random() < 0.15:
            by = random.randint(60, round(self._target_s))
            metric = random.choice(("resolution", "requester_wait"))
            await self._do(c.ExtendClock(ticket=ticket, metric=metric, by_s=by, reason="Parts"))
            return
        wake_at = None
        if status in ("pending", "on_hold") and random.random() < 0.6:
            wake_at = self.now + round(random.uniform(0, self._knobs.length_s / 3) * SECOND)
        await self._do(c.SetStatus(ticket=ticket, status=status, wake_at=wake_at))

    async def _open(self, node: Node | None = None) -> None:
        ticket = f"t{len(self._tickets)}"
        command = c.OpenTicket(
            ticket=ticket,
            message=f"{ticket}-1",
            subject="Help",
            text="Please",
            requester="kim",
            assignee="ann",
        )
        if await self._do(command, node=node):
            self._tickets.append(ticket)

    @property
    def _target_s(self) -> float:
        return self._knobs.length_s / 6

    async def _publish(self, what: str) -> None:
        if what == "calendar":
            hours = self._random.choice(self._knobs.hours)
            holiday = (self._knobs.day + timedelta(days=1)).date()
            document = {
                "timezone": self._knobs.zone,
                "holidays": [holiday.isoformat()] if self._random.random() < 0.3 else [],
                "overrides": {},
                "breaks": {},
                "24x7": False,
                **hours,
            }
            await self._do(c.SaveCalendar(calendar="office", document=document))
            await self._do(c.PublishCalendar(calendar="office"))
            return
        target = f"{round(self._target_s)}s"
        document = {
            "calendar": "office",
            "targets": {
                "resolution": target,
                "requester_wait": {"time": target, "hours": "calendar"},
            },
            "alerts": list(ALERTS),
        }
        await self._do(c.SavePolicy(policy="all", document=document))
        await self._do(c.PublishPolicy(policy="all"))


# -- playing -----------------------------------------------------------------------------------


def play(seed: int, address: str) -> Result:
    """Play one schedule on a furnished database."""
    random = Random(seed)
    knobs = draw(random)
    loop = VirtualLoop()
    loop.set_task_factory(make_task)  # type: ignore[arg-type]
    loop.set_exception_handler(lambda _, __: None)  # a killed node's tasks end as they may
    schedule = Schedule(random, knobs, address)

    async def whole() -> Instant:
        try:
            return await schedule.play()
        finally:
            await schedule.end()

    with (
        counted_statements(),
        pytest.MonkeyPatch.context() as patch,
        asyncio.Runner(loop_factory=lambda: loop) as runner,
    ):
        patch.setattr(keeper, "LONGEST_SLEEP_S", knobs.nap_s)
        patch.setattr(desk_time, "LISTENS_AFTER_S", knobs.nap_s)
        now = runner.run(whole())
        schedule.bury()
    first = knobs.day - timedelta(days=BEFORE)
    oracle = Oracle(Worked(first, BEFORE + AFTER), alerts=ALERTS, troubled=schedule.troubled)
    oracle.read(_log(address), now=now)
    return Result(
        seed=seed,
        failures=(*schedule.failures, *oracle.failures),
        told=oracle.told,
        woken=oracle.woken,
        troubles=len(schedule.troubled) - 1,
    )


def _log(address: str) -> Iterator[Logged]:
    with closing(Database.open(address)) as database, database.read() as reader:
        log, after = ChangeLog(database), 0
        while page := log.read(reader, after=after):
            yield from page
            after = page[-1].seq


def play_on_sqlite(seed: int) -> Result:
    """Play one schedule on a file of its own."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory, prefix="deadlines") as folder:
        file = Path(folder) / "desk.sqlite"
        file.write_bytes(_furnished_file())
        return play(seed, str(file))


def play_on_postgresql(seed: int, template: str) -> Result:
    """Play one schedule on a database of its own, a copy of `template`."""
    name = f"deadlines_{seed}"
    with copied(template, name) as address:
        return play(seed, address)


@contextmanager
def copied(template: str, name: str) -> Iterator[str]:
    """A copy of a PostgreSQL database, for as long as the block lasts; its address."""
    path, _, host = template.partition("?")
    server, _, database = path.rpartition("/")
    with psycopg.connect(f"{server}/postgres?{host}", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{database}"'.encode())
        yield f"{server}/{name}?{host}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@cache
def _furnished_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.sqlite"
        furnish(str(file))
        return file.read_bytes()


def furnish(address: str) -> None:
    """Make the desk from which every schedule starts, in an empty database."""
    database = Database.open(address)
    migrate(database)
    asyncio.run(_furnish(database))
    database.close()


async def _furnish(database: Database) -> None:
    desk = Desk(database, SimulatedEnvironment(1, clock=ManualClock()))
    await desk.start()
    for command in (
        c.CreateAgent(agent="ann", name="Ann", email="ann@desk.test", role="agent"),
        c.CreateContact(contact="kim", name="Kim"),
    ):
        answer = await desk.execute(command, OPERATOR_ACTOR)
        assert answer.ok, (command, answer.refusal)
    await desk.close()


# -- the command -------------------------------------------------------------------------------


def _one(seed: int, template: str | None) -> Result:
    """Play a schedule; whatever goes wrong names the seed."""
    try:
        if template is not None and seed % 4 == 0:
            return play_on_postgresql(seed, template)
        return play_on_sqlite(seed)
    except Exception as error:  # noqa: BLE001 - whatever it is, it names the seed
        return Result(seed=seed, failures=(f"{error!r:.500}",))


def main() -> int:
    """Play so many schedules; 1 if any failed."""
    return play_many(
        "tests.simulation.deadlines",
        "schedules",
        usual=2_000,
        one=_one,
        furnish=furnish,
        told=_told,
    )


def _told(results: Sequence[Result], seconds: float) -> str:
    told = sum(result.told for result in results)
    woken = sum(result.woken for result in results)
    troubles = sum(result.troubles for result in results)
    return (
        f"{told} points told and {woken} tickets woken through {troubles} troubles, {seconds:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
