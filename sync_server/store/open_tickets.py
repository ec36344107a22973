# SPDX-License-Identifier: Apache-2.0
"""The tickets that are ours to work on."""

from typing import Final, cast

from msgspec import structs
from sqlalchemy import literal_column, select

from sync_server.contract.entities import Ticket
from sync_server.domain.lifecycle import OUR_TURN
from sync_server.store.engines import SQLITE, Connection, compiler_of
from sync_server.store.portable import Portable
from sync_server.store.rows import KindRows
from sync_server.store.tables import ticket

_OPEN: Final = Portable(
    select(*(ticket.c[field.name] for field in structs.fields(Ticket)))
    .where(
        ticket.c.archived == 0,
        ticket.c.status.in_([literal_column(f"'{status}'") for status in sorted(OUR_TURN)]),
    )
    .order_by(ticket.c.id)
)
_read: Final = KindRows(compiler_of(SQLITE), Ticket.kind).read


def open_tickets(connection: Connection) -> list[Ticket]:
    """Every one of them, with an agent or without."""
    return [cast(Ticket, _read(row)) for row in _OPEN.rows(connection)]
