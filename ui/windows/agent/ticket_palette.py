# SPDX-License-Identifier: Apache-2.0
"""The palette over a ticket in a window of its own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.client import Client
from sync_server.contract.ids import TicketId
from ui.models.search_people import People
from ui.palette import Palette
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.properties import PropertiesPanel
from ui.windows.agent.palette_controller import PaletteController
from ui.windows.agent.palette_reasons import Reasons


class TicketPalette(QObject):
    """Offers what can be done to this ticket, and other tickets.

    Signals: `action(name)`, `ticket_chosen(id)`. `performs` tells which actions the window has.
    """

    action = Signal(str)
    ticket_chosen = Signal(str)

    def __init__(
        self,
        client: Client,
        window: QWidget,
        theme: Theme,
        *,
        ticket: TicketId,
        properties: PropertiesPanel,
        performs: Callable[[str], bool],
        spawn: Spawn,
        monotonic: Callable[[], float],
    ) -> None:
        super().__init__(window)
        self._ticket = ticket
        self._properties = properties
        self.palette = Palette(theme, window)
        self._commands = PaletteController(
            client,
            self.palette,
            people=People(client.workspace),
            spawn=spawn,
            monotonic=monotonic,
            performs=performs,
            leads_on=False,
            parent=self,
        )
        self._commands.action.connect(self.action)
        self._commands.ticket_chosen.connect(self.ticket_chosen)
        self._commands.menu_asked.connect(self._on_menu_asked)

    def explain(self, reasons: Reasons) -> None:
        """Why a command would do nothing."""
        self._commands.explain(reasons)

    def open(self) -> None:
        """Show it."""
        self._commands.open("commands", ticket=self._ticket)

    def _on_menu_asked(self, field: str) -> None:
        if self._properties.open_menu(field):
            self._properties.menu.move_to(self.palette.menu_place())
