# SPDX-License-Identifier: Apache-2.0
"""What stands beside the workspace: the panel for a new ticket, tickets in windows of their own.

They are imported when somebody asks for one: no start has to wait for them.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.client import Client
from app.outbox.drafts import NEW_TICKET
from app.workspace.changes import Changes
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import ContactId, TicketId
from ui.faults import Faults
from ui.models.own_commands import OwnCommands
from ui.models.reach import Reach
from ui.slots import Spawner
from ui.theme.theme import Theme
from ui.windows.agent.drafts import Written
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.window import AgentWindow

if TYPE_CHECKING:
    from ui.windows.agent.new_ticket import NewTicketPanel
    from ui.windows.agent.new_ticket_controller import NewTicket
    from ui.windows.agent.new_ticket_making import Made
    from ui.windows.agent.ticket_window_controller import TicketWindowController


class Companions(QObject):
    """Made when they are asked for. Signals: `ticket_chosen(ticket id)` for one to be shown,
    `window_opened(its controller)`, `replies_requested()` for where prepared replies are kept.
    """

    ticket_chosen = Signal(str)
    window_opened = Signal(object)
    replies_requested = Signal()

    def __init__(
        self,
        client: Client,
        window: AgentWindow,
        theme: Theme,
        *,
        own: OwnCommands,
        tickets: TicketController,
        faults: Faults,
        monotonic: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._window = window
        self._theme = theme
        self._own = own
        self._tickets = tickets
        self._spawn = Spawner(faults)
        self._faults = faults
        self._monotonic = monotonic
        self._reach: Reach = "online"
        self._panel: NewTicketPanel | None = None
        self.maker: NewTicket | None = None
        self.windows: dict[TicketId, TicketWindowController] = {}

    def new_ticket(self, customer: ContactId | None = None) -> None:
        """Show the panel, with its draft or for a customer."""
        self._panel_behind().open(customer, beside=self._tickets.id)

    def log_call(self) -> None:
        """Somebody is on the phone: show the panel, and count the minutes."""
        self._panel_behind().open(beside=self._tickets.id, calls=True)

    def open_window(self, ticket: TicketId | str | None = None) -> None:
        """Show a ticket in its own window: this one, else the open one. It is in one window only,
        so that there is one draft.
        """
        id = self._tickets.id if ticket is None else TicketId(ticket)
        if id is None or self._client.workspace.get(Ticket, id) is None:
            return
        if id in self.windows:
            self.windows[id].window.raise_()
            self.windows[id].window.activateWindow()
            return
        if self._tickets.id == id:
            self._tickets.leave()
            self._window.show_ticket_page(False)
        from ui.windows.agent.ticket_window_controller import (  # noqa: PLC0415 - see above
            TicketWindowController,
        )

        shown = TicketWindowController(
            self._client,
            self._theme,
            id,
            own=self._own,
            faults=self._faults,
            monotonic=self._monotonic,
            parent=self,
        )
        shown.tickets.set_reach(self._reach)
        shown.closed.connect(self._on_window_closed)
        shown.tickets.ticket_requested.connect(self.ticket_chosen)
        shown.window.composer.replies_requested.connect(self.replies_requested)
        self.windows[id] = shown
        self.window_opened.emit(shown)

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if self.maker is not None:
            self.maker.take(changes)
        for shown in tuple(self.windows.values()):
            shown.take(changes)

    def refresh_ages(self) -> None:
        """A minute has passed."""
        for shown in self.windows.values():
            shown.tickets.refresh_ages()

    def set_reach(self, reach: Reach) -> None:
        """The connection came or went."""
        self._reach = reach
        for shown in self.windows.values():
            shown.tickets.set_reach(reach)

    def close(self) -> None:
        """The workspace closes, and everything beside it."""
        if self.maker is not None:
            self.maker.keep()
        self._spawn.cancel()
        for id in tuple(self.windows):
            self._let_go(id)

    def _panel_behind(self) -> "NewTicket":
        if self.maker is None:
            from ui.windows.agent.new_ticket import NewTicketPanel  # noqa: PLC0415 - see above
            from ui.windows.agent.new_ticket_controller import (  # noqa: PLC0415 - see above
                NewTicket,
            )

            self._panel = NewTicketPanel(self._theme, self._window)
            self.maker = NewTicket(self._client, self._panel, self._spawn, parent=self)
            self.maker.made.connect(self._on_made)
            self._tickets.writing.drafts.elsewhere.connect(self._on_draft_elsewhere)
            self.maker.ticket_chosen.connect(self.ticket_chosen)
            self.maker.replies_requested.connect(self.replies_requested)
            self.maker.told.connect(partial(self._window.toast.say, undo=False))
        return self.maker

    def _on_draft_elsewhere(self, ticket: str, written: Written, unsaved: bool) -> None:
        if ticket == NEW_TICKET and not written.is_empty and self.maker is not None:
            self.maker.returned(written.mode)

    def _let_go(self, id: TicketId) -> None:
        shown = self.windows.pop(id, None)
        if shown is not None:
            shown.close()
            shown.deleteLater()

    def _on_window_closed(self, ticket: str) -> None:
        self._let_go(TicketId(ticket))
        self._tickets.writing.presence.tell_again()

    def _on_made(self, made: "Made", told: str) -> None:
        if not self._tickets.writing.offer_undo(made.before, made.message, told):
            self._window.toast.say(told, undo=False)
        self.ticket_chosen.emit(made.id)
