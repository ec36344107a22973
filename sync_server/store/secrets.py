# SPDX-License-Identifier: Apache-2.0
"""The rows of sealed passwords for other servers. Outside the change log."""

from sqlalchemy import bindparam, delete, insert, select

from sync_server.contract.ids import Instant, SecretId
from sync_server.store import tables
from sync_server.store.engines import Connection, Database, Writer


class SecretRows:
    """Statements for one database. Stateless; runs inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        secret, mailbox = tables.secret, tables.mailbox
        compile_ = database.compile
        columns = ("id", "sealed", "created_at", "kept")
        self._add = compile_(insert(secret).values({name: bindparam(name) for name in columns}))
        self._find = compile_(select(secret.c.sealed).where(secret.c.id == bindparam("id_")))
        self._ids = compile_(select(secret.c.id).order_by(secret.c.id))
        named = select(mailbox.c.id).where(mailbox.c.secret == secret.c.id).exists()
        self._drop = compile_(delete(secret).where(secret.c.created_at < bindparam("at"), ~named))

    def add(self, writer: Writer, id_: SecretId, sealed: bytes, *, at: Instant) -> None:
        """Store a sealed secret, which nothing names yet."""
        values = {"id": id_, "sealed": sealed, "created_at": at, "kept": 0}
        writer.write(self._add, self._add.bind(values))

    def find(self, connection: Connection, id_: SecretId) -> bytes | None:
        """The sealed form of a secret."""
        found = connection.rows(self._find, id_=id_)
        return bytes(found[0][0]) if found else None

    def ids(self, connection: Connection) -> list[SecretId]:
        """The ids of all secrets."""
        return [SecretId(row[0]) for row in connection.rows(self._ids)]

    def prune(self, writer: Writer, *, before: Instant) -> None:
        """Forget what no mailbox names and was stored before an instant."""
        writer.write(self._drop, self._drop.bind({"at": before}))
