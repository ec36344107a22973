# SPDX-License-Identifier: Apache-2.0
"""Paints the clocks of rows, and finds those that show something else after a second."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView

from ui.theme.theme import Theme
from ui.widgets.clock import CLOCK_HEIGHT, clock_width, paint_clock
from ui.widgets.clock_face import ClockFace, ClockSource

GAP: Final = 7

Index = QModelIndex | QPersistentModelIndex
SourceOf = Callable[[Index], ClockSource | None]


@dataclass(frozen=True, slots=True)
class RowFace:
    """What the clock of a row shows, and the px that it takes."""

    face: ClockFace
    width: int

    def is_like(self, other: "RowFace | None") -> bool:
        """Whether nobody could tell them apart; a pie is looked at when its text turns."""
        if other is None or self.width != other.width:
            return False
        return (self.face.look, self.face.text) == (other.face.look, other.face.text)


@dataclass(frozen=True, slots=True)
class Turn:
    """A row whose clock shows something else than before."""

    index: QModelIndex
    before: RowFace | None
    after: RowFace | None

    @property
    def keeps_width(self) -> bool:
        """Whether nothing beside the clock gets another room."""
        before, after = self.before, self.after
        return before is not None and after is not None and before.width == after.width


class RowClocks:
    """The clocks of a list, all of them at the same instant: that of the last tick.

    Before the first tick there are none.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[int, tuple[ClockSource, RowFace | None]] = {}
        """By the identity of what they were worked out of, which is kept with them."""
        self._now = 0
        theme.changed.connect(self._known.clear)

    @property
    def now(self) -> int:
        return self._now

    def tick(self, now: int) -> None:
        """From now on they show this instant."""
        self._now = now
        self._known.clear()

    def turn(self, view: QListView, now: int, source_of: SourceOf) -> Iterator[Turn]:
        """Tick, and find the rows in sight that are to be painted again."""
        rows = rows_in_sight(view) if view.isVisible() else ()
        found = [(index, source) for index in rows if (source := source_of(index)) is not None]
        before = [self.shown(source) for _, source in found]
        self.tick(now)
        for (index, source), old in zip(found, before, strict=True):
            new = self.shown(source)
            if new is not old and not (new and new.is_like(old)):
                yield Turn(index, old, new)

    def shown(self, source: ClockSource | None) -> RowFace | None:
        """What a clock shows, worked out once a tick."""
        if source is None or not self._now:
            return None
        known = self._known.get(id(source))
        if known is None:
            face = source.face(self._now)
            shown = None if face is None else RowFace(face, clock_width(self._theme, face))
            known = self._known[id(source)] = (source, shown)
        return known[1]

    def paint(self, painter: QPainter, line: QRectF, source: ClockSource | None) -> float:
        """Draw a clock at the right of `line`; returns the px taken there."""
        shown = self.shown(source)
        if shown is None:
            return 0.0
        paint_clock(painter, self._theme, line, face=shown.face, width=shown.width)
        return shown.width + self._theme.px(GAP)

    def place(self, line: QRectF, shown: RowFace) -> QRectF:
        """Where a clock stands in a line."""
        height = self._theme.px(CLOCK_HEIGHT)
        top = line.center().y() - height / 2
        return QRectF(line.right() - shown.width, top, shown.width, height)


def rows_in_sight(view: QListView) -> Iterator[QModelIndex]:
    """The rows of a list that can be seen, from top to bottom."""
    index, end = view.indexAt(QPoint(0, 0)), view.viewport().height()
    while index.isValid() and view.visualRect(index).top() < end:
        yield index
        index = index.siblingAtRow(index.row() + 1)
