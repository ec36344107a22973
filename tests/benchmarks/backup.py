# SPDX-License-Identifier: Apache-2.0
"""A backup against copying the same files; and who waits meanwhile.

The design budgets 10 GiB of attachments for 100,000 tickets. Time grows with rows and bytes alike,
so a fifth of both is measured, and with `--whole` all of it: 40 GiB of room, a quarter of an hour.
Both sides end with everything on the disk, and ours has read all of it back and counted the state
again.
"""

import asyncio
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.config import Configuration
from sync_server.contract.commands import CreateTeam, OpenTicket, SetPriority
from sync_server.contract.ids import MessageId, TeamId, TicketId
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.environment import RealEnvironment
from sync_server.operations import allocation
from sync_server.operations.backup_making import Plan, make_backup
from sync_server.operations.backup_process import Backups
from sync_server.operations.restore import restore
from sync_server.store.blobs import Blob, BlobRows
from sync_server.store.engines import Database, Writer
from sync_server.store.schema import migrate
from tests.benchmarks.measure import Line

TICKETS: Final = 100_000
FILES: Final = 20_480
PART: Final = 5
"""One ticket in so many, and one file, where not the whole desk is measured."""

FILE_BYTES: Final = 512 * 1024
PAUSE_S: Final = 0.01
CALM_S: Final = 15.0
OPERATOR = Actor(kind="operator", id="bench", via="bench", device="bench")
PRIORITIES: Final = ("low", "normal", "high", "urgent")


def measure(rounds: int, *, whole: bool = False) -> list[Line]:
    """Four lines: speed with second names and with copies, p99 of commands, and of a restore."""
    allocation.tune()
    with tempfile.TemporaryDirectory(prefix="deskbell-bench-") as name:
        folder = Path(name)
        configuration = Configuration(data=folder / "data", backups=str(folder / "backups"))
        part = 1 if whole else PART
        asyncio.run(_seed(configuration, TICKETS // part, FILES // part))
        size = _size(configuration.data)
        copying, linked, copied, restoring, calm, busy = [], [], [], [], [], []
        for _ in range(rounds):
            copying.append(_seconds(lambda: _copy(configuration.data, folder / "copy")))
            shutil.rmtree(folder / "copy")
            copied.append(_seconds(lambda: _back_up_by_copies(configuration, folder / "other")))
            restoring.append(_seconds(lambda: _restore(folder / "other", folder / "restored")))
            for used in ("other", "restored"):
                shutil.rmtree(folder / used)
            found = asyncio.run(_at_work(configuration, TICKETS // part))
            linked.append(found["seconds"])
            calm.append(found["calm"])
            busy.append(found["busy"])
        return _lines(size, copying, linked, copied, restoring, calm=calm, busy=busy)


def _lines(
    size: int,
    copying: list[float],
    linked: list[float],
    copied: list[float],
    restoring: list[float],
    *,
    calm: list[float],
    busy: list[float],
) -> list[Line]:
    mib = size / 1024 / 1024
    limit = mib / statistics.median(copying)
    lines = [
        Line(
            f"{what}, {mib:,.0f} MiB, verified",
            "MiB/s",
            mib / statistics.median(found),
            limit,
            "copying the data folder",
            goal=0.5,
            more_is_better=True,
        )
        for what, found in (
            ("backup at work, same disk", linked),
            ("backup by copies, as to another disk", copied),
            ("restore", restoring),
        )
    ]
    return [
        *lines,
        Line(
            "p99 of a command while a backup is made",
            "ms",
            statistics.median(busy),
            statistics.median(calm),
            "without one",
            goal=2.0,
        ),
    ]


async def _seed(configuration: Configuration, tickets: int, files: int) -> None:
    configuration.blobs.mkdir(parents=True)
    database = Database.open(configuration.database_address)
    migrate(database)
    environment = RealEnvironment()
    desk = Desk(database, environment)
    await desk.start()
    await desk.execute(CreateTeam(team=TeamId("platform"), name="Platform"), OPERATOR)
    for start in range(0, tickets, 500):
        await asyncio.gather(
            *(desk.send(_ticket(number), OPERATOR) for number in range(start, start + 500))
        )
    rows = BlobRows(database)
    blobs = [_file(configuration, number) for number in range(files)]

    def put(writer: Writer) -> None:
        for blob in blobs:
            rows.put(writer, blob)

    await desk.transact(put)
    await desk.close()
    environment.close()
    database.close()


def _ticket(number: int) -> OpenTicket:
    return OpenTicket(
        ticket=TicketId(f"t{number}"),
        message=MessageId(f"m{number}"),
        subject=f"Ticket {number}",
        text="word " * 60,
        team=TeamId("platform"),
    )


def _file(configuration: Configuration, number: int) -> Blob:
    data = os.urandom(FILE_BYTES)
    (configuration.blobs / f"file-{number}").write_bytes(data)
    return Blob(
        id=f"file-{number}",
        owner="bench",
        size=FILE_BYTES,
        received=FILE_BYTES,
        sha256=sha256(data).hexdigest(),
        complete=True,
        created_at=0,
    )


async def _at_work(configuration: Configuration, tickets: int) -> dict[str, float]:
    """The p99 of commands, one every 10 ms, without and with a backup; and how long that took."""
    database = Database.open(configuration.database_address)
    environment = RealEnvironment()
    desk = Desk(database, environment)
    await desk.start()
    try:
        calm = await _latencies(desk, tickets, lambda: asyncio.sleep(CALM_S))
        began = time.perf_counter()
        busy = await _latencies(desk, tickets, Backups(configuration, environment).make)
        seconds = time.perf_counter() - began
    finally:
        await desk.close()
        environment.close()
        database.close()
    shutil.rmtree(configuration.backup_folder)
    return {"calm": _p99(calm), "busy": _p99(busy), "seconds": seconds}


async def _latencies(
    desk: Desk, tickets: int, work: Callable[[], Awaitable[object]]
) -> list[float]:
    """How long each command took, in milliseconds, until some work was done."""
    doing = asyncio.ensure_future(work())
    found = []
    number = 0
    while not doing.done():
        number += 7
        command = SetPriority(
            ticket=TicketId(f"t{number % tickets}"),
            priority=PRIORITIES[number % 4],
        )
        began = time.perf_counter()
        answer = await desk.execute(command, OPERATOR)
        assert answer.ok
        found.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(PAUSE_S)
    await doing
    return found


def _back_up_by_copies(configuration: Configuration, folder: Path) -> None:
    plan = Plan(
        database=configuration.database_address,
        blobs=str(configuration.blobs),
        authority="",
        settings="",
        folder=str(folder),
        made_at=0,
        by="console",
        copies=True,
    )
    make_backup(plan, key=None, random_bytes=os.urandom, rest=lambda: None)


def _restore(backups: Path, data: Path) -> None:
    environment = RealEnvironment()
    (backup,) = (path for path in backups.iterdir() if path.is_dir())
    restore(Configuration(data=data), backup, environment=environment)
    environment.close()


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target)
    os.sync()


def _seconds(work: Callable[[], object]) -> float:
    os.sync()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]
