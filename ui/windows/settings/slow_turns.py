# SPDX-License-Identifier: Apache-2.0
"""How long each turn of the window's loop takes, and who made the slow ones slow."""

import logging
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher, QObject

logger = logging.getLogger(__name__)

SLOW_S: Final = 0.1
_LOOK_S: Final = 0.04
_CLOSE_S: Final = 0.002
"""How often it is looked while somebody reads the figures."""

_NOTHING_S: Final = 0.001
"""A turn that is shorter did nothing: the figures of those that did something stay."""
_OURS: Final = ("ui.", "app.")
_ABOVE: Final = ("ui.launch", "ui.main")
"""They wait below everything that is done."""
KEPT: Final = 120


@dataclass(frozen=True, slots=True)
class Turn:
    """How long a turn took. `handler` is our function that ran in it, where one was seen, "Qt"
    where none of ours ran.
    """

    ms: float
    handler: str


class SlowTurns(QObject):
    """Measures from the moment when the loop wakes to the moment when it waits again.

    A thread looks at the window's thread while a turn is long, so that its function has a name; a
    quick turn costs two readings of the clock. `monotonic` is a clock in seconds.
    """

    def __init__(self, monotonic: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._began: float | None = None
        self._seen = ""
        self._pace = _LOOK_S
        self._ended = threading.Event()
        self._thread = threading.get_ident()
        self.recent: deque[Turn] = deque(maxlen=KEPT)
        self.slow: deque[Turn] = deque(maxlen=KEPT)
        dispatcher: QAbstractEventDispatcher | None = QAbstractEventDispatcher.instance()
        if dispatcher is not None:
            dispatcher.awake.connect(self.begin)
            dispatcher.aboutToBlock.connect(self.end)
        self._watcher = threading.Thread(target=self._watch, name="slow turns", daemon=True)
        self._watcher.start()

    @property
    def slowest(self) -> Turn | None:
        """The slowest of those that are kept whose function is known, else of all of them."""
        kept = (*self.slow, *self.recent)
        return max(kept, key=lambda turn: (bool(turn.handler), turn.ms), default=None)

    def look_closely(self, *, close: bool) -> None:
        """Name the functions of quick turns too, while somebody reads the figures."""
        self._pace = _CLOSE_S if close else _LOOK_S

    def leave_out(self) -> None:
        """This turn only shows the figures."""
        self._began = None

    def begin(self) -> None:
        """The loop woke."""
        self._seen = ""
        self._began = self._monotonic()

    def end(self) -> None:
        """The loop waits again."""
        if self._began is None:
            return
        took = self._monotonic() - self._began
        self._began = None
        if took < _NOTHING_S:
            return
        self.recent.append(Turn(took * 1000, self._seen))
        if took >= SLOW_S:
            turn = Turn(round(took * 1000, 1), self._seen or "not seen")
            self.slow.append(turn)
            logger.warning("A turn took %s ms: %s", turn.ms, turn.handler)

    def look(self) -> None:
        """Name what runs in the window's thread now, if its turn is long already."""
        began = self._began
        if began is not None and self._monotonic() - began >= self._pace:
            frame = sys._current_frames().get(self._thread)  # noqa: SLF001 - the only way to look
            self._seen = handler_name(frame) or self._seen or "Qt"

    def close(self) -> None:
        """Measure nothing any more."""
        dispatcher: QAbstractEventDispatcher | None = QAbstractEventDispatcher.instance()
        if self._ended.is_set():
            return
        if dispatcher is not None:
            dispatcher.awake.disconnect(self.begin)
            dispatcher.aboutToBlock.disconnect(self.end)
        self._ended.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._ended.wait(self._pace):
            self.look()


def handler_name(frame: FrameType | None) -> str:
    """The innermost function of ours in a stack, as "module.function"."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith(_OURS) and module not in _ABOVE:
            return f"{module}.{frame.f_code.co_qualname}"
        frame = frame.f_back
    return ""
