# SPDX-License-Identifier: Apache-2.0
"""What stands in the composer's place under tickets that were taken away or merged: who, when, and
the way back.
"""

from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Ticket
from ui.models.removed import is_removed, removed_words
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.banner import Banner
from ui.windows.agent.composer import ComposerPane
from ui.windows.agent.conversation import ConversationPane
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.unwanted import Unwanted

_SHOWN = frozenset({Ticket.kind, Agent.kind})


class _Panes(Protocol):
    """The parts of a window in which a ticket is read and answered."""

    conversation: ConversationPane
    composer: ComposerPane
    closed: SignalInstance


class RemovedStrip(QObject):
    """Follows the open ticket of a window; nothing is written to what is gone."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        window: _Panes,
        *,
        tickets: TicketController,
        gestures: Gestures,
        unwanted: Unwanted,
    ) -> None:
        super().__init__(window.conversation)
        self._workspace = workspace
        self._composer = window.composer
        self._tickets = tickets
        self._gestures = gestures
        self._unwanted = unwanted
        self.banner = Banner(theme, window.conversation)
        self.banner.setObjectName("conversation.removed")
        layout = window.conversation.layout()
        if layout is not None:
            layout.addWidget(self.banner)
        self.banner.action_requested.connect(self._on_restore)
        tickets.opened.connect(self.look)
        gestures.held_changed.connect(self.look)
        self._following = workspace.changed.connect(self._on_changed)
        window.closed.connect(self._on_closed)

    def look(self) -> None:
        """Show it for a ticket that is gone, and the composer for any other."""
        ticket = self._gestures.ticket(self._tickets.id)
        if ticket is None or not (is_removed(ticket) or ticket.status == "merged"):
            if not self.banner.isHidden():
                self.banner.hide()
                self._composer.show()
            return
        self._composer.hide()
        back = translate("unwanted", "Restore")
        if ticket.status == "merged":
            back = translate("unwanted", "Unmerge")
        self.banner.show_message("information", removed_words(self._workspace, ticket), action=back)

    def _on_changed(self, changes: Changes) -> None:
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self.look()

    def _on_closed(self) -> None:
        self._following.close()

    def _on_restore(self) -> None:
        ticket = self._workspace.get(Ticket, self._tickets.id)
        if ticket is None:
            return
        self._gestures.settle()
        if ticket.status == "merged":
            self._tickets.join("unmerge")
        else:
            self._unwanted.restore(ticket.id)
