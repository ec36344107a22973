# SPDX-License-Identifier: Apache-2.0
"""Real desks on real databases for tests: SQLite in a file, PostgreSQL on the suite's server."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import psycopg
import pytest

import sync_server.desk.commands
import sync_server.desk.queries  # noqa: F401 - registers the handlers
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.engines import POSTGRESQL, Database
from sync_server.store.schema import migrate
from sync_server.store.tables import metadata
from tests.support.postgres import PostgresServer
from tests.support.standard_desk import StandardDesk
from tests.support.still_environment import StillEnvironment

BOTH: Final = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


class Templates:
    """Databases for tests: SQLite files are copied, the one PostgreSQL database is emptied again.

    Making a PostgreSQL database takes longer than most tests. So all tests use the same, one after
    the other, and a second schema keeps the rows of the standard desk.
    """

    def __init__(self, request: pytest.FixtureRequest, folder: Path) -> None:
        self._request = request
        self._folder = folder
        self._files: dict[bool, Path] = {}
        self._address: str | None = None

    def take(self, dialect: str, folder: Path, *, furnished: bool) -> Database:
        """A database with the schema, and with the standard desk in it if `furnished`."""
        if dialect == POSTGRESQL:
            return Database.open(self._postgres(furnished=furnished))
        path = folder / "desk.db"
        shutil.copy(self._sqlite(furnished=furnished), path)
        return Database.open(path)

    def _sqlite(self, *, furnished: bool) -> Path:
        if furnished not in self._files:
            path = self._folder / f"furnished-{furnished}.db"
            _prepare(path, furnished=furnished)
            self._files[furnished] = path
        return self._files[furnished]

    def _postgres(self, *, furnished: bool) -> str:
        if self._address is None:
            server: PostgresServer = self._request.getfixturevalue("postgres")
            self._address = server.create()
            _prepare(self._address, furnished=True)
            _run(self._address, "CREATE SCHEMA kept")
            for name in metadata.tables:
                _run(self._address, f'CREATE TABLE kept."{name}" AS TABLE public."{name}"')
        statements = ["DROP TABLE IF EXISTS search"]
        for name in metadata.tables:
            statements.append(f'DELETE FROM "{name}"')
            if furnished:
                statements.append(f'INSERT INTO "{name}" SELECT * FROM kept."{name}"')
        _run(self._address, "; ".join(statements))
        return self._address


def _run(address: str, statements: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute(statements.encode())


def _prepare(address: str | Path, *, furnished: bool) -> None:
    database = Database.open(address)
    migrate(database)
    if furnished:
        # A thread of its own: the caller's may have a running loop.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, _furnish(database)).result()
    database.close()


async def _furnish(database: Database) -> None:
    environment = StillEnvironment(seed=1)
    async with running_desk(database, environment) as desk:
        await StandardDesk(desk, environment).furnish()


@pytest.fixture(scope="session")
def templates(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Templates:
    """The databases that tests copy."""
    return Templates(request, tmp_path_factory.mktemp("templates"))


@pytest.fixture
def sqlite_database(templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """A migrated SQLite database."""
    opened = templates.take("sqlite", tmp_path, furnished=False)
    yield opened
    opened.close()


@pytest.fixture(params=BOTH)
def database(
    request: pytest.FixtureRequest, templates: Templates, tmp_path: Path
) -> Iterator[Database]:
    """A migrated database, of each kind."""
    opened = templates.take(request.param, tmp_path, furnished=False)
    yield opened
    opened.close()


@pytest.fixture(params=BOTH)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables, of each kind."""
    address: str | Path = tmp_path / "empty.db"
    if request.param == POSTGRESQL:
        server: PostgresServer = request.getfixturevalue("postgres")
        address = server.create()
    opened = Database.open(address)
    yield opened
    opened.close()


@pytest.fixture
def furnished(templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """An SQLite database with the standard desk in it."""
    opened = templates.take("sqlite", tmp_path, furnished=True)
    yield opened
    opened.close()


@pytest.fixture(params=BOTH)
def furnished_database(
    request: pytest.FixtureRequest, templates: Templates, tmp_path: Path
) -> Iterator[Database]:
    """A database with the standard desk in it, of each kind."""
    opened = templates.take(request.param, tmp_path, furnished=True)
    yield opened
    opened.close()


@pytest.fixture
async def standard(furnished_database: Database) -> AsyncIterator[StandardDesk]:
    """The standard desk, running, a second after it was furnished."""
    async with _running_standard(furnished_database) as desk:
        yield desk


@pytest.fixture
async def sqlite_standard(furnished: Database) -> AsyncIterator[StandardDesk]:
    """The standard desk on SQLite alone, for what does not depend on the database."""
    async with _running_standard(furnished) as desk:
        yield desk


@asynccontextmanager
async def _running_standard(database: Database) -> AsyncIterator[StandardDesk]:
    environment = StillEnvironment(seed=2)
    environment.advance(days=31, minutes=3, seconds=1)
    async with running_desk(database, environment) as desk:
        yield StandardDesk(desk, environment)


@pytest.fixture
def environment() -> StillEnvironment:
    """Time stands still until the test moves it."""
    return StillEnvironment()


@asynccontextmanager
async def running_desk(database: Database, environment: Environment) -> AsyncIterator[Desk]:
    """A desk that executes, for as long as the block lasts."""
    desk = Desk(database, environment)
    await desk.start()
    try:
        yield desk
    finally:
        await desk.close()
