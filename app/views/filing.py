# SPDX-License-Identifier: Apache-2.0
"""The tickets of each status and team: no view of a few needs a look at all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from app.views.definitions import OUR_TURN, queue_of
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId


class Filing:
    """Where each ticket is filed. `our_turn` counts those that wait for us, by view of a team."""

    def __init__(self) -> None:
        self.our_turn: Counter[str] = Counter()
        self._by_status: defaultdict[str, dict[TicketId, None]] = defaultdict(dict)
        self._status: dict[TicketId, str] = {}
        self._queue: dict[TicketId, str] = {}

    def clear(self) -> None:
        """All tickets will be filed anew."""
        self.our_turn.clear()
        self._by_status.clear()
        self._status.clear()
        self._queue.clear()

    def file(self, id: TicketId, ticket: Ticket | None) -> None:
        """A ticket is now this, or gone."""
        queue = self._queue.pop(id, None)
        if queue is not None:
            self.our_turn[queue] -= 1
        if ticket is not None and ticket.team is not None and ticket.status in OUR_TURN:
            queue = self._queue[id] = queue_of(ticket.team)
            self.our_turn[queue] += 1
        old = self._status.pop(id, None)
        if old is not None:
            self._by_status[old].pop(id, None)
        if ticket is not None:
            self._status[id] = ticket.status
            self._by_status[ticket.status][id] = None

    def with_status(self, statuses: Iterable[str] | None) -> Iterator[TicketId]:
        """The tickets that have one of these statuses; all of them for none."""
        wanted = tuple(self._by_status if statuses is None else statuses)
        for status in wanted:
            yield from self._by_status.get(status, ())

    @property
    def queues(self) -> Mapping[TicketId, str]:
        """The view of the team, for each ticket that is our turn."""
        return self._queue
