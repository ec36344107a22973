# SPDX-License-Identifier: Apache-2.0
"""What has come to a ticket since somebody began to write an answer."""

from collections.abc import Iterable

from app.workspace.conversation import Entry
from sync_server.contract.entities import Message
from sync_server.contract.ids import AgentId, Instant

PUBLIC = frozenset({"customer", "reply"})


class News:
    """Remembers up to which moment of the conversation the author has read.

    The moment goes with the draft: whoever comes back to it, here or in another window, still has
    to read what came meanwhile.
    """

    def __init__(self) -> None:
        self._seen_at: Instant | None = None

    @property
    def is_writing(self) -> bool:
        return self._seen_at is not None

    @property
    def seen_at(self) -> Instant:
        """When the last message came that the author has seen (µs UTC); 0 where nobody knows."""
        return self._seen_at or 0

    def begin(self, entries: Iterable[Entry], me: AgentId | None) -> None:
        """The first letter is written, or all that came has been read."""
        times = (entry.message.at for entry in entries if entry.message.agent != me)
        self._seen_at = max(times, default=0)

    def go_on(self, seen_at: Instant) -> None:
        """What was written before is here again; its author had read up to that moment."""
        self._seen_at = seen_at

    def end(self) -> None:
        """Nothing is written any more."""
        self._seen_at = None

    def since(self, entries: Iterable[Entry], me: AgentId | None) -> tuple[Message, ...]:
        """The customer's messages and colleagues' replies that the author has not seen."""
        if not self._seen_at:
            return ()
        return tuple(
            entry.message
            for entry in entries
            if entry.message.at > self._seen_at
            and entry.message.type in PUBLIC
            and entry.message.agent != me
        )
