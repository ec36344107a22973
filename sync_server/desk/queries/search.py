# SPDX-License-Identifier: Apache-2.0
"""Searching tickets by words, within what the asker may see."""

import re
from collections.abc import Iterable
from typing import Final

from sync_server.contract.frames import FULL, OVERVIEW
from sync_server.contract.queries import SearchResult, SearchTickets, TicketHit
from sync_server.desk.access import reads_tickets
from sync_server.desk.registry import answers
from sync_server.domain.sight import ADMINISTRATOR, Viewer, scopes_of
from sync_server.store.engines import Connection
from sync_server.store.search import Found, find, latest_texts, words_of

EXCERPT_BEFORE: Final = 60
EXCERPT_AFTER: Final = 140


@answers(SearchTickets, policy=reads_tickets, cost="heavy")
def answer_search_tickets(reader: Connection, viewer: Viewer, query: SearchTickets) -> SearchResult:
    """Tickets that have all the words; nothing for a text without any."""
    words = words_of(query.text)
    homes = scopes_of(viewer, ())
    found = find(
        reader,
        words,
        agent=viewer.agent,
        everything=viewer.role == ADMINISTRATOR,
        full=[scope for scope, projection in homes.items() if projection == FULL],
        overview=[scope for scope, projection in homes.items() if projection == OVERVIEW],
        before=query.before,
        limit=query.limit + 1,
    )
    return SearchResult(
        hits=tuple(_hit(reader, ticket, words) for ticket in found[: query.limit]),
        more=len(found) > query.limit,
    )


def _hit(reader: Connection, found: Found, words: set[str]) -> TicketHit:
    texts = latest_texts(reader, found.ticket) if found.in_full else []
    return TicketHit(
        ticket=found.ticket,
        number=found.number,
        subject=found.subject,
        status=found.status,
        updated_at=found.updated_at,
        excerpt=_excerpt(texts, words),
    )


def _excerpt(texts: Iterable[str], words: set[str]) -> str:
    """The surroundings of the first word found, on one line; empty when only the subject has it."""
    alternatives = "|".join(sorted(words))
    pattern = re.compile(rf"(?<![^\W_])(?:{alternatives})(?![^\W_])", re.IGNORECASE)
    for text in texts:
        match = pattern.search(text)
        if match is not None:
            start = max(0, match.start() - EXCERPT_BEFORE)
            return " ".join(text[start : match.end() + EXCERPT_AFTER].split())
    return ""
