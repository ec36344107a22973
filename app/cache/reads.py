# SPDX-License-Identifier: Apache-2.0
"""Reading the cache: everything that lives in memory, conversations, digests."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from app.cache.engine import File
from app.cache.rows import to_unsigned
from sync_server.contract import codec, frames
from sync_server.contract.digests import EMPTY, digest_text, row_digest
from sync_server.contract.entities import (
    CHILDREN,
    KINDS,
    Attachment,
    Message,
    Row,
    SecurityEvent,
    Ticket,
)
from sync_server.contract.ids import TicketId

ON_DEMAND: Final = frozenset({*CHILDREN, SecurityEvent.kind})
"""Kinds that are read when they are looked at; rows of all others live in memory."""


class Page(Struct, frozen=True):
    """Rows in the order of their arrival; `next` is where the following page begins, if any."""

    rows: tuple[Row, ...]
    next: int | None


class Thread(Struct, frozen=True):
    """A ticket's messages, oldest first, and attachments."""

    messages: tuple[Row, ...]
    attachments: tuple[Row, ...]


def read_page(file: File, *, after: int, limit: int) -> Page:
    """The next rows that live in memory, of every known kind."""
    kinds = tuple(kind for kind in KINDS if kind not in ON_DEMAND)
    found = file.rows(
        f"SELECT number, kind, version, data FROM row WHERE number > ? AND kind IN"  # noqa: S608
        f" ({', '.join('?' * len(kinds))}) ORDER BY number LIMIT ?",
        (after, *kinds, limit),
    )
    rows = tuple(Row(version, codec.decode_entity(kind, data)) for _, kind, version, data in found)
    return Page(rows, found[-1][0] if len(found) == limit else None)


def read_row(file: File, kind: str, id: str) -> Row | None:
    """One row by its id."""
    found = file.row("SELECT version, data FROM row WHERE kind = ? AND id = ?", (kind, id))
    return None if found is None else Row(found[0], codec.decode_entity(kind, found[1]))


def read_thread(file: File, ticket: TicketId) -> Thread:
    """The conversation of a ticket, as far as it is held."""
    found = file.rows("SELECT kind, version, data FROM row WHERE ticket = ?", (ticket,))
    rows = [(kind, Row(version, codec.decode_entity(kind, data))) for kind, version, data in found]
    messages = [row for kind, row in rows if kind == Message.kind]
    messages.sort(key=lambda row: (row.entity.at, row.entity.id))  # type: ignore[attr-defined]
    attachments = tuple(row for kind, row in rows if kind == Attachment.kind)
    return Thread(tuple(messages), attachments)


def read_tickets_of(file: File, contact: str, *, limit: int) -> tuple[TicketId, ...]:
    """A contact's tickets, the last changed first."""
    found = file.rows(
        "SELECT id FROM ticket WHERE requester = ? ORDER BY updated_at DESC LIMIT ?",
        (contact, limit),
    )
    return tuple(row[0] for row in found)


def read_last_texts(
    file: File, tickets: Iterable[TicketId], *, letters: int
) -> dict[TicketId, str]:
    """How the newest message between each of these tickets' customer and us begins."""
    found = file.rows(
        "SELECT ticket, substr(said ->> '$.text', 1, ?2), max(said ->> '$.at') FROM"
        " (SELECT ticket, CAST(data AS TEXT) AS said FROM row"
        " WHERE kind = 'message' AND ticket IN (SELECT value FROM json_each(?1)))"
        " WHERE said ->> '$.type' IN ('customer', 'reply') AND said ->> '$.text' <> ''"
        " GROUP BY ticket",
        (msgspec.json.encode(list(tickets)).decode(), letters),
    )
    return {row[0]: row[1] for row in found}


def read_tickets_with_files(file: File) -> frozenset[TicketId]:
    """The tickets that hold attachments: the digest of none is nothing."""
    found = file.rows("SELECT id FROM ticket WHERE attachment <> ?", (EMPTY,))
    return frozenset(row[0] for row in found)


def scope_digests(file: File) -> dict[str, dict[str, str]]:
    """The digests of every scope that is held complete, by kind; kinds without rows are left out.

    An overview has ticket rows only. A guest scope has its ticket and what hangs on it.
    """
    digests: dict[str, dict[str, str]] = {}
    for scope, projection in file.rows("SELECT scope, projection FROM scope WHERE ready = 1"):
        if scope.startswith("ticket:"):
            values = _guest_digests(file, scope.removeprefix("ticket:"), projection)
        else:
            values = dict(file.rows("SELECT kind, value FROM digest WHERE scope = ?", (scope,)))
            if projection == frames.OVERVIEW:
                values = {Ticket.kind: values.get(Ticket.kind, EMPTY)}
        digests[scope] = {
            kind: digest_text(to_unsigned(value)) for kind, value in values.items() if value
        }
    return digests


def _guest_digests(file: File, ticket: str, projection: str) -> dict[str, int]:
    found = file.row(
        "SELECT row.version, ticket.message, ticket.attachment FROM row JOIN ticket"
        " ON ticket.id = row.id WHERE row.kind = 'ticket' AND row.id = ?",
        (ticket,),
    )
    if found is None:
        return {}
    version, *children = found
    own = {Ticket.kind: row_digest(Ticket.kind, ticket, version)}
    if projection == frames.OVERVIEW:
        return own
    return {**own, **dict(zip(CHILDREN, children, strict=True))}


def differing_scopes(file: File, theirs: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The scopes of which the server holds something else; unknown kinds are not compared."""
    ours = scope_digests(file)
    nothing = digest_text(EMPTY)
    return tuple(
        scope
        for scope, mine in ours.items()
        if scope in theirs
        and any(
            mine.get(kind, nothing) != theirs[scope].get(kind, nothing)
            for kind in KINDS
            if kind in mine or kind in theirs[scope]
        )
    )
