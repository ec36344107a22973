# SPDX-License-Identifier: Apache-2.0
"""Which messages came to the ticket that is open, as a screen reader says it."""

from collections.abc import Sequence

from app.workspace.conversation import Entry
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Message
from sync_server.contract.ids import MessageId, TicketId
from ui.models.words import translate
from ui.widgets import plural
from ui.windows.agent.message_roles import author_of, kind_of

_FIRST_WORDS = 160


class MessageNews:
    """Remembers what was there: what was read when the ticket was opened is no news."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._ticket: TicketId | None = None
        self._known: frozenset[MessageId] = frozenset()

    def of(self, ticket: TicketId, entries: Sequence[Entry]) -> str:
        """A sentence on what somebody else has written since the last time, or nothing."""
        before, known = self._ticket, self._known
        self._ticket, self._known = ticket, frozenset(entry.message.id for entry in entries)
        if before != ticket:
            return ""
        new = [
            entry.message
            for entry in entries
            if entry.message.id not in known and entry.message.agent != self._workspace.me
        ]
        if len(new) > 1:
            return plural.tr("%n new messages", "1 new message", len(new))
        return self._one(new[0]) if new else ""

    def _one(self, message: Message) -> str:
        told = translate("conversation", "New message from {name}: {text}")
        if kind_of(message) == "note":
            told = translate("conversation", "New internal note from {name}: {text}")
        elif message.type == "third_party":
            told = translate("conversation", "New message from {name}, not the customer: {text}")
        name = author_of(self._workspace, message)
        return told.format(name=name, text=" ".join(message.text[:_FIRST_WORDS].split()))
