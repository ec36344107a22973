# SPDX-License-Identifier: Apache-2.0
"""Counts of what a desk holds, for whoever runs it."""

from typing import Final

from sqlalchemy import func, select

from sync_server.store import tables
from sync_server.store.engines import Connection, Database

COUNTED: Final = (
    "ticket",
    "message",
    "attachment",
    "contact",
    "organisation",
    "agent",
    "team",
    "held",
)


class Figures:
    """Statements for one database. Stateless."""

    def __init__(self, database: Database) -> None:
        self._counts = {
            kind: database.compile(select(func.count()).select_from(tables.kind_table(kind)))
            for kind in COUNTED
        }
        device = tables.device
        self._devices = database.compile(
            select(func.count()).select_from(device).where(device.c.revoked_at.is_(None))
        )

    def read(self, connection: Connection) -> dict[str, int]:
        """How many rows of each counted kind there are, and devices that may connect."""
        counts = {kind: connection.rows(sql)[0][0] for kind, sql in self._counts.items()}
        return {**counts, "device": connection.rows(self._devices)[0][0]}
