# SPDX-License-Identifier: Apache-2.0
"""The orders in which a view can show its tickets: a sort key each, ties broken by id.

None of them changes by the passing of time alone.
"""

from collections.abc import Callable
from typing import Final

from app.clocks.reading import place_among
from sync_server.contract.clocks import HoursOf
from sync_server.contract.entities import PRIORITIES, Ticket

SortKey = tuple[int, ...]
Order = Callable[[Ticket], SortKey]

_LAST: Final = 2**62
_RANKS: Final = {priority: -rank for rank, priority in enumerate(PRIORITIES)}


def _moved_at(ticket: Ticket) -> int:
    return ticket.last_message_at or ticket.opened_at


def _waiting(ticket: Ticket) -> SortKey:
    return (_LAST if ticket.waiting_since is None else ticket.waiting_since, _moved_at(ticket))


ORDERS: Final[dict[str, Order]] = {
    "newest": lambda ticket: (-_moved_at(ticket),),
    "oldest": lambda ticket: (_moved_at(ticket),),
    "opened": lambda ticket: (-ticket.opened_at,),
    "changed": lambda ticket: (-ticket.updated_at,),
    "solved": lambda ticket: (-(ticket.solved_at or 0),),
    "removed": lambda ticket: (-(ticket.removed_at or 0),),
    "waiting": _waiting,
    "wakes": lambda ticket: (ticket.wake_at or _LAST, _moved_at(ticket)),
    "woken": lambda ticket: (ticket.woken_at or _LAST, _moved_at(ticket)),
    "priority": lambda ticket: (_RANKS.get(ticket.priority, 0), _moved_at(ticket)),
}
"""Newest first, longest wait first, and so on."""


BY_TIME_LEFT: Final = "time_left"
"""The order by what runs out first, which takes calendars to tell; without clocks as "waiting"."""


NAMES: Final = frozenset({*ORDERS, BY_TIME_LEFT})
"""The orders that this version knows."""


def order_named(name: str, hours_of: HoursOf) -> Order:
    """The order of that name; an order of a newer version falls back to newest first."""
    if name == BY_TIME_LEFT:
        return lambda ticket: (*place_among(ticket.clocks, hours_of), *_waiting(ticket))
    return ORDERS.get(name, ORDERS["newest"])
