# SPDX-License-Identifier: Apache-2.0


import signal
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Table, bindparam, insert

from sync_server.contract.digests import row_digest
from sync_server.store.engines import Database, StorageUnusable
from sync_server.store.rows import unsigned
from sync_server.store.schema import migrate, migration_engine, newest_revision
from sync_server.store.tables import contact, contact_address, digest, held, log, metadata, ticket

KILLED: Final = """
import os, signal, sys
from sqlalchemy import Engine, event
from sync_server.store.engines import Database
from sync_server.store.schema import migrate

left = int(sys.argv[2])

@event.listens_for(Engine, "after_cursor_execute")
def count(*_):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

migrate(Database.open(sys.argv[1]))
"""
"""Migrates a database, and is killed after so many statements."""


@pytest.mark.parametrize("statements", [2, 9, 25, 60, 61, 62, 80, 95])
def test_bad_input_59_a_migration_that_is_killed_is_finished_by_the_next_start(
    tmp_path: Path, statements: int
) -> None:
    path = tmp_path / "desk.sqlite"
    killed = subprocess.run((sys.executable, "-c", KILLED, str(path), str(statements)), check=False)
    assert killed.returncode == -signal.SIGKILL
    database = Database.open(path)
    migrate(database)
    assert differences_of(database) == []
    with database.read() as reader:
        assert reader.run("SELECT version_num FROM alembic_version") == [(newest_revision(),)]
    database.close()


def test_the_migrated_schema_is_the_declared_one(database: Database) -> None:
    assert differences_of(database) == []


def differences_of(database: Database) -> list[Any]:
    """What a database lacks of the schema that the code declares, or has beside it."""
    engine = migration_engine(database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            difference
            for difference in compare_metadata(context, metadata)
            if "search" not in str(difference)
        ]
    engine.dispose()
    return differences


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    with database.read() as reader:
        assert reader.run("SELECT count(*) FROM alembic_version") == [(1,)]


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "desk.sqlite")
    migrate(database)
    database.writer().run("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageUnusable, match="newer Deskbell"):
        migrate(database)
    database.close()


NEW_IN_TICKETS = (
    "last_entry",
    "mailbox",
    "cc",
    "removed_by",
    "removed_at",
    "removed_from",
    "clocks",
    "woken_at",
    "woken_from",
    "reminded_at",
    "excluded",
    "needs",
    "queued_at",
    "unrouted",
    "route_at",
    "last_owner",
    "asked",
    "offered_to",
    *("merged_into", "merge", "links"),
    *("marks", "by_hand", "promised"),
    *("round_over_at", "pinned", "kept_back"),
    *("solution", "article", "ticks", "checklist"),
)


def put(database: Database, table: Table, *, without: Collection[str], **values: object) -> None:
    """Insert a row into a table that has not got some of its columns yet."""
    row = {
        column.name: values.get(column.name, None if column.nullable else column.type.python_type())
        for column in table.columns
        if column.name not in without
    }
    names: dict[str, Any] = {name: bindparam(name) for name in row}
    statement = database.compile(insert(table).values(names))
    database.writer().write(statement, statement.bind(row))


def test_threads_are_laid_through_an_older_log(empty_database: Database) -> None:
    migrate(empty_database, "0001")
    empty_database.writer().begin()
    for seq, of in enumerate(["rain", "snow", None, "rain", "snow", "rain"], start=1):
        put(empty_database, log, without=("previous",), seq=seq, ticket=of)
    for number, name in enumerate(["rain", "snow", "hail"]):
        put(empty_database, ticket, without=NEW_IN_TICKETS, id=name, number=number)
    empty_database.writer().commit()
    migrate(empty_database)
    with empty_database.read() as reader:
        threads = reader.run("SELECT seq, previous FROM log ORDER BY seq")
        ends = reader.run("SELECT id, last_entry FROM ticket ORDER BY number")
    assert threads == [(1, None), (2, None), (3, None), (4, 1), (5, 2), (6, 4)]
    assert ends == [("rain", 6), ("snow", 5), ("hail", 0)]


def test_contacts_are_looked_up_by_their_own_address_after_an_upgrade(
    empty_database: Database,
) -> None:
    migrate(empty_database, "0006")
    empty_database.writer().begin()
    for id_, email, key in [
        ("maria", "Maria@straße.example", "maria@strasse.example"),
        ("kim", "Kim@a.example", "kim@a.example"),
    ]:
        put(
            empty_database,
            contact,
            without=(),
            id=id_,
            emails=msgspec.json.encode([email]).decode(),
        )
        put(empty_database, contact_address, without=(), email=key, contact=id_)
    empty_database.writer().commit()
    migrate(empty_database)
    with empty_database.read() as reader:
        rows = reader.run("SELECT email, contact FROM contact_address ORDER BY contact")
    assert rows == [("kim@a.example", "kim"), ("maria@straße.example", "maria")]


def test_held_mail_is_counted_with_its_team_after_an_upgrade(empty_database: Database) -> None:
    migrate(empty_database, "0011")
    empty_database.writer().begin()
    for version, (id_, team) in enumerate([("a", None), ("b", "support"), ("c", "support")]):
        put(empty_database, held, without=(), id=id_, team=team, version=version)
    put(empty_database, digest, without=(), scope="held", kind="held", value=7)
    empty_database.writer().commit()
    migrate(empty_database)
    with empty_database.read() as reader:
        rows = reader.run("SELECT scope, kind, value FROM digest ORDER BY scope")
    assert [(scope, kind, unsigned(value)) for scope, kind, value in rows] == [
        ("held", "held", row_digest("held", "a", 0)),
        ("held:support", "held", row_digest("held", "b", 1) ^ row_digest("held", "c", 2)),
    ]
