# SPDX-License-Identifier: Apache-2.0
"""What was kept for a while after it was taken away, and may go for good."""

from typing import Any

from sqlalchemy import bindparam, select

from sync_server.contract.ids import HeldId, Instant
from sync_server.store.engines import Connection, Database
from sync_server.store.tables import held, log


class Expired:
    """Statements for one database. Stateless."""

    def __init__(self, database: Database) -> None:
        self._held = database.compile(
            select(held.c.id)
            .join(log, log.c.seq == held.c.version)
            .where(log.c.at <= bindparam("before_"), held.c.released_by.is_(None))
            .order_by(held.c.version)
            .limit(bindparam("limit_"))
        )

    def held(self, connection: Connection, *, before: Instant, limit: int) -> list[HeldId]:
        """Mail that is held since before an instant and that nobody let in, the oldest first.

        Its own instant says when it was sent: a mailbox that is new here brings old mail.
        """
        found: list[Any] = connection.rows(self._held, before_=before, limit_=limit)
        return [HeldId(id_) for (id_,) in found]
