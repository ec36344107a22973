# SPDX-License-Identifier: Apache-2.0
"""What has come to a ticket since somebody began to write an answer."""

from collections.abc import Iterable

from app.workspace.conversation import Entry
from sync_server.contract.entities import Message
from sync_server.contract.ids import AgentId, MessageId

PUBLIC = frozenset({"customer", "reply"})


class News:
    """Remembers which messages were there when the writing began."""

    def __init__(self) -> None:
        self._seen: frozenset[MessageId] | None = None

    @property
    def is_writing(self) -> bool:
        return self._seen is not None

    def begin(self, entries: Iterable[Entry]) -> None:
        """The first letter is written, or all that came has been read."""
        self._seen = frozenset(entry.message.id for entry in entries)

    def end(self) -> None:
        """Nothing is written any more."""
        self._seen = None

    def since(self, entries: Iterable[Entry], me: AgentId | None) -> tuple[Message, ...]:
        """The customer's messages and colleagues' replies that the author has not seen."""
        if self._seen is None:
            return ()
        return tuple(
            entry.message
            for entry in entries
            if entry.message.id not in self._seen
            and entry.message.type in PUBLIC
            and entry.message.agent != me
        )
