# SPDX-License-Identifier: Apache-2.0
"""Which tickets the list shows: a view, or what is unsent."""

from itertools import islice
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.client import Client
from app.sync.connection import ConnectionState
from app.views.definitions import ASLEEP, ViewInfo
from app.views.sorted_view import SortedView, ViewEvent
from app.views.steady_view import SteadyView
from app.views.views import Preview
from app.workspace.changes import Changes
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TeamId, TicketId
from ui.models.access import is_private, private_words
from ui.models.empty_queue import Waiting, waiting
from ui.models.found_tickets import FoundTicketsModel
from ui.models.grouped_tickets import GroupedTicketModel
from ui.models.list_filter import list_filter
from ui.models.list_groups import grouping
from ui.models.list_leaving import Leaving
from ui.models.own_commands import OwnCommands
from ui.models.search_spelling import meant
from ui.models.ticket_list import TicketListModel
from ui.models.ticket_rows import TicketRows
from ui.models.words import translate
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.list_arrangements import Arrangements
from ui.windows.agent.list_words import empty_words, order_words, selection_words
from ui.windows.agent.navigation import DRAFTS, NavigationPane
from ui.windows.agent.ticket_list import ListPane, Words

FIRST: Final = "my_queue"
SPELLED: Final = 500
"""The words of so many subjects are compared with a filter that finds nothing."""

_NAMED: Final = frozenset({"teams", "saved"})


class ListController(QObject):
    """Fills the list and the rows of the navigation. `key` names what is shown.

    Signals: `shown(key)` when another list is shown, `looked()` when changes were taken.
    """

    shown = Signal(str)
    looked = Signal()

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
        self.client = self._client = client
        self._pane = pane
        self._navigation = navigation
        self._own = own
        self.rows = self._rows = TicketRows(client.workspace, own, client.clocks.hours)
        self.workspace = client.workspace
        self.arrangements = Arrangements(client.settings)
        self._leaving = Leaving(client.workspace)
        self._rows.left_words = self._left_words
        self._drafts: tuple[TicketId, ...] = ()
        self.key = ""
        self._shown: ViewInfo | None = None
        self._steady: SteadyView | None = None
        self._preview: Preview | None = None
        self._pane.stillness.set_filling(self._is_empty())
        navigation.view_chosen.connect(self.show)
        pane.filtered.connect(self._on_filtered)
        pane.suggests = self._suggestion
        pane.closing.connect(self._let_go)
        own.changed.connect(self._on_own_changed)
        self._asleep = client.views.preview(ASLEEP)
        self._waking = self._asleep.view.changed.connect(self._on_asleep_changed)

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

    def team_names(self) -> tuple[str, ...]:
        """The names of the team queues, in the order of the navigation."""
        infos = (self._client.views.info(key) for key in self._navigation.teams)
        return tuple("" if info is None else info.name for info in infos)

    def set_drafts(self, tickets: tuple[TicketId, ...]) -> None:
        """The tickets that have a draft, the newest first."""
        self._drafts = tickets
        self._count_drafts()
        self.looked.emit()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        stale = self._rows.take(changes)
        if self._pane.model is not None:
            self._pane.model.redraw(stale)
        if changes.reloaded:
            self.relist()
        if self.key == FIRST and self._steady is not None and not len(self._steady):
            self._pane.set_empty(self._empty_words(FIRST))
        self._pane.skeleton.set_loading(self._is_loading())
        self.looked.emit()

    def take_state(self, state: ConnectionState) -> None:
        """The connection differs: once it is live, all tickets have arrived."""
        if state.kind == "live":
            self._pane.stillness.set_filling(False)
        self._pane.skeleton.set_loading(self._is_loading())

    @property
    def unsent_count(self) -> int:
        """How many tickets have a draft, or a change that needs the person."""
        return len(self._unsent())

    @property
    def newest_unsent(self) -> TicketId | None:
        """The first of those that have something unsent."""
        return next(iter(self._unsent()), None)

    def redraw(self, tickets: frozenset[TicketId]) -> None:
        """More is known of these."""
        for ticket in tickets:
            self._rows.forget(ticket)
        if self._pane.model is not None:
            self._pane.model.redraw(tickets)

    def waiting(self) -> Waiting:
        """What nobody has in one's teams."""
        return waiting(self._client.workspace, self._client.views)

    def refresh_ages(self) -> None:
        """A minute has passed."""
        self._rows.forget_all()
        self._pane.view.viewport().update()

    def relist(self) -> None:
        """Views came, went or were renamed."""
        self._navigation.refresh_views()
        if self._shown is None:
            return
        info = self._client.views.info(self.key)
        if info is None:
            self.show(FIRST)
        elif info != self._shown:
            self.show(self.key)

    @property
    def arrangement(self) -> tuple[str, str]:
        """The order and the grouping of what is shown."""
        info = self._shown
        return ("", "none") if info is None else self.arrangements.of(info)

    def arrange(self, *, order: str | None = None, group: str | None = None) -> None:
        """Sort or group what is shown in another way, from now on."""
        if self._shown is not None:
            self.arrangements.remember(self._shown, order=order, group=group)
            self.show(self.key)

    # -- inside --------------------------------------------------------------------------------

    def _show_view(self, key: str) -> None:
        info = self._client.views.info(key)
        if info is None:
            return
        order, group = self.arrangements.of(info)
        old, old_preview = self._steady, self._preview
        self._shown, self._preview = info, None
        self._steady = steady = SteadyView(self._sorted(info, order))
        level_of = self._client.clocks.urgency.level
        arranged = grouping(self._client.workspace, group, level_of=level_of)
        model: GroupedTicketModel | TicketListModel
        if arranged is None:
            model = TicketListModel(steady, self._rows)
        else:
            model = GroupedTicketModel(
                steady,
                self._rows,
                group_of=arranged.group_of,
                groups=arranged.groups,
                tones=arranged.tones,
            )
            steady.regroups = model.regroups
        self._rows.forget_all()
        self._pane.show_model(
            model,
            translate("views", info.name) if info.section not in _NAMED else info.name,
            order=order_words(order),
            selection=selection_words(info, order, group),
            empty=self._empty_words(key),
            steady=steady,
        )
        _close(old, old_preview)
        self._show_as(key)

    def _empty_words(self, key: str) -> Words:
        kind, _, team = key.partition(":")
        if kind == "team" and is_private(self.workspace, TeamId(team)):
            title, reason = private_words(self.workspace, TeamId(team))
            return ("lock", title, reason, "", "")
        if key != FIRST:
            return empty_words(key)
        title = translate("list", "Your queue is clear")
        found = self.waiting()
        if not found.count:
            return ("inbox", title, found.words, "", "")
        action, keys = translate("list", "Take the oldest"), KeyMap(self._client.settings)
        return ("inbox", title, found.words, action, " ".join(keys.caps_for("take")))

    def _sorted(self, info: ViewInfo, order: str) -> SortedView:
        if order == info.order or not info.readable:
            return self._client.views.open(info.key)
        self._preview = self._client.views.preview(info.conditions, order, at_risk=info.at_risk)
        return self._preview.view

    def _let_go(self) -> None:
        """What was shown is not followed any more."""
        self._waking.close()
        self._asleep.close()
        steady, preview = self._steady, self._preview
        self._shown, self._steady, self._preview = None, None, None
        _close(steady, preview)

    def _is_loading(self) -> bool:
        """Whether tickets are on their way to a list that has none yet."""
        if self.workspace.loading:
            return self._steady is not None and not len(self._steady)
        return self._client.state.kind == "syncing" and self._is_empty()

    def _is_empty(self) -> bool:
        """Whether this computer has no ticket yet."""
        return not self._client.workspace.has_any(Ticket)

    def _left_words(self, id: TicketId) -> str:
        if self._steady is not None and self._steady.has_left(id):
            at_risk = self._shown is not None and self._shown.at_risk
            if at_risk and self._client.clocks.urgency.level(id) == "breached":
                return translate("words", "Breached")
            return self._leaving.words(id)
        self._leaving.remember(id)
        return ""

    def _on_filtered(self, text: str) -> None:
        if self._steady is not None:
            wanted = text.strip()
            accepts = list_filter(self._client.workspace, wanted) if wanted else None
            self._steady.narrow(accepts)

    def _suggestion(self, text: str) -> str:
        """What may have been meant by a filter that finds nothing: words of the list's subjects."""
        if self._steady is None or self._shown is None:
            return ""
        source = self._preview.view if self._preview else self._client.views.open(self.key)
        tickets = (self.workspace.get(Ticket, id) for id in islice(source, SPELLED))
        return meant(text, (ticket.subject for ticket in tickets if ticket is not None))

    def _show_drafts(self) -> None:
        old, preview = self._steady, self._preview
        self._shown, self._steady, self._preview = None, None, None
        self._pane.show_model(
            self._found(self._unsent()),
            translate("navigation", "Drafts"),
            order=translate("list", "Unsent texts, and changes that need you"),
            empty=("pencil", translate("list", "Nothing is unsent"), "", "", ""),
        )
        _close(old, preview)
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

    def _on_asleep_changed(self, event: ViewEvent) -> None:
        """Who wakes is our turn, at once."""
        if event.op == "remove" and event.ticket is not None and self._steady is not None:
            self._steady.look_again(event.ticket)

    def _count_drafts(self) -> None:
        unsent = self._unsent()
        self._navigation.set_drafts(len(unsent))
        if self.key == DRAFTS and isinstance(self._pane.model, FoundTicketsModel):
            self._pane.model.show(unsent)

    def _on_own_changed(self, tickets: frozenset[TicketId]) -> None:
        self.redraw(tickets)
        self._count_drafts()


def _close(steady: SteadyView | None, preview: Preview | None) -> None:
    if steady is not None:
        steady.close()
    if preview is not None:
        preview.close()
