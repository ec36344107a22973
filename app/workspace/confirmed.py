# SPDX-License-Identifier: Apache-2.0
"""The rows that the server has confirmed and that live in memory, by kind and id.

Memory moves only after the cache has committed. Messages and attachments are here for the tickets
whose conversation is open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.cache.reads import ON_DEMAND, Thread
from app.cache.rows import Key
from sync_server.contract.entities import Attachment, Entity, Message, Row, Ticket
from sync_server.contract.ids import Seq, TicketId


class Confirmed:
    """Rows as of the last commit of the cache."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, Row]] = {}
        self._threads: dict[TicketId, dict[Key, Row]] = {}
        self._place: dict[Key, TicketId] = {}

    def find(self, kind: str, id: str) -> Row | None:
        """The row, if it is in memory."""
        if kind in ON_DEMAND:
            ticket = self._place.get((kind, id))
            return None if ticket is None else self._threads[ticket].get((kind, id))
        return self._kinds.get(kind, {}).get(id)

    def entity(self, kind: str, id: str) -> Entity | None:
        """The row's content."""
        row = self.find(kind, id)
        return None if row is None else row.entity

    def version(self, kind: str, id: str) -> Seq:
        """The row's version; 0 for a row that is not here."""
        row = self.find(kind, id)
        return 0 if row is None else row.version

    def ids(self, kind: str) -> Iterator[str]:
        """The ids of a kind that lives in memory, as they are now."""
        return iter(tuple(self._kinds.get(kind, ())))

    def all(self, kind: str) -> Sequence[Row]:
        """The rows of a kind that lives in memory, as they are now."""
        return tuple(self._kinds.get(kind, {}).values())

    def count(self, kind: str) -> int:
        """How many rows of a kind are in memory."""
        return len(self._kinds.get(kind, ()))

    def load(self, rows: Iterable[Row]) -> None:
        """Take rows in from the cache."""
        for row in rows:
            self._kinds.setdefault(row.entity.kind, {})[row.entity.id] = row

    def clear(self) -> None:
        """Hold nothing."""
        self._kinds.clear()
        self._threads.clear()
        self._place.clear()

    def apply(self, rows: Mapping[Key, Row | None]) -> set[TicketId]:
        """Take over what a frame did; the open tickets whose conversation changed."""
        touched: set[TicketId] = set()
        for (kind, id), row in rows.items():
            if kind in ON_DEMAND:
                touched |= self._apply_child((kind, id), row)
            elif row is None:
                self._kinds.get(kind, {}).pop(id, None)
                if kind == Ticket.kind and id in self._threads:
                    self._forget_thread(id)  # type: ignore[arg-type]
                    touched.add(id)  # type: ignore[arg-type]
            else:
                self._kinds.setdefault(kind, {})[id] = row
        return touched

    # -- conversations -------------------------------------------------------------------------

    def open_thread(self, ticket: TicketId, thread: Thread) -> None:
        """Keep a conversation current from now on."""
        held: dict[Key, Row] = {}
        for row in (*thread.messages, *thread.attachments):
            key = (row.entity.kind, row.entity.id)
            held[key] = row
            self._place[key] = ticket
        self._threads[ticket] = held

    def close_thread(self, ticket: TicketId) -> None:
        """Let a conversation go."""
        self._forget_thread(ticket)
        self._threads.pop(ticket, None)

    def thread(self, ticket: TicketId) -> dict[Key, Entity]:
        """The messages and attachments of an open conversation."""
        return {key: row.entity for key, row in self._threads.get(ticket, {}).items()}

    def _forget_thread(self, ticket: TicketId) -> None:
        for key in self._threads.get(ticket, {}):
            self._place.pop(key, None)
        self._threads[ticket] = {}

    def _apply_child(self, key: Key, row: Row | None) -> set[TicketId]:
        touched: set[TicketId] = set()
        known = self._place.pop(key, None)
        if known is not None:
            self._threads[known].pop(key, None)
            touched.add(known)
        entity = None if row is None else row.entity
        if isinstance(entity, Message | Attachment) and entity.ticket in self._threads:
            assert row is not None
            self._place[key] = entity.ticket
            self._threads[entity.ticket][key] = row
            touched.add(entity.ticket)
        return touched
