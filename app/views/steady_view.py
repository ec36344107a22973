# SPDX-License-Identifier: Apache-2.0
"""A view as a person sees it: rows keep their places while somebody's hand is on them."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Final

from app.signals import Signal
from app.views.orders import SortKey
from app.views.places import Place, Placed
from app.views.sorted_view import SortedView, ViewEvent
from sync_server.contract.ids import TicketId

STEPS: Final = 50
"""Rows that may come, go or move in one turn of the event loop."""


class SteadyView(Placed):
    """Follows a SortedView, later where it has to.

    While `held`, and for the ticket that is `kept`, places do not change: `late` tickets wait for
    `settle`, but in an empty list, where there is no row to move. Everything else follows at once,
    at most `STEPS` steps until the next `turn`. Signals: `changing` and `changed` as of a
    SortedView, with the step "value" for a ticket whose place is as before; `delayed` when a `turn`
    or a look at `moved` is due.
    """

    def __init__(self, view: SortedView) -> None:
        self.changing: Signal[ViewEvent] = Signal()
        self.changed: Signal[ViewEvent] = Signal()
        self.delayed: Signal[None] = Signal()
        self.regroups: Callable[[TicketId], bool] = lambda _: False
        self._view = view
        self._held = False
        self._kept: TicketId | None = None
        self._late: dict[TicketId, None] = {}
        self._left = STEPS
        self._accepts: Callable[[TicketId], bool] | None = None
        self._copy()
        self._subscription = view.changed.connect(self._on_changed)

    def close(self) -> None:
        """Follow no longer."""
        self._subscription.close()

    # -- keeping still -------------------------------------------------------------------------

    @property
    def moved(self) -> int:
        """How many tickets wait for their new place, besides the one that is kept."""
        return sum(not self._stands(id) for id in self._late)

    @property
    def true_count(self) -> int:
        """How many tickets are in the view, whatever is still shown."""
        return len(self._view)

    def has_left(self, ticket: TicketId) -> bool:
        """Whether a ticket is only shown because somebody's hand is on it."""
        return ticket in self._keys and ticket not in self._view

    def hold(self) -> None:
        """Let places stand."""
        self._held = True

    def release(self) -> None:
        """Let places follow, from the next `turn` on."""
        if self._held:
            self._held = False
            if self._late:
                self.delayed.emit(None)

    def keep(self, ticket: TicketId | None) -> None:
        """Never move this ticket, once it is shown; the one that was kept may go."""
        if ticket != self._kept:
            self._kept = ticket
            if self._late:
                self.delayed.emit(None)

    def turn(self) -> None:
        """The event loop has gone round: more steps may be taken."""
        self._left = STEPS
        if not self._held:
            self.settle()

    def settle(self) -> None:
        """Let late tickets take their places now, as many as a turn may."""
        for id in tuple(self._late):
            if self._stands(id):
                continue
            if self._left <= 0:
                self.delayed.emit(None)
                return
            self._step(id)

    def narrow(self, accepts: Callable[[TicketId], bool] | None) -> None:
        """Show only tickets that a filter accepts, or all of them again."""
        self._accepts = accepts
        self._restart()

    def look_again(self, ticket: TicketId) -> None:
        """Time alone may have brought this ticket under another heading."""
        if ticket in self._keys:
            self._on_changed(ViewEvent(op="change", ticket=ticket))

    # -- following -----------------------------------------------------------------------------

    def _on_changed(self, event: ViewEvent) -> None:
        if event.ticket is None:
            self._restart()
            return
        id = event.ticket
        if not self._differs(id):
            self._late.pop(id, None)
            self._tell_value(id)
            self.delayed.emit(None)
        elif (self._held and self._places) or self._stands(id) or self._left <= 0:
            self._late[id] = None
            self._tell_value(id)
            self.delayed.emit(None)
        else:
            self._step(id)

    def _restart(self) -> None:
        event = ViewEvent(op="reset")
        self.changing.emit(event)
        self._late.clear()
        self._copy()
        self.changed.emit(event)

    def _copy(self) -> None:
        self._places, self._keys = self._view.copy()
        accepts = self._accepts
        if accepts is not None:
            self._places = [place for place in self._places if accepts(place[1])]
            self._keys = {id: key for key, id in self._places}

    def _key(self, id: TicketId) -> SortKey | None:
        """By what a ticket is sorted, if it shall be shown."""
        if self._accepts is not None and not self._accepts(id):
            return None
        return self._view.key(id)

    def _differs(self, id: TicketId) -> bool:
        """Whether a ticket would be seen to come, go or move; a new key for its place is taken."""
        key, old = self._key(id), self._keys.get(id)
        if key is None or old is None:
            return key is not old
        if self.regroups(id):
            return True
        if key != old:
            index, to = self._way(id, old=old, new=key)
            if index != to:
                return True
            self._places[index] = (key, id)
            self._keys[id] = key
        return False

    def _way(self, id: TicketId, *, old: SortKey, new: SortKey) -> tuple[int, int]:
        index = bisect_left(self._places, (old, id))
        to = bisect_left(self._places, (new, id))
        return index, to - (to > index)

    def _stands(self, id: TicketId) -> bool:
        """Whether a ticket is kept where it is. One that is not shown yet has no place to keep."""
        return id == self._kept and id in self._keys

    def _tell_value(self, id: TicketId) -> None:
        index = self.position(id)
        if index is not None:
            event = ViewEvent(op="value", index=index, ticket=id)
            self.changing.emit(event)
            self.changed.emit(event)

    def _step(self, id: TicketId) -> None:
        """Show a ticket where it now belongs."""
        self._late.pop(id, None)
        self._left -= 1
        key, old = self._key(id), self._keys.get(id)
        places: list[Place] = self._places
        if old is None and key is not None:
            event = ViewEvent(op="insert", index=bisect_left(places, (key, id)), ticket=id)
            self.changing.emit(event)
            places.insert(event.index, (key, id))
            self._keys[id] = key
        elif old is not None and key is None:
            event = ViewEvent(op="remove", index=bisect_left(places, (old, id)), ticket=id)
            self.changing.emit(event)
            del places[event.index]
            del self._keys[id]
        elif old is not None and key is not None:
            index, to = self._way(id, old=old, new=key)
            still = to == index
            event = ViewEvent(op="change" if still else "move", index=index, to=to, ticket=id)
            self.changing.emit(event)
            del places[index]
            places.insert(to, (key, id))
            self._keys[id] = key
        else:
            return
        self.changed.emit(event)
        self.delayed.emit(None)
