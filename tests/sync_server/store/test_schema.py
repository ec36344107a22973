# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from sync_server.store.engines import Database, StorageUnusable
from sync_server.store.schema import migrate, migration_engine
from sync_server.store.tables import metadata


def test_the_migrated_schema_is_the_declared_one(database: Database) -> None:
    engine = migration_engine(database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            difference
            for difference in compare_metadata(context, metadata)
            if "search" not in str(difference)
        ]
    engine.dispose()
    assert differences == []


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
