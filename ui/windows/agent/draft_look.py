# SPDX-License-Identifier: Apache-2.0
"""A look at the reply that a colleague is writing, fresh while it is open."""

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.client import Client
from app.errors import AskRefused, NotConnected
from sync_server.contract.ids import AgentId, TicketId
from sync_server.contract.queries import DraftText, ReadDraft
from ui.models.people import agent_name, first_name, writer_on, writers_on
from ui.models.words import time_words, translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.draft_peek import DraftPeek
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.popover import rect_on_screen

_SIDE: Final = 16
FRESH_MS: Final = 2000
"""While it is open it is asked for again after so long."""


class DraftLook(QObject):
    """Asks the server, which knows what the author's computer has kept, and shows it."""

    def __init__(self, client: Client, theme: Theme, spawn: Spawn, *, strip: QWidget) -> None:
        super().__init__(strip)
        self._client = client
        self._spawn = spawn
        self._strip = strip
        self._of: tuple[TicketId, AgentId] | None = None
        self.peek = DraftPeek(theme, strip)
        self._again = QTimer(self)
        self._again.setInterval(FRESH_MS)
        self._again.timeout.connect(self._on_again)

    def open(self, ticket: TicketId | None) -> None:
        """Show what whoever is replying to a ticket has written; of several, the last one."""
        writer = None if ticket is None else writer_on(self._client.workspace, ticket)
        if ticket is None or writer is None:
            return
        self._of = (ticket, writer)
        self._spawn(self._read(ticket, writer), name="read a draft")

    def close(self) -> None:
        """Another ticket is open."""
        self._of = None
        self._again.stop()
        self.peek.hide()

    async def _read(self, ticket: TicketId, agent: AgentId) -> None:
        told = ""
        draft = DraftText()
        try:
            draft = await self._client.ask(ReadDraft(ticket=ticket, agent=agent))
            if not draft.text:
                told = self._nothing_yet(ticket, agent)
        except NotConnected:
            told = translate("drafts", "A look at a draft needs the connection.")
        except AskRefused:
            told = translate("drafts", "You cannot see drafts of this ticket.")
        if self._of == (ticket, agent):
            self._show(agent, draft, told)

    def _nothing_yet(self, ticket: TicketId, agent: AgentId) -> str:
        """Who replies has written something that is not here: it is carried every few seconds."""
        if agent in writers_on(self._client.workspace, ticket):
            return translate("drafts", "What is being written is on its way.")
        return translate("drafts", "Nothing is written yet.")

    def _show(self, agent: AgentId, draft: DraftText, told: str) -> None:
        workspace = self._client.workspace
        name, now = agent_name(workspace, agent), workspace.now_us()
        title = translate("drafts", "{name} is writing").format(name=first_name(workspace, agent))
        kept = translate("drafts", "as of {time}").format(time=time_words(draft.at, now))
        self.peek.show_draft(
            name=name,
            initials=initials_of(name),
            pair=avatar_index(agent),
            title=title,
            since=kept if draft.text else "",
            text=told or draft.text,
        )
        if not self.peek.isVisible():
            beside = rect_on_screen(self._strip).adjusted(_SIDE, 0, -_SIDE, 0)
            self.peek.open_beside(beside, self.peek.text, at_end=True)
            self._again.start()

    def _on_again(self) -> None:
        if self._of is None or not self.peek.isVisible():
            self._again.stop()
            self._of = None
        else:
            self._spawn(self._read(*self._of), name="read a draft")
