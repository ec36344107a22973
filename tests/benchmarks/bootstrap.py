# SPDX-License-Identifier: Apache-2.0
"""Cold bootstrap and resume of a real client on the reference desk with 10,000 tickets.

The limit moves the same rows the bare way: SQLite, JSON arrays, websocket, plain SQLite. Ours also
encrypts, indexes the full text, keeps digests and checks rights.
"""

import asyncio
import sqlite3
import ssl
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
import sqlcipher3.dbapi2 as sqlcipher
from websockets.asyncio.client import connect

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from app.client import Client, Profile
from app.environment import RealEnvironment as ClientEnvironment
from app.link.server import Server, save_server
from resources.sample.reference import ReferenceDesk
from sync_server.channels.attachments import FileKeeper
from sync_server.contract.commands import CreateAgent, SetSubject
from sync_server.contract.ids import AgentId, TicketId
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.environment import RealEnvironment
from sync_server.operations.seeding import seed_reference, set_password
from sync_server.security.tls import AUTHORITY_FILE
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from sync_server.store.search import SearchIndex
from tests.benchmarks.fanout import served
from tests.benchmarks.measure import Line, interleaved
from tests.support.live_client import TestKeyring

OPERATOR = Actor(kind="operator", id="bench", via="bench", device="bench")
TICKETS: Final = 10_000
MISSED: Final = 1_000
EMAIL: Final = "reader@desk.example"
PASSWORD: Final = "nine green parrots drum"
AS_OF: Final = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def measure(rounds: int) -> list[Line]:
    """Two lines: everything on the client's disk, and back in step after 1,000 missed changes."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        desk = scratch / "desk"
        desk.mkdir()
        asyncio.run(_seed(desk))
        bare = scratch / "bare.sqlite"
        _copy_rows(desk / "desk.sqlite", bare)
        ours, limit = interleaved(
            rounds,
            partial(_ours, desk, scratch),
            partial(_bare, bare, scratch),
        )
    return [
        Line(
            f"cold bootstrap, {TICKETS:,} tickets, on disk",
            "ms",
            ours["cold_ms"],
            limit["cold_ms"],
            "bare rows over TLS into SQLite",
            goal=1.5,
        ),
        Line(
            f"resume after {MISSED:,} changes",
            "ms",
            ours["resume_ms"],
            limit["resume_ms"],
            "bare changes into SQLite",
            goal=2.0,
        ),
    ]


async def _seed(folder: Path) -> None:
    database = Database.open(folder / "desk.sqlite")
    migrate(database)
    environment = RealEnvironment()
    desk = Desk(database, environment)
    await desk.start()
    keeper = FileKeeper(desk, environment, folder / "files", owner="bench")
    reference = ReferenceDesk(TICKETS, as_of=AS_OF)
    await seed_reference(desk, reference, keeper, lambda done, total: None)
    reader = AgentId("reader")
    answer = await desk.execute(
        CreateAgent(agent=reader, name="Reader", email=EMAIL, role="administrator"), OPERATOR
    )
    assert answer.ok
    await set_password(desk, environment, [reader], PASSWORD)
    index = SearchIndex(database)
    while await desk.transact(index.catch_up):
        pass  # else the server would do this while it is measured
    await desk.close()
    environment.close()
    database.close()


def _ours(desk: Path, scratch: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        profile, keyring = Profile(folder=Path(folder) / "profile"), TestKeyring()
        with served("tests.benchmarks.desk_server", str(desk), "tls") as (_, port):
            authority = (desk / "tls" / AUTHORITY_FILE).read_text()
            server = Server(host="127.0.0.1", port=port, authority=authority)
            cold = asyncio.run(_cold(profile, keyring, server))
        asyncio.run(_miss(desk))
        with served("tests.benchmarks.desk_server", str(desk), "tls") as (_, port):
            server = Server(host="127.0.0.1", port=port, authority=authority)
            resume = asyncio.run(_resume(profile, keyring, server))
    return {"cold_ms": cold * 1e3, "resume_ms": resume * 1e3}


async def _cold(profile: Profile, keyring: TestKeyring, server: Server) -> float:
    """Seconds from sign-in to the last row on disk."""
    async with Client(profile, ClientEnvironment(), keyring=keyring) as client:
        await client.sign_in(server=server, email=EMAIL, password=PASSWORD)
        began = time.perf_counter()
        await _live(client)
        return time.perf_counter() - began


async def _resume(profile: Profile, keyring: TestKeyring, server: Server) -> float:
    """Seconds from the start of the client to being in step again."""
    save_server(profile.folder, server)
    began = time.perf_counter()
    async with Client(profile, ClientEnvironment(), keyring=keyring) as client:
        await _live(client)
        return time.perf_counter() - began


async def _live(client: Client) -> None:
    """Wait until the client is in step with the server."""
    live = asyncio.Event()
    subscription = client.state_changed.connect(
        lambda state: live.set() if state.kind == "live" else None
    )
    if client.state.kind != "live":
        async with asyncio.timeout(120):
            await live.wait()
    subscription.close()


async def _miss(folder: Path) -> None:
    """Make changes while nobody is connected."""
    database = Database.open(folder / "desk.sqlite")
    environment = RealEnvironment()
    desk = Desk(database, environment)
    await desk.start()
    with database.read() as reader:
        ids = [
            row[0] for row in reader.run(f"SELECT id FROM ticket WHERE archived = 0 LIMIT {MISSED}")
        ]
        [(stamp,)] = reader.run("SELECT seq FROM head")
    answers = await asyncio.gather(
        *(
            desk.send(SetSubject(ticket=TicketId(id_), subject=f"Missed at {stamp}"), OPERATOR)
            for id_ in ids
        )
    )
    assert all(answer.ok for answer in answers)
    await desk.close()
    environment.close()
    database.close()


# -- the bare way ------------------------------------------------------------------------------


def _copy_rows(source: Path, target: Path) -> None:
    """The rows that clients hold, in a plain database of the standard library."""
    desk = sqlcipher.connect(str(source))
    bare = sqlite3.connect(target)
    live = "SELECT id FROM ticket WHERE archived = 0"
    for table, column in (("ticket", "id"), ("message", "ticket")):
        cursor = desk.execute(f"SELECT * FROM {table} WHERE {column} IN ({live})")
        names = [column[0] for column in cursor.description]
        columns = ", ".join(f'"{name}"' for name in names)
        bare.execute(f"CREATE TABLE {table} ({columns})")
        marks = ", ".join("?" for _ in names)
        bare.executemany(f"INSERT INTO {table} VALUES ({marks})", cursor)
    bare.commit()
    bare.close()
    desk.close()


def _bare(database: Path, scratch: Path) -> dict[str, float]:
    words = ("tests.benchmarks.bare_rows", str(database), str(scratch / "bare-tls"))
    with served(*words) as (_, port):
        taken = scratch / "taken.sqlite"
        taken.unlink(missing_ok=True)
        return asyncio.run(_take_bare(port, taken))


async def _take_bare(port: int, path: Path) -> dict[str, float]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    cache = sqlite3.connect(path)
    cache.execute("PRAGMA journal_mode = WAL")
    cache.execute("PRAGMA synchronous = NORMAL")
    made: set[str] = set()
    async with connect(
        f"wss://127.0.0.1:{port}/", ssl=context, compression=None, max_size=None
    ) as link:
        began = time.perf_counter()
        await link.send("all")
        while page := msgspec.json.decode(await link.recv()):
            table, rows = page
            marks = ", ".join("?" for _ in rows[0])
            if table not in made:
                made.add(table)
                columns = ", ".join(f"c{n}" for n in range(1, len(rows[0])))
                cache.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, {columns})")
            cache.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        cache.commit()
        cold = time.perf_counter() - began
        began = time.perf_counter()
        await link.send("resume")
        changes = msgspec.json.decode(await link.recv())
        cache.executemany("UPDATE ticket SET c2 = ?2 WHERE id = ?1", changes)
        cache.commit()
        resume = time.perf_counter() - began
    cache.close()
    return {"cold_ms": cold * 1e3, "resume_ms": resume * 1e3}
