# SPDX-License-Identifier: Apache-2.0
"""Everybody with a name: colleagues, customers and their companies, found by a part of it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, Literal, NamedTuple

from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Contact, Organisation
from ui.models.palette_match import fold

PersonKind = Literal["agent", "contact", "organisation"]

_TYPES: Final[dict[PersonKind, type[Agent | Contact | Organisation]]] = {
    "agent": Agent,
    "contact": Contact,
    "organisation": Organisation,
}


class Person(NamedTuple):
    """Somebody who can be found; `known_as` is the folded name, then the addresses."""

    kind: PersonKind
    id: str
    name: str
    known_as: str


class People:
    """Found by the beginning of a word of their name or address.

    A desk has tens of thousands, and to read all their names takes a fifth of a second: `read`
    does so in parts, before somebody asks; what is left then is read at once. Afterwards only
    those are read anew who changed.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[PersonKind, dict[str, Person | None]] = {}
        self._rest: Iterator[Agent | Contact | Organisation] = iter(())
        self._start()

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        if changes.reloaded:
            self._start()
            return
        for kind, type_ in _TYPES.items():
            for id in changes.rows.get(kind, ()):
                row = self._workspace.get(type_, id)
                self._known[kind][id] = None if row is None else _person(row)

    def read(self, most: int) -> bool:
        """Take in so many more; whether there may be others."""
        count = 0
        for row in islice(self._rest, most):
            count += 1
            known = self._known[row.kind]  # type: ignore[index]
            if row.id not in known:  # else it has changed since
                known[row.id] = _person(row)
        return count == most

    def all(self) -> tuple[Person, ...]:
        """Everybody: colleagues first."""
        return tuple(self._of(_TYPES))

    def find(
        self,
        text: str,
        *,
        kinds: Iterable[PersonKind] = ("agent", "contact", "organisation"),
        most: int = 8,
    ) -> tuple[Person, ...]:
        """Whose name or address has every word of the text at the start of a word."""
        starts = [f" {word}" for word in fold(text).split()]
        found: list[Person] = []
        for person in self._of(kinds) if starts else ():
            if starts[0] not in person.known_as:
                continue  # almost everybody
            if all(start in person.known_as for start in starts):
                found.append(person)
                if len(found) >= most:
                    break
        return tuple(found)

    def _of(self, kinds: Iterable[PersonKind]) -> Iterator[Person]:
        while self.read(1_000_000):
            pass
        wanted = frozenset(kinds)
        for kind, known in self._known.items():
            if kind in wanted:
                yield from filter(None, known.values())

    def _start(self) -> None:
        self._known = {kind: {} for kind in _TYPES}
        self._rest = (row for type_ in _TYPES.values() for row in self._workspace.all(type_))


def _person(row: Agent | Contact | Organisation) -> Person | None:
    """Who can be found; nobody for one that is not in use any more."""
    if isinstance(row, Contact):
        name = row.name or next(iter(row.emails), "")
        return None if row.merged_into else _named("contact", row.id, name, row.emails)
    if isinstance(row, Agent):
        return None if row.disabled else _named("agent", row.id, row.name, (row.email,))
    return None if row.merged_into else _named("organisation", row.id, row.name, row.domains)


def _named(kind: PersonKind, id: str, name: str, others: Iterable[str]) -> Person | None:
    if not name:
        return None
    return Person(kind, id, name, f" {fold(name)} {' '.join(others).lower()}")
