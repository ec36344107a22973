# SPDX-License-Identifier: Apache-2.0
"""The state hash: one number for all that a desk knows, the same on either database.

Per table the BLAKE2b-256 (RFC 7693) values of its rows, each row packed as a MessagePack array, are
added modulo 2**256, so that the order in which a database gives its rows does not matter. The state
hash is SHA-256 over the lines `table count sum` in the order of the names. The head of the log is
left out, and so are the settings that change by themselves: a restore starts a new epoch, and the
state that it brought back must be found equal all the same. A backup names the head beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b, sha256
from typing import Any, Final

import msgspec

from sync_server.store.engines import SQLITE, Connection
from sync_server.store.tables import head, metadata, setting

BATCH: Final = 1_000
"""Rows fetched at once: a table of any size is read in little memory."""

PASSING: Final = frozenset({"search_index", "restored"})
"""Settings that say nothing of what the desk knows: where its index is, where it came from."""

Shape = Mapping[str, Sequence[str]]
"""The columns of each table that counts, by its name."""

_MODULUS: Final = 2**256
_pack = msgspec.msgpack.Encoder().encode


class StateHash:
    """Adds up rows. `add` may be called any number of times per table, in any order."""

    def __init__(self, shape: Shape) -> None:
        self._sums = {name: [0, 0] for name in shape if name != head.name}

    def add(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Count rows of a table, each in the order of the shape's columns."""
        found = self._sums.get(table)
        if found is None:
            return
        if table == setting.name:
            rows = [row for row in rows if row[0] not in PASSING]
        count, total = found
        for row in rows:
            count += 1
            total += int.from_bytes(blake2b(_pack(tuple(row)), digest_size=32).digest())
        found[:] = [count, total % _MODULUS]

    def text(self) -> str:
        """The state hash of what was added: 64 hex digits."""
        lines = (f"{name} {count} {total:064x}\n" for name, (count, total) in self._ordered())
        return sha256("".join(lines).encode()).hexdigest()

    def _ordered(self) -> list[tuple[str, list[int]]]:
        return sorted(self._sums.items())


def present_shape() -> dict[str, tuple[str, ...]]:
    """The tables and columns of this version's schema."""
    return {
        str(name): tuple(str(column.name) for column in table.columns)
        for name, table in sorted(metadata.tables.items())
    }


def state_hash(connection: Connection, shape: Shape | None = None) -> str:
    """The state hash of a desk, in the connection's snapshot. Blocks for as long as reading takes.

    `shape` is that of another version's schema, where it is one.
    """
    tables = present_shape() if shape is None else shape
    state = StateHash(tables)
    for name, columns in tables.items():
        for rows in stream_rows(connection, name, columns=columns):
            state.add(name, rows)
    return state.text()


def stream_rows(
    connection: Connection, table: str, *, columns: Sequence[str]
) -> Iterator[list[tuple[Any, ...]]]:
    """All rows of a table, some at a time, in no order; inside the caller's transaction."""
    named = ", ".join(quoted(connection, column) for column in columns)
    statement = f"SELECT {named} FROM {quoted(connection, table)}"  # noqa: S608 - checked names
    if connection.dialect == SQLITE:
        cursor = connection.raw.cursor()
    else:
        cursor = connection.raw.cursor(name=f"all_{table}")
    try:
        cursor.execute(statement)
        while rows := cursor.fetchmany(BATCH):
            yield rows
    finally:
        cursor.close()


def quoted(connection: Connection, name: str) -> str:
    """A name in a statement. SQLite takes one in quotation marks that it does not know as text."""
    return f"[{name}]" if connection.dialect == SQLITE else f'"{name}"'
