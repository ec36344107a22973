# SPDX-License-Identifier: Apache-2.0
"""One view kept sorted and current: ids and sort keys, one step at a time.

A view holds no rows. Each change of a row is at most one step (insert, remove, move, change), told
just before and just after it happens, so that an item model can follow without a copy.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from app.signals import Signal
from app.views.due import Due
from app.views.orders import Order, SortKey
from app.views.places import Place, Placed
from sync_server.contract.conditions import Condition, Group, Predicate, compile_condition
from sync_server.contract.entities import Ticket
from sync_server.contract.facts import TicketFacts
from sync_server.contract.ids import AgentId, Instant, TicketId


class ViewEvent(Struct, frozen=True, kw_only=True):
    """A step. `index` is the place before the step; `to`, of a move, the place after removal.

    "value" is told by views that keep rows still: the ticket differs, its place does not.
    """

    op: Literal["insert", "remove", "move", "change", "value", "reset"]
    index: int = 0
    to: int = 0
    ticket: TicketId | None = None


class SortedView(Placed):
    """The ids of the tickets for which `condition` holds, in `order`; of those the ones for which
    `also` says so, where that is given.

    Signals: `changing` just before each step, `changed` just after it.
    """

    def __init__(
        self,
        condition: Condition,
        order: Order,
        *,
        me: AgentId | None,
        also: Callable[[TicketId], bool] | None = None,
    ) -> None:
        self.also = also
        self.changing: Signal[ViewEvent] = Signal()
        self.changed: Signal[ViewEvent] = Signal()
        self._places: list[Place] = []
        self._keys: dict[TicketId, SortKey] = {}
        self.redefine(condition, order, me=me)

    def redefine(self, condition: Condition, order: Order, *, me: AgentId | None) -> None:
        """Be another view from the next `reset` on, which must follow at once."""
        self.statuses = _statuses(condition)
        self.due = Due(condition)
        self._holds: Predicate = compile_condition(condition, me=me)
        self._order = order

    def key(self, ticket: TicketId) -> SortKey | None:
        """By what a ticket is sorted, if it is in the view."""
        return self._keys.get(ticket)

    def copy(self) -> tuple[list[Place], dict[TicketId, SortKey]]:
        """The places in their order, and the keys, as they are now."""
        return self._places.copy(), self._keys.copy()

    def reset(self, tickets: Iterable[Ticket], now: Instant) -> None:
        """Start over from all tickets."""
        self.due.clear()
        self.become(self.keys_of(tickets, now))

    def keys_of(self, tickets: Iterable[Ticket], now: Instant) -> dict[TicketId, SortKey]:
        """Those of the tickets that are in the view, and by what they are sorted."""
        if self.due:
            tickets = self._noted(tickets, now)
        order, holds, statuses, also = self._order, self._holds, self.statuses, self.also
        if also is not None:
            tickets = (ticket for ticket in tickets if also(ticket.id))
        return {
            ticket.id: order(ticket)
            for ticket in tickets
            if (statuses is None or ticket.status in statuses) and holds(TicketFacts(ticket), now)
        }

    def become(self, keys: dict[TicketId, SortKey]) -> None:
        """Start over from keys that `keys_of` has found."""
        event = ViewEvent(op="reset")
        self.changing.emit(event)
        self._keys = keys
        self._places = sorted((key, id) for id, key in keys.items())
        self.changed.emit(event)

    def update(self, id: TicketId, ticket: Ticket | None, now: Instant) -> None:
        """A ticket is now this, or gone."""
        key = None
        if ticket is not None:
            self.due.note(ticket, now)
        if ticket is not None and self._accepts(ticket, now):
            key = self._order(ticket)
        old = self._keys.get(id)
        if old is None and key is not None:
            self._insert(id, key)
        elif old is not None and key is None:
            self._remove(id, old)
        elif old is not None and key is not None:
            self._move(id, old, key)

    def _accepts(self, ticket: Ticket, now: Instant) -> bool:
        if self.also is not None and not self.also(ticket.id):
            return False
        return self._holds(TicketFacts(ticket), now)

    def _noted(self, tickets: Iterable[Ticket], now: Instant) -> Iterator[Ticket]:
        for ticket in tickets:
            if self.statuses is None or ticket.status in self.statuses:
                self.due.note(ticket, now)
                yield ticket

    def _insert(self, id: TicketId, key: SortKey) -> None:
        index = bisect_left(self._places, (key, id))
        event = ViewEvent(op="insert", index=index, ticket=id)
        self.changing.emit(event)
        self._places.insert(index, (key, id))
        self._keys[id] = key
        self.changed.emit(event)

    def _remove(self, id: TicketId, key: SortKey) -> None:
        index = bisect_left(self._places, (key, id))
        event = ViewEvent(op="remove", index=index, ticket=id)
        self.changing.emit(event)
        del self._places[index]
        del self._keys[id]
        self.changed.emit(event)

    def _move(self, id: TicketId, old: SortKey, key: SortKey) -> None:
        index = bisect_left(self._places, (old, id))
        to = bisect_left(self._places, (key, id))
        to -= to > index
        event = ViewEvent(op="change" if to == index else "move", index=index, to=to, ticket=id)
        self.changing.emit(event)
        del self._places[index]
        self._places.insert(to, (key, id))
        self._keys[id] = key
        self.changed.emit(event)


def _statuses(condition: Condition) -> frozenset[str] | None:
    """The only statuses that a ticket of the view can have, where the condition tells.

    So a view of live tickets need not look at a hundred thousand solved ones.
    """
    if isinstance(condition, Group):
        if condition.mode != "all":
            return None
        told = [found for part in condition.parts if (found := _statuses(part)) is not None]
        return frozenset.intersection(*told) if told else None
    if condition.field == "status":
        if condition.operator == "is":
            return frozenset({str(condition.operand)})
        if condition.operator == "in" and isinstance(condition.operand, tuple):
            return frozenset(map(str, condition.operand))
    return None
