# SPDX-License-Identifier: Apache-2.0
"""All views of the workspace, current as changes arrive, with their counts.

Only views of which somebody wants the count or the list exist; from then on each changed ticket is
looked at once per view.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from app.cache.front import Front
from app.clocks.desk_clocks import DeskClocks
from app.signals import Signal
from app.views.definitions import ViewInfo, all_views, tickets_meeting
from app.views.filing import Filing
from app.views.gathering import Gathering
from app.views.orders import order_named
from app.views.pressing import NOTHING_PRESSES, Pressing, PressingCounts
from app.views.sorted_view import SortedView
from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.conditions import Condition
from sync_server.contract.entities import Membership, Row, SavedView, Team, Ticket
from sync_server.contract.ids import Instant, TicketId

FRONT: Final = "my_queue"
"""The view that a window shows first."""

FRONT_TICKETS: Final = 200
_LISTING: Final = (Team.kind, Membership.kind, SavedView.kind)


class Views:
    """The navigation's views by key.

    Signals: `listed` when views or their names changed; `counted` with the keys whose count did, or
    may have in what presses there.
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
        self._filing = Filing()
        self._presses = PressingCounts(clocks.urgency.pressing, self._filing.queues)
        self._ticked: Instant = 0
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
        return self._filing.our_turn[key] if info.section == "teams" else len(self.open(key))

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
            info = self._infos[key]
            self._open[key] = self._build(info.condition, info.order, at_risk=info.at_risk)
        return self._open[key]

    def preview(
        self, conditions: dict[str, Any], order: str = "newest", *, at_risk: bool = False
    ) -> "Preview":
        """An unsaved search, current until it is closed. Raises `ConditionError`."""
        view = self._build(tickets_meeting(conditions), order, at_risk=at_risk)
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
            return self._presses.of_team(key)
        return self._presses.of_view(key, self.open(key))

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
        pressing = self._clocks.urgency.pressing
        with _Counting(self, presses=any(id in pressing for id in tickets)):
            for id in map(TicketId, tickets):
                ticket = self._ticket(id)
                self._filing.file(id, ticket)
                for view in self._all_open():
                    view.update(id, ticket, now)
        if any(kind in changes.rows for kind in _LISTING):
            self._relist()

    def _on_clocks(self, tickets: Iterable[TicketId]) -> None:
        """These are nearer to being late, or due at another moment."""
        if self._workspace.loading:
            return
        now = self._workspace.now_us()
        with _Counting(self, presses=True):
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
            self._filing.file(ticket.id, ticket)

    def _reload(self) -> None:
        gathering = self._gathering
        if gathering is not None and gathering.is_current:
            if not self._workspace.loading:
                self._gathering = None
                self._finish(gathering)
            return
        self._gathering = None
        self._filing.clear()
        for ticket in self._workspace.all(Ticket):
            self._filing.file(ticket.id, ticket)
        self._infos = {}
        self._relist()
        now = self._workspace.now_us()
        for view in self._previews.values():
            view.reset(self._candidates(view), now)
        self._tell_all()

    def _finish(self, gathering: Gathering) -> None:
        """Everything is loaded: the views become what was gathered for them."""
        for id, ticket in gathering.settle():
            self._filing.file(id, ticket)
        self._relist()
        now = self._workspace.now_us()
        for view in self._all_open():
            keys = gathering.keys(view)
            if keys is None or view.also is not None:
                view.reset(self._candidates(view), now)
            else:
                view.become(keys)
        self._tell_all()

    def _tell_all(self) -> None:
        self._presses.forget()
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
        self._presses.forget()
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

    def _build(self, condition: Condition, order: str, *, at_risk: bool) -> SortedView:
        view = SortedView(
            condition,
            order_named(order, self._clocks.hours.of),
            me=self._workspace.me,
            also=self._clocks.urgency.is_at_risk if at_risk else None,
        )
        view.reset(self._candidates(view), self._workspace.now_us())
        return view

    def _candidates(self, view: SortedView) -> Iterator[Ticket]:
        """The tickets that may be in a view."""
        pressing = self._clocks.urgency.pressing
        ids = self._filing.with_status(view.statuses) if view.also is None else tuple(pressing)
        yield from (ticket for id in ids if (ticket := self._ticket(id)) is not None)

    def _ticket(self, id: TicketId) -> Ticket | None:
        return self._workspace.get(Ticket, id)

    def _refresh(self, view: SortedView, now: int) -> None:
        """Look at all of them: a clock that was set back undoes what had come."""
        there = view.keys_of(self._candidates(view), now)
        for id in (*(id for id in tuple(view) if id not in there), *(there.keys() - set(view))):
            view.update(id, self._ticket(id), now)

    def _all_open(self) -> Iterable[SortedView]:
        return (*self._open.values(), *self._previews.values())

    def tell(self, changed: frozenset[str]) -> None:
        """These counts differ, and perhaps what presses in the views that were asked about."""
        pressing = self._presses.forget()
        self.counted.emit(changed | pressing)

    def lengths(self) -> dict[str, int]:
        """The counts of the teams, and of the views that are open."""
        ours = self._filing.our_turn
        return dict(ours) | {key: len(view) for key, view in self._open.items() if key not in ours}


class Preview:
    """A handle on an unsaved search."""

    def __init__(self, view: SortedView, owner: Views) -> None:
        self.view = view
        self._owner = owner

    def close(self) -> None:
        """Let it go. Closing twice is harmless."""
        self._owner.drop_preview(self.view)


class _Counting:
    """Tells which counts differ after a round of updates. If any of these `presses`, what does is
    counted anew.
    """

    def __init__(self, views: Views, *, presses: bool = False) -> None:
        self._views = views
        self._presses = presses
        self._before = views.lengths()

    def __enter__(self) -> None:
        """The round begins."""

    def __exit__(self, *_: object) -> None:
        after = self._views.lengths()
        changed = frozenset(key for key, count in after.items() if count != self._before.get(key))
        if changed or self._presses:
            self._views.tell(changed)


def _differs(info: ViewInfo, known: ViewInfo | None) -> bool:
    return known is None or (info.conditions, info.order) != (known.conditions, known.order)
