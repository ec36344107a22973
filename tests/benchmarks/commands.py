# SPDX-License-Identifier: Apache-2.0
"""The desk's commands a second in one process, against bare group commit of three statements."""

import asyncio
import random
import sqlite3
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.contract.commands import CreateTeam, OpenTicket, Priority, SetPriority
from sync_server.contract.ids import MessageId, TeamId, TicketId
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.environment import RealEnvironment
from sync_server.operations import allocation
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from tests.benchmarks.measure import Line, interleaved

TICKETS: Final = 10_000
IN_FLIGHT: Final = 256
BATCH: Final = 100
SECONDS: Final = 2.0
OPERATOR = Actor(kind="operator", id="bench", via="bench", device="bench")
PRIORITIES: Final[tuple[Priority, ...]] = ("low", "normal", "high", "urgent")


def measure(rounds: int) -> list[Line]:
    """One line: `SetPriority` on 10,000 tickets, 256 in flight, durable answers.

    The commands are the console's and decoded already: what frames, counters and rights cost is
    part of the measurements with sockets.
    """
    allocation.tune()
    with tempfile.TemporaryDirectory() as folder:
        bare = _bare_database(Path(folder) / "bare.sqlite")
        path = Path(folder) / "desk.sqlite"
        asyncio.run(_seed(path))
        ours, limit = interleaved(
            rounds,
            lambda: {"rate": asyncio.run(_desk_rate(path))},
            lambda: {"rate": _bare_rate(bare)},
        )
        bare.close()
    return [
        Line(
            "durable commands, one process, decoded",
            "/s",
            ours["rate"],
            limit["rate"],
            "stdlib sqlite3, 3 statements, 100 a commit, FULL",
            goal=0.25,
            more_is_better=True,
        )
    ]


async def _seed(path: Path) -> None:
    database = Database.open(path)
    migrate(database)
    environment = RealEnvironment()
    desk = Desk(database, environment)
    await desk.start()
    await desk.execute(CreateTeam(team=TeamId("platform"), name="Platform"), OPERATOR)
    for start in range(0, TICKETS, 500):
        await asyncio.gather(
            *(
                desk.send(
                    OpenTicket(
                        ticket=TicketId(f"t{n}"),
                        message=MessageId(f"m{n}"),
                        subject=f"Ticket {n}",
                        text="word " * 60,
                        team=TeamId("platform"),
                    ),
                    OPERATOR,
                )
                for n in range(start, start + 500)
            )
        )
    await desk.close()
    environment.close()
    database.close()


async def _desk_rate(path: Path) -> float:
    """Answered commands a second that changed their ticket, with `IN_FLIGHT` waiting callers."""
    database = Database.open(path)
    environment = RealEnvironment()
    desk = Desk(database, environment)
    await desk.start()
    chance = random.Random(time.monotonic_ns())
    shift = chance.randrange(1, len(PRIORITIES))
    sent: Counter[int] = Counter()
    changed = 0
    end = time.perf_counter() + SECONDS
    began = time.perf_counter()

    async def agent() -> None:
        nonlocal changed
        while time.perf_counter() < end:
            number = chance.randrange(TICKETS)
            sent[number] += 1
            priority = PRIORITIES[(number + sent[number] * shift) % len(PRIORITIES)]
            command = SetPriority(ticket=TicketId(f"t{number}"), priority=priority)
            answer = await desk.execute(command, OPERATOR)
            assert answer.ok
            changed += answer.seq is not None

    await asyncio.gather(*(agent() for _ in range(IN_FLIGHT)))
    rate = changed / (time.perf_counter() - began)
    await desk.close()
    environment.close()
    database.close()
    return rate


def _bare_database(path: Path) -> sqlite3.Connection:
    """A ticket table with four indices, an event table and a log, 10,000 tickets."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE ticket (id TEXT PRIMARY KEY, number INTEGER, subject TEXT, status TEXT,
            priority TEXT, assignee TEXT, team TEXT, updated_at INTEGER, version INTEGER);
        CREATE INDEX a ON ticket (status);
        CREATE INDEX b ON ticket (assignee);
        CREATE INDEX c ON ticket (team, updated_at);
        CREATE INDEX d ON ticket (number);
        CREATE TABLE event (id INTEGER PRIMARY KEY, ticket TEXT, body TEXT);
        CREATE TABLE log (seq INTEGER PRIMARY KEY, command TEXT UNIQUE, payload BLOB);
        """
    )
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO ticket VALUES (?, ?, ?, 'open', 'normal', NULL, 'platform', 0, 0)",
        [(f"t{n}", n, f"Ticket {n}") for n in range(TICKETS)],
    )
    connection.execute("COMMIT")
    return connection


def _bare_rate(connection: sqlite3.Connection) -> float:
    [(seq,)] = connection.execute("SELECT coalesce(max(seq), 0) FROM log").fetchall()
    chance = random.Random(1)
    done = 0
    began = time.perf_counter()
    payload = b'{"before":{"priority":"normal"},"after":{"priority":"high"}}'
    while time.perf_counter() - began < SECONDS:
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(BATCH):
            seq += 1
            ticket = f"t{chance.randrange(TICKETS)}"
            connection.execute(
                "UPDATE ticket SET priority = ?, updated_at = ?, version = ? WHERE id = ?",
                (PRIORITIES[seq % 4], seq, seq, ticket),
            )
            connection.execute("INSERT INTO event (ticket, body) VALUES (?, 'priority')", (ticket,))
            connection.execute("INSERT INTO log VALUES (?, ?, ?)", (seq, f"c{seq}", payload))
        connection.execute("COMMIT")
        done += BATCH
    return done / (time.perf_counter() - began)
