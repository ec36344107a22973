# SPDX-License-Identifier: Apache-2.0
"""The doors to SQLite and PostgreSQL: connections, transactions, compiled statements.

SQL is written as SQLAlchemy Core and compiled once per database; it runs on the raw cursor, because
per-statement execution through Core costs several times the statement itself. One `Writer` exists
per process and belongs to one thread; readers are pooled, and each works in one read snapshot.
"""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

import psycopg
import sqlcipher3.dbapi2 as sqlcipher
from psycopg.pq import TransactionStatus
from sqlalchemy import ClauseElement, ColumnElement, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from sync_server.store.claims import Claim

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
OLDEST_SQLITE: Final = (3, 51, 3)
"""The first SQLite that is free of the WAL-reset fault, which can lose committed writes."""

sqlite_driver = sqlcipher
"""The DBAPI module of SQLite, for whoever must name it."""

DatabaseError = (sqlcipher.Error, psycopg.Error)
"""What either driver raises."""


CHECKPOINT_PAGES: Final = 16384
"""Pages of 4 KiB in the write-ahead log before a commit also moves them into the file.

A commit of many commands writes a thousand; at SQLite's own limit each would pay for both. The
write-ahead log so grows to 64 MiB.
"""


class StorageUnusable(Exception):
    """The database cannot be opened or used; the text says what to do about it."""


class Statement:
    """SQL for one database with positional parameters in the order of `names`.

    `constants` are the parameters that the compiler added with a value of its own.
    """

    __slots__ = ("constants", "names", "sql")

    def __init__(self, sql: str, names: tuple[str, ...], constants: dict[str, Any]) -> None:
        self.sql = sql
        self.names = names
        self.constants = constants

    def bind(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """The parameters in the statement's order."""
        given = self.constants | values if self.constants else values
        return tuple([given[name] for name in self.names])


WIDTHS: Final = (8, 32, 128, 256)
"""Numbers of values for which `IN (…)` is compiled: a list is padded to the next one."""


class Compiler:
    """Turns Core statements into SQL for one dialect. Each statement object is compiled once."""

    def __init__(self, dialect: str) -> None:
        self._dialect: Dialect = (
            sqlite.dialect(paramstyle="qmark")
            if dialect == SQLITE
            else postgresql.dialect(paramstyle="format")  # type: ignore[no-untyped-call]
        )
        self._statements: dict[int, tuple[ClauseElement, Statement]] = {}

    def compile(self, statement: ClauseElement) -> Statement:
        """The statement as SQL with positional parameters."""
        known = self._statements.get(id(statement))
        if known is not None and known[0] is statement:
            return known[1]
        compiled: Any = statement.compile(dialect=self._dialect)
        names = tuple(compiled.positiontup or ())
        constants = {
            name: bind.effective_value
            for bind, name in compiled.bind_names.items()
            if not bind.required
        }
        result = Statement(str(compiled), names, constants)
        self._statements[id(statement)] = (statement, result)
        return result


@cache
def compiler_of(dialect: str) -> Compiler:
    """The compiler of a dialect: one per process, whatever databases come and go."""
    return Compiler(dialect)


class Listing:
    """A statement with `IN` over a list of any length, compiled for a few widths as needed."""

    def __init__(
        self, compiler: Compiler, make: Callable[[list[ColumnElement[Any]]], ClauseElement]
    ) -> None:
        self._compiler = compiler
        self._make = make
        self._statements: dict[int, tuple[Statement, tuple[str, ...]]] = {}

    def rows(
        self, connection: "Connection", values: Sequence[Any], **others: Any
    ) -> Iterator[tuple[Any, ...]]:
        """The rows for all values, in as many statements as it takes."""
        for start in range(0, len(values), WIDTHS[-1]):
            part = list(values[start : start + WIDTHS[-1]])
            width = next(width for width in WIDTHS if width >= len(part))
            part += part[-1:] * (width - len(part))
            statement, names = self._statement(width)
            bound = dict(zip(names, part, strict=True)) | others
            yield from connection.run(statement.sql, statement.bind(bound))

    def _statement(self, width: int) -> tuple[Statement, tuple[str, ...]]:
        """The statement for so many values, and the names of their parameters."""
        if width not in self._statements:
            names = tuple(f"in_{n}" for n in range(width))
            statement = self._compiler.compile(self._make([bindparam(name) for name in names]))
            self._statements[width] = (statement, names)
        return self._statements[width]


class Connection:
    """One driver connection in the form that writers and readers share."""

    __slots__ = ("_cursor", "dialect", "raw")

    def __init__(self, dialect: str, raw: Any) -> None:
        self.dialect = dialect
        self.raw = raw
        self._cursor = raw.cursor()

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Execute and fetch everything (an empty list for statements without rows)."""
        cursor = self._cursor
        cursor.execute(sql, parameters)
        return list(cursor.fetchall()) if cursor.description is not None else []

    def rows(self, statement: Statement, **values: Any) -> list[tuple[Any, ...]]:
        """Execute a compiled statement and fetch everything."""
        return self.run(statement.sql, statement.bind(values))

    def write(self, statement: Statement, parameters: Sequence[Any]) -> int:
        """Execute with positional parameters; how many rows it touched."""
        self._cursor.execute(statement.sql, parameters)
        return int(self._cursor.rowcount)

    def write_many(self, statement: Statement, parameters: Iterable[Sequence[Any]]) -> None:
        """Execute once per set of positional parameters."""
        self._cursor.executemany(statement.sql, parameters)

    @property
    def is_lost(self) -> bool:
        """Whether the server on the other side is known to be gone; a file never is."""
        return self.dialect == POSTGRESQL and bool(self.raw.closed)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open and still usable, as the driver sees it."""
        if self.dialect == SQLITE:
            return bool(self.raw.in_transaction)
        return bool(self.raw.info.transaction_status == TransactionStatus.INTRANS)

    def close(self) -> None:
        """Close the driver connection."""
        self.raw.close()


class Writer(Connection):
    """The one connection that writes. Belongs to the desk's thread."""

    __slots__ = ()

    def begin(self) -> None:
        """Open a write transaction: on SQLite the write lock is taken now, not at first write."""
        self.run("BEGIN IMMEDIATE" if self.dialect == SQLITE else "BEGIN")

    def commit(self) -> None:
        """Make the transaction durable. Raises when it has already ended by itself."""
        if not self.in_transaction:
            raise StorageUnusable("The transaction had ended before its commit")
        self.run("COMMIT")

    def rollback(self) -> None:
        """Undo the transaction, if one is still open."""
        with suppress(*DatabaseError):
            self.run("ROLLBACK")


class Database:
    """A desk's database: SQLite file or PostgreSQL. Safe to share between threads."""

    def __init__(self, dialect: str, address: str, *, key: bytes | None = None) -> None:
        self.dialect = dialect
        self.address = address
        self._key = key
        self.compiler = compiler_of(dialect)
        self._readers: queue.SimpleQueue[Connection] = queue.SimpleQueue()
        self._writer: Writer | None = None
        self._lock = threading.Lock()
        self._claim: Claim | None = None

    @classmethod
    def open(cls, address: str | Path, *, key: bytes | None = None) -> "Database":
        """A database by path (SQLite) or `postgresql://` address.

        `key` (32 bytes) encrypts an SQLite file. Raises `StorageUnusable`.
        """
        text = str(address)
        if text.startswith(("postgresql://", "postgres://")):
            return cls(POSTGRESQL, text)
        if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
            raise StorageUnusable(
                f"SQLite {sqlcipher.sqlite_version} can lose committed writes; "
                f"Deskbell needs {'.'.join(map(str, OLDEST_SQLITE))} or newer"
            )
        return cls(SQLITE, text, key=key)

    def claim(self) -> None:
        """Keep other server processes off an SQLite file. Raises `StorageUnusable` if one is there.

        Several nodes may share a PostgreSQL database, so nothing is claimed there.
        """
        if self.dialect == SQLITE and self._claim is None:
            try:
                self._claim = Claim(Path(f"{self.address}.lock"))
            except BlockingIOError:
                raise StorageUnusable(
                    f"Another server already uses {self.address}. Stop it first, "
                    "or give this one a data folder of its own"
                ) from None

    @property
    def is_shared(self) -> bool:
        """Whether other nodes may write to it too; see `claim`."""
        return self.dialect == POSTGRESQL

    def compile(self, statement: ClauseElement) -> Statement:
        """The statement for this database, compiled once per statement object."""
        return self.compiler.compile(statement)

    def writer(self) -> Writer:
        """The connection that writes; made at the first call, and anew when it was lost.

        Raises `StorageUnusable` while PostgreSQL cannot be reached.
        """
        with self._lock:
            if self._writer is not None and self._writer.is_lost:
                self._writer = None
            if self._writer is None:
                self._writer = Writer(self.dialect, self.connect())
            return self._writer

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reader in one snapshot: every row it sees is of the same moment."""
        reader = self._begin_read()
        try:
            yield reader
            reader.run("COMMIT")
        except BaseException:
            with suppress(*DatabaseError):
                reader.run("ROLLBACK")
            reader.close()
            raise
        self._readers.put(reader)

    def _begin_read(self) -> Connection:
        """A reader whose snapshot is open. One of the pool may have been lost while it rested."""
        begin = (
            "BEGIN" if self.dialect == SQLITE else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        )
        while True:
            try:
                reader, is_new = self._readers.get_nowait(), False
            except queue.Empty:
                reader, is_new = Connection(self.dialect, self.connect()), True
            try:
                reader.run(begin)
            except DatabaseError:
                reader.close()
                if is_new or not reader.is_lost:
                    raise
            else:
                return reader

    def close(self) -> None:
        """Close every connection and give up the claim."""
        with self._lock:
            writer, self._writer = self._writer, None
        if writer is not None:
            if self.dialect == SQLITE:
                with suppress(*DatabaseError):
                    writer.run("PRAGMA wal_checkpoint(TRUNCATE)")
            writer.close()
        while True:
            try:
                self._readers.get_nowait().close()
            except queue.Empty:
                break
        if self._claim is not None:
            self._claim.close()
            self._claim = None

    def connect(self) -> Any:
        """A new driver connection with this project's settings."""
        if self.dialect == POSTGRESQL:
            try:
                return psycopg.connect(self.address, autocommit=True)
            except psycopg.Error as error:
                raise StorageUnusable(f"PostgreSQL cannot be reached: {error}") from error
        raw = sqlcipher.connect(self.address, isolation_level=None, check_same_thread=False)
        try:
            if self._key is not None:
                raw.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "busy_timeout = 10000",
                "secure_delete = ON",
                "temp_store = MEMORY",
                "cache_size = -65536",
                f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
            ):
                raw.execute(f"PRAGMA {pragma}").fetchall()
        except sqlcipher.Error as error:
            raw.close()
            raise StorageUnusable(
                f"{self.address} cannot be opened as a database: {error}"
            ) from error
        return raw


def is_full(error: BaseException) -> bool:
    """Whether a driver error says that there is no room to write."""
    if isinstance(error, psycopg.Error):
        return error.sqlstate in ("53100", "53200")
    return isinstance(error, sqlcipher.Error) and "full" in str(error)
