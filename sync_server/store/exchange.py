# SPDX-License-Identifier: Apache-2.0
"""Changing a PostgreSQL database for another one in a single transaction.

The new one is filled in a schema of its own beside the old one, so that a crash leaves the old one
as it was; then both change places, and the old tables stay in a schema that says since when.
"""

from typing import Final
from urllib.parse import quote

from sync_server.store.engines import Connection, Database, Writer
from sync_server.store.tables import metadata

BESIDE: Final = "deskbell_restoring"
LOOKS: Final = 20
"""Tenths of a second until a connection that is there counts as a server at work."""

_OURS: Final = (*sorted(metadata.tables), "alembic_version", "search")


def open_beside(database: Database) -> Database:
    """An empty schema beside a database's tables, as a database of its own."""
    writer = database.writer()
    writer.begin()
    writer.run(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE")
    writer.run(f"CREATE SCHEMA {BESIDE}")
    writer.commit()
    joint = "&" if "?" in database.address else "?"
    option = quote(f"-csearch_path={BESIDE}")
    return Database.open(f"{database.address}{joint}options={option}")


def drop_beside(database: Database) -> bool:
    """Give up what was filled beside; whether there was anything."""
    writer = database.writer()
    if not _has_beside(writer):
        return False
    writer.run(f"DROP SCHEMA {BESIDE} CASCADE")
    return True


def change_places(database: Database, *, aside: str) -> None:
    """Put what was filled beside in place of the old tables, which go to the schema `aside`.

    One transaction; done again, it does nothing.
    """
    writer = database.writer()
    writer.begin()
    try:
        if _has_beside(writer):
            home = str(writer.run("SELECT current_schema()")[0][0])
            old = _tables(writer, home)
            if old:
                writer.run(f'CREATE SCHEMA IF NOT EXISTS "{aside}"')
            for name in old:
                writer.run(f'ALTER TABLE "{home}"."{name}" SET SCHEMA "{aside}"')
            for name in _tables(writer, BESIDE):
                writer.run(f'ALTER TABLE {BESIDE}."{name}" SET SCHEMA "{home}"')
            writer.run(f"DROP SCHEMA {BESIDE} CASCADE")
        writer.commit()
    except BaseException:
        writer.rollback()
        raise


def holds_desk(database: Database) -> bool:
    """Whether a database has a log with an epoch."""
    with database.read() as reader:
        home = str(reader.run("SELECT current_schema()")[0][0])
        if "head" not in _tables(reader, home):
            return False
        return bool(reader.run("SELECT 1 FROM head"))


def others(database: Database) -> int:
    """How many other connections the database has: servers that are at work on it.

    One that was closed just now may take a moment to end: it is looked for again. Blocks.
    """
    count = 0
    for _ in range(LOOKS):
        found = database.writer().run(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        count = int(found[0][0])
        if not count:
            break
        database.writer().run("SELECT pg_sleep(0.1)")
    return count


def _has_beside(writer: Writer) -> bool:
    return bool(writer.run("SELECT 1 FROM pg_namespace WHERE nspname = %s", (BESIDE,)))


def _tables(connection: Connection, schema: str) -> list[str]:
    """Those of our tables that are in a schema."""
    found = connection.run("SELECT tablename FROM pg_tables WHERE schemaname = %s", (schema,))
    return sorted({str(row[0]) for row in found} & set(_OURS))
