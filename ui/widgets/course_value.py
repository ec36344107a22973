# SPDX-License-Identifier: Apache-2.0
"""What the time line of a ticket's clocks shows."""

from dataclasses import dataclass
from typing import Literal

BarTone = Literal["runs", "at_risk", "late", "met", "paused", "closed", "ahead", "ahead_at_risk"]


@dataclass(frozen=True, slots=True)
class CourseBar:
    """A stretch of time. `text` stands in it where there is room, `told` under the pointer."""

    start: int
    end: int
    tone: BarTone
    text: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One metric: its bars, what is said behind the last of them, the moments of its alerts, and
    when it is due.
    """

    title: str
    bars: tuple[CourseBar, ...]
    after: str = ""
    alerts: tuple[int, ...] = ()
    due: int | None = None
    is_pressing: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class CourseValue:
    """All rows between two moments, with the marks of the axis in words, and the present if it is
    between them.
    """

    start: int
    end: int
    rows: tuple[CourseRow, ...]
    ticks: tuple[tuple[int, str], ...] = ()
    now: int | None = None
    now_words: str = ""
