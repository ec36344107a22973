# SPDX-License-Identifier: Apache-2.0
"""Tickets and people as entries of the palette."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.cache.search import Hit
from app.clocks.hours import DeskHours
from app.workspace.workspace import Workspace
from sync_server.contract.entities import (
    Agent,
    Availability,
    Contact,
    Membership,
    Organisation,
    Team,
    Ticket,
)
from sync_server.contract.ids import AgentId, TicketId
from ui.models.palette_rows import Candidate, fitting
from ui.models.removed import is_removed
from ui.models.search_people import Person
from ui.models.status_groups import LIVE
from ui.models.ticket_clocks import clocks_of
from ui.models.words import number_words, status_words, translate
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.navigation_value import (
    AVAILABILITY_COLORS,
    AVAILABILITY_WORDS,
    AvailabilityState,
    availability_of,
)
from ui.widgets.palette_value import PaletteEntry
from ui.widgets.sign import Sign

OPEN: Final = "open:"
PERSON: Final = "person:"


def number_in(text: str) -> int:
    """The ticket number that a text is, with or without the sign before it; else 0."""
    digits = text.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 12 else 0


def ticket_entries(
    workspace: Workspace, hours: DeskHours, hits: Iterable[Hit], text: str, *, most: int
) -> tuple[PaletteEntry, ...]:
    """The ticket with this number, then those whose subject fits, then those that were written to
    in these words, the newest first.
    """
    number = number_in(text)
    tickets: dict[TicketId, tuple[Ticket, str]] = {}
    for hit in hits:
        ticket = None if hit.ticket is None else workspace.get(Ticket, TicketId(hit.ticket))
        if ticket is None or (is_removed(ticket) and ticket.number != number):
            continue
        if ticket.id not in tickets:
            tickets[ticket.id] = (ticket, hit.excerpt)
    exact = [ticket for ticket, _ in tickets.values() if number and ticket.number == number]
    first = tuple(_ticket(ticket, hours) for ticket in exact)
    others = [each for each in tickets.values() if each[0] not in exact]
    others.sort(key=lambda each: _moment(each[0]), reverse=True)
    weights = {f"{OPEN}{ticket.id}": _weight(workspace, ticket) for ticket, _ in others}
    candidates = (Candidate(_ticket(ticket, hours)) for ticket, _ in others)
    mine = {f"{OPEN}{ticket.id}" for ticket, _ in others if _is_mine(workspace, ticket)}
    by_subject = fitting(
        text, candidates, weight=weights.__getitem__, lift=mine.__contains__, most=most
    )
    known = {entry.key for entry in by_subject}
    by_message = (
        _ticket(ticket, hours, detail=excerpt)
        for ticket, excerpt in others
        if f"{OPEN}{ticket.id}" not in known and excerpt
    )
    return (*first, *by_subject, *by_message)[:most]


def _moment(ticket: Ticket) -> int:
    return ticket.last_message_at or ticket.opened_at


def _is_mine(workspace: Workspace, ticket: Ticket) -> bool:
    return ticket.status in LIVE and ticket.assignee == workspace.me


def _weight(workspace: Workspace, ticket: Ticket) -> float:
    """One's own open tickets are meant most often, then other open ones."""
    if ticket.status not in LIVE:
        return 0.0
    return 2.0 if _is_mine(workspace, ticket) else 1.0


def some_tickets(
    workspace: Workspace, hours: DeskHours, ids: Iterable[TicketId]
) -> Iterator[PaletteEntry]:
    """These tickets, as they are."""
    for id in ids:
        ticket = workspace.get(Ticket, id)
        if ticket is not None:
            yield _ticket(ticket, hours)


def person_entries(
    workspace: Workspace, people: Iterable[Person], text: str
) -> tuple[PaletteEntry, ...]:
    """People, those whose name fits best first."""
    found = [(person, _person(workspace, person)) for person in people]
    candidates = (Candidate(entry, (person.known_as.strip(),)) for person, entry in found)
    by_name = fitting(text, candidates)
    known = {entry.key for entry in by_name}
    return (*by_name, *(entry for _, entry in found if entry.key not in known))


def _ticket(ticket: Ticket, hours: DeskHours, *, detail: str = "") -> PaletteEntry:
    return PaletteEntry(
        f"{OPEN}{ticket.id}",
        ticket.subject or translate("rows", "No subject"),
        sign=Sign("priority", ticket.priority),
        number=number_words(ticket.number),
        detail=detail,
        end=status_words(ticket.status),
        clock=clocks_of(ticket, hours),
    )


def _person(workspace: Workspace, person: Person) -> PaletteEntry:
    sign = Sign("avatar", initials_of(person.name), avatar_index(person.id))
    if person.kind == "organisation":
        sign = Sign("icon", "users")
    elif person.kind == "agent":
        state = _state(workspace, person.id)
        sign = replace(sign, state="" if state is None else AVAILABILITY_COLORS[state])
    return PaletteEntry(
        f"{PERSON}{person.kind}:{person.id}",
        person.name,
        sign=sign,
        detail=person_words(workspace, person),
    )


def person_words(workspace: Workspace, person: Person) -> str:
    """Who somebody is: team and state of a colleague, company and address of a customer; that a
    company is one, and its domains.
    """
    if person.kind == "agent":
        return ", ".join(part for part in _colleague(workspace, person.id) if part)
    if person.kind == "organisation":
        company = workspace.get(Organisation, person.id)
        domains = () if company is None else company.domains[:2]
        return ", ".join((translate("palette", "company"), *domains))
    contact = workspace.get(Contact, person.id)
    if contact is None:
        return ""
    company = workspace.get(Organisation, contact.organisation)
    address = next(iter(contact.emails), "")
    parts = ("" if company is None else company.name, address if address != person.name else "")
    return ", ".join(part for part in parts if part)


def _colleague(workspace: Workspace, id: str) -> Iterator[str]:
    agent = next((agent for agent in workspace.all(Agent) if agent.id == id), None)
    if agent is None:
        return
    team_ids = [each.team for each in workspace.all(Membership) if each.agent == agent.id]
    for team_id in team_ids[:1]:
        team = workspace.get(Team, team_id)
        yield "" if team is None else team.name
    state = _state(workspace, id)
    yield "" if state is None else translate("words", AVAILABILITY_WORDS[state]).lower()


def _state(workspace: Workspace, id: str) -> AvailabilityState | None:
    """What a colleague has said of being there, if ever."""
    said = workspace.get(Availability, AgentId(id))
    return None if said is None else availability_of(said.state)
