# SPDX-License-Identifier: Apache-2.0
"""A desk's database of one moment as a file of its own, and such a file as a desk's database.

The file is SQLite's, whichever database the desk runs on. From SQLite the pages are copied within
one read snapshot (the online backup API of SQLite): writers go on, and what they write meanwhile is
not seen. From PostgreSQL every table is read in one REPEATABLE READ transaction. `pg_dump` is not
used: it must be there, and at least as new as the server; and what it writes can only be proved by
a second PostgreSQL server, whereas this file is opened and counted anywhere, and moves a desk from
one database to the other.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from sync_server.contract.ids import Seq
from sync_server.store.changelog import ChangeLog
from sync_server.store.engines import (
    SQLITE,
    Connection,
    Database,
    DatabaseError,
    StorageUnusable,
    sqlite_driver,
)
from sync_server.store.schema import migrate, newest_revision
from sync_server.store.statehash import Shape, StateHash, present_shape, state_hash, stream_rows

PAGES: Final = 128
"""Pages of 4 KiB that are copied between two rests.

They are brought to the disk before the next ones: what is written all at once in the end would keep
the commits of the desk waiting for as long as that takes.
"""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")

Rest = Callable[[], None]
"""Called again and again while a database is copied, so that others may have the disk."""


class KeptFile(Struct, frozen=True):
    """A file that a row names. `sha256` is hex, `None` where no row says it (mail as it came)."""

    id: str
    sha256: str | None


class Snapshot(Struct, frozen=True, kw_only=True):
    """What a file holds: where its log ends, its state hash over `shape`, and its schema."""

    epoch: str
    seq: Seq
    chain: str
    state_hash: str
    shape: dict[str, tuple[str, ...]]
    revision: str


class UnlikeBackup(Exception):
    """A database that does not hold what its snapshot says; the text says where they differ."""


def take_snapshot(
    source: Database, target: Path, *, rest: Rest
) -> tuple[Snapshot, tuple[KeptFile, ...]]:
    """Write the database of this moment to `target`, which must not exist; what it holds.

    With it come the files that its rows name. Blocks. Raises what the drivers raise, also for a
    full disk.
    """
    begin = (
        "BEGIN" if source.dialect == SQLITE else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    with closing(source.connect()) as raw:
        reader = Connection(source.dialect, raw)
        reader.run(begin)
        head = ChangeLog(source).head(reader)
        shape = present_shape()
        revision = _revision(reader)
        if revision != newest_revision():
            raise StorageUnusable(
                "This database was written by another version of Deskbell. Start the server once, "
                "so that it brings it up to date; for a backup from before, use that version"
            )
        if source.dialect == SQLITE:
            _copy_pages(raw, target, rest)
            state = state_hash(reader, shape)
        else:
            state = _copy_rows(reader, target, shape=shape, rest=rest)
        files = _kept_files(reader)
        reader.run("COMMIT")
    _sync(target)
    snapshot = Snapshot(
        epoch=head.epoch,
        seq=head.seq,
        chain=head.chain.hex(),
        state_hash=state,
        shape=shape,
        revision=revision,
    )
    return snapshot, files


def prove(path: Path, snapshot: Snapshot) -> None:
    """Check that a database file is sound and holds what a snapshot says. Blocks; writes nothing.

    Raises `UnlikeBackup`.
    """
    for name, columns in snapshot.shape.items():
        if not all(_NAME.fullmatch(each) for each in (name, *columns)):
            raise UnlikeBackup(f"{name!r} is no name of a table of ours")
    try:
        with _still(path) as reader:
            complaints = [str(row[0]) for row in reader.run("PRAGMA quick_check(1)")]
            if complaints != ["ok"]:
                raise UnlikeBackup(f"its database is damaged: {complaints[0]}")
            found = reader.run("SELECT epoch, seq, chain FROM head")
            if not found or (snapshot.epoch, snapshot.seq) != (found[0][0], found[0][1]):
                raise UnlikeBackup("its log ends elsewhere")
            if bytes(found[0][2]).hex() != snapshot.chain:
                raise UnlikeBackup("its log ends with another chain value")
            if state_hash(reader, snapshot.shape) != snapshot.state_hash:
                raise UnlikeBackup("its state hash is another")
    except DatabaseError as error:
        raise UnlikeBackup(f"its database cannot be read: {error}") from error


def kept_files(path: Path) -> tuple[KeptFile, ...]:
    """The files that the rows of a database file name."""
    with _still(path) as reader:
        return _kept_files(reader)


def load(path: Path, target: Database) -> str:
    """Fill an empty, migrated database with all rows of a file of the same schema; its state hash.

    One transaction. Blocks.
    """
    shape = present_shape()
    writer = target.writer()
    writer.begin()
    try:
        with _still(path) as reader:
            for name, columns in shape.items():
                _load_table(reader, writer, name, columns=columns)
        state = state_hash(writer, shape)
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    return state


def begin_epoch(target: Database, *, epoch: str, skipped_numbers: int) -> None:
    """Let the log of a restored database go on under a new epoch, and with later ticket numbers."""
    writer = target.writer()
    writer.begin()
    try:
        mark = "?" if target.dialect == SQLITE else "%s"
        writer.run(
            f"UPDATE head SET epoch = {mark}, next_number = next_number + {mark}",  # noqa: S608
            (epoch, skipped_numbers),
        )
        writer.commit()
    except BaseException:
        writer.rollback()
        raise


# -- copying -----------------------------------------------------------------------------------


def _copy_pages(raw: Any, target: Path, rest: Rest) -> None:
    """Copy an SQLite database within the snapshot that `raw` has open."""
    with closing(sqlite_driver.connect(str(target), isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # it is synced once, when it is whole
        copy.execute("PRAGMA journal_mode = OFF")

        def settle(_status: int, _left: int, _of: int) -> None:
            _sync(target)
            rest()

        raw.backup(copy, pages=PAGES, progress=settle)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


def _copy_rows(reader: Connection, target: Path, *, shape: Shape, rest: Rest) -> str:
    """Copy every table out of PostgreSQL; the state hash of what was read."""
    made = Database.open(target)
    try:
        migrate(made)
        copy = made.writer()
        copy.run("PRAGMA synchronous = OFF")
        copy.begin()
        state = StateHash(shape)
        for name, columns in shape.items():
            cursor = copy.raw.cursor()
            cursor.execute(f'DELETE FROM "{name}"')  # noqa: S608 - a name of the schema
            for rows in stream_rows(reader, name, columns=columns):
                state.add(name, rows)
                cursor.executemany(_insert_into_sqlite(name, columns), rows)
                rest()
        copy.commit()
    finally:
        made.close()
    with closing(sqlite_driver.connect(str(target), isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
    return state.text()


def _load_table(
    reader: Connection, writer: Connection, name: str, *, columns: Sequence[str]
) -> None:
    cursor = writer.raw.cursor()
    cursor.execute(f'DELETE FROM "{name}"')  # noqa: S608 - a name of the schema
    if writer.dialect == SQLITE:
        for rows in stream_rows(reader, name, columns=columns):
            cursor.executemany(_insert_into_sqlite(name, columns), rows)
        return
    named = ", ".join(f'"{column}"' for column in columns)
    with cursor.copy(f'COPY "{name}" ({named}) FROM STDIN') as copy:
        for rows in stream_rows(reader, name, columns=columns):
            for row in rows:
                copy.write_row(row)


def _insert_into_sqlite(name: str, columns: Sequence[str]) -> str:
    named = ", ".join(f"[{column}]" for column in columns)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO [{name}] ({named}) VALUES ({marks})"  # noqa: S608 - names of the schema


def _kept_files(reader: Connection) -> tuple[KeptFile, ...]:
    found: dict[str, str | None] = {id_: None for (id_,) in reader.run("SELECT id FROM raw_mail")}
    found |= dict(reader.run("SELECT id, sha256 FROM blob WHERE complete = 1"))
    return tuple(KeptFile(id_, sha256) for id_, sha256 in sorted(found.items()))


def _revision(reader: Connection) -> str:
    return str(reader.run("SELECT version_num FROM alembic_version")[0][0])


@contextmanager
def _still(path: Path) -> Iterator[Connection]:
    """A reader of a file that nobody writes: no log, no lock, and not a byte of it changes."""
    if not path.is_file():
        raise UnlikeBackup("its database is missing")
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        raw = sqlite_driver.connect(address, isolation_level=None, uri=True)
    except DatabaseError as error:
        raise StorageUnusable(f"{path} cannot be opened: {error}") from error
    with closing(raw):
        reader = Connection(SQLITE, raw)
        reader.run("BEGIN")
        yield reader


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
