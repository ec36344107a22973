# SPDX-License-Identifier: Apache-2.0
"""Between entities and table rows: one codec per kind, built from the entity's fields."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import msgspec
from sqlalchemy import Table, bindparam, delete, insert, select, update

from sync_server.contract.entities import KINDS, Entity
from sync_server.store.engines import (
    Compiler,
    Connection,
    Database,
    Listing,
    Statement,
    compiler_of,
)
from sync_server.store.tables import FLAG, JSON, kind_table, storage_of

_encode_json = msgspec.json.Encoder().encode


class Stored:
    """A row as the desk holds it: the entity, its version, and what only the server knows.

    `saved` is the entity as the database has it, `None` for a row that is not there yet. `entity`
    is `None` once deleted. `field_seq` maps a field to the seq of its last change after insertion.
    `last_entry` is the seq of the newest log entry about a ticket or its children.
    """

    __slots__ = (
        "child_digests",
        "entity",
        "field_seq",
        "home",
        "last_entry",
        "saved",
        "version",
    )

    def __init__(
        self,
        entity: Entity | None,
        *,
        version: int = 0,
        saved: Entity | None = None,
        field_seq: dict[str, int] | None = None,
        home: str | None = None,
        child_digests: dict[str, int] | None = None,
        last_entry: int = 0,
    ) -> None:
        self.entity = entity
        self.saved = saved
        self.version = version
        self.field_seq = {} if field_seq is None else field_seq
        self.home = home
        self.child_digests = child_digests
        self.last_entry = last_entry


def signed(value: int) -> int:
    """A 64-bit digest as the signed integer that a BIGINT holds."""
    return value - (1 << 64) if value >= 1 << 63 else value


def unsigned(value: int) -> int:
    """The inverse of `signed`."""
    return value & ((1 << 64) - 1)


class KindRows:
    """Statements and conversions of one kind in one dialect."""

    def __init__(self, compiler: Compiler, kind: str) -> None:
        self.kind = kind
        self.entity = KINDS[kind]
        self.table: Table = kind_table(kind)
        self._compiler = compiler
        self.fields = tuple(field.name for field in msgspec.structs.fields(self.entity))
        forms = {
            field.name: storage_of(field.type)[1] for field in msgspec.structs.fields(self.entity)
        }
        self._to_column = {name: _TO_COLUMN[form] for name, form in forms.items()}
        self._flags = tuple(name for name in self.fields if forms[name] == FLAG)
        self._json = tuple(
            (field.name, msgspec.json.Decoder(field.type).decode)
            for field in msgspec.structs.fields(self.entity)
            if forms[field.name] == JSON
        )
        self.is_ticket = kind == "ticket"
        self._extra: tuple[str, ...] = ("version", "field_seq")
        if self.is_ticket:
            self._extra += ("home", "message_digest", "attachment_digest", "last_entry")
        self.columns = (*self.fields, *self._extra)
        table_columns = [self.table.c[name] for name in self.columns]
        self.by_id = compiler.compile(
            select(*table_columns).where(self.table.c.id == bindparam("id_"))
        )
        self._by_ids = Listing(
            compiler, lambda ids: select(*table_columns).where(self.table.c.id.in_(ids))
        )
        self._every = compiler.compile(select(*table_columns).order_by(self.table.c.id))
        self.insert = compiler.compile(
            insert(self.table).values({name: bindparam(name) for name in self.columns})
        )
        self.delete = compiler.compile(
            delete(self.table).where(self.table.c.id == bindparam("id_"))
        )
        self._updates: dict[tuple[str, ...], Statement] = {}

    def load(self, connection: Connection, id_: str) -> Stored | None:
        """The row under an id, or `None`."""
        found = connection.run(self.by_id.sql, (id_,))
        return self.stored(found[0]) if found else None

    def load_many(self, connection: Connection, ids: Sequence[str]) -> list[Stored]:
        """The rows under any of the ids that are there."""
        return [self.stored(row) for row in self._by_ids.rows(connection, ids)]

    def every(self, connection: Connection) -> list[Any]:
        """All entities of the kind: for kinds of which a desk has few."""
        return [self.read(row) for row in connection.run(self._every.sql)]

    def stored(self, row: Sequence[Any]) -> Stored:
        """A `Stored` from a row in the order of `columns`."""
        width = len(self.fields)
        entity = self.read(row)
        field_seq = msgspec.json.decode(row[width + 1]) if row[width + 1] != "{}" else {}
        if not self.is_ticket:
            return Stored(entity, version=row[width], saved=entity, field_seq=field_seq)
        return Stored(
            entity,
            version=row[width],
            saved=entity,
            field_seq=field_seq,
            home=row[width + 2],
            child_digests={
                "message": unsigned(row[width + 3]),
                "attachment": unsigned(row[width + 4]),
            },
            last_entry=row[width + 5],
        )

    def read(self, row: Sequence[Any]) -> Entity:
        """The entity from a row whose first columns are `fields`."""
        values: dict[str, Any] = dict(zip(self.fields, row, strict=False))
        for name in self._flags:
            values[name] = bool(values[name])
        for name, decode in self._json:
            text = values[name]
            if text == "[]":  # most lists are empty
                values[name] = ()
            elif text is not None:
                values[name] = decode(text)
        return self.entity(**values)

    def insert_parameters(self, stored: Stored) -> tuple[Any, ...]:
        """What `insert` takes for a row."""
        values: dict[str, Any] = {
            name: convert(getattr(stored.entity, name)) for name, convert in self._to_column.items()
        }
        values.update(self._server_values(stored))
        return self.insert.bind(values)

    def update_statement(self, fields: Iterable[str]) -> Statement:
        """`UPDATE` of these fields and the server's columns by id.

        A ticket's home goes with its team. Setting it to what it is would still cost its index two
        writes.
        """
        names = tuple(sorted(fields))
        statement = self._updates.get(names)
        if statement is None:
            server = [name for name in self._extra if name != "home" or "team" in names]
            values: dict[str, Any] = {name: bindparam(name) for name in (*names, *server)}
            statement = self._compiler.compile(
                update(self.table).where(self.table.c.id == bindparam("id_")).values(values)
            )
            self._updates[names] = statement
        return statement

    def update_parameters(self, stored: Stored, statement: Statement) -> tuple[Any, ...]:
        """What an `update_statement` takes for a row."""
        values: dict[str, Any] = {"id_": stored.entity.id if stored.entity else ""}
        server = self._server_values(stored)
        for name in statement.names:
            if name in server:
                values[name] = server[name]
            elif name != "id_":
                values[name] = self._to_column[name](getattr(stored.entity, name))
        return statement.bind(values)

    def _server_values(self, stored: Stored) -> dict[str, Any]:
        values: dict[str, Any] = {
            "version": stored.version,
            "field_seq": _encode_json(stored.field_seq).decode() if stored.field_seq else "{}",
        }
        if self.is_ticket and stored.child_digests is not None:
            values["home"] = stored.home
            values["message_digest"] = signed(stored.child_digests["message"])
            values["attachment_digest"] = signed(stored.child_digests["attachment"])
            values["last_entry"] = stored.last_entry
        return values


def _as_is(value: Any) -> Any:
    return value


def _as_json(value: Any) -> str | None:
    return None if value is None else _encode_json(value).decode()


_TO_COLUMN: Final[dict[str, Callable[[Any], Any]]] = {"plain": _as_is, FLAG: int, JSON: _as_json}


@cache
def _kinds(dialect: str) -> dict[str, KindRows]:
    compiler = compiler_of(dialect)
    return {kind: KindRows(compiler, kind) for kind in KINDS}


def rows_on(connection: Connection) -> Mapping[str, KindRows]:
    """The `KindRows` of every kind, for readers that know no database object."""
    return _kinds(connection.dialect)


class AllRows:
    """The `KindRows` of every kind on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._kinds = _kinds(database.dialect)

    def __getitem__(self, kind: str) -> KindRows:
        return self._kinds[kind]
