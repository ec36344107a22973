# SPDX-License-Identifier: Apache-2.0
"""One's own pending commands, painted on top of the confirmed rows.

Each command's prediction is remembered with the rows that it looked at. When one of them changes,
the commands that hang together with it are predicted again, in the order of their gestures, and no
others: a gesture costs the same with one pending command and with thousands.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from app.cache.rows import Key
from app.workspace.predictions import Gone, Scene, predict
from sync_server.contract.commands import Command
from sync_server.contract.entities import CHILDREN, Entity, Ticket
from sync_server.contract.ids import AgentId, Base, CommandId, Instant


class Pending(Struct, frozen=True, kw_only=True):
    """A command that the server has not yet confirmed, made at `at`."""

    id: CommandId
    command: Command
    at: Instant


class _Painted(Struct):
    """What a command looked at and what it changed."""

    order: int
    pending: Pending
    reads: set[Key]
    edits: dict[Key, Entity | None]


Find = Callable[[str, str], Entity | None]

_REMEMBERED: Final = 10_000
"""Of so many commands it is known what they did to their ticket, for who takes one back at once."""


class Overlay:
    """Predicted rows. `find` and `ids` give the confirmed ones."""

    def __init__(self, find: Find, ids: Callable[[str], Iterable[str]]) -> None:
        self._confirmed = find
        self._ids = ids
        self._commands: dict[CommandId, _Painted] = {}
        self._touching: defaultdict[Key, dict[CommandId, None]] = defaultdict(dict)
        self._rows: dict[Key, Entity | None] = {}
        self._children: defaultdict[str, dict[Key, None]] = defaultdict(dict)
        self._done: dict[CommandId, tuple[Key, Entity, Entity]] = {}
        self._count = 0
        self.me: AgentId | None = None

    def find(self, kind: str, id: str) -> Entity | None:
        """The row as it will probably be."""
        key = (kind, id)
        return self._rows[key] if key in self._rows else self._confirmed(kind, id)

    def over(self, rows: Mapping[Key, Entity]) -> dict[Key, Entity | None]:
        """Confirmed rows as they will probably be: most of them as they are."""
        predicted = {key: self._rows[key] for key in self._rows.keys() & rows.keys()}
        return {**rows, **predicted}

    def predicted(self, kind: str) -> Iterator[tuple[str, Entity | None]]:
        """The rows of a kind that are other than confirmed; `None` is gone."""
        return iter([(key[1], row) for key, row in self._rows.items() if key[0] == kind])

    def children(self, ticket: str) -> dict[Key, Entity]:
        """The predicted messages and attachments of a ticket."""
        rows = {key: self._rows[key] for key in self._children.get(ticket, ())}
        return {key: row for key, row in rows.items() if row is not None}

    def editors(self, key: Key) -> tuple[CommandId, ...]:
        """The pending commands that change a row, in their order."""
        if key not in self._touching:
            return ()
        ids = [id for id in self._touching[key] if key in self._commands[id].edits]
        return tuple(sorted(ids, key=lambda id: self._commands[id].order))

    def __contains__(self, id: CommandId) -> bool:
        return id in self._commands

    def __iter__(self) -> Iterator[Pending]:
        return iter([painted.pending for painted in self._commands.values()])

    def add(self, pending: Pending) -> set[Key]:
        """Paint a command on top; the rows that changed."""
        self._count += 1
        self._commands[pending.id] = _Painted(self._count, pending, set(), {})
        self._paint(self._commands[pending.id])
        return set(self._commands[pending.id].edits)

    def drop(self, ids: Iterable[CommandId]) -> set[Key]:
        """Take commands away; the rows that may have changed."""
        keys: set[Key] = set()
        for id in ids:
            painted = self._commands.get(id)
            if painted is not None:
                keys |= set(painted.edits)
                self._erase(painted)
                del self._commands[id]
        return keys | self.repaint(keys)

    def repaint(self, keys: Iterable[Key]) -> set[Key]:
        """Predict again what looks at these rows; the rows that may have changed."""
        painted = self._connected(keys)
        changed: set[Key] = set()
        for each in painted:
            changed |= set(each.edits)
            self._erase(each)
        for each in painted:
            self._paint(each)
            changed |= set(each.edits)
        return changed

    def clear(self) -> None:
        """Nothing is pending."""
        self._commands.clear()
        self._touching.clear()
        self._rows.clear()
        self._children.clear()

    def _connected(self, keys: Iterable[Key]) -> list[_Painted]:
        """The commands that a change of these rows may concern, in their order."""
        found: dict[CommandId, _Painted] = {}
        open_keys = list(keys)
        while open_keys:
            for id in self._touching.get(open_keys.pop(), ()):
                if id not in found:
                    found[id] = self._commands[id]
                    open_keys.extend(found[id].reads | set(found[id].edits))
        return sorted(found.values(), key=lambda painted: painted.order)

    def _paint(self, painted: _Painted) -> None:
        reads: set[Key] = set()

        def find(kind: str, id: str) -> Entity | None:
            reads.add((kind, id))
            return self.find(kind, id)

        pending = painted.pending
        scene = Scene(find, self._ids, me=self.me, at=pending.at, done=self._change)
        painted.edits = {}
        for edit in predict(pending.command, scene):
            key = (edit.kind, edit.id)
            if isinstance(edit, Ticket):
                self._remember(pending.id, key, edit)
            painted.edits[key] = self._rows[key] = None if isinstance(edit, Gone) else edit
            if edit.kind in CHILDREN:
                self._children[edit.ticket][key] = None  # type: ignore[union-attr]
        painted.reads = reads
        for key in reads | set(painted.edits):
            self._touching[key][pending.id] = None

    def _remember(self, id: CommandId, key: Key, after: Entity) -> None:
        before = self.find(*key)
        if before is not None:
            self._done.pop(id, None)
            self._done[id] = (key, before, after)
            if len(self._done) > _REMEMBERED:
                del self._done[next(iter(self._done))]

    def _change(self, of: Base, kind: str, id: str) -> tuple[Entity, Entity] | None:
        done = self._done.get(CommandId(of)) if isinstance(of, str) else None
        return None if done is None or done[0] != (kind, id) else done[1:]

    def _erase(self, painted: _Painted) -> None:
        for key in painted.reads | set(painted.edits):
            self._touching[key].pop(painted.pending.id, None)
            if not self._touching[key]:
                del self._touching[key]
        for key in painted.edits:
            row = self._rows.pop(key, None)
            if row is not None and key[0] in CHILDREN:
                self._children[row.ticket].pop(key, None)  # type: ignore[attr-defined]
