# SPDX-License-Identifier: Apache-2.0
"""Presence: who is on which ticket and does what there. Soft: never stored, expired by leases.

Pure: time comes in, what is to be told goes out. What happens between two tellings is told once.
"""

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct

from sync_server.contract.frames import Somebody
from sync_server.contract.ids import AgentId, TicketId

LEASE_S: Final = 30.0
"""How long a place is believed without being repeated, in seconds."""

MODES: Final = frozenset({"open", "viewing", "editing", "replying"})


class Place(Struct, frozen=True, kw_only=True):
    """Where a session's agent is. `home` is the ticket's home, by which it is told."""

    agent: AgentId
    session: str
    ticket: TicketId
    home: str
    mode: str
    typing: bool
    until: float

    def somebody(self) -> Somebody:
        """The place as it travels."""
        return Somebody(
            agent=self.agent,
            session=self.session,
            ticket=self.ticket,
            mode=self.mode,
            typing=self.typing,
        )


class Departure(Struct, frozen=True):
    """A session that left a ticket; those who see the ticket are told."""

    agent: AgentId
    session: str
    ticket: TicketId
    home: str


class Told(Struct, frozen=True):
    """One thing to tell, to whoever may see `ticket`, whose home is `home`."""

    ticket: TicketId
    home: str
    somebody: Somebody


class Presence:
    """The table of places. A session is at one ticket at most; names are the public ones."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._news: dict[str, list[Departure]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def arrive(self, place: Place) -> bool:
        """Put a session somewhere, or renew its lease; whether there is something to tell."""
        old = self._places.get(place.session)
        self._places[place.session] = place
        if old is not None and old.somebody() == place.somebody():
            return False
        news = self._news.setdefault(place.session, [])
        if old is not None and old.ticket != place.ticket:
            news.append(Departure(old.agent, old.session, old.ticket, old.home))
        return True

    def leave(self, session: str) -> bool:
        """Take a session away; whether there is something to tell."""
        old = self._places.pop(session, None)
        if old is None:
            return False
        departure = Departure(old.agent, old.session, old.ticket, old.home)
        self._news.setdefault(session, []).append(departure)
        return True

    def expire(self, now: float) -> bool:
        """End the leases that were not renewed; whether there is something to tell."""
        over = [place.session for place in self._places.values() if place.until <= now]
        return [self.leave(session) for session in over] != []

    def move(self, ticket: TicketId, home: str) -> None:
        """A ticket has another home now: from here on those who hold that are told."""
        for session, place in self._places.items():
            if place.ticket == ticket:
                self._places[session] = Place(
                    agent=place.agent,
                    session=session,
                    ticket=ticket,
                    home=home,
                    mode=place.mode,
                    typing=place.typing,
                    until=place.until,
                )

    def news(self) -> list[Told]:
        """What changed since the last call, departures first; it is forgotten then."""
        news, self._news = self._news, {}
        told: list[Told] = []
        for session, departures in news.items():
            for gone in departures:
                nowhere = Somebody(agent=gone.agent, session=session)
                told.append(Told(gone.ticket, gone.home, nowhere))
            place = self._places.get(session)
            if place is not None:
                told.append(Told(place.ticket, place.home, place.somebody()))
        return told

    def everybody(self, sees: Callable[[TicketId, str], bool]) -> Iterable[Somebody]:
        """All places on tickets that `sees(ticket, home)` allows."""
        return [
            place.somebody() for place in self._places.values() if sees(place.ticket, place.home)
        ]
