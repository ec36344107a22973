# SPDX-License-Identifier: Apache-2.0
"""The orders in which a view can show its tickets: a sort key each, ties broken by id."""

from collections.abc import Callable
from typing import Final

from sync_server.contract.entities import PRIORITIES, Ticket

SortKey = tuple[int, ...]
Order = Callable[[Ticket], SortKey]

_LAST: Final = 2**62
_RANKS: Final = {priority: -rank for rank, priority in enumerate(PRIORITIES)}


def _moved_at(ticket: Ticket) -> int:
    return ticket.last_message_at or ticket.opened_at


ORDERS: Final[dict[str, Order]] = {
    "newest": lambda ticket: (-_moved_at(ticket),),
    "oldest": lambda ticket: (_moved_at(ticket),),
    "opened": lambda ticket: (-ticket.opened_at,),
    "changed": lambda ticket: (-ticket.updated_at,),
    "solved": lambda ticket: (-(ticket.solved_at or 0),),
    "removed": lambda ticket: (-(ticket.removed_at or 0),),
    "waiting": lambda ticket: (
        _LAST if ticket.waiting_since is None else ticket.waiting_since,
        _moved_at(ticket),
    ),
    "wakes": lambda ticket: (ticket.wake_at or _LAST, _moved_at(ticket)),
    "priority": lambda ticket: (_RANKS.get(ticket.priority, 0), _moved_at(ticket)),
}
"""Newest first, longest wait first, and so on."""


def order_named(name: str) -> Order:
    """The order of that name; an order of a newer version falls back to newest first."""
    return ORDERS.get(name, ORDERS["newest"])
