# SPDX-License-Identifier: Apache-2.0
"""Reads the conversation of the current result for the preview."""

from app.client import Client
from app.errors import AskRefused, NotConnected
from app.workspace.conversation import Conversation
from sync_server.contract.ids import TicketId
from ui.models.words import translate
from ui.slots import Spawn
from ui.widgets.search_value import FoundTicket
from ui.windows.agent.message_values import message_values
from ui.windows.agent.search_finding import Finding
from ui.windows.agent.search_parts import SearchPreview


class PreviewReader:
    """At most one ticket at a time; looking at it here marks nothing as read."""

    def __init__(
        self, client: Client, preview: SearchPreview, finding: Finding, *, spawn: Spawn
    ) -> None:
        self._client = client
        self._preview = preview
        self._finding = finding
        self._spawn = spawn
        self._row: FoundTicket | None = None
        self._conversation: Conversation | None = None

    def show(self, row: FoundTicket, *, held: bool) -> None:
        """Read a ticket; one that is not `held` here comes from the server."""
        if self._row is not None and self._row.id == row.id:
            return
        self.clear()
        self._row = row
        self._preview.title.setText(row.subject)
        hint = translate("search", "Preview, \u23ce opens it, Space scrolls")
        if not held:
            hint = translate("search", "Preview from the server, to read only")
        self._preview.hint.setText(hint)
        self._spawn(self._read(row) if held else self._fetch(row), name="preview")

    def clear(self) -> None:
        """Let go of the ticket."""
        conversation, self._conversation = self._conversation, None
        self._row = None
        if conversation is not None:
            conversation.close()
        self._preview.clear()

    async def _read(self, row: FoundTicket) -> None:
        workspace = self._client.workspace
        conversation = await workspace.open_conversation(TicketId(row.id))
        if self._row is not row:
            conversation.close()
            return
        self._conversation = conversation
        values = message_values(workspace, conversation.entries, waiting=frozenset(), online=True)
        self._preview.timeline.show_conversation(row.id, values)

    async def _fetch(self, row: FoundTicket) -> None:
        try:
            entries = await self._finding.read(TicketId(row.id))
        except (NotConnected, AskRefused):
            if self._row is row:
                told = translate("search", "The server could not be asked for this ticket.")
                self._preview.hint.setText(told)
            return
        if self._row is row:
            values = message_values(
                self._client.workspace, entries, waiting=frozenset(), online=True
            )
            self._preview.timeline.show_conversation(row.id, values)
