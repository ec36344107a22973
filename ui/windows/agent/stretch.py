# SPDX-License-Identifier: Apache-2.0
"""Which messages of a long conversation are drawn: more with each turn of the loop, then all."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

AT_FIRST: Final = 100
"""So many messages are there at once: some screens full."""

ABOVE: Final = 40
"""So many of them are older than the one at which the conversation opens."""

STEP: Final = 200
"""So many more take a few milliseconds, so that nobody who types or scrolls meanwhile feels it."""


class Stretch(QObject):
    """A part of a conversation, from one message to another; shorter ones are drawn whole.

    Emits `grown()` when there is more to draw, in turns of the loop of its own.
    """

    grown = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begun = False
        self._before = 0
        self._after = 0
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._grow)

    @property
    def is_whole(self) -> bool:
        return not self._before and not self._after

    def reset(self) -> None:
        """Another conversation."""
        self._turn.stop()
        self._begun, self._before, self._after = False, 0, 0

    def begin(self, count: int, at: int) -> None:
        """Draw those around message number `at` of `count` first; once for each conversation."""
        if self._begun:
            return
        self._begun = True
        if count > 2 * AT_FIRST:
            self._before = max(0, min(at - ABOVE, count - AT_FIRST))
            self._after = max(0, count - self._before - AT_FIRST)
            self._turn.start()

    def of(self, count: int) -> slice:
        """What to draw of so many messages: what comes in the meantime is at the end."""
        return slice(min(self._before, count), max(0, count - self._after))

    def finish(self) -> None:
        """Draw all that is left now: somebody wants to go there."""
        if not self.is_whole:
            self._turn.stop()
            self._before = self._after = 0
            self.grown.emit()

    def _grow(self) -> None:
        """Below first: that is where reading goes."""
        if self._after:
            self._after = max(0, self._after - STEP)
        else:
            self._before = max(0, self._before - STEP)
        if not self.is_whole:
            self._turn.start()
        self.grown.emit()
