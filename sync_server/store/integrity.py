# SPDX-License-Identifier: Apache-2.0
"""What verification reads: all log entries and rows of a kind, stored digests, derived rows, files.

Everything comes in pages, so that a desk of any size is verified in little memory.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Table, bindparam, func, select

from sync_server.contract.entities import KINDS
from sync_server.contract.ids import Seq
from sync_server.store import tables
from sync_server.store.engines import Connection, Database, Statement
from sync_server.store.rows import AllRows, Stored

PAGE: Final = 1000

DERIVED: Final = {
    "ticket": tables.guest,
    "contact": tables.contact_address,
    "organisation": tables.organisation_domain,
    "message": tables.mail_id,
}
"""The table of rows that follow from the entities of a kind."""


class Entry(NamedTuple):
    """A log entry of one kind. `payload` is `None` once blanked."""

    seq: Seq
    id: str
    op: str
    payload: bytes | None


class File(NamedTuple):
    """An attachment, and the size and hash of the uploaded file under its id, if there is one."""

    attachment: str
    size: int
    sha256: str
    stored_size: int | None
    stored_sha256: str | None
    complete: int | None


class Integrity:
    """Statements for one database. Stateless; runs in the caller's snapshot."""

    def __init__(self, database: Database) -> None:
        log, attachment, blob = tables.log, tables.attachment, tables.blob
        self._rows = AllRows(database)
        self._entries = database.compile(
            select(log.c.seq, log.c.id, log.c.op, log.c.payload)
            .where(log.c.kind == bindparam("kind_"), log.c.seq > bindparam("after_"))
            .order_by(log.c.seq)
            .limit(bindparam("limit_"))
        )
        self._pages: dict[str, Statement] = {}
        for kind in KINDS:
            table = tables.kind_table(kind)
            self._pages[kind] = database.compile(
                select(*(table.c[name] for name in self._rows[kind].columns))
                .where(table.c.id > bindparam("after_"))
                .order_by(table.c.id)
                .limit(bindparam("limit_"))
            )
        self._digests = database.compile(
            select(tables.digest.c.scope, tables.digest.c.kind, tables.digest.c.value)
        )
        self._derived = {kind: database.compile(_every(table)) for kind, table in DERIVED.items()}
        self._files = database.compile(
            select(
                attachment.c.id,
                attachment.c.size,
                attachment.c.sha256,
                blob.c.size,
                blob.c.sha256,
                blob.c.complete,
            )
            .select_from(attachment.outerjoin(blob, blob.c.id == attachment.c.id))
            .where(attachment.c.id > bindparam("after_"))
            .order_by(attachment.c.id)
            .limit(bindparam("limit_"))
        )

        should = func.lag(log.c.seq).over(partition_by=log.c.ticket, order_by=log.c.seq)
        threads = (
            select(log.c.ticket, log.c.seq, log.c.previous, should.label("should"))
            .where(log.c.ticket.is_not(None))
            .subquery()
        )
        ends = (
            select(log.c.ticket, func.max(log.c.seq).label("seq"))
            .where(log.c.ticket.is_not(None))
            .group_by(log.c.ticket)
            .subquery()
        )
        ticket = tables.ticket
        self._astray = database.compile(
            select(threads.c.ticket, threads.c.seq)
            .where(threads.c.previous.is_distinct_from(threads.c.should))
            .union_all(
                select(ticket.c.id, ends.c.seq)
                .select_from(ticket.outerjoin(ends, ends.c.ticket == ticket.c.id))
                .where(ticket.c.last_entry != func.coalesce(ends.c.seq, 0))
            )
        )

    def entries(self, connection: Connection, kind: str) -> Iterator[Entry]:
        """The log entries of a kind, in order."""
        after = 0
        while page := connection.rows(self._entries, kind_=kind, after_=after, limit_=PAGE):
            yield from (Entry(*row) for row in page)
            after = page[-1][0]

    def rows(self, connection: Connection, kind: str) -> Iterator[Stored]:
        """The rows of a kind, by id."""
        rows = self._rows[kind]
        place = rows.columns.index("id")
        for row in self._by_id(connection, self._pages[kind], place):
            yield rows.stored(row)

    def digests(self, connection: Connection) -> dict[tuple[str, str], int]:
        """The stored digests by scope and kind, as they are stored."""
        return {(scope, kind): value for scope, kind, value in connection.rows(self._digests)}

    def derived(self, connection: Connection, kind: str) -> set[tuple[Any, ...]]:
        """The rows that are stored as following from a kind, in the order of the columns."""
        return {tuple(row) for row in connection.rows(self._derived[kind])}

    def astray(self, connection: Connection) -> list[tuple[str, Seq | None]]:
        """Tickets whose thread of log entries leaves one out, and the entry where it goes wrong."""
        return [(ticket, seq) for ticket, seq in connection.rows(self._astray)]

    def files(self, connection: Connection) -> Iterator[File]:
        """Every attachment with its uploaded file."""
        for row in self._by_id(connection, self._files, 0):
            yield File(*row)

    def _by_id(
        self, connection: Connection, statement: Statement, place: int
    ) -> Iterator[Sequence[Any]]:
        after = ""
        while page := connection.rows(statement, after_=after, limit_=PAGE):
            yield from page
            after = page[-1][place]


def _every(table: Table) -> Any:
    return select(*table.columns)
