# SPDX-License-Identifier: Apache-2.0
"""The tickets to which something happens at a time, and the agents whose tickets it happens to."""

from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import literal_column, or_, select

from sync_server.contract.clocks import Clock
from sync_server.contract.ids import AgentId, Instant, TicketId
from sync_server.domain.lifecycle import HIDDEN, REMOVED
from sync_server.store.engines import Connection, Database
from sync_server.store.tables import availability, ticket


class Timed(Struct, frozen=True):
    """What of a ticket has to do with time.

    `foreseen` are its clocks by today's promise, while the ticket has yet to get that; at `acts_at`
    the next moment of a rule comes.
    """

    status: str = ""
    clocks: tuple[Clock, ...] = ()
    wake_at: Instant | None = None
    solved_at: Instant | None = None
    removed_at: Instant | None = None
    route_at: Instant | None = None
    archived: bool = False
    foreseen: tuple[Clock, ...] | None = None
    acts_at: Instant | None = None


ENDING: Final = REMOVED | {"solved"}
"""Statuses after which something else comes by itself."""

_READ: Final = ("status", "clocks", "wake_at", "solved_at", "removed_at", "route_at")

_clocks = msgspec.json.Decoder(tuple[Clock, ...])


class TimedRows:
    """Statements for one database. Stateless; works inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._every = database.compile(
            select(ticket.c.id, *(ticket.c[name] for name in _READ)).where(
                ticket.c.archived == 0,
                or_(
                    ticket.c.clocks != "[]",
                    ticket.c.wake_at.is_not(None),
                    ticket.c.route_at.is_not(None),
                    ticket.c.status.in_([literal_column(f"'{each}'") for each in ENDING]),
                ),
            )
        )
        self._agents = database.compile(
            select(availability.c.id, availability.c.route_at).where(
                availability.c.route_at.is_not(None)
            )
        )

        self._present = database.compile(
            select(ticket.c.id).where(
                ticket.c.archived == 0,
                ticket.c.status.not_in([literal_column(f"'{each}'") for each in sorted(HIDDEN)]),
            )
        )

    def present(self, connection: Connection) -> list[TicketId]:
        """Every ticket that is there to be worked on."""
        return [TicketId(row[0]) for row in connection.rows(self._present)]

    def every(self, connection: Connection) -> Iterator[tuple[TicketId, Timed]]:
        """Every ticket that is not archived and has a clock, wakes, or ends."""
        for id_, status, clocks, *instants in connection.rows(self._every):
            yield TicketId(id_), Timed(status, _clocks.decode(clocks), *instants)

    def agents(self, connection: Connection) -> Iterator[tuple[AgentId, Instant]]:
        """Every agent whose tickets may go to others, and when."""
        for id_, at in connection.rows(self._agents):
            yield AgentId(id_), at
