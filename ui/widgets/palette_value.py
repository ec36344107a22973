# SPDX-License-Identifier: Apache-2.0
"""The rows that a palette shows."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

from ui.widgets.clock_face import ClockSource
from ui.widgets.key_names import key_words
from ui.widgets.sign import NO_SIGN, Sign


class PaletteRole(IntEnum):
    """Item roles of a model behind a palette."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """A PaletteEntry or a PaletteHeading."""


@dataclass(frozen=True, slots=True)
class PaletteHeading:
    """The title of a section."""

    title: str


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something to run or to open; `key` comes back when it is chosen.

    `marks` are the places of the letters in `title` that were typed. After the title stand the
    `number` and the `detail` ("now Maya Okafor"), on the right the `keys` that do the same, else
    the `clock` or the `end`. With a `reason` it is dimmed and does nothing; the reason stands for
    the detail.
    """

    key: str
    title: str
    marks: tuple[int, ...] = ()
    sign: Sign = NO_SIGN
    number: str = ""
    detail: str = ""
    keys: tuple[str, ...] = ()
    end: str = ""
    clock: ClockSource | None = None
    reason: str = ""


PaletteRow = PaletteEntry | PaletteHeading


def spoken_row(row: PaletteRow, now: int) -> str:
    """One sentence per fact, for screen readers: what `Qt.AccessibleTextRole` answers at `now`."""
    if isinstance(row, PaletteHeading):
        return row.title
    keys = key_words(" ".join(row.keys))
    clock = row.clock.spoken(now) if row.clock else ""
    facts = (row.title, row.number, row.reason or row.detail, row.end, clock, keys)
    return ". ".join(fact.rstrip(".") for fact in facts if fact) + "."
