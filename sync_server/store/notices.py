# SPDX-License-Identifier: Apache-2.0
"""Mails that tell agents of something: how far the log was read, and which are to leave."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, delete, func, select, update

from sync_server.contract.ids import AgentId, Instant, Seq, TicketId
from sync_server.store.engines import Connection, Database, Writer
from sync_server.store.ledger import upsert
from sync_server.store.settings import Settings
from sync_server.store.tables import notice

_CURSOR: Final = "mail notices"


class Notice(Struct, frozen=True, kw_only=True):
    """A mail to an agent about a ticket. `reason` is "assigned" or "mentioned".

    `seq` is the entry that it tells of. `sent_at` is when it was over; `seq` is then the newest
    entry that the mail knows, or 0 when none was sent.
    """

    id: str
    agent: AgentId
    ticket: TicketId
    reason: str
    seq: Seq
    attempts: int
    next_at: Instant
    sent_at: Instant | None = None


class Cursor(Struct, frozen=True):
    """How far which log was read."""

    epoch: str
    seq: Seq


_FIELDS: Final = Notice.__struct_fields__


class NoticeRows:
    """Statements for one database. Stateless; works inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        compile_ = database.compile
        columns = [notice.c[name] for name in _FIELDS]
        open_ = notice.c.sent_at.is_(None)
        self._due = compile_(
            select(*columns)
            .where(open_, notice.c.next_at <= bindparam("now"))
            .order_by(notice.c.seq, notice.c.id)
            .limit(bindparam("limit"))
        )
        self._next_at = compile_(
            select(func.min(notice.c.next_at)).where(open_, notice.c.next_at > bindparam("now"))
        )
        self._find = compile_(select(*columns).where(notice.c.id == bindparam("id_")))
        self._newest = compile_(
            select(func.max(notice.c.seq)).where(
                notice.c.sent_at.is_not(None),
                notice.c.seq > 0,
                notice.c.agent == bindparam("agent_"),
                notice.c.ticket == bindparam("ticket_"),
            )
        )
        self._prune = compile_(delete(notice).where(notice.c.sent_at < bindparam("before")))
        self._end_open = compile_(
            update(notice).where(open_).values(sent_at=bindparam("now_"), seq=0)
        )
        self._put = upsert(database, notice, "id")
        self._settings = Settings(database)

    # -- the log -------------------------------------------------------------------------------

    def cursor(self, connection: Connection) -> Cursor | None:
        """How far the log was read; nothing before the first time."""
        value = self._settings.get(connection, _CURSOR)
        return None if value is None else msgspec.json.decode(value, type=Cursor)

    def begin(self, writer: Writer, cursor: Cursor, *, now: Instant) -> None:
        """Read on from there. What waited in another log, such as a backup's, may have left."""
        known = self.cursor(writer)
        if known is not None and known.epoch != cursor.epoch:
            writer.write(self._end_open, self._end_open.bind({"now_": now}))
        self.move(writer, cursor)

    def move(self, writer: Writer, cursor: Cursor) -> None:
        """Remember how far the log was read."""
        self._settings.put(writer, _CURSOR, msgspec.json.encode(cursor).decode())

    # -- notices -------------------------------------------------------------------------------

    def add(self, writer: Writer, new: Notice) -> None:
        """Enter a notice, unless it is there: the log may be read twice."""
        if not writer.rows(self._find, id_=new.id):
            self.put(writer, new)

    def put(self, writer: Writer, changed: Notice) -> None:
        """Insert or replace a notice."""
        values = {name: getattr(changed, name) for name in _FIELDS}
        writer.write(self._put, self._put.bind(values))

    def claim(self, writer: Writer, ended: Sequence[Notice]) -> bool:
        """Write down that open notices are over; false when one of them was over before."""
        for each in ended:
            found = writer.rows(self._find, id_=each.id)
            if not found or _read(found[0]).sent_at is not None:
                return False
        for each in ended:
            self.put(writer, each)
        return True

    def due(self, connection: Connection, *, now: Instant, limit: int) -> list[Notice]:
        """What may leave now, oldest first."""
        return [_read(row) for row in connection.rows(self._due, now=now, limit=limit)]

    def next_at(self, connection: Connection, *, now: Instant) -> Instant | None:
        """When the next one that is not due yet will be."""
        found = connection.rows(self._next_at, now=now)[0][0]
        return None if found is None else int(found)

    def seen(self, connection: Connection, ticket: TicketId, agent: AgentId) -> Seq | None:
        """What an agent knows of a ticket by our mails: everything up to this entry."""
        found = connection.rows(self._newest, agent_=agent, ticket_=ticket)[0][0]
        return None if found is None else int(found)

    def prune(self, writer: Writer, *, before: Instant) -> None:
        """Forget what was over before an instant."""
        writer.write(self._prune, self._prune.bind({"before": before}))


def _read(row: tuple[Any, ...]) -> Notice:
    return Notice(**dict(zip(_FIELDS, row, strict=True)))
