# SPDX-License-Identifier: Apache-2.0
"""Finding tickets for the search view: on this computer, and at the server."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.client import Client
from app.views.definitions import REMOVED
from app.workspace.conversation import NO_MARK, Entry
from sync_server.contract.conditions import Predicate, compile_condition, read
from sync_server.contract.entities import Ticket
from sync_server.contract.facts import TicketFacts
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import FetchTicket, SearchTickets, TicketHit
from ui.models.removed import is_removed
from ui.models.search_conditions import conditions, wants_files
from ui.models.search_people import People, Person
from ui.models.search_query import SearchQuery

HITS: Final = 200
HITS_WITH_TOKENS: Final = 1000
MOST: Final = 200
SLICE: Final = 1000
"""So many tickets are looked at before others get their turn."""

MOST_LETTERS: Final = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A ticket that was found, with the words around the hit where it was a message."""

    ticket: Ticket
    excerpt: str = ""


class Finding:
    """Finds what this computer holds, and asks the server for the rest."""

    def __init__(self, client: Client, people: People) -> None:
        self._client = client
        self._people = people

    async def here(self, query: SearchQuery) -> tuple[Found, ...]:
        """What this computer holds, the newest first. Raises `UnknownValue`."""
        workspace = self._client.workspace
        document = conditions(query, workspace, self._people)
        holds = compile_condition(read(document), me=workspace.me) if query.tokens else _always
        excerpts = await self._excerpts(query) if query.words else None
        if excerpts is None:
            tickets = tuple(workspace.all(Ticket))
        else:
            found = (workspace.get(Ticket, id) for id in excerpts)
            tickets = tuple(ticket for ticket in found if ticket is not None)
        if any(map(wants_files, query.tokens)):
            filed = await self._client.tickets_with_files()
            tickets = tuple(ticket for ticket in tickets if ticket.id in filed)
        if not _wants_removed(query):
            tickets = tuple(ticket for ticket in tickets if not is_removed(ticket))
        kept = await self._those(tickets, holds)
        kept.sort(key=_moment, reverse=True)
        return tuple(
            Found(ticket, "" if excerpts is None else excerpts[ticket.id]) for ticket in kept[:MOST]
        )

    def people(self, query: SearchQuery, *, most: int) -> tuple[Person, ...]:
        """Who is called so: the words first, then the customers that are named."""
        found = list(self._people.find(query.words, most=most))
        for value in query.values("customer"):
            found += self._people.find(value, kinds=("contact", "organisation"), most=most)
        return tuple(dict.fromkeys(found))[:most]

    async def at_server(self, query: SearchQuery) -> tuple[TicketHit, ...]:
        """What the server finds for the words alone. Raises `NotConnected` and `AskRefused`."""
        answer = await self._client.ask(SearchTickets(text=query.words[:MOST_LETTERS]))
        hits: tuple[TicketHit, ...] = answer.hits
        return tuple(hit for hit in hits if _wants_removed(query) or hit.status not in REMOVED)

    async def read(self, ticket: TicketId) -> tuple[Entry, ...]:
        """The messages of a ticket that only the server holds."""
        whole = await self._client.ask(FetchTicket(ticket=ticket))
        return tuple(
            Entry(
                message=message,
                attachments=tuple(each for each in whole.attachments if each.message == message.id),
                mark=NO_MARK,
            )
            for message in whole.messages
        )

    async def _excerpts(self, query: SearchQuery) -> dict[TicketId, str]:
        """The tickets that have the words, with what is around them in the newest message."""
        limit = HITS_WITH_TOKENS if query.tokens else HITS
        found: dict[TicketId, str] = {}
        for hit in await self._client.search(query.words, limit=limit):
            if hit.ticket is not None:
                id = TicketId(hit.ticket)
                found[id] = found.get(id) or hit.excerpt
        return found

    async def _those(self, tickets: tuple[Ticket, ...], holds: Predicate) -> list[Ticket]:
        """Those for which a condition holds; others get their turn in between."""
        now = self._client.workspace.now_us()
        kept: list[Ticket] = []
        for start in range(0, len(tickets), SLICE):
            part = tickets[start : start + SLICE]
            kept += [ticket for ticket in part if holds(TicketFacts(ticket), now)]
            if len(tickets) > SLICE:
                await asyncio.sleep(0)
        return kept


def known_words(client: Client, people: People) -> Iterable[str]:
    """Texts whose words somebody may have meant."""
    workspace = client.workspace
    for person in people.all():
        yield person.name
    for id in client.views.open("all_open"):
        ticket = workspace.get(Ticket, id)
        if ticket is not None:
            yield ticket.subject
            yield " ".join(ticket.tags)


def _wants_removed(query: SearchQuery) -> bool:
    """Spam and deleted tickets are found only where they are asked for."""
    return any(value.lower() in REMOVED for value in query.values("is"))


def _moment(ticket: Ticket) -> int:
    return ticket.last_message_at or ticket.opened_at


_always: Final[Predicate] = lambda _facts, _now: True  # noqa: E731
