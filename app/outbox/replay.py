# SPDX-License-Identifier: Apache-2.0
"""What is sent again to a server that came back from a backup, as the loop sees it."""

from collections.abc import Mapping

import msgspec

from app.outbox.items import Item
from app.outbox.kept import DONE, HELD, KNOWN, REFUSED, WAITING, Replayed
from app.signals import Signal
from sync_server.contract.ids import CommandId, Seq
from sync_server.contract.refusals import Refusal


class Replay:
    """The commands of one replay, in the order of the gestures, until the person has seen them.

    Signals: `changed` with all of them; `finished` once none waits, with how many were done again
    that a person had done (what they have read is none).
    """

    def __init__(self) -> None:
        self.changed: Signal[tuple[Replayed, ...]] = Signal()
        self.finished: Signal[int] = Signal()
        self._entries: dict[CommandId, Replayed] = {}

    @property
    def entries(self) -> tuple[Replayed, ...]:
        """What was sent again, also what only carried along."""
        return tuple(self._entries.values())

    @property
    def is_under_way(self) -> bool:
        """Whether something still waits for its answer."""
        return any(entry.state == WAITING for entry in self._entries.values())

    @property
    def done(self) -> int:
        """How many of a person's actions were done again."""
        return sum(
            entry.state == DONE and not Item(id=entry.id, command=entry.command).is_aside
            for entry in self._entries.values()
        )

    def load(self, entries: tuple[Replayed, ...]) -> None:
        """Take in what the file says."""
        self._entries = {entry.id: entry for entry in entries}

    def accept(self, seqs: Mapping[CommandId, Seq | None]) -> None:
        """The server has answered with ok."""
        known = self._entries
        self._settle(
            {
                id: DONE if (seq or 0) > known[id].head else KNOWN
                for id, seq in seqs.items()
                if id in known
            }
        )

    def refuse(self, id: CommandId, refusal: Refusal, *, held: tuple[CommandId, ...]) -> None:
        """The server will not do one again; what builds on it is held."""
        self._settle({id: REFUSED, **dict.fromkeys(held, HELD)}, {id: refusal})

    def dismiss(self) -> None:
        """The person has seen it."""
        self._entries = {id: entry for id, entry in self._entries.items() if entry.state == WAITING}
        self.changed.emit(self.entries)

    def _settle(
        self,
        states: Mapping[CommandId, str],
        refusals: Mapping[CommandId, Refusal] | None = None,
    ) -> None:
        ours = [id for id in states if id in self._entries]
        if not ours:
            return
        was_under_way = self.is_under_way
        for id in ours:
            self._entries[id] = msgspec.structs.replace(
                self._entries[id], state=states[id], refusal=(refusals or {}).get(id)
            )
        self.changed.emit(self.entries)
        if was_under_way and not self.is_under_way:
            self.finished.emit(self.done)
