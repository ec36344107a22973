# SPDX-License-Identifier: Apache-2.0
"""All views of the workspace, current as changes arrive, with their counts.

Only views of which somebody wants the count or the list exist; from then on each changed ticket is
looked at once per view.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from app.cache.front import Front
from app.clocks.desk_clocks import DeskClocks
from app.clocks.reading import Level
from app.signals import Signal
from app.views.definitions import OUR_TURN, ViewInfo, all_views, tickets_meeting
from app.views.gathering import Gathering
from app.views.orders import order_named
from app.views.sorted_view import SortedView
from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Membership, Row, SavedView, Team, Ticket
from sync_server.contract.ids import Instant, TeamId, TicketId

FRONT: Final = "my_queue"
"""The view that a window shows first."""

FRONT_TICKETS: Final = 200
_LISTING: Final = (Team.kind, Membership.kind, SavedView.kind)


class Pressing(Struct, frozen=True):
    """How many tickets of a view are late, and how many others at risk."""

    late: int = 0
    at_risk: int = 0


NOTHING_PRESSES: Final = Pressing()


class Views:
    """The navigation's views by key.

    Signals: `listed` when views or their names changed; `counted` with the keys whose count did.
    `clocks` follow the workspace, and have been told of a change before the views are.
    """

    def __init__(self, workspace: Workspace, clocks: DeskClocks) -> None:
        self.listed: Signal[None] = Signal()
        self.counted: Signal[frozenset[str]] = Signal()
        self._workspace = workspace
        self._clocks = clocks
        self._infos: dict[str, ViewInfo] = {}
        self._open: dict[str, SortedView] = {}
        self._previews: dict[int, SortedView] = {}
        self._by_status: defaultdict[str, dict[TicketId, None]] = defaultdict(dict)
        self._status: dict[TicketId, str] = {}
        self._team: dict[TicketId, TeamId] = {}
        self._ticked: Instant = 0
        self._our_turn: Counter[str] = Counter()
        self._remembered: Mapping[str, int] = {}
        self._gathering: Gathering | None = None
        self._subscriptions = (
            workspace.changed.connect(self._on_workspace_changed),
            workspace.filled.connect(self._on_workspace_filled),
            clocks.turned.connect(self._on_clocks),
            clocks.moved.connect(self._on_clocks),
        )
        self._reload()

    @property
    def all(self) -> tuple[ViewInfo, ...]:
        """The views in the order of the navigation."""
        return tuple(self._infos.values())

    def info(self, key: str) -> ViewInfo | None:
        """A view's name and place."""
        return self._infos.get(key)

    def count(self, key: str) -> int:
        """How many tickets are in a view; 0 for a view that is not there.

        Of a team those count that are our turn or have no owner, not those that wait for customers.
        """
        info = self._infos.get(key)
        if info is None:
            return 0
        if self._workspace.loading:
            return self._remembered.get(key, 0)
        return self._our_turn[key] if info.section == "teams" else len(self.open(key))

    def remember(self, counts: Mapping[str, int]) -> None:
        """The counts of the last time: they are told until everything is loaded."""
        self._remembered = counts

    def front(self) -> Front:
        """What is to be shown first the next time."""
        first = self.open(FRONT)[:FRONT_TICKETS] if FRONT in self._infos else ()
        return Front(tickets=tuple(first), counts=self.lengths())

    def open(self, key: str) -> SortedView:
        """The view of a key: the same object each time, current for ever. Raises `LookupError`."""
        if key not in self._open:
            self._open[key] = self._build(self._infos[key])
        return self._open[key]

    def preview(self, conditions: dict[str, object], order: str = "newest") -> "Preview":
        """An unsaved search, current until it is closed. Raises `ConditionError`."""
        by = order_named(order, self._clocks.hours.of)
        view = SortedView(tickets_meeting(conditions), by, me=self._workspace.me)
        view.reset(self._candidates(view), self._workspace.now_us())
        self._previews[id(view)] = view
        return Preview(view, self)

    def drop_preview(self, view: SortedView) -> None:
        """A preview is closed."""
        self._previews.pop(id(view), None)

    def tick(self) -> None:
        """Time has passed: in views that ask for ages, who is concerned is looked at again."""
        if self._workspace.loading:
            return  # what is gathered meanwhile must not miss it
        now = self._workspace.now_us()
        is_set_back, self._ticked = now < self._ticked, now
        with _Counting(self):
            for view in self._all_open():
                if view.due and is_set_back:
                    self._refresh(view, now)
                for id in view.due.take(now):
                    view.update(id, self._ticket(id), now)

    def pressing(self, key: str) -> Pressing:
        """How many tickets of a view are late or at risk: of a team's, those that are counted."""
        info = self._infos.get(key)
        if info is None or self._workspace.loading:
            return NOTHING_PRESSES
        if info.section == "teams":
            team = key.partition(":")[2]
            levels = [level for id, level in self._pressing() if self._team.get(id) == team]
        else:
            view = self.open(key)
            levels = [level for id, level in self._pressing() if id in view]
        late = levels.count("breached")
        return Pressing(late=late, at_risk=len(levels) - late)

    def close(self) -> None:
        """Stop following the workspace."""
        for subscription in self._subscriptions:
            subscription.close()

    # -- following -----------------------------------------------------------------------------

    def _on_workspace_changed(self, changes: Changes) -> None:
        if changes.reloaded:
            self._reload()
            return
        tickets = changes.rows.get(Ticket.kind, frozenset())
        if self._gathering is not None:
            self._gathering.doubt(map(TicketId, tickets))
        now = self._workspace.now_us()
        with _Counting(self):
            for id in map(TicketId, tickets):
                ticket = self._ticket(id)
                self._file(id, ticket)
                for view in self._all_open():
                    view.update(id, ticket, now)
        if any(kind in changes.rows for kind in _LISTING):
            self._relist()

    def _on_clocks(self, tickets: Iterable[TicketId]) -> None:
        """These are nearer to being late, or due at another moment."""
        if self._workspace.loading:
            return
        now = self._workspace.now_us()
        with _Counting(self):
            for id in tickets:
                ticket = self._ticket(id)
                for view in self._all_open():
                    view.update(id, ticket, now)

    def _on_workspace_filled(self, rows: Sequence[Row]) -> None:
        """Take a page in as it comes: all of them at once would keep the window waiting."""
        if self._gathering is None:
            # Whatever is counted is looked at now, while there is next to nothing to look at.
            for key, info in self._infos.items():
                if info.section != "teams":
                    self.open(key)
            self._gathering = Gathering(self._all_open(), self._workspace)
        for ticket in self._gathering.take(rows):
            self._file(ticket.id, ticket)

    def _reload(self) -> None:
        gathering = self._gathering
        if gathering is not None and gathering.is_current:
            if not self._workspace.loading:
                self._gathering = None
                self._finish(gathering)
            return
        self._gathering = None
        self._by_status.clear()
        self._status.clear()
        self._team.clear()
        self._our_turn.clear()
        for ticket in self._workspace.all(Ticket):
            self._file(ticket.id, ticket)
        self._infos = {}
        self._relist()
        now = self._workspace.now_us()
        for view in self._previews.values():
            view.reset(self._candidates(view), now)
        self.counted.emit(frozenset(self._infos))

    def _finish(self, gathering: Gathering) -> None:
        """Everything is loaded: the views become what was gathered for them."""
        for id, ticket in gathering.settle():
            self._file(id, ticket)
        self._relist()
        now = self._workspace.now_us()
        for view in self._all_open():
            keys = gathering.keys(view)
            if keys is None or view.also is not None:
                view.reset(self._candidates(view), now)
            else:
                view.become(keys)
        self.counted.emit(frozenset(self._infos))

    def _relist(self) -> None:
        workspace = self._workspace
        infos = {
            info.key: info
            for info in all_views(
                workspace.all(Team),
                workspace.all(Membership),
                workspace.all(SavedView),
                me=workspace.me,
            )
        }
        reloaded = not self._infos
        known, self._infos = self._infos, infos
        for key, view in tuple(self._open.items()):
            info = infos.get(key)
            if info is None:
                view.reset((), 0)
                del self._open[key]
            elif reloaded or _differs(info, known.get(key)):
                if self._gathering is not None:
                    self._gathering.drop(view)
                order = order_named(info.order, self._clocks.hours.of)
                view.redefine(info.condition, order, me=workspace.me)
                view.reset(self._candidates(view), workspace.now_us())
                self.counted.emit(frozenset((key,)))
        if known != infos:
            self.listed.emit(None)

    def _build(self, info: ViewInfo) -> SortedView:
        view = SortedView(
            info.condition,
            order_named(info.order, self._clocks.hours.of),
            me=self._workspace.me,
            also=self._clocks.urgency.pressing.__contains__ if info.pressing else None,
        )
        view.reset(self._candidates(view), self._workspace.now_us())
        return view

    def _candidates(self, view: SortedView) -> Iterator[Ticket]:
        """The tickets that may be in a view."""
        if view.also is not None:
            found = (self._ticket(id) for id in tuple(self._clocks.urgency.pressing))
            yield from (ticket for ticket in found if ticket is not None)
            return
        statuses = self._by_status if view.statuses is None else view.statuses
        for status in tuple(statuses):
            for id in self._by_status.get(status, ()):
                ticket = self._ticket(id)
                if ticket is not None:
                    yield ticket

    def _ticket(self, id: TicketId) -> Ticket | None:
        return self._workspace.get(Ticket, id)

    def _pressing(self) -> Iterable[tuple[TicketId, Level]]:
        return self._clocks.urgency.pressing.items()

    def _refresh(self, view: SortedView, now: int) -> None:
        """Look at all of them: a clock that was set back undoes what had come."""
        there = view.keys_of(self._candidates(view), now)
        for id in (*(id for id in tuple(view) if id not in there), *(there.keys() - set(view))):
            view.update(id, self._ticket(id), now)

    def _file(self, id: TicketId, ticket: Ticket | None) -> None:
        """Keep the tickets of each status together, and count what waits in each team."""
        team = self._team.pop(id, None)
        if team is not None:
            self._our_turn[f"team:{team}"] -= 1
        if ticket is not None and ticket.team is not None and ticket.status in OUR_TURN:
            self._team[id] = ticket.team
            self._our_turn[f"team:{ticket.team}"] += 1
        old = self._status.pop(id, None)
        if old is not None:
            self._by_status[old].pop(id, None)
        if ticket is not None:
            self._status[id] = ticket.status
            self._by_status[ticket.status][id] = None

    def _all_open(self) -> Iterable[SortedView]:
        return (*self._open.values(), *self._previews.values())

    def lengths(self) -> dict[str, int]:
        """The counts of the teams, and of the views that are open."""
        return dict(self._our_turn) | {
            key: len(view) for key, view in self._open.items() if key not in self._our_turn
        }


class Preview:
    """A handle on an unsaved search."""

    def __init__(self, view: SortedView, owner: Views) -> None:
        self.view = view
        self._owner = owner

    def close(self) -> None:
        """Let it go. Closing twice is harmless."""
        self._owner.drop_preview(self.view)


class _Counting:
    """Tells which counts differ after a round of updates."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._before = views.lengths()

    def __enter__(self) -> None:
        """The round begins."""

    def __exit__(self, *_: object) -> None:
        after = self._views.lengths()
        changed = frozenset(key for key, count in after.items() if count != self._before.get(key))
        if changed:
            self._views.counted.emit(changed)


def _differs(info: ViewInfo, known: ViewInfo | None) -> bool:
    return known is None or (info.conditions, info.order) != (known.conditions, known.order)
