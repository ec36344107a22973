# SPDX-License-Identifier: Apache-2.0
"""How alembic runs the migrations: on the connection of `store.schema.migrate`, each alone."""

from alembic import context

from sync_server.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
