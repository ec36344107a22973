# SPDX-License-Identifier: Apache-2.0
"""The values that a ticket list shows, and the item roles that carry them."""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt

from ui.widgets.clock_face import ClockSource

PresenceLevel = Literal["elsewhere", "viewing", "editing", "replying"]
GroupTone = Literal["plain", "red", "amber"]


class TicketListRole(IntEnum):
    """Item roles of a model behind a ticket list."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """A TicketRowValue or a GroupHeaderValue."""

    HEADING = ROW + 1
    """Whether it is a GroupHeaderValue, for a list that is laid out: it makes no value of a row.

    A model need not say it.
    """


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
    wakes: str = ""
    """When a ticket that is put off comes back; it stands in place of the age."""

    woken: str = ""
    """Why a ticket came back by itself: "No answer"; it stands there too."""

    left: str = ""
    """Why the ticket is only still shown: "Moved to Billing"."""
    status: str = ""
    """In words; it is heard and not seen, where a heading or the view says it to the eye."""
    clock: ClockSource | None = None

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


def spoken_text(entry: ListEntry, now: int) -> str:
    """One sentence per fact, for screen readers: what `Qt.AccessibleTextRole` answers at `now`."""
    if isinstance(entry, GroupHeaderValue):
        return f"{entry.title}, {entry.count}"
    people = ", ".join(part for part in (entry.customer, entry.company) if part)
    age = QCoreApplication.translate("spoken", "Last message: {age}").format(age=entry.age)
    facts = [
        _say("Selected") if entry.picked else "",
        entry.left,
        _say("Unread") if entry.unread else "",
        entry.subject,
        f"{people}, {_say('VIP')}" if entry.vip else people,
        _say(entry.priority.capitalize()),
        entry.status,
        entry.woken,
        entry.clock.spoken(now) if entry.clock else "",
        _say("Needs you") if entry.rejected else "",
        _say("Sending") if entry.pending else "",
        _say("Unassigned") if entry.unassigned else "",
        _say("Locked") if entry.locked else "",
        *(_say(_DOING[each.level]).format(name=each.name) for each in entry.presence),
        _say("Somebody is typing") if entry.typing and not entry.replying else "",
        age if entry.age else "",
        QCoreApplication.translate("spoken", "Put off until {time}").format(time=entry.wakes)
        if entry.wakes
        else "",
    ]
    return " ".join(_ended(fact) for fact in facts if fact)


def _say(words: str) -> str:
    return QCoreApplication.translate("spoken", words)


def _ended(fact: str) -> str:
    return fact if fact.endswith((".", "!", "?", "…")) else f"{fact}."


_WORDS: Final = (
    QT_TRANSLATE_NOOP("spoken", "Selected"),
    QT_TRANSLATE_NOOP("spoken", "Unread"),
    QT_TRANSLATE_NOOP("spoken", "VIP"),
    QT_TRANSLATE_NOOP("spoken", "Low"),
    QT_TRANSLATE_NOOP("spoken", "Normal"),
    QT_TRANSLATE_NOOP("spoken", "High"),
    QT_TRANSLATE_NOOP("spoken", "Urgent"),
    QT_TRANSLATE_NOOP("spoken", "Needs you"),
    QT_TRANSLATE_NOOP("spoken", "Sending"),
    QT_TRANSLATE_NOOP("spoken", "Unassigned"),
    QT_TRANSLATE_NOOP("spoken", "Locked"),
    QT_TRANSLATE_NOOP("spoken", "Somebody is typing"),
)
_DOING: Final[dict[PresenceLevel, str]] = {
    "elsewhere": str(QT_TRANSLATE_NOOP("spoken", "{name} is away from it")),
    "viewing": str(QT_TRANSLATE_NOOP("spoken", "{name} is viewing")),
    "editing": str(QT_TRANSLATE_NOOP("spoken", "{name} is editing")),
    "replying": str(QT_TRANSLATE_NOOP("spoken", "{name} is replying")),
}
