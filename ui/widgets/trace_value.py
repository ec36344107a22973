# SPDX-License-Identifier: Apache-2.0
"""What a trace says of each decision, in words ready to be shown."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from PySide6.QtCore import Qt

from ui.widgets.sign import NO_SIGN, Sign

TraceTone = Literal["plain", "accent", "amber", "red"]
RowTone = Literal["plain", "chosen", "muted"]


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A row of a table: the cells in the order of the heads, the first one behind its sign."""

    cells: tuple[str, ...]
    sign: Sign = NO_SIGN
    tone: RowTone = "plain"


@dataclass(frozen=True, slots=True)
class TraceTableValue:
    """What was compared. The first column stands at the left, and all others at the right."""

    heads: tuple[str, ...]
    rows: tuple[TraceRow, ...]


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One decision: what it was and when, by which `lines` and which table, and below it a note.

    By its `key` it is found again; several may have the same.
    """

    icon: str
    title: str
    time: str = ""
    tone: TraceTone = "plain"
    lines: tuple[str, ...] = ()
    table: TraceTableValue | None = None
    note: str = ""
    key: str = ""


class TraceRole(IntEnum):
    """Under this role an item of a table holds its TraceRow."""

    ROW = Qt.ItemDataRole.UserRole + 1


def spoken_row(heads: tuple[str, ...], row: TraceRow) -> str:
    """A row as a screen reader says it: "Jonas Lindqvist, Load 70 %, Result Higher load"."""
    first, *others = row.cells
    rest = (f"{head} {cell}" for head, cell in zip(heads[1:], others, strict=True) if cell)
    return ", ".join((first, *rest))


def trace_text(steps: tuple[TraceStep, ...]) -> str:
    """All of it as plain text: a step a paragraph, a row a line."""
    return "\n\n".join("\n".join(_step_lines(step)) for step in steps)


def _step_lines(step: TraceStep) -> list[str]:
    told = [f"{step.time}  {step.title}".strip(), *step.lines]
    if step.table is not None:
        heads = step.table.heads
        told += [f"- {spoken_row(heads, row)}" for row in step.table.rows]
    return [*told, *([step.note] if step.note else [])]
