# SPDX-License-Identifier: Apache-2.0
"""Real desks on real databases for tests: SQLite in a file, PostgreSQL on the suite's server."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest

import sync_server.desk.commands
import sync_server.desk.queries  # noqa: F401 - registers the handlers
from sync_server.desk.desk import Desk
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from tests.support.postgres import PostgresServer
from tests.support.standard_desk import StandardDesk
from tests.support.still_environment import StillEnvironment

BOTH: Final = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


class Templates:
    """Databases to copy for a test: each is made once per run."""

    def __init__(self, request: pytest.FixtureRequest, folder: Path) -> None:
        self._request = request
        self._folder = folder
        self._made: set[tuple[str, str]] = set()

    def copy(self, dialect: str, folder: Path, *, furnished: bool) -> Database:
        """A database of its own with the schema, and with the standard desk if `furnished`."""
        name = "furnished_desk" if furnished else "empty_desk"
        if dialect == "sqlite":
            path = folder / "desk.db"
            shutil.copy(self._sqlite(name, furnished=furnished), path)
            return Database.open(path)
        server: PostgresServer = self._request.getfixturevalue("postgres")
        if (dialect, name) not in self._made:
            server.name(name)
            _prepare(server.address(name), furnished=furnished)
            self._made.add((dialect, name))
        return Database.open(server.create(template=name))

    def _sqlite(self, name: str, *, furnished: bool) -> Path:
        path = self._folder / f"{name}.db"
        if ("sqlite", name) not in self._made:
            _prepare(path, furnished=furnished)
            self._made.add(("sqlite", name))
        return path


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
    opened = templates.copy("sqlite", tmp_path, furnished=False)
    yield opened
    opened.close()


@pytest.fixture(params=BOTH)
def database(
    request: pytest.FixtureRequest, templates: Templates, tmp_path: Path
) -> Iterator[Database]:
    """A migrated database, of each kind."""
    opened = templates.copy(request.param, tmp_path, furnished=False)
    yield opened
    opened.close()


@pytest.fixture(params=BOTH)
def furnished_database(
    request: pytest.FixtureRequest, templates: Templates, tmp_path: Path
) -> Iterator[Database]:
    """A database with the standard desk in it, of each kind."""
    opened = templates.copy(request.param, tmp_path, furnished=True)
    yield opened
    opened.close()


@pytest.fixture
async def standard(furnished_database: Database) -> AsyncIterator[StandardDesk]:
    """The standard desk, running, ten minutes after it was furnished."""
    environment = StillEnvironment(seed=2)
    environment.advance(minutes=13)
    async with running_desk(furnished_database, environment) as desk:
        yield StandardDesk(desk, environment)


@pytest.fixture
def environment() -> StillEnvironment:
    """Time stands still until the test moves it."""
    return StillEnvironment()


@asynccontextmanager
async def running_desk(database: Database, environment: StillEnvironment) -> AsyncIterator[Desk]:
    """A desk that executes, for as long as the block lasts."""
    desk = Desk(database, environment)
    await desk.start()
    try:
        yield desk
    finally:
        await desk.close()
