# SPDX-License-Identifier: Apache-2.0
"""Reads rows, and remembers tickets: one that is worked on is not read for each command again."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from sync_server.contract.entities import Ticket
from sync_server.store.engines import Writer
from sync_server.store.rows import AllRows, Stored

Key = tuple[str, str]

CAPACITY: Final = 8192
"""As many tickets as a large desk has open: about 16 MiB."""


class RecentRows:
    """Rows as the last commit left them; of tickets, those used last are kept in memory.

    Only a batch writes rows, so they are true as long as the log ends where this desk's own last
    commit ended. Whoever finds another end, or gives a transaction up, must `forget`: the rows of a
    batch are changed before it commits.
    """

    def __init__(self, rows: AllRows, capacity: int = CAPACITY) -> None:
        self.rows = rows
        self._capacity = capacity
        self._kept: dict[Key, Stored] = {}

    def load(self, writer: Writer, kind: str, id_: str) -> Stored | None:
        """The row under an id, or `None`."""
        return self._kept.get((kind, id_)) or self.rows[kind].load(writer, id_)

    def load_many(
        self, writer: Writer, kind: str, ids: Sequence[str]
    ) -> Iterator[tuple[str, Stored]]:
        """The rows under any of the ids that are there, in few statements."""
        wanted = []
        for id_ in ids:
            kept = self._kept.get((kind, id_))
            if kept is None:
                wanted.append(id_)
            else:
                yield id_, kept
        for stored in self.rows[kind].load_many(writer, wanted):
            if stored.entity is not None:
                yield stored.entity.id, stored

    def keep(self, used: Mapping[Key, Stored | None]) -> None:
        """A batch is committed, and these are the rows that it used."""
        kept = self._kept
        for key, stored in used.items():
            if key[0] == Ticket.kind:
                kept.pop(key, None)
                if stored is not None and stored.entity is not None:
                    kept[key] = stored
        for key in list(islice(kept, max(0, len(kept) - self._capacity))):
            del kept[key]

    def forget(self) -> None:
        """Nothing that is kept is sure any more."""
        self._kept.clear()
