# SPDX-License-Identifier: Apache-2.0
"""One frozen value that says what changed, merged over a turn of the loop."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from sync_server.contract.ids import CommandId, TicketId


class Changes(Struct, frozen=True, kw_only=True):
    """Ids and aspects; whoever shows one of them looks again.

    `rows` has the ids of changed rows by kind, `conversations` the tickets whose messages or
    attachments changed, `pending` the commands whose state changed, `presence` the tickets on
    which somebody came, went or types. With `reloaded` everything may be different.
    """

    rows: Mapping[str, frozenset[str]] = {}
    conversations: frozenset[TicketId] = frozenset()
    pending: frozenset[CommandId] = frozenset()
    presence: frozenset[TicketId] = frozenset()
    reloaded: bool = False


class Collector:
    """Gathers what changed until the end of the turn, then hands over one `Changes`.

    `soon` runs a function once the current turn is over.
    """

    def __init__(
        self, soon: Callable[[Callable[[], None]], object], deliver: Callable[[Changes], None]
    ) -> None:
        self._soon = soon
        self._deliver = deliver
        self._scheduled = False
        self._clear()

    def rows(self, keys: Iterable[tuple[str, str]]) -> None:
        for kind, id in keys:
            self._rows[kind].add(id)
        self._schedule()

    def conversations(self, tickets: Iterable[TicketId]) -> None:
        self._conversations.update(tickets)
        self._schedule()

    def pending(self, ids: Iterable[CommandId]) -> None:
        self._pending.update(ids)
        self._schedule()

    def presence(self, tickets: Iterable[TicketId]) -> None:
        self._presence.update(tickets)
        self._schedule()

    def reloaded(self) -> None:
        self._reloaded = True
        self._schedule()

    def flush(self) -> None:
        """Hand over what has gathered, at once, if anything has."""
        if not self._scheduled:
            return
        self._scheduled = False
        changes = Changes(
            rows={kind: frozenset(ids) for kind, ids in self._rows.items()},
            conversations=frozenset(self._conversations),
            pending=frozenset(self._pending),
            presence=frozenset(self._presence),
            reloaded=self._reloaded,
        )
        self._clear()
        self._deliver(changes)

    def _schedule(self) -> None:
        if not self._scheduled:
            self._scheduled = True
            self._soon(self.flush)

    def _clear(self) -> None:
        self._rows: defaultdict[str, set[str]] = defaultdict(set)
        self._conversations: set[TicketId] = set()
        self._pending: set[CommandId] = set()
        self._presence: set[TicketId] = set()
        self._reloaded = False
