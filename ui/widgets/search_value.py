# SPDX-License-Identifier: Apache-2.0
"""The rows of a search's results."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

from ui.widgets.clock_face import ClockSource
from ui.widgets.sign import NO_SIGN, Sign

Places = tuple[tuple[int, int], ...]
"""Start and end of each part of a text that was searched for."""


class SearchRole(IntEnum):
    """Item roles of a model behind a list of results."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """One of the values of this module."""


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """The title of a group with its count, and a word on the right about it."""

    title: str
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A thin line with words: what follows comes from somewhere else."""

    words: str


@dataclass(frozen=True, slots=True)
class FoundMore:
    """Leads to the rest of a group; `key` comes back when it is chosen."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """A ticket that was found: subject, who and where, and the words around the hit."""

    id: str
    subject: str
    subject_hits: Places = ()
    where: str = ""
    excerpt: str = ""
    excerpt_hits: Places = ()
    priority: str = "normal"
    end: str = ""
    clock: ClockSource | None = None
    """It stands in place of the end."""

    @property
    def key(self) -> str:
        return f"ticket:{self.id}"


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who was found; `key` comes back when they are chosen."""

    key: str
    name: str
    name_hits: Places = ()
    detail: str = ""
    sign: Sign = NO_SIGN


FoundRow = FoundHeading | FoundLine | FoundMore | FoundTicket | FoundPerson
Choosable = FoundMore | FoundTicket | FoundPerson


def spoken_found(row: FoundRow, now: int) -> str:
    """One sentence per fact, for screen readers: what `Qt.AccessibleTextRole` answers at `now`."""
    if isinstance(row, FoundHeading):
        return ", ".join(part for part in (row.title, str(row.count), row.note) if part)
    if isinstance(row, FoundLine | FoundMore):
        return row.words
    if isinstance(row, FoundPerson):
        facts = [row.name, row.detail]
    else:
        clock = row.clock.spoken(now) if row.clock else ""
        facts = [row.subject, row.where, row.priority.capitalize(), row.end, clock, row.excerpt]
    return ". ".join(fact.rstrip(".") for fact in facts if fact) + "."
