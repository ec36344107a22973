# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.simulation.routing --histories N [--first K]`: who gets what, on two nodes.

`make routing` runs it. Each history is a desk of two nodes on one database, on which agents and
supervisors do at once what comes to their minds; every tenth is on PostgreSQL. Whatever the router
gives is held against the rows as they were, nothing may wait for which somebody fits, and the same
commands in their order make the same log on a desk of one node. The suite plays the first ones.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from msgspec import Struct

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.contract.commands import Command
from sync_server.contract.frames import Answer
from sync_server.contract.ids import Instant, Seq
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.store.changelog import ChangeLog, Logged
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from sync_server.timekeeper.desk_time import keep_time
from tests.simulation.deadlines import copied
from tests.simulation.environment import ProcessEnvironment
from tests.simulation.many import play_many
from tests.simulation.routing_oracle import RoutingOracle
from tests.support.plain import Absence, Need, c
from tests.support.standard_desk import HUB_ACTOR, OPERATOR_ACTOR, agent_actor
from tests.support.still_environment import StillEnvironment
from tests.support.virtual_loop import VirtualLoop

AGENTS: Final = ("a0", "a1", "a2", "a3")
TEAMS: Final = ("support", "billing")
SKILLS: Final = ("french", "network")
_SECOND: Final = 1_000_000
_PAUSES: Final = (0.0, 0.0, 0.5, 20.0, 61.0, 900.0)
_SETTLING: Final = 5.0
"""So long after the last command all that time brings about has been done on every node."""


class Result(Struct, frozen=True, kw_only=True):
    """How a history ended."""

    seed: int
    failures: tuple[str, ...]
    given: int = 0
    commands: int = 0

    @property
    def replay(self) -> str:
        """The line that plays it again."""
        return f"python -m tests.simulation.routing --histories 1 --first {self.seed}"


Asked = dict[str, tuple[Command, Actor]]
"""Commands by id, and who sent them."""


class _Node(Desk):
    """A desk that keeps what it was asked to do: what its own time asked for too."""

    def __init__(self, database: Database, environment: ProcessEnvironment) -> None:
        super().__init__(database, environment)
        self._ids = environment
        self.asked: Asked = {}

    async def execute(
        self, command: Command, actor: Actor, *, id: str | None = None, **more: Any
    ) -> Answer:
        id = id or self._ids.new_id()
        self.asked[id] = command, actor
        return await super().execute(command, actor, id=id, **more)


class History:
    """One history of a desk whose teams share out."""

    def __init__(self, random: Random, address: str) -> None:
        self._random = random
        self._address = address
        self._tickets: list[str] = []
        self._asked = 0
        self._nodes: list[_Node] = []
        self.oracle = RoutingOracle()
        self.commands = 0

    async def play(self) -> Asked:
        """Let everything happen; what was asked for."""
        databases = [Database.open(self._address) for _ in range(2)]
        environments = [
            ProcessEnvironment(self._random.getrandbits(32), lane_pause_s=0.002) for _ in databases
        ]
        self._nodes = [_Node(*each) for each in zip(databases, environments, strict=True)]
        for node in self._nodes:
            await node.start()
        keeping = [
            asyncio.ensure_future(keep_time(node, environment))
            for node, environment in zip(self._nodes, environments, strict=True)
        ]
        await self._begin()
        for _ in range(self._random.randint(8, 16)):
            await asyncio.gather(
                *[self._do(*self._draw(environments[0].now_us())) for _ in range(4)]
            )
            await asyncio.sleep(self._random.choice(_PAUSES))
            await self._settle()
            self.oracle.read(self._log())
            self.oracle.check_nobody_waits(environments[0].now_us())
        for task in keeping:
            task.cancel()
        await asyncio.gather(*keeping, return_exceptions=True)
        for node, database in zip(self._nodes, databases, strict=True):
            await node.close()
            database.close()
        return {id_: each for node in self._nodes for id_, each in node.asked.items()}

    async def _settle(self) -> None:
        for _ in range(2):
            for node in self._nodes:
                node.catch_up()
            await asyncio.sleep(_SETTLING)

    def _log(self) -> Iterator[Logged]:
        yield from _read_log(self._address, after=self.oracle.seq)

    async def _do(self, actor: Actor, command: Any) -> None:
        self._asked += 1
        self.commands += 1
        node = self._random.choice(self._nodes)
        await node.execute(command, actor, id=f"command{self._asked}")

    # -- what happens --------------------------------------------------------------------------

    async def _begin(self) -> None:
        random = self._random
        for team in TEAMS:
            command = c.ChangeTeam(
                team=team,
                routing=random.choice(("balanced", "balanced", "round_robin", "manual")),
                order=random.choice(("deadline", "priority")),
                accept_s=random.choice((0, 0, 30)),
                per_minute=random.choice((0, 0, 2)),
                relax_minutes=random.choice((0, 1)),
                reroute=random.choice(("none", "urgent", "all")),
            )
            await self._do(OPERATOR_ACTOR, command)
        for agent in AGENTS:
            await self._do(OPERATOR_ACTOR, self._capacity(agent))
            await self._do(HUB_ACTOR, c.SetReachable(agent=agent, reachable=True))

    def _capacity(self, agent: str) -> Any:
        random = self._random
        capacities = random.choice(({}, {}, {"email": random.randrange(3)}))
        capacity = random.randrange(5)
        return c.ChangeAgent(agent=agent, capacity=capacity, capacities=capacities)

    def _draw(self, now: Instant) -> tuple[Actor, Any]:
        """Who does what."""
        random = self._random
        if not self._tickets or random.random() < 0.3:
            return OPERATOR_ACTOR, self._open()
        agent, ticket = random.choice(AGENTS), random.choice(self._tickets)
        team = random.choice(TEAMS)
        own, hub, boss = agent_actor(agent), HUB_ACTOR, OPERATOR_ACTOR
        state = random.choice(("available", "available", "busy", "break", "off_shift"))
        status = random.choice(("open", "pending", "on_hold", "solved"))
        priority = random.choice(("low", "normal", "high", "urgent"))
        begins = now + random.randrange(100) * _SECOND
        absence = Absence(begins, begins + 200 * _SECOND, random.choice((None, *AGENTS[:2])))
        skill, level = random.choice(SKILLS), random.randrange(4)
        need = Need(skill, 1 + level % 3, random.random() < 0.5)
        found: list[tuple[Actor, Any]] = [
            (own, c.SetAvailability(state=state)),
            (own, c.ReleaseTicket(ticket=ticket)),
            (own, c.AcceptTicket(ticket=ticket)),
            (own, c.DeclineTicket(ticket=ticket)),
            (own, c.TakeTicket(ticket=ticket)),
            (own, c.TakeNext(team=team)),
            (own, c.SetAbsences(absences=random.choice(((), (absence,))))),
            (hub, c.SetReachable(agent=agent, reachable=random.random() < 0.8)),
            (boss, c.SetStatus(ticket=ticket, status=status)),
            (boss, c.SetPriority(ticket=ticket, priority=priority)),
            (boss, c.SetNeeds(ticket=ticket, needs=random.choice(((), (need,))))),
            (boss, c.SetAssignee(ticket=ticket, assignee=random.choice((None, agent)))),
            (boss, c.SetTeam(ticket=ticket, team=random.choice((None, team)))),
            (boss, c.PlaceTicket(ticket=ticket, kept_back=random.random() < 0.3)),
            (boss, c.PlaceTicket(ticket=ticket, pinned=random.random() < 0.5)),
            (boss, c.KeepQueueBack(team=team, kept_back=random.random() < 0.3)),
            (boss, c.MoveQueue(team=team, to=random.choice(TEAMS))),
            (boss, c.Redistribute(agent=agent, tickets=(ticket,))),
            (boss, self._capacity(agent)),
            (boss, c.SetSkill(agent=agent, skill=skill, level=level)),
            (boss, c.ChangeWorkspace(priority_weights={"urgent": random.randrange(3)})),
            (boss, c.ChangeTeam(team=team, accept_s=random.choice((0, 30)))),
            (boss, c.EndMembership(agent=agent, team=team)),
            (boss, c.SetMembership(membership=f"{agent}-{self._asked}", agent=agent, team=team)),
            (boss, c.DisableAgent(agent=agent)),
            (boss, c.EnableAgent(agent=agent)),
        ]
        return random.choice(found)

    def _open(self) -> Any:
        ticket = f"t{len(self._tickets)}"
        self._tickets.append(ticket)
        return c.OpenTicket(
            ticket=ticket,
            message=f"{ticket}-1",
            subject="Help",
            text="Please",
            requester=self._random.choice((None, "kim")),
            team=self._random.choice(TEAMS),
            channel=self._random.choice(("email", "chat")),
            priority=self._random.choice(("normal", "normal", "urgent")),
        )


# -- playing -----------------------------------------------------------------------------------


def play(seed: int, address: str, twin: str) -> Result:
    """Play one history on a furnished database, and what was done again on its twin."""
    history = History(Random(seed), address)
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        asked = runner.run(history.play())
    log = [*_read_log(address)]
    asyncio.run(_repeat(asked, log, twin))
    again = [*_read_log(twin)]
    failures = [*history.oracle.failures, *_differences(log, again)]
    return Result(
        seed=seed,
        failures=tuple(failures),
        given=history.oracle.given,
        commands=history.commands,
    )


async def _repeat(asked: Asked, log: list[Logged], address: str) -> None:
    """Execute one by one what took effect, in the order of the log, each at its instant."""
    at = {entry.command: entry.at for entry in log if entry.command in asked}
    environment = StillEnvironment()
    with closing(Database.open(address)) as database:
        desk = Desk(database, environment)
        await desk.start()
        for id_, instant in at.items():
            environment.advance(microseconds=instant - environment.now_us())
            command, actor = asked[id_]
            await desk.execute(command, actor, id=id_)
        await desk.close()


def _differences(log: list[Logged], again: list[Logged]) -> list[str]:
    """The first entry in which two logs differ."""
    for one, other in zip(log, again, strict=False):
        if (one.kind, one.id, one.payload) != (other.kind, other.id, other.payload):
            return [f"entry {one.seq} on {one.id} is another when it is done again"]
    return [] if len(log) == len(again) else [f"{len(log)} entries, {len(again)} again"]


def _read_log(address: str, *, after: Seq = 0) -> Iterator[Logged]:
    with closing(Database.open(address)) as database, database.read() as reader:
        log = ChangeLog(database)
        while page := log.read(reader, after=after):
            yield from page
            after = page[-1].seq


def play_on_sqlite(seed: int) -> Result:
    """Play one history on files of its own."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory, prefix="routing") as folder:
        files = [Path(folder) / name for name in ("desk.sqlite", "twin.sqlite")]
        for file in files:
            file.write_bytes(_furnished_file())
        return play(seed, *map(str, files))


def play_on_postgresql(seed: int, template: str) -> Result:
    """Play one history on databases of its own, copies of `template`."""
    names = f"routing_{seed}", f"routing_{seed}_twin"
    with copied(template, names[0]) as address, copied(template, names[1]) as twin:
        return play(seed, address, twin)


@cache
def _furnished_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.sqlite"
        furnish(str(file))
        return file.read_bytes()


def furnish(address: str) -> None:
    """Make the desk from which every history starts, in an empty database."""
    with closing(Database.open(address)) as database:
        migrate(database)
        asyncio.run(_furnish(database))


async def _furnish(database: Database) -> None:
    environment = StillEnvironment()
    environment.advance(days=-1)
    desk = Desk(database, environment)
    await desk.start()
    commands = [c.CreateAgent(agent="boss", name="Boss", email="b@d.test", role="administrator")]
    commands += [c.CreateAgent(agent=a, name=a, email=f"{a}@d.test") for a in AGENTS]
    commands += [c.CreateTeam(team=team, name=team) for team in TEAMS]
    commands += [c.SaveSkill(skill=skill, name=skill) for skill in SKILLS]
    places = [(agent, TEAMS[0]) for agent in AGENTS] + [(agent, TEAMS[1]) for agent in AGENTS[:2]]
    commands += [c.SetMembership(membership=f"{a}-{t}", agent=a, team=t) for a, t in places]
    commands += [c.SetSkill(agent="a0", skill="french", level=3)]
    commands += [c.CreateContact(contact="kim", name="Kim")]
    for command in commands:
        answer = await desk.execute(command, OPERATOR_ACTOR)
        assert answer.ok, (command, answer.refusal)
    await desk.close()


# -- the command -------------------------------------------------------------------------------


def _one(seed: int, template: str) -> Result:
    """Play a history; whatever goes wrong names the seed."""
    try:
        return play_on_sqlite(seed) if seed % 10 else play_on_postgresql(seed, template)
    except Exception as error:  # noqa: BLE001 - whatever it is, it names the seed
        return Result(seed=seed, failures=(f"{error!r:.500}",))


def main() -> int:
    """Play so many histories; 1 if any failed."""
    return play_many(
        "tests.simulation.routing", "histories", usual=10_000, one=_one, furnish=furnish, told=_told
    )


def _told(results: Sequence[Result], seconds: float) -> str:
    return (
        f"{sum(result.given for result in results)} tickets given in"
        f" {sum(result.commands for result in results)} commands,"
        f" {timedelta(seconds=round(seconds))}"
    )


if __name__ == "__main__":
    sys.exit(main())
