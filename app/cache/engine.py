# SPDX-License-Identifier: Apache-2.0
"""Encrypted SQLite files: opening, transactions, and telling damage from a full disk.

A file is used by one thread. It is encrypted with a raw 32-byte key, so a copy without the key is
noise; anything that is not exactly the expected file counts as damaged and can be set aside.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from msgspec import Struct

from app.errors import NoRoom
from sync_server.contract.ids import Instant

OLDEST_SQLITE: Final = (3, 51, 3)
"""Before it, two connections to one file in WAL mode could lose a committed write."""

KEY_BYTES: Final = 32

BUSY_S: Final = 30.0
"""How long a file that another program holds, a backup or a virus scanner, is waited for."""


class Shape(Struct, frozen=True, kw_only=True):
    """What a file must be. `migrations[n]` makes version n + 1; `durable` syncs each commit.

    `functions` of one argument are known to its migrations under their names.
    """

    application_id: int
    migrations: tuple[tuple[str, ...], ...]
    durable: bool
    functions: tuple[tuple[str, Callable[[Any], object]], ...] = ()


class Damaged(Exception):
    """The file cannot be used: the wrong key, cut short, altered, or somebody else's."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


LOG_PAGES: Final = 8_000
"""So long may the log of a file get (32 MiB) that is moved into the file in calm moments.

SQLite's own 1,000 pages are soon full, and the commit that moves them waits for the disk."""

_LOGGED_PAGE: Final = 4_120
_CARRIED: Final = 3_980
"""A page takes so much in the log, and has room for so much of a long value, the last page of a
chunk included."""

_PAGES_AROUND: Final = 12
"""Those of the table and of its indexes that change with a row."""

UNWRITTEN: Final = (NoRoom, Damaged)
"""Why a write may fail that can be tried again: SQLite tells a quota that is used up, or a limit,
like a disk that fails."""


def room_for(size: int) -> int:
    """What the disk must have left for a row of so many bytes, which goes to the log first."""
    return (size // _CARRIED + _PAGES_AROUND) * _LOGGED_PAGE


class File:
    """One open encrypted file. Outside `transaction` each statement commits itself."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    @property
    def in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query. Raises `Damaged`."""
        try:
            return list(self._connection.execute(statement, parameters))
        except driver.Error as error:
            raise _explain(error) from error

    def row(self, statement: str, parameters: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, if there is one. Raises `Damaged`."""
        try:
            found: tuple[Any, ...] | None = self._connection.execute(
                statement, parameters
            ).fetchone()
        except driver.Error as error:
            raise _explain(error) from error
        return found

    def run(self, statement: str, parameters: Sequence[object] = ()) -> int:
        """Execute a statement; the number of rows that it changed. Raises `Damaged`, `NoRoom`."""
        try:
            return int(self._connection.execute(statement, parameters).rowcount)
        except driver.Error as error:
            raise _explain(error) from error

    def run_many(self, statement: str, parameters: Iterable[Sequence[object]]) -> None:
        """Execute a statement for each set of parameters. Raises `Damaged`, `NoRoom`."""
        try:
            self._connection.executemany(statement, parameters)
        except driver.Error as error:
            raise _explain(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. A full disk may end a transaction by itself: then all is undone."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            if not self.in_transaction:
                raise NoRoom
            self.run("COMMIT")
        except BaseException:
            if self.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def become(self, other: "File") -> None:
        """Be another open file from now on: a damaged one was replaced under its users."""
        self._connection.close()
        self._connection = other._connection  # noqa: SLF001 - another of the same class

    def close(self) -> None:
        self._connection.close()


def open_file(path: Path | None, key: bytes, *, shape: Shape) -> File:
    """Open or create a file; without a path it lives in memory. Raises `Damaged` and `NoRoom`."""
    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {driver.sqlite_version} may lose writes")
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
    try:
        connection = driver.connect(
            ":memory:" if path is None else str(path),
            timeout=BUSY_S,
            isolation_level=None,
            cached_statements=256,
        )
        try:
            _prepare(connection, key, shape)
        except BaseException:
            connection.close()
            raise
    except driver.Error as error:
        raise _explain(error) from error
    return File(connection)


def _prepare(connection: Any, key: bytes, shape: Shape) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")  # a wrong key is said by us, not on stderr
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    fresh = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if not fresh and owner != shape.application_id:
        raise Damaged("another kind of file")
    if version > len(shape.migrations):
        raise Damaged("written by a newer version")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={'FULL' if shape.durable else 'NORMAL'}")
    connection.execute("PRAGMA temp_store=MEMORY")
    if not shape.durable:
        connection.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA cache_size=-32768")
    if version == len(shape.migrations):
        return
    for name, function in shape.functions:
        connection.create_function(name, 1, function)
    connection.execute("BEGIN IMMEDIATE")
    for statements in shape.migrations[version:]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id={shape.application_id}")
    connection.execute(f"PRAGMA user_version={len(shape.migrations)}")
    connection.execute("COMMIT")


_FAULTS: Final[tuple[type[Exception], ...]] = (
    driver.IntegrityError,
    driver.ProgrammingError,
    driver.InterfaceError,
)


def _explain(error: Exception) -> Exception:
    """What can be done about an error of the driver: the error itself when it is a fault here."""
    text = str(error)
    if type(error) is driver.OperationalError:
        if "is full" in text:
            return NoRoom()
        return Damaged(text) if "malformed" in text or "disk I/O" in text else error
    return error if type(error) in _FAULTS else Damaged(text)


def set_aside(path: Path, *, at: Instant) -> Path:
    """Move a damaged file out of the way, its companions too; the name that it has now."""
    aside = path.with_name(f"{path.stem}-damaged-{at}{path.suffix}")
    for suffix in ("", "-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.replace(aside.with_name(aside.name + suffix))
    return aside


def erase(path: Path) -> None:
    """Delete a file with its companions, where they exist."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
