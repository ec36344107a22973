# SPDX-License-Identifier: Apache-2.0
"""Links between tickets: which lead up, and that no ticket is above itself."""

from collections.abc import Callable
from typing import Final

from sync_server.contract.entities import LINKS, Link, Ticket
from sync_server.contract.ids import TicketId

UP: Final = frozenset({"parent", "problem", "duplicate_of", "follow_up_of"})
"""Links to what a ticket is part of, caused by, the same as or after: one of each kind."""

FOLLOWED: Final = 50
"""Links up one after another; more are no order that anybody keeps in mind."""


def back(link: Link, *, of: TicketId) -> Link:
    """The link at the other end of one that a ticket has."""
    return Link(kind=LINKS[link.kind], ticket=of)


def above(ticket: Ticket, kind: str) -> TicketId | None:
    """The ticket to which a link up of this kind leads."""
    return next((link.ticket for link in ticket.links if link.kind == kind), None)


def is_above(
    find: Callable[[TicketId], Ticket | None], ticket: TicketId, other: Ticket, *, kind: str
) -> bool:
    """Whether the links up from `other` come to `ticket`, or to no end."""
    found: Ticket | None = other
    for _ in range(FOLLOWED):
        if found is None:
            return False
        if found.id == ticket:
            return True
        up = above(found, kind)
        found = None if up is None else find(up)
    return True
