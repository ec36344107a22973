# SPDX-License-Identifier: Apache-2.0
"""Finding tickets for the search view: on this computer, and at the server."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.client import Client
from app.views.facts import TicketFacts
from app.workspace.conversation import NO_MARK, Entry
from sync_server.contract.conditions import Predicate, compile_condition, read
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import FetchTicket, SearchTickets, TicketHit
from ui.models.search_conditions import conditions
from ui.models.search_people import People
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
        found = await (self._with_words(query) if query.words else self._without_words())
        now = workspace.now_us()
        kept: list[Found] = []
        for start in range(0, len(found), SLICE):
            part = found[start : start + SLICE]
            kept += [each for each in part if holds(TicketFacts(each.ticket), now)]
            if len(found) > SLICE:
                await asyncio.sleep(0)
        kept.sort(key=lambda each: _moment(each.ticket), reverse=True)
        return tuple(kept[:MOST])

    async def at_server(self, query: SearchQuery) -> tuple[TicketHit, ...]:
        """What the server finds for the words alone. Raises `NotConnected` and `AskRefused`."""
        answer = await self._client.ask(SearchTickets(text=query.words[:MOST_LETTERS]))
        hits: tuple[TicketHit, ...] = answer.hits
        return hits

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

    async def _with_words(self, query: SearchQuery) -> list[Found]:
        limit = HITS_WITH_TOKENS if query.tokens else HITS
        hits = await self._client.search(query.words, limit=limit)
        excerpts: dict[TicketId, str] = {}
        for hit in hits:
            if hit.ticket is not None:
                id = TicketId(hit.ticket)
                excerpts[id] = excerpts.get(id) or hit.excerpt
        found = ((self._client.workspace.get(Ticket, id), text) for id, text in excerpts.items())
        return [Found(ticket, text) for ticket, text in found if ticket is not None]

    async def _without_words(self) -> list[Found]:
        return [Found(ticket) for ticket in self._client.workspace.all(Ticket)]


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


def _moment(ticket: Ticket) -> int:
    return ticket.last_message_at or ticket.opened_at


_always: Final[Predicate] = lambda _facts, _now: True  # noqa: E731
