# SPDX-License-Identifier: Apache-2.0
"""Which tickets the list shows: a view, or what is unsent."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Signal

from app.client import Client
from app.views.sorted_view import SortedView
from app.workspace.changes import Changes
from sync_server.contract.ids import TicketId
from ui.models.found_tickets import FoundTicketsModel
from ui.models.grouped_tickets import GroupedTicketModel
from ui.models.own_commands import OwnCommands
from ui.models.status_groups import group_by_status, status_groups
from ui.models.ticket_list import TicketListModel
from ui.models.ticket_rows import TicketRows
from ui.models.words import translate
from ui.windows.agent.navigation import DRAFTS, NavigationPane
from ui.windows.agent.ticket_list import ListPane

FIRST: Final = "my_queue"
_ORDERS: Final = {
    "waiting": str(QT_TRANSLATE_NOOP("list", "Sorted by how long the customer waits")),
    "newest": str(QT_TRANSLATE_NOOP("list", "Sorted by last message")),
    "oldest": str(QT_TRANSLATE_NOOP("list", "Oldest message first")),
    "opened": str(QT_TRANSLATE_NOOP("list", "Newest ticket first")),
    "changed": str(QT_TRANSLATE_NOOP("list", "Last changed first")),
    "solved": str(QT_TRANSLATE_NOOP("list", "Last solved first")),
    "priority": str(QT_TRANSLATE_NOOP("list", "Sorted by priority")),
}
_GROUPED: Final = frozenset({"mine", "teams"})


class ListController(QObject):
    """Fills the list and the rows of the navigation. `key` names what is shown."""

    shown = Signal(str)

    def __init__(
        self,
        client: Client,
        pane: ListPane,
        navigation: NavigationPane,
        *,
        own: OwnCommands,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._pane = pane
        self._navigation = navigation
        self._own = own
        self._rows = TicketRows(client.workspace, own)
        self._drafts: tuple[TicketId, ...] = ()
        self.key = ""
        self._view: SortedView | None = None
        navigation.view_chosen.connect(self.show)
        own.changed.connect(self._on_own_changed)

    def show(self, key: str) -> None:
        """Show a view, or everything unsent."""
        if key == DRAFTS:
            self._show_drafts()
        else:
            self._show_view(key)

    def show_team(self, number: int) -> None:
        """Show the queue of a team, counted from one in the order of the navigation."""
        teams = self._navigation.teams
        if 0 < number <= len(teams):
            self.show(teams[number - 1])

    def set_drafts(self, tickets: tuple[TicketId, ...]) -> None:
        """The tickets that have a draft, the newest first."""
        self._drafts = tickets
        self._count_drafts()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        stale = self._rows.take(changes)
        if self._pane.model is not None:
            self._pane.model.redraw(stale)
        if changes.reloaded:
            self.relist()

    def refresh_ages(self) -> None:
        """A minute has passed."""
        self._rows.forget_all()
        self._pane.view.viewport().update()

    def relist(self) -> None:
        """Views came, went or were renamed."""
        self._navigation.refresh_views()
        if self._view is None:
            return
        if self._client.views.info(self.key) is None:
            self.show(FIRST)
        elif self._client.views.open(self.key) is not self._view:
            self.show(self.key)

    # -- inside --------------------------------------------------------------------------------

    def _show_view(self, key: str) -> None:
        info = self._client.views.info(key)
        if info is None:
            return
        self._view = view = self._client.views.open(key)
        if info.section in _GROUPED:
            model: GroupedTicketModel | TicketListModel = GroupedTicketModel(
                view,
                self._rows,
                group_of=group_by_status(self._client.workspace),
                groups=status_groups(),
            )
        else:
            model = TicketListModel(view, self._rows)
        self._pane.show_model(
            model,
            translate("views", info.name) if info.section != "teams" else info.name,
            order=translate("list", _ORDERS.get(info.order, "")),
            empty=("inbox", translate("list", "Nothing here is open"), ""),
        )
        self._show_as(key)

    def _show_drafts(self) -> None:
        self._view = None
        self._pane.show_model(
            self._found(self._unsent()),
            translate("navigation", "Drafts"),
            order=translate("list", "Unsent texts, and changes that need you"),
            empty=("pencil", translate("list", "Nothing is unsent"), ""),
        )
        self._show_as(DRAFTS)

    def _show_as(self, key: str) -> None:
        self.key = key
        self._navigation.set_current(key)
        self.shown.emit(key)

    def _found(self, tickets: tuple[TicketId, ...]) -> FoundTicketsModel:
        model = FoundTicketsModel(self._rows)
        model.show(tickets)
        return model

    def _unsent(self) -> tuple[TicketId, ...]:
        needing = (getattr(each.command, "ticket", None) for each in self._own.needing)
        return tuple(dict.fromkeys([*(id for id in needing if id is not None), *self._drafts]))

    def _count_drafts(self) -> None:
        unsent = self._unsent()
        self._navigation.set_drafts(len(unsent))
        if self.key == DRAFTS and isinstance(self._pane.model, FoundTicketsModel):
            self._pane.model.show(unsent)

    def _on_own_changed(self, tickets: frozenset[TicketId]) -> None:
        for ticket in tickets:
            self._rows.forget(ticket)
        if self._pane.model is not None:
            self._pane.model.redraw(tickets)
        self._count_drafts()
