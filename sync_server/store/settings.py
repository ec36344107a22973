# SPDX-License-Identifier: Apache-2.0
"""Named values that the server remembers for itself, outside the change log."""

from sqlalchemy import bindparam, select

from sync_server.store.engines import Connection, Database, Writer
from sync_server.store.ledger import upsert
from sync_server.store.tables import setting


class Settings:
    """Statements for one database. Stateless; runs inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._get = database.compile(
            select(setting.c.value).where(setting.c.name == bindparam("name_"))
        )
        self._put = upsert(database, setting, "name")

    def get(self, connection: Connection, name: str) -> str | None:
        """The value under a name."""
        found = connection.rows(self._get, name_=name)
        return str(found[0][0]) if found else None

    def put(self, writer: Writer, name: str, value: str) -> None:
        """Remember a value."""
        writer.write(self._put, self._put.bind({"name": name, "value": value}))
