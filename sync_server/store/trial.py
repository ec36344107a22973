# SPDX-License-Identifier: Apache-2.0
"""What the log says of many tickets at once: for trying out a rule on the past."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import bindparam, func, literal_column, select

from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, Seq, TicketId
from sync_server.store import tables
from sync_server.store.engines import Connection, Listing, compiler_of
from sync_server.store.portable import Portable
from sync_server.store.rows import rows_on


class Step(NamedTuple):
    """An entry of the log about a ticket, or a message of it."""

    seq: Seq
    ticket: TicketId
    at: Instant
    command: str
    actor: str
    via: str
    kind: str
    op: str
    payload: bytes | None


_T, _LOG = tables.ticket.c, tables.log.c
_CHANGED: Final = (_T.archived == 0, _T.number > 0, _T.updated_at >= bindparam("since_"))
_COUNT: Final = Portable(select(func.count()).select_from(tables.ticket).where(*_CHANGED))
_PAGE: Final = Portable(
    select(_T.id)
    .where(*_CHANGED, _T.number < bindparam("before_"))
    .order_by(_T.number.desc())
    .limit(bindparam("limit_"))
)
_LAST: Final = Portable(select(_LOG.at).order_by(_LOG.seq.desc()).limit(literal_column("1")))
_KINDS: Final[list[Any]] = [literal_column("'ticket'"), literal_column("'message'")]


def newest_instant(connection: Connection) -> Instant:
    """The instant of the last entry of the log: as much of time as the log knows."""
    return int(_LAST.rows(connection)[0][0] or 0)


def changed_since(connection: Connection, since: Instant) -> int:
    """How many tickets have changed since an instant."""
    return int(_COUNT.rows(connection, since_=since)[0][0])


def newest(connection: Connection, *, since: Instant, before: int, limit: int) -> list[Ticket]:
    """The newest tickets that have changed since an instant, of those before a number."""
    found = _PAGE.rows(connection, since_=since, before_=before, limit_=limit)
    rows = rows_on(connection)["ticket"]
    loaded = rows.load_many(connection, [row[0] for row in found])
    tickets = [cast(Ticket, stored.entity) for stored in loaded]
    return sorted(tickets, key=lambda ticket: -ticket.number)


def steps_of(connection: Connection, tickets: Sequence[TicketId]) -> Iterator[Step]:
    """All that was logged of some tickets and their messages, in the order of the log."""
    steps = [Step(*row) for row in _steps(connection.dialect).rows(connection, tickets)]
    return iter(sorted(set(steps)))


@cache
def _steps(dialect: str) -> Listing:
    def make(ids: list[Any]) -> Any:
        first = select(_T.last_entry.label("seq")).where(_T.id.in_(ids))
        thread = first.cte("thread", recursive=True)
        thread = thread.union_all(
            select(_LOG.previous)
            .join(thread, thread.c.seq == _LOG.seq)
            .where(_LOG.previous > 0, _LOG.previous < _LOG.seq)
        )
        return (
            select(*(_LOG[name] for name in Step._fields))
            .join(thread, thread.c.seq == _LOG.seq)
            .where(_LOG.kind.in_(_KINDS))
        )

    return Listing(compiler_of(dialect), make)
