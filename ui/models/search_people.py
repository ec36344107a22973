# SPDX-License-Identifier: Apache-2.0
"""Everybody with a name: colleagues, customers and their companies, found by a part of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Contact, Organisation
from ui.models.palette_match import fold

PersonKind = Literal["agent", "contact", "organisation"]

_KINDS: Final = frozenset({Agent.kind, Contact.kind, Organisation.kind})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be found; `known_as` is the folded name, then the addresses."""

    kind: PersonKind
    id: str
    name: str
    known_as: str


class People:
    """Found by the beginning of a word of their name or address. Made when it is first asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._people: tuple[Person, ...] | None = None

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        if changes.reloaded or not _KINDS.isdisjoint(changes.rows):
            self._people = None

    def all(self) -> tuple[Person, ...]:
        """Everybody: colleagues first."""
        if self._people is None:
            self._people = tuple(_everybody(self._workspace))
        return self._people

    def find(
        self,
        text: str,
        *,
        kinds: Iterable[PersonKind] = ("agent", "contact", "organisation"),
        most: int = 8,
    ) -> tuple[Person, ...]:
        """Whose name or address has every word of the text at the start of a word."""
        starts = [f" {word}" for word in fold(text).split()]
        wanted, found = frozenset(kinds), []
        for person in self.all() if starts else ():
            known_as = person.known_as
            if starts[0] not in known_as or person.kind not in wanted:
                continue  # almost everybody
            if all(start in known_as for start in starts):
                found.append(person)
                if len(found) >= most:
                    break
        return tuple(found)


def _everybody(workspace: Workspace) -> Iterator[Person]:
    for agent in workspace.all(Agent):
        if not agent.disabled and agent.name:
            yield _person("agent", agent.id, agent.name, (agent.email,))
    for contact in workspace.all(Contact):
        name = contact.name or next(iter(contact.emails), "")
        if name and contact.merged_into is None:
            yield _person("contact", contact.id, name, contact.emails)
    for company in workspace.all(Organisation):
        if company.name and company.merged_into is None:
            yield _person("organisation", company.id, company.name, company.domains)


def _person(kind: PersonKind, id: str, name: str, others: Iterable[str]) -> Person:
    return Person(kind, id, name, f" {fold(name)} {' '.join(others).lower()}")
