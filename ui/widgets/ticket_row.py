# SPDX-License-Identifier: Apache-2.0
"""The values that a ticket list shows, and the item roles that carry them."""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Literal

from PySide6.QtCore import Qt

PresenceLevel = Literal["elsewhere", "viewing", "editing", "replying"]
GroupTone = Literal["plain", "red", "amber"]


class TicketListRole(IntEnum):
    """Item roles of a model behind a ticket list."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """A TicketRowValue or a GroupHeaderValue."""


class Density(Enum):
    """How much of a ticket a row shows."""

    COMPACT = "compact"
    DEFAULT = "default"
    COMFORTABLE = "comfortable"


@dataclass(frozen=True, slots=True)
class PresenceValue:
    """Somebody else who has the ticket open. `pair` is the avatar pair of the user id."""

    name: str
    initials: str
    pair: int
    level: PresenceLevel = "viewing"


@dataclass(frozen=True, slots=True)
class TicketRowValue:
    """One ticket as a row shows it. Texts are plain; `age` is ready to be shown ("6 min")."""

    id: str
    number: str
    subject: str
    customer: str
    company: str = ""
    channel: str = "email"
    priority: str = "normal"
    unread: bool = False
    age: str = ""
    preview: str = ""
    presence: tuple[PresenceValue, ...] = ()
    vip: bool = False
    typing: bool = False
    pending: bool = False
    rejected: bool = False
    unassigned: bool = False
    locked: bool = False
    picked: bool = False
    left: str = ""
    """Why the ticket is only still shown: "Moved to Billing"."""

    @property
    def replying(self) -> tuple[PresenceValue, ...]:
        return tuple(person for person in self.presence if person.level == "replying")


@dataclass(frozen=True, slots=True)
class GroupHeaderValue:
    """A heading between rows."""

    title: str
    count: int
    tone: GroupTone = "plain"


ListEntry = TicketRowValue | GroupHeaderValue


def spoken_text(entry: ListEntry) -> str:
    """One sentence per fact, for screen readers: what `Qt.AccessibleTextRole` answers."""
    if isinstance(entry, GroupHeaderValue):
        return f"{entry.title}, {entry.count}"
    people = ", ".join(part for part in (entry.customer, entry.company) if part)
    facts = [
        "Selected" if entry.picked else "",
        entry.left,
        "Unread" if entry.unread else "",
        entry.subject,
        people,
        entry.priority.capitalize(),
        "Needs you" if entry.rejected else "",
        "Sending" if entry.pending else "",
        "Unassigned" if entry.unassigned else "",
        *(f"{person.name} is {_DOING[person.level]}" for person in entry.presence),
    ]
    return ". ".join(fact.rstrip(".") for fact in facts if fact) + "."


_DOING: dict[PresenceLevel, str] = {
    "elsewhere": "away from it",
    "viewing": "viewing",
    "editing": "editing",
    "replying": "replying",
}
