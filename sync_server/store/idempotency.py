# SPDX-License-Identifier: Apache-2.0
"""Requests of programs with an idempotency key, and what they were answered. Outside the log."""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync_server.contract.ids import ApiKeyId, Instant
from sync_server.store import tables
from sync_server.store.engines import SQLITE, Connection, Database, Writer

UNDER_WAY: Final = 0
"""The status of a request that has no answer yet. `answer` then says what it will make."""


class Kept(Struct, frozen=True, kw_only=True):
    """A request under an idempotency key `id`. `body` is SHA-256 of it in hex."""

    api_key: ApiKeyId
    id: str
    body: str
    status: int = UNDER_WAY
    answer: bytes
    at: Instant


class IdempotencyRows:
    """Statements for one database. Stateless; runs inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        table = tables.idempotency
        dialect: Any = sqlite if database.dialect == SQLITE else postgresql
        mine = (table.c.api_key == bindparam("api_key_"), table.c.id == bindparam("id_"))
        self._find = database.compile(select(*(table.c[name] for name in _COLUMNS)).where(*mine))
        self._add = database.compile(
            dialect.insert(table)
            .values({name: bindparam(name) for name in _COLUMNS})
            .on_conflict_do_nothing()
        )
        self._finish = database.compile(
            update(table)
            .where(*mine, table.c.status == bindparam("under_way"))
            .values(status=bindparam("status"), answer=bindparam("answer"))
        )
        self._prune = database.compile(delete(table).where(table.c.at < bindparam("before")))

    def find(self, connection: Connection, api_key: ApiKeyId, id_: str) -> Kept | None:
        """The request under a key's idempotency key."""
        found = connection.rows(self._find, api_key_=api_key, id_=id_)
        return _read(found[0]) if found else None

    def begin(self, writer: Writer, kept: Kept) -> Kept:
        """Note a request unless one is there; the one that is there now."""
        values = {name: getattr(kept, name) for name in _COLUMNS}
        writer.write(self._add, self._add.bind(values))
        return self.find(writer, kept.api_key, kept.id) or kept

    def finish(self, writer: Writer, kept: Kept, *, status: int, answer: bytes) -> Kept:
        """Keep the answer unless one is there; what is kept now."""
        values = {
            "api_key_": kept.api_key,
            "id_": kept.id,
            "under_way": UNDER_WAY,
            "status": status,
            "answer": answer,
        }
        writer.write(self._finish, self._finish.bind(values))
        return self.find(writer, kept.api_key, kept.id) or kept

    def prune(self, writer: Writer, *, before: Instant) -> None:
        """Forget requests from before an instant."""
        writer.write(self._prune, self._prune.bind({"before": before}))


_COLUMNS: Final = tuple(Kept.__struct_fields__)


def _read(row: tuple[Any, ...]) -> Kept:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["answer"] = bytes(values["answer"])
    return Kept(**values)
