# SPDX-License-Identifier: Apache-2.0
"""What a window shows first, remembered from the last time, so that it need not wait for the rest.

It is no more than a hint: rows that are gone are left out, and all of it is looked at again once
everything has been read.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from app.cache.apply import get_meta, set_meta
from app.cache.engine import File
from app.cache.reads import ON_DEMAND
from sync_server.contract import codec
from sync_server.contract.entities import (
    KINDS,
    Contact,
    Organisation,
    ReadMark,
    Row,
    Ticket,
)
from sync_server.contract.ids import TicketId

KEY: Final = "front"
MANY: Final = (Ticket.kind, Contact.kind, Organisation.kind, ReadMark.kind)
"""Kinds of which a desk has so many that a window does not wait for them."""

FEW: Final = tuple(kind for kind in KINDS if kind not in ON_DEMAND and kind not in MANY)
MOST_AT_ONCE: Final = 2_000
"""So many rows of `MANY` are read at once: that is quicker than in two steps."""


class Front(Struct, frozen=True, kw_only=True):
    """The tickets at the top of the first list, and how many tickets each view had."""

    tickets: tuple[TicketId, ...] = ()
    counts: Mapping[str, int] = {}


def keep_front(file: File, front: Front) -> None:
    """Remember for the next start."""
    set_meta(file, KEY, msgspec.json.encode(front).decode())


def read_front(
    file: File, me: str | None, *, also: Iterable[TicketId]
) -> tuple[Front, tuple[Row, ...]] | None:
    """What is shown first, and the rows for it; none: all is read as fast, or nothing is known.

    `also` are tickets that pending commands are about.
    """
    text = get_meta(file, KEY)
    if text is None or me is None or not _is_large(file):
        return None
    try:
        front = msgspec.json.decode(text, type=Front)
    except msgspec.MsgspecError:
        return None
    tickets = tuple(dict.fromkeys((*front.tickets, *also)))
    rows = _rows(file, Ticket.kind, tickets)
    shown = [row.entity for row in rows if isinstance(row.entity, Ticket)]
    rows += _rows(file, Contact.kind, (ticket.requester for ticket in shown))
    rows += _rows(file, Organisation.kind, (ticket.organisation for ticket in shown))
    rows += _rows(file, ReadMark.kind, (f"{me}.{ticket}" for ticket in tickets))
    for kind in FEW:
        found = file.rows("SELECT version, data FROM row WHERE kind = ?", (kind,))
        rows += [Row(version, codec.decode_entity(kind, data)) for version, data in found]
    return front, tuple(rows)


def _is_large(file: File) -> bool:
    places = ", ".join("?" * len(MANY))
    found = file.row(
        f"SELECT 1 FROM row WHERE kind IN ({places}) LIMIT 1 OFFSET ?",  # noqa: S608
        (*MANY, MOST_AT_ONCE),
    )
    return found is not None


def _rows(file: File, kind: str, ids: Iterable[str | None]) -> list[Row]:
    """The rows of a kind with these ids, as far as they are held."""
    wanted = [id for id in dict.fromkeys(ids) if id is not None]
    found = file.rows(
        "SELECT version, data FROM row WHERE kind = ?1 AND id IN (SELECT value FROM json_each(?2))",
        (kind, msgspec.json.encode(wanted).decode()),
    )
    return [Row(version, codec.decode_entity(kind, data)) for version, data in found]
