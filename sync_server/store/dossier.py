# SPDX-License-Identifier: Apache-2.0
"""All that the database holds of one ticket: its row, conversation, files and history."""

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from msgspec import structs
from sqlalchemy import bindparam, literal_column, select

from sync_server.contract.entities import (
    CHILDREN,
    KINDS,
    Attachment,
    Calendar,
    Draft,
    Entity,
    Held,
    Message,
    Ticket,
)
from sync_server.contract.ids import AttachmentId, CalendarId, HeldId, Seq, TicketId
from sync_server.store import tables
from sync_server.store.changelog import Logged, ticket_thread
from sync_server.store.engines import SQLITE, Connection, compiler_of
from sync_server.store.portable import Portable
from sync_server.store.rows import KindRows

E = TypeVar("E", bound=Entity)

_LOGGED: Final = tuple(field.name for field in structs.fields(Logged))
_FOREVER: Final = 2**62


def _columns(kind: str) -> list[Any]:
    return [tables.kind_table(kind).c[field.name] for field in structs.fields(KINDS[kind])]


def _reader(kind: str) -> Callable[[Any], Any]:
    """From columns to an entity; the same on both databases."""
    return KindRows(compiler_of(SQLITE), kind).read


_read: Final = {
    kind: _reader(kind) for kind in ("ticket", "message", "attachment", "draft", "held", "calendar")
}

_TICKET: Final = Portable(
    select(*_columns("ticket"), tables.ticket.c.version).where(
        tables.ticket.c.id == bindparam("id_")
    )
)
_BY_NUMBER: Final = Portable(
    select(*_columns("ticket")).where(tables.ticket.c.number == bindparam("number_"))
)
_MESSAGES: Final = Portable(
    select(*_columns("message"))
    .where(tables.message.c.ticket == bindparam("ticket_"))
    .order_by(tables.message.c.at, tables.message.c.id)
)
_ATTACHMENTS: Final = Portable(
    select(*_columns("attachment"))
    .where(tables.attachment.c.ticket == bindparam("ticket_"))
    .order_by(tables.attachment.c.id)
)
_ATTACHMENT: Final = Portable(
    select(*_columns("attachment")).where(tables.attachment.c.id == bindparam("id_"))
)
_DRAFT: Final = Portable(
    select(*_columns("draft")).where(tables.kind_table("draft").c.id == bindparam("id_"))
)
_HELD: Final = Portable(
    select(*_columns("held")).where(tables.kind_table("held").c.id == bindparam("id_"))
)
_CALENDAR: Final = Portable(
    select(*_columns("calendar")).where(tables.kind_table("calendar").c.id == bindparam("id_"))
)
_KINDS_OF_TICKET: Final = ("ticket", *CHILDREN)


def _history(kinds: tuple[str, ...]) -> Portable:
    thread = ticket_thread(before=bindparam("before_"))
    return Portable(
        select(*(tables.log.c[name] for name in _LOGGED))
        .join(thread, thread.c.seq == tables.log.c.seq)
        .where(
            tables.log.c.seq < bindparam("before_"),
            tables.log.c.kind.in_([literal_column(f"'{kind}'") for kind in kinds]),
        )
        .order_by(tables.log.c.seq.desc())
        .limit(bindparam("limit_"))
    )


_HISTORY: Final = {True: _history(_KINDS_OF_TICKET), False: _history(("ticket",))}


def ticket_row(connection: Connection, id_: TicketId) -> tuple[Seq, Ticket] | None:
    """Version and ticket, archived ones included."""
    found = _TICKET.rows(connection, id_=id_)
    return (found[0][-1], cast(Ticket, _read["ticket"](found[0]))) if found else None


def ticket_by_number(connection: Connection, number: int) -> Ticket | None:
    """The ticket of a number, archived ones included."""
    if number > _FOREVER:
        return None
    found = _BY_NUMBER.rows(connection, number_=number)
    return cast(Ticket, _read["ticket"](found[0])) if found else None


def messages_of(connection: Connection, ticket: TicketId) -> tuple[Message, ...]:
    """A ticket's conversation, oldest first."""
    return tuple(_read["message"](row) for row in _MESSAGES.rows(connection, ticket_=ticket))


def attachments_of(connection: Connection, ticket: TicketId) -> tuple[Attachment, ...]:
    """A ticket's files."""
    found = _ATTACHMENTS.rows(connection, ticket_=ticket)
    return tuple(_read["attachment"](row) for row in found)


def attachment_row(connection: Connection, id_: AttachmentId) -> Attachment | None:
    """One file."""
    found = _ATTACHMENT.rows(connection, id_=id_)
    return cast(Attachment, _read["attachment"](found[0])) if found else None


def draft_row(connection: Connection, id_: str) -> Draft | None:
    """What somebody has written and not sent."""
    found = _DRAFT.rows(connection, id_=id_)
    return cast(Draft, _read["draft"](found[0])) if found else None


def calendar_row(connection: Connection, id_: CalendarId) -> Calendar | None:
    """A calendar."""
    found = _CALENDAR.rows(connection, id_=id_)
    return cast(Calendar, _read["calendar"](found[0])) if found else None


def held_row(connection: Connection, id_: HeldId) -> Held | None:
    """Mail that waits for a decision."""
    found = _HELD.rows(connection, id_=id_)
    return cast(Held, _read["held"](found[0])) if found else None


def history_of(
    connection: Connection, ticket: TicketId, *, before: Seq | None, children: bool, limit: int
) -> list[Logged]:
    """Log entries of a ticket below `before`, newest first; with `children` those of its messages
    and files as well.
    """
    found = _HISTORY[children].rows(
        connection, ticket_=ticket, before_=_FOREVER if before is None else before, limit_=limit
    )
    return [Logged(**dict(zip(_LOGGED, row, strict=True))) for row in found]
