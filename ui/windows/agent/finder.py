# SPDX-License-Identifier: Apache-2.0
"""Everything that finds: the palette, and the search view that it leads to."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.client import Client
from app.workspace.changes import Changes
from ui.models.search_people import People
from ui.palette import Palette
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.windows.agent.list_controller import ListController
from ui.windows.agent.palette_controller import PaletteController
from ui.windows.agent.palette_reasons import Reasons
from ui.windows.agent.presence import STAY_MS
from ui.windows.agent.search_controller import SearchController
from ui.windows.agent.search_page import SearchPage
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.window import AgentWindow

AT_ONCE: Final = 1_000
"""So many people are read in a turn of the loop: 2 or 3 ms."""


class Finder(QObject):
    """Puts the palette and the search view over a window.

    Signals: `action(name)` for a command of the table of keys; `ticket_chosen(id)`.
    """

    action = Signal(str)
    ticket_chosen = Signal(str)

    def __init__(
        self,
        client: Client,
        window: AgentWindow,
        theme: Theme,
        *,
        lists: ListController,
        tickets: TicketController,
        spawn: Spawn,
        monotonic: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = client.workspace
        self._window = window
        application = QApplication.instance()
        self._application = application if isinstance(application, QApplication) else None
        self._lists = lists
        self._tickets = tickets
        self.people = People(client.workspace)
        self.page = SearchPage(theme, window, window.navigation)
        self.palette = Palette(theme, window)
        self._commands = PaletteController(
            client,
            self.palette,
            people=self.people,
            spawn=spawn,
            monotonic=monotonic,
            parent=self,
        )
        self.search = SearchController(
            client,
            self.page,
            people=self.people,
            spawn=spawn,
            monotonic=monotonic,
            parent=self,
        )
        self._meeting = QTimer(self)
        self._meeting.setSingleShot(True)
        self._meeting.setInterval(0)
        self._meeting.timeout.connect(self._meet)
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(STAY_MS)
        self._stay.timeout.connect(self._on_stayed)
        self._connect()
        self._begin_to_meet()

    def explain(self, reasons: Reasons) -> None:
        """Why a command would do nothing."""
        self._commands.explain(reasons)

    def open_commands(self) -> None:
        """The palette with commands on the open ticket."""
        self._end_stay()
        self._commands.open("commands", ticket=self._tickets.id, text=self._typed())

    def open_search(self) -> None:
        """The palette with tickets and people only; in the search view, its field."""
        self._end_stay()
        if self.page.isHidden():
            self._commands.open("search", ticket=None, text=self._typed())
        else:
            self.palette.close_palette()
            self.search.focus()

    def _typed(self) -> str:
        """What was typed already, where one scope of the palette becomes the other."""
        return "" if self.palette.isHidden() else self.palette.text()

    def show_search(self, text: str) -> None:
        """The search view with this text."""
        self.search.open(text)
        self._window.navigation.set_current("")

    def close(self) -> None:
        """The window closes."""
        self._meeting.stop()
        self._stay.stop()
        if self._application is not None:
            self._application.focusChanged.disconnect(self._on_focus_changed)
            self._application = None
        self.search.close()

    def take(self, changes: Changes) -> None:
        """Names and tickets may have changed."""
        self._commands.take(changes)
        self.search.take(changes)
        if changes.reloaded:
            self._begin_to_meet()

    def _begin_to_meet(self) -> None:
        """Read who there is, some in each turn, so that no letter has to wait for it."""
        if not self._workspace.loading:
            self._meeting.start()

    def _meet(self) -> None:
        if self.people.read(AT_ONCE):
            self._meeting.start()

    def _connect(self) -> None:
        self._commands.action.connect(self.action)
        self._commands.ticket_chosen.connect(self.ticket_chosen)
        self._commands.person_chosen.connect(self._on_person_chosen)
        self._commands.search_asked.connect(self.show_search)
        self._commands.menu_asked.connect(self._on_menu_asked)
        self._tickets.opened.connect(self._on_opened)
        self.search.ticket_chosen.connect(self._on_ticket_chosen)
        self.search.left.connect(self._on_search_left)
        self._lists.shown.connect(self._on_list_shown)
        self._window.navigation.search_asked.connect(self.open_search)
        self.page.turned.connect(self._window.navigation.search.set_active)
        if self._application is not None:
            self._application.focusChanged.connect(self._on_focus_changed)

    def _on_opened(self) -> None:
        self._stay.start()

    def _end_stay(self) -> None:
        """Who asks for something here has stayed."""
        if self._stay.isActive():
            self._stay.stop()
            self._on_stayed()

    def _on_stayed(self) -> None:
        self._commands.visited(self._tickets.id)

    def _on_ticket_chosen(self, ticket: str) -> None:
        self._window.navigation.set_current(self._lists.key)
        self.ticket_chosen.emit(ticket)

    def _on_search_left(self) -> None:
        self._window.navigation.set_current(self._lists.key)
        self._window.list.view.setFocus()

    def _on_list_shown(self) -> None:
        """Somebody went to a view."""
        if not self.page.isHidden():
            self.search.close()

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """A key led to a pane that the search view covers: it gives way."""
        window = self._window
        panes = (window.list, window.conversation, window.composer, window.properties)
        if self.page.isHidden() or now is None or now is before:
            return
        if any(pane is now or pane.isAncestorOf(now) for pane in panes):
            self.search.close()
            window.navigation.set_current(self._lists.key)

    def _on_person_chosen(self, kind: str, name: str) -> None:
        """The tickets of a colleague or of a customer."""
        field = "assignee" if kind == "agent" else "customer"
        self.show_search(f'{field}:"{name}" ')

    def _on_menu_asked(self, field: str) -> None:
        """The choices of a field, where the palette was."""
        properties, place = self._window.properties, self.palette.menu_place()
        if properties.open_menu(field):
            properties.menu.move_to(place)
