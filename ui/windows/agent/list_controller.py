# SPDX-License-Identifier: Apache-2.0
"""Which tickets the list shows: a view, an answer of the search, or what is unsent."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QTimer, Signal

from app.cache.search import Hit
from app.client import Client
from app.views.sorted_view import SortedView
from app.workspace.changes import Changes
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from ui.models.found_tickets import FoundTicketsModel
from ui.models.grouped_tickets import GroupedTicketModel
from ui.models.own_commands import OwnCommands
from ui.models.status_groups import group_by_status, status_groups
from ui.models.ticket_list import TicketListModel
from ui.models.ticket_rows import TicketRows
from ui.models.words import translate
from ui.slots import Spawn
from ui.windows.agent.navigation import DRAFTS, NavigationPane
from ui.windows.agent.ticket_list import ListPane

SEARCH_PAUSE_MS: Final = 120
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
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._pane = pane
        self._navigation = navigation
        self._own = own
        self._spawn = spawn
        self._rows = TicketRows(client.workspace, own)
        self._drafts: tuple[TicketId, ...] = ()
        self.key = ""
        self._view: SortedView | None = None
        self._before_search = FIRST
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        navigation.view_chosen.connect(self.show)
        navigation.search_edited.connect(self._on_search_edited)
        navigation.search_submitted.connect(self._on_search_submitted)
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

    def leave_search(self) -> bool:
        """Back from the search to the view before it; False when nothing is searched."""
        if not self._navigation.search.text():
            return False
        self._navigation.search.clear()
        self.show(self._before_search)
        return True

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
        self.key = self._before_search = key
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

    def _on_search_edited(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.show(self._before_search)

    def _on_search_submitted(self, text: str) -> None:
        if text.strip():
            self._pause.stop()
            self._search()
            self._pane.view.setFocus()

    def _search(self) -> None:
        text = self._navigation.search.text().strip()
        self._spawn(self._find(text), name="search")

    def _newest_first(self, hits: Sequence[Hit]) -> tuple[TicketId, ...]:
        """The tickets that were hit, and those of the people and organisations that were."""
        found = {hit.ticket for hit in hits}
        others = {hit.id for hit in hits if hit.ticket is None}
        tickets = [
            ticket
            for ticket in self._client.workspace.all(Ticket)
            if ticket.id in found or not others.isdisjoint((ticket.requester, ticket.organisation))
        ]
        tickets.sort(key=lambda each: each.last_message_at or each.opened_at, reverse=True)
        return tuple(ticket.id for ticket in tickets)

    async def _find(self, text: str) -> None:
        hits = await self._client.search(text)
        if text != self._navigation.search.text().strip():
            return
        tickets = self._newest_first(hits)
        if self.key == "" and isinstance(self._pane.model, FoundTicketsModel):
            self._pane.model.show(tickets)
            return
        self._pane.show_model(
            self._found(tickets),
            translate("list", "Search"),
            order=translate("list", "What this computer holds, the newest first"),
            empty=(
                "search",
                translate("list", "Nothing found"),
                translate("list", "Fewer words find more."),
            ),
        )
        self.key, self._view = "", None
        self._navigation.set_current("")
