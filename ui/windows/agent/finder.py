# SPDX-License-Identifier: Apache-2.0
"""Everything that finds: the palette, and the search view that it leads to."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.client import Client
from app.workspace.changes import Changes
from ui.models.search_people import People
from ui.palette import Palette
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.windows.agent.palette_controller import PaletteController
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.window import AgentWindow


class Finder(QObject):
    """Puts the palette over a window.

    Signals: `action(name)` for a command of the table of keys; `ticket_chosen(id)`;
    `search_asked(text)` when somebody goes on to the search view.
    """

    action = Signal(str)
    ticket_chosen = Signal(str)
    search_asked = Signal(str)

    def __init__(
        self,
        client: Client,
        window: AgentWindow,
        theme: Theme,
        *,
        tickets: TicketController,
        spawn: Spawn,
        monotonic: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._tickets = tickets
        self.people = People(client.workspace)
        self.palette = Palette(theme, window)
        self._commands = PaletteController(
            client,
            self.palette,
            people=self.people,
            spawn=spawn,
            monotonic=monotonic,
            parent=self,
        )
        self._connect()

    def open_commands(self) -> None:
        """The palette with commands on the open ticket."""
        self._commands.open("commands", ticket=self._tickets.id)

    def open_search(self) -> None:
        """The palette with tickets and people only."""
        self._commands.open("search", ticket=None)

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        self._commands.take(changes)

    def _connect(self) -> None:
        self._commands.action.connect(self.action)
        self._commands.ticket_chosen.connect(self.ticket_chosen)
        self._commands.person_chosen.connect(self._on_person_chosen)
        self._commands.search_asked.connect(self.search_asked)
        self._commands.menu_asked.connect(self._on_menu_asked)
        self._tickets.opened.connect(self._commands.visited)
        self._window.navigation.search_asked.connect(self.open_search)

    def _on_person_chosen(self, kind: str, name: str) -> None:
        """The tickets of a colleague or of a customer."""
        field = "assignee" if kind == "agent" else "customer"
        self.search_asked.emit(f'{field}:"{name}" ')

    def _on_menu_asked(self, field: str) -> None:
        """The choices of a field, where the palette was."""
        properties, place = self._window.properties, self.palette.menu_place()
        if properties.open_menu(field):
            properties.menu.move(place)
