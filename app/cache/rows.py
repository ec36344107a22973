# SPDX-License-Identifier: Apache-2.0
"""Writing rows into the cache: row, search words and digests change together.

A `Batch` lives within one transaction of the file. It gathers the XOR per (scope, kind) and writes
it in `finish`, so a move or a forgotten scope costs one update per kind, not one per row.
"""

from collections import defaultdict
from typing import Any, Final

from msgspec import Struct

from app.cache.engine import File
from app.cache.search import SEARCHED, delete_words, insert_words
from sync_server.contract import codec
from sync_server.contract.digests import EMPTY, row_digest
from sync_server.contract.entities import CHILDREN, Entity, Message, Row, Ticket
from sync_server.contract.ids import Seq, TicketId
from sync_server.contract.refusals import Code, Refused
from sync_server.contract.scopes import home_of

Key = tuple[str, str]
"""Kind and id of a row."""

_SIGN: Final = 1 << 63

TIMED: Final = 1 << 52
"""From here on the place of a row's words is its moment: the highest place is the newest's, in
whatever order the rows came.
"""

_CROWD: Final = 1 << 20
"""So many rows may be of one moment."""


def _moment(entity: Entity) -> int | None:
    """When something was written or opened, where the search asks for it."""
    at = entity.at if isinstance(entity, Message) else None
    at = entity.opened_at if isinstance(entity, Ticket) else at
    return None if at is None else min(max(0, at), TIMED)


def to_signed(value: int) -> int:
    """A 64-bit digest as SQLite keeps it."""
    return value - (1 << 64) if value & _SIGN else value


def to_unsigned(value: int) -> int:
    """The digest that SQLite kept."""
    return value & ((1 << 64) - 1)


class Stored(Struct, frozen=True):
    """What the cache has of a row: its place, its version, its JSON, and where its words are."""

    number: int
    home: str | None
    ticket: str | None
    version: Seq
    data: bytes
    place: int | None


class Batch:
    """Changes of one transaction. `touched` says what each row is now; `None` is gone."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._digests: defaultdict[tuple[str, str], int] = defaultdict(lambda: EMPTY)
        self._children: defaultdict[tuple[str, str], int] = defaultdict(lambda: EMPTY)
        self._homes: dict[str | None, str | None] = {}
        self._words: dict[int, Entity] = {}
        self.touched: dict[Key, Row | None] = {}

    def find(self, kind: str, id: str) -> Stored | None:
        """The row as it is now in this transaction."""
        row = self._file.row(
            "SELECT number, home, ticket, version, data, place FROM row WHERE kind = ? AND id = ?",
            (kind, id),
        )
        return None if row is None else Stored(*row)

    def put(self, kind: str, version: Seq, fields: dict[str, Any]) -> bool:
        """Insert a row or replace it, if it is newer than what is there. Raises `Refused`.

        `False` for a child whose ticket is not held: it has no place.
        """
        data = codec.encode(fields)
        entity = codec.decode_entity(kind, data)
        old = self.find(kind, entity.id)
        if old is not None and old.version >= version:
            return True
        if isinstance(entity, Ticket) and entity.archived:
            self.remove_ticket(entity.id)
            return True
        home, ticket = self._place(entity)
        scope = home or self.home_of_ticket(ticket)
        if scope is None:
            return False
        if old is not None and isinstance(entity, Ticket) and old.home != home:
            self._move_children(entity.id, old.home, home)
        place = self._write(entity, old, (home, ticket, version, data))
        if isinstance(entity, Ticket):
            self._homes[entity.id] = home
            self._write_ticket(entity)
        if old is not None:
            was = old.home or self.home_of_ticket(old.ticket) or scope
            self._xor((kind, entity.id), old.version, was, ticket=old.ticket)
            self._forget_words(place)
        self._xor((kind, entity.id), version, scope, ticket=ticket)
        if place is not None:
            self._words[place] = entity
        self.touched[kind, entity.id] = Row(version, entity)
        return True

    def merge(self, kind: str, id: str, version: Seq, fields: dict[str, Any]) -> bool:
        """Change some fields of a row. `False` when it is not held. Raises `Refused`."""
        old = self.find(kind, id)
        if old is None:
            return False
        if version > old.version:
            self.put(kind, version, {**codec.decode_object(old.data), **fields, "id": id})
        return True

    def remove(self, kind: str, id: str, version: Seq) -> bool:
        """Delete a row, a ticket with its children. `False` when it is not held.

        What is there may be newer: it has left a ticket, and came with another one already.
        """
        if kind == Ticket.kind:
            return self.remove_ticket(id)
        old = self.find(kind, id)
        if old is None or old.version > version:
            return False
        scope = old.home or self.home_of_ticket(old.ticket)
        if scope is not None:
            self._xor((kind, id), old.version, scope, ticket=old.ticket)
        self._delete((kind, id), old.number, old.place)
        return True

    def remove_ticket(self, id: str) -> bool:
        """Delete a ticket with everything that hangs on it."""
        old = self.find(Ticket.kind, id)
        if old is None:
            return False
        self.remove_children(id)
        assert old.home is not None
        self._xor((Ticket.kind, id), old.version, old.home)
        self._delete((Ticket.kind, id), old.number, old.place)
        self._file.run("DELETE FROM ticket WHERE id = ?", (id,))
        self._homes[id] = None
        return True

    def remove_children(self, ticket: str) -> None:
        """Delete what hangs on a ticket, and keep the ticket."""
        home = self.home_of_ticket(ticket)
        if home is not None:
            self._move_children(ticket, home, None)
        for kind, id, number, place in self._file.rows(
            "SELECT kind, id, number, place FROM row WHERE ticket = ?", (ticket,)
        ):
            self._delete((kind, id), number, place)
        self._file.run("UPDATE ticket SET message = 0, attachment = 0 WHERE id = ?", (ticket,))

    def remove_home(self, scope: str) -> None:
        """Delete the rows of a home at once, those tickets aside that a guest scope shows."""
        lost = (
            "home = ?1 AND (kind <> 'ticket' OR 'ticket:' || id NOT IN (SELECT scope FROM scope))"
        )
        self._write_children()
        self._write_words()
        self._homes.clear()
        lost_rows = f"""SELECT kind, lost.id, version, message, attachment
            FROM (SELECT kind, id, version FROM row WHERE {lost}) AS lost
            LEFT JOIN ticket ON kind = 'ticket' AND ticket.id = lost.id"""  # noqa: S608
        for kind, id, version, *children in self._file.rows(lost_rows, (scope,)):
            self._digests[scope, kind] ^= row_digest(kind, id, version)
            for child, digest in zip(CHILDREN, children, strict=True):
                self._digests[scope, child] ^= to_unsigned(digest or EMPTY)
            self.touched[kind, id] = None
        tickets = f"SELECT id FROM row WHERE kind = 'ticket' AND {lost}"  # noqa: S608
        for where in (f"ticket IN ({tickets})", lost):
            self._file.run(
                f"DELETE FROM words WHERE rowid IN (SELECT -place FROM row WHERE {where})",  # noqa: S608
                (scope,),
            )
        self._file.run(f"DELETE FROM row WHERE ticket IN ({tickets})", (scope,))  # noqa: S608
        self._file.run(f"DELETE FROM ticket WHERE id IN ({tickets})", (scope,))  # noqa: S608
        self._file.run(f"DELETE FROM row WHERE {lost}", (scope,))  # noqa: S608

    def home_of_ticket(self, ticket: str | None) -> str | None:
        """The scope in which a held ticket lives."""
        if ticket not in self._homes:
            row = self._file.row("SELECT home FROM row WHERE kind = 'ticket' AND id = ?", (ticket,))
            self._homes[ticket] = None if row is None else str(row[0])
        return self._homes[ticket]

    def finish(self) -> None:
        """Write words and digests; the last step before the transaction commits."""
        self._write_children()
        self._write_words()
        for (scope, kind), change in self._digests.items():
            self._file.run(
                "INSERT INTO digest (scope, kind, value) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE"
                " SET value = (value | ?3) & ~(value & ?3)",  # XOR, which SQLite does not have
                (scope, kind, to_signed(change)),
            )
        self._digests.clear()

    def _place(self, entity: Entity) -> tuple[str | None, TicketId | None]:
        """The home of a row, or the ticket on which it hangs."""
        if entity.kind in CHILDREN:
            return None, entity.ticket  # type: ignore[attr-defined]
        return home_of(entity), None

    def _write(self, entity: Entity, old: Stored | None, values: tuple[object, ...]) -> int | None:
        """Put the row into the file; the place of its words."""
        if old is not None:
            self._file.run(
                "UPDATE row SET home = ?, ticket = ?, version = ?, data = ? WHERE number = ?",
                (*values, old.number),
            )
            return old.place
        place = self._free_place(_moment(entity)) if entity.kind in SEARCHED else None
        self._file.run(
            "INSERT INTO row (kind, id, home, ticket, version, data, place)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (entity.kind, entity.id, *values, place),
        )
        return place

    def _free_place(self, moment: int | None) -> int:
        """The place of a moment or the next free one; without one, the next of the others."""
        first, end = (1, TIMED) if moment is None else (TIMED + moment, TIMED + moment + _CROWD)
        if moment is not None and not self._file.row("SELECT 1 FROM row WHERE place = ?", (first,)):
            return first
        found = self._file.row(
            "SELECT coalesce(max(place) + 1, ?1) FROM row WHERE place >= ?1 AND place < ?2",
            (first, end),
        )
        assert found is not None
        place = int(found[0])
        return place if place < end else self._free_place(None)

    def _write_words(self) -> None:
        """In the order of the index: words that come in another order cost it a flush."""
        for place in sorted(self._words, reverse=True):
            insert_words(self._file, self._words[place], place)
        self._words.clear()

    def _forget_words(self, place: int | None) -> None:
        if place is not None and self._words.pop(place, None) is None:
            delete_words(self._file, place)

    def _write_ticket(self, ticket: Ticket) -> None:
        self._file.run(
            "INSERT INTO ticket (id, requester, organisation, updated_at) VALUES (?1, ?2, ?3, ?4)"
            " ON CONFLICT DO UPDATE SET requester = ?2, organisation = ?3, updated_at = ?4",
            (ticket.id, ticket.requester, ticket.organisation, ticket.updated_at),
        )

    def _delete(self, key: Key, number: int, place: int | None) -> None:
        self._file.run("DELETE FROM row WHERE number = ?", (number,))
        self._forget_words(place)
        self.touched[key] = None

    def _xor(self, key: Key, version: Seq, scope: str, *, ticket: str | None = None) -> None:
        kind, id = key
        digest = row_digest(kind, id, version)
        self._digests[scope, kind] ^= digest
        if ticket is not None:
            self._children[ticket, kind] ^= digest

    def _write_children(self) -> None:
        """Bring the children's digests of each ticket into the file."""
        for (ticket, kind), change in self._children.items():
            self._file.run(
                f"UPDATE ticket SET {kind} = ({kind} | ?1) & ~({kind} & ?1) WHERE id = ?2",  # noqa: S608 - a kind of CHILDREN
                (to_signed(change), ticket),
            )
        self._children.clear()

    def _move_children(self, ticket: str, source: str | None, target: str | None) -> None:
        self._write_children()
        digests = self._file.row("SELECT message, attachment FROM ticket WHERE id = ?", (ticket,))
        for kind, digest in zip(CHILDREN, digests or (), strict=False):
            for scope in (source, target):
                if scope is not None:
                    self._digests[scope, kind] ^= to_unsigned(digest)


def fields_of(columns: tuple[str, ...], values: object) -> tuple[Seq, dict[str, Any]]:
    """Version and fields of a row `[version, field, field …]`. Raises `Refused(bad_frame)`."""
    if (
        not isinstance(values, list)
        or len(values) != len(columns) + 1
        or not isinstance(values[0], int)
    ):
        raise Refused(Code.BAD_FRAME)
    return values[0], dict(zip(columns, values[1:], strict=True))
