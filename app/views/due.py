# SPDX-License-Identifier: Apache-2.0
"""When time alone changes who is in a view: found without a look at all tickets.

A condition on an age turns at one moment for each ticket. Of those that are to come the next ones
are known, so that the passing of time costs as much as there are tickets for which it matters.
"""

from collections.abc import Iterator
from heapq import heappop, heappush

from sync_server.contract.conditions import Condition, Test, fact
from sync_server.contract.entities import Ticket
from sync_server.contract.facts import TicketFacts
from sync_server.contract.ids import Instant, TicketId

_AGES = frozenset({"older_than_s", "newer_than_s"})


class Due:
    """The moments that are to come, of the tickets that were noted; false for a view without any.

    A ticket that is noted again is looked at once more than needed, and never too late.
    """

    def __init__(self, condition: Condition) -> None:
        self._spans = tuple(_spans(condition))
        self._moments: list[tuple[Instant, TicketId]] = []

    def __bool__(self) -> bool:
        return bool(self._spans)

    def clear(self) -> None:
        """All tickets will be noted anew."""
        self._moments.clear()

    def note(self, ticket: Ticket, now: Instant) -> None:
        """A ticket is now this."""
        for field, span in self._spans:
            at = fact(TicketFacts(ticket), field)
            if at is not None and at + span >= now:
                heappush(self._moments, (at + span, ticket.id))

    def take(self, now: Instant) -> list[TicketId]:
        """Whose moment has come since it was asked last."""
        found: dict[TicketId, None] = {}
        while self._moments and self._moments[0][0] < now:
            found[heappop(self._moments)[1]] = None
        return list(found)


def _spans(condition: Condition) -> Iterator[tuple[str, int]]:
    """Of each age that is asked for: the field, and the microseconds that it may be old."""
    if isinstance(condition, Test):
        if condition.operator in _AGES and isinstance(condition.operand, int | float):
            yield condition.field, int(condition.operand * 1_000_000)
        return
    for part in condition.parts:
        yield from _spans(part)
