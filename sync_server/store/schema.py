# SPDX-License-Identifier: Apache-2.0
"""Brings a database to the schema of this version, one transaction per migration step.

A crash within a step undoes that step alone; the next start goes on from there.
"""

from importlib.resources import as_file, files
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from sync_server.store.engines import SQLITE, Database, StorageUnusable, sqlite_driver


def migrate(database: Database, revision: str = "head") -> None:
    """Run the missing migrations, up to a revision.

    Raises `StorageUnusable` for a database of a newer version.
    """
    from alembic import command  # noqa: PLC0415 - large, and most commands of the console need none
    from alembic.config import Config  # noqa: PLC0415 - see above
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 - see above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    engine = migration_engine(database)
    with as_file(files("sync_server.store") / "migrations") as folder, engine.connect() as link:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = link
        scripts = ScriptDirectory.from_config(config)
        present = MigrationContext.configure(link).get_current_revision()
        link.rollback()
        known = {script.revision for script in scripts.walk_revisions()}
        if present is not None and present not in known:
            raise StorageUnusable(
                "This database was written by a newer Deskbell. Install that version, "
                "or restore a backup from before the upgrade"
            )
        if present != scripts.get_current_head():
            command.upgrade(config, revision)
    engine.dispose()


def newest_revision() -> str:
    """The schema of this version."""
    from alembic.config import Config  # noqa: PLC0415 - see above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    with as_file(files("sync_server.store") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        return str(ScriptDirectory.from_config(config).get_current_head())


def migration_engine(database: Database) -> Engine:
    """An engine whose transactions really are transactions, DDL included."""
    if database.dialect == SQLITE:
        engine = create_engine(
            "sqlite://", module=sqlite_driver, creator=database.connect, poolclass=NullPool
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        return engine

    def connect() -> Any:
        raw = database.connect()
        raw.autocommit = False
        return raw

    return create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
