# SPDX-License-Identifier: Apache-2.0
"""One change of many tickets, done a few at a time so that the window never stands still."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer

SLICE: Final = 25
"""Tickets that are changed in one turn of the event loop."""


@dataclass(frozen=True, slots=True)
class Step:
    """The change of one ticket, and its way back."""

    do: Callable[[], object]
    undo: Callable[[], object]


class ManyChanges(QObject):
    """Does steps, or takes them back. `run` performs one and says whether it was done."""

    def __init__(
        self,
        steps: Sequence[Step],
        run: Callable[[Callable[[], object]], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._steps = steps
        self._run = run
        self._done = 0
        self._forward = True
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._advance)

    def do(self) -> None:
        """Do everything: the first few at once."""
        self._forward = True
        self._start()

    def undo(self) -> None:
        """Take back what was done, and do no more."""
        self._forward = False
        self._start()

    def finish(self) -> None:
        """Do at once what is left."""
        while self._timer.isActive():
            self._advance()

    def _start(self) -> None:
        self._timer.start()
        self._advance()

    def _advance(self) -> None:
        for _ in range(SLICE):
            if not self._step():
                self._timer.stop()
                return

    def _step(self) -> bool:
        """One more; whether there may be another."""
        if self._forward:
            if self._done == len(self._steps) or not self._run(self._steps[self._done].do):
                return False
            self._done += 1
            return True
        if self._done == 0:
            return False
        self._done -= 1
        return self._run(self._steps[self._done].undo)
