# SPDX-License-Identifier: Apache-2.0
"""Keeps the place in a conversation whose heights become known while it is looked at."""

from typing import Final

from PySide6.QtWidgets import QAbstractScrollArea

from ui.widgets.message_column import MessageColumn, Stand

_ROUNDS: Final = 12
_NEAR_END: Final = 2


class TimelineScroll:
    """The scroll bar of an area over a column: what is read never moves by itself.

    The area is named in each call, because a widget and its parts must not hold each other.
    """

    def __init__(self, column: MessageColumn) -> None:
        self._column = column

    def at_end(self, area: QAbstractScrollArea) -> bool:
        bar = area.verticalScrollBar()
        return bar.value() >= bar.maximum() - _NEAR_END

    def visible(self, area: QAbstractScrollArea) -> range:
        """The items that are on screen."""
        first = area.verticalScrollBar().value()
        return self._column.between(first, first + area.viewport().height())

    def stands(self, area: QAbstractScrollArea) -> tuple[Stand, ...]:
        """What is on screen and where, to be found again with `restore`."""
        offset = area.verticalScrollBar().value()
        return self._column.stands(offset, area.viewport().height())

    def restore(self, area: QAbstractScrollArea, stands: tuple[Stand, ...]) -> None:
        offset = self._column.offset_for(stands)
        if offset is not None:
            area.verticalScrollBar().setValue(round(offset))

    def update_range(self, area: QAbstractScrollArea) -> None:
        """The column is longer or shorter now."""
        bar, page = area.verticalScrollBar(), area.viewport().height()
        bar.setPageStep(page)
        bar.setRange(0, max(0, round(self._column.length) - page))

    def to_end(self, area: QAbstractScrollArea) -> None:
        self.settle(area, at_end=True)
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def to_item(self, area: QAbstractScrollArea, item: int) -> None:
        """Bring an item to the top; measuring what is above it may take more than one try."""
        bar = area.verticalScrollBar()
        for _ in range(_ROUNDS):
            target = min(round(self._column.start(item)), bar.maximum())
            if bar.value() == target:
                break
            bar.setValue(target)
            self.settle(area)

    def settle(self, area: QAbstractScrollArea, *, at_end: bool = False) -> None:
        """Measure what is visible until nothing moves, without moving what is read."""
        bar = area.verticalScrollBar()
        for _ in range(_ROUNDS):
            stands = self.stands(area)
            visible = self.visible(area)
            fresh = [item for item in visible if not self._column.is_measured(item)]
            if not fresh:
                return
            for item in fresh:
                self._column.measure(item)
            self.update_range(area)
            if at_end:
                bar.setValue(bar.maximum())
            else:
                self.restore(area, stands)
