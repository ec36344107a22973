# SPDX-License-Identifier: Apache-2.0
"""Statements for readers that know no database object: compiled for both dialects at import."""

from typing import Any

from sqlalchemy.sql import ClauseElement

from sync_server.store.engines import POSTGRESQL, SQLITE, Connection, compiler_of


class Portable:
    """A statement that runs on any connection."""

    def __init__(self, statement: ClauseElement) -> None:
        self._compiled = {
            dialect: compiler_of(dialect).compile(statement) for dialect in (SQLITE, POSTGRESQL)
        }

    def rows(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Run on a connection and fetch everything."""
        return connection.rows(self._compiled[connection.dialect], **values)
