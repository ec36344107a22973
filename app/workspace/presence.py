# SPDX-License-Identifier: Apache-2.0
"""Where colleagues are. Soft: nothing of it is stored, and none of it outlives the connection."""

from collections import defaultdict

from sync_server.contract.frames import Presence, Somebody
from sync_server.contract.ids import TicketId


class People:
    """The sessions of colleagues and the tickets that they are on."""

    def __init__(self) -> None:
        self._places: dict[str, Somebody] = {}
        self._tickets: defaultdict[TicketId, dict[str, Somebody]] = defaultdict(dict)

    def on(self, ticket: TicketId) -> tuple[Somebody, ...]:
        """Who is there, one entry per session."""
        return tuple(self._tickets.get(ticket, {}).values())

    def apply(self, presence: Presence) -> set[TicketId]:
        """Take over what the server says; the tickets on which anything differs."""
        touched = self.clear() if presence.full else set()
        for somebody in presence.people:
            touched |= self._leave(somebody.session)
            if somebody.ticket is not None:
                self._places[somebody.session] = somebody
                self._tickets[somebody.ticket][somebody.session] = somebody
                touched.add(somebody.ticket)
        return touched

    def clear(self) -> set[TicketId]:
        """Nobody is known to be anywhere; the tickets on which somebody was."""
        touched = set(self._tickets)
        self._places.clear()
        self._tickets.clear()
        return touched

    def _leave(self, session: str) -> set[TicketId]:
        place = self._places.pop(session, None)
        if place is None or place.ticket is None:
            return set()
        people = self._tickets[place.ticket]
        people.pop(session, None)
        if not people:
            del self._tickets[place.ticket]
        return {place.ticket}
