# SPDX-License-Identifier: Apache-2.0
"""What a search found as rows: groups, each cut to a few until somebody wants more."""

from collections.abc import Sequence
from typing import Final

from app.clocks.hours import DeskHours
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Team, Ticket
from sync_server.contract.queries import TicketHit
from ui.models.people import company_name, contact_name
from ui.models.search_people import Person
from ui.models.search_query import places_of
from ui.models.ticket_clocks import clocks_of
from ui.models.words import number_words, status_words, translate
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.search_value import (
    FoundHeading,
    FoundLine,
    FoundMore,
    FoundPerson,
    FoundRow,
    FoundTicket,
)
from ui.widgets.sign import Sign
from ui.windows.agent.palette_found import person_words
from ui.windows.agent.search_finding import Found

TICKETS: Final = "tickets"
PEOPLE: Final = "people"
_FEW: Final = {TICKETS: 6, PEOPLE: 3}


class FoundRows:
    """Makes rows; groups named in `whole` are shown to their end."""

    def __init__(
        self, workspace: Workspace, hours: DeskHours, words: str, *, whole: frozenset[str]
    ) -> None:
        self._workspace = workspace
        self._hours = hours
        self._words = words
        self._whole = whole

    def all(
        self,
        found: Sequence[Found],
        people: Sequence[Person],
        beyond: Sequence[TicketHit],
        *,
        note: str,
    ) -> tuple[FoundRow, ...]:
        """Tickets and people of this computer, then what only the server has."""
        rows: list[FoundRow] = []
        if found:
            title = translate("search", "Tickets")
            rows.append(FoundHeading(title, len(found), note))
            rows.extend(self._cut(TICKETS, [self._ticket(each) for each in found]))
        if people:
            rows.append(FoundHeading(translate("search", "People"), len(people)))
            rows.extend(self._cut(PEOPLE, [self._person(each) for each in people]))
        if beyond:
            rows.append(FoundLine(translate("search", "from the server")))
            rows.extend(self._beyond(hit) for hit in beyond)
        return tuple(rows)

    def _cut(self, group: str, rows: Sequence[FoundRow]) -> list[FoundRow]:
        few = _FEW[group]
        if group in self._whole or len(rows) <= few + 1:
            return list(rows)
        told = translate("search", "Show {count} more").format(count=len(rows) - few)
        return [*rows[:few], FoundMore(f"more:{group}", told)]

    def _ticket(self, found: Found) -> FoundTicket:
        ticket, workspace = found.ticket, self._workspace
        team = workspace.get(Team, ticket.team)
        parts = (
            contact_name(workspace, ticket.requester),
            company_name(workspace, ticket),
            number_words(ticket.number),
            "" if team is None else team.name,
        )
        subject = ticket.subject or translate("rows", "No subject")
        return FoundTicket(
            ticket.id,
            subject,
            subject_hits=places_of(self._words, subject),
            where=" \u00b7 ".join(part for part in parts if part),
            excerpt=found.excerpt,
            excerpt_hits=places_of(self._words, found.excerpt),
            priority=ticket.priority,
            end=status_words(ticket.status),
            clock=clocks_of(ticket, self._hours),
        )

    def _beyond(self, hit: TicketHit) -> FoundTicket:
        excerpt = " ".join(hit.excerpt.split())
        held = self._workspace.get(Ticket, hit.ticket)
        if held is not None:
            return self._ticket(Found(held, excerpt))
        return FoundTicket(
            hit.ticket,
            hit.subject,
            subject_hits=places_of(self._words, hit.subject),
            where=number_words(hit.number),
            excerpt=excerpt,
            excerpt_hits=places_of(self._words, excerpt),
            end=status_words(hit.status),
        )

    def _person(self, person: Person) -> FoundPerson:
        sign = Sign("avatar", initials_of(person.name), avatar_index(person.id))
        if person.kind == "organisation":
            sign = Sign("icon", "users")
        return FoundPerson(
            f"person:{person.kind}:{person.id}",
            person.name,
            name_hits=places_of(self._words, person.name),
            detail=person_words(self._workspace, person),
            sign=sign,
        )
