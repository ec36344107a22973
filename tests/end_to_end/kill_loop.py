# SPDX-License-Identifier: Apache-2.0
"""Kills the real server under load again and again, and holds it to every answer that it gave."""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.json import decode

from sync_server.config import read_configuration
from sync_server.contract.frames import Answer
from sync_server.desk.actor import OPERATOR, Actor
from sync_server.environment import RealEnvironment
from sync_server.operations.opening import open_desk
from tests.end_to_end.submitter import Submitter
from tests.support.plain import c
from tests.support.server_process import ADA, ServerProcess, enrol
from tests.support.wire_probe import trust

LIMITS: Final[Mapping[str, float]] = {
    "replay_a_second": 1_000_000,
    "commands_a_second": 1_000_000,
    "command_burst": 1_000_000,
    "sessions_per_agent": 100,
    "devices_per_agent": 100,
}
"""Nobody is told to slow down, and one account has as many devices as there are submitters."""

TICKETS: Final = tuple(f"shared-{number}" for number in range(5))
LONGEST_LIFE_S: Final = 0.5
SHORTEST_LIFE_ODDS: Final = 8
"""One life in so many ends while the server still starts."""


class Tally(Struct, kw_only=True):
    """What came of a run. `lost`, `doubled`, `disordered` and `faults` must be nothing.

    `kills` are those under load; `early_kills` come on top. `kept` and `gone`: commands without an
    answer when the server died, that it remembered or not.
    """

    wanted: int
    kills: int = 0
    early_kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    disordered: int = 0
    kept: int = 0
    gone: int = 0
    repeated: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    starts_s: list[float] = field(default_factory=list)
    findings: list[object] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.disordered or self.faults or self.findings)

    def __str__(self) -> str:
        typical = sorted(self.starts_s)[len(self.starts_s) // 2] if self.starts_s else 0.0
        return (
            f"{self.kills} kills under load, {self.early_kills} while starting; "
            f"{self.acknowledged} acknowledged, {self.lost} lost, {self.doubled} doubled, "
            f"{self.disordered} out of order; unacknowledged: {self.kept} kept, {self.gone} gone; "
            f"{self.repeated} asked again; start {typical:.2f} s (median); "
            f"faults {dict(self.faults)}, findings {len(self.findings)}"
        )


async def run_kills(
    server: ServerProcess,
    *,
    kills: int,
    seed: int,
    submitters: int,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Serve, kill and serve again; the server is stopped at the end, and everything compared."""
    chance = random.Random(seed)
    tokens = await _prepare(server.data, submitters)
    devices = [
        Submitter(
            device,
            token,
            port=server.port,
            tls=trust(server),
            tickets=TICKETS,
            seed=seed * 1000 + number,
        )
        for number, (device, token) in enumerate(tokens.items())
    ]
    tally = Tally(wanted=kills)
    async with server:
        await _kill_again_and_again(server, devices, tally, chance=chance, progress=progress)
    _count(tally, devices)
    tally.starts_s = server.starts_s
    _audit(tally, server.data / "desk.sqlite", devices)
    tally.findings += (await server.verify())["findings"]
    tally.faults.update("logged" for line in server.log if '"level":"info"' not in line)
    return tally


async def _kill_again_and_again(
    server: ServerProcess,
    devices: Sequence[Submitter],
    tally: Tally,
    *,
    chance: random.Random,
    progress: Callable[[Tally], None],
) -> None:
    """Let all devices submit throughout; at the end each has an answer to everything."""
    serving, ending = asyncio.Event(), asyncio.Event()
    serving.set()
    async with asyncio.TaskGroup() as group:
        for device in devices:
            group.create_task(device.run(serving, ending))
        while tally.kills < tally.wanted:
            await _live_a_while(devices, chance)
            serving.clear()
            await server.kill()
            tally.kills += 1
            if chance.randrange(SHORTEST_LIFE_ODDS) == 0:
                await server.launch()
                await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
                await server.kill()
                tally.early_kills += 1
            await server.start()
            serving.set()
            _count(tally, devices)
            progress(tally)
        ending.set()


async def _prepare(data: Path, count: int) -> dict[str, str]:
    """Tickets to write to, and devices of the administrator: their tokens."""
    environment = RealEnvironment()
    try:
        async with open_desk(read_configuration(data), environment) as opened:
            console = Actor(kind=OPERATOR, id="console", via="console", device="console")
            for ticket in TICKETS:
                opening = c.OpenTicket(ticket=ticket, message=f"m-{ticket}", subject="x", text="x")
                await opened.desk.execute(opening, console)
    finally:
        environment.close()
    return await enrol(data, dict.fromkeys((f"device-{number}" for number in range(count)), ADA))


async def _live_a_while(devices: Sequence[Submitter], chance: random.Random) -> None:
    """Let somebody get an answer, and then a time pass that nothing else decides."""
    for device in devices:
        device.acknowledged.clear()
    waits = [asyncio.create_task(device.acknowledged.wait()) for device in devices]
    async with asyncio.timeout(60):
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    # The moment of the kill is the one thing here that must not depend on anything.
    await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))


def _count(tally: Tally, devices: Sequence[Submitter]) -> None:
    tally.acknowledged = sum(len(device.answers) for device in devices)
    tally.kept = sum(device.kept for device in devices)
    tally.gone = sum(device.gone for device in devices)
    tally.repeated = sum(device.repeated for device in devices)
    tally.faults = sum((device.faults for device in devices), Counter())


def _audit(tally: Tally, database: Path, devices: Sequence[Submitter]) -> None:
    """Compare the answers that the devices hold with what the database says."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as link:
        for device in devices:
            runs = _runs(link, device.device)
            known = [run.counter for run in runs]
            ends = {run.counter: run.last for run in runs}
            tally.doubled += len(known) - len(set(known))
            tally.disordered += known != sorted(known)
            tally.lost += sum(
                answer.ok and ends.get(counter) != answer.seq
                for counter, answer in device.answers.items()
            )
            outcomes = _outcomes(link, device.device)
            tally.lost += sum(
                outcomes.get(answer.id) != answer for answer in device.answers.values()
            )
        tally.doubled += link.execute(
            "SELECT count(*) FROM (SELECT 1 FROM log WHERE op = 'insert' GROUP BY kind, id"
            " HAVING count(*) > 1)"
        ).fetchone()[0]
        tally.lost += link.execute(
            "SELECT count(*) FROM ticket WHERE messages <>"
            " (SELECT count(*) FROM message WHERE message.ticket = ticket.id)"
        ).fetchone()[0]
        tally.findings += [row for row in link.execute("PRAGMA integrity_check") if row != ("ok",)]
    link.close()


class _Run(Struct, frozen=True):
    """The entries of one command, one after the other in the log. It writes a row once."""

    counter: int
    last: int
    rows: frozenset[tuple[str, str]]


def _runs(link: sqlite3.Connection, device: str) -> list[_Run]:
    """A device's commands as the log has them; twice if a command took effect twice."""
    found: list[_Run] = []
    entries = link.execute(
        "SELECT seq, command, kind, id FROM log WHERE device = ? ORDER BY seq", (device,)
    )
    for seq, command, *row in entries:
        counter, rows = int(command.rpartition(".")[2]), frozenset({(row[0], row[1])})
        known = found[-1] if found else None
        if known and (known.counter, known.last) == (counter, seq - 1) and not rows & known.rows:
            found[-1] = _Run(counter, seq, known.rows | rows)
        else:
            found.append(_Run(counter, seq, rows))
    return found


def _outcomes(link: sqlite3.Connection, device: str) -> dict[str, Answer]:
    """What the server remembers to have answered, by the command's id."""
    found = link.execute("SELECT id, answer FROM outcome WHERE device = ?", (device,))
    return {id_: decode(answer, type=Answer) for id_, answer in found}
