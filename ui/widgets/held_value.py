# SPDX-License-Identifier: Apache-2.0
"""What the view of held mail shows: a row of its list, and one mail that is read."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from PySide6.QtCore import Qt

from ui.widgets.pill import PillTone

CheckState = Literal["passed", "failed", "warning", "unknown"]


@dataclass(frozen=True, slots=True)
class HeldRowValue:
    """Held mail in three lines. Texts are plain and ready to be shown; `tone` is of the reason."""

    id: str
    name: str
    address: str
    subject: str
    time: str
    reason: str
    detail: str = ""
    tone: PillTone = "neutral"
    picked: bool = False


@dataclass(frozen=True, slots=True)
class CheckValue:
    """One line of why mail is held: what was looked at, and what came out."""

    what: str
    result: str
    state: CheckState = "failed"


@dataclass(frozen=True, slots=True)
class HeldMailValue:
    """Everything about one held mail. `text` is what it says, None while that is not known yet;
    `problem` says why it cannot be shown, `claims` names the ticket that it wants to join.
    """

    id: str
    subject: str
    name: str
    address: str
    to: str
    time: str
    title: str
    checks: tuple[CheckValue, ...] = ()
    text: str | None = None
    problem: str = ""
    claims: str = ""
    claims_note: str = ""
    tone: PillTone = "amber"


class HeldRole(IntEnum):
    """Under this role the list's model answers a HeldRowValue."""

    ROW = Qt.ItemDataRole.UserRole + 1


def spoken_row(value: HeldRowValue) -> str:
    """One sentence for a screen reader."""
    parts = (value.name, value.address, value.subject, value.reason, value.detail, value.time)
    return ". ".join(part for part in parts if part)
