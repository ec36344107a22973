# SPDX-License-Identifier: Apache-2.0
"""Paints the clock at the end of a ticket row's first line."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.theme.theme import Theme
from ui.widgets.clock import CLOCK_HEIGHT, clock_width, paint_clock
from ui.widgets.clock_face import ClockFace, ClockSource
from ui.widgets.ticket_row import TicketRowValue

_GAP: Final = 8


@dataclass(frozen=True, slots=True)
class RowFace:
    """What the clock of a row shows, and the px that it takes."""

    face: ClockFace
    width: float

    def is_like(self, other: "RowFace | None") -> bool:
        """Whether nobody could tell them apart; a pie is looked at when its text turns."""
        if other is None or self.width != other.width:
            return False
        return (self.face.look, self.face.text) == (other.face.look, other.face.text)


class TicketRowClock:
    """The clocks of rows, all of them at the same instant: that of the last tick.

    Before the first tick there are none.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[str, tuple[ClockSource, RowFace | None]] = {}
        self._now = 0
        theme.changed.connect(self._known.clear)

    @property
    def now(self) -> int:
        return self._now

    def tick(self, now: int) -> None:
        """From now on they show this instant."""
        self._now = now
        self._known.clear()

    def shown(self, value: TicketRowValue) -> RowFace | None:
        """What the clock of a row shows, worked out once a tick."""
        source = value.clock
        if source is None or not self._now:
            return None
        known = self._known.get(value.id)
        if known is None or known[0] is not source:
            face = source.face(self._now)
            shown = None if face is None else RowFace(face, clock_width(self._theme, face))
            known = self._known[value.id] = (source, shown)
        return known[1]

    def paint(self, painter: QPainter, line: QRectF, value: TicketRowValue) -> float:
        """Draw it at the right of `line`; returns the px taken there."""
        shown = self.shown(value)
        if shown is None:
            return 0.0
        paint_clock(painter, self._theme, line, face=shown.face, width=shown.width)
        return shown.width + self._theme.px(_GAP)

    def place(self, line: QRectF, shown: RowFace) -> QRectF:
        """Where a clock stands in a line."""
        height = self._theme.px(CLOCK_HEIGHT)
        top = line.center().y() - height / 2
        return QRectF(line.right() - shown.width, top, shown.width, height)
