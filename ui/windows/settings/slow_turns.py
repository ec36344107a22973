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

if sys.platform == "linux":
    import resource

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
    """Measures from the moment when the loop wakes to the moment when it waits again. The loop of
    GLib says that it woke only when its work is done: there a turn is what its thread has worked
    from one wait to the next (`by_work`, which is found out where it is not said).

    A thread looks at the window's thread while a turn is long, so that its function has a name; a
    quick turn costs two readings of the clock. `monotonic` is a clock in seconds.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        parent: QObject | None = None,
        *,
        by_work: bool | None = None,
    ) -> None:
        super().__init__(parent)
        dispatcher: QAbstractEventDispatcher | None = QAbstractEventDispatcher.instance()
        self._by_work = _is_glib(dispatcher) if by_work is None else by_work
        self._monotonic = _worked_s if self._by_work else monotonic
        self._clock = monotonic
        self._began: float | None = None
        self._looked = monotonic()
        self._spent: dict[str, float] = {}
        self._pace = _LOOK_S
        self._ended = threading.Event()
        self._thread = threading.get_ident()
        self.recent: deque[Turn] = deque(maxlen=KEPT)
        self.slow: deque[Turn] = deque(maxlen=KEPT)
        if dispatcher is not None and self._by_work:
            dispatcher.aboutToBlock.connect(self.turn)
        elif dispatcher is not None:
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
        self._spent, self._looked = {}, self._clock()
        self._began = self._monotonic()

    def end(self) -> None:
        """The loop waits again."""
        if self._began is None:
            return
        took = self._monotonic() - self._began
        self._began = None
        if took < _NOTHING_S:
            return
        handler = max(self._spent, key=self._spent.__getitem__, default="")
        self.recent.append(Turn(took * 1000, handler))
        if took >= SLOW_S:
            turn = Turn(round(took * 1000, 1), handler or "not seen")
            self.slow.append(turn)
            logger.warning("A turn took %s ms: %s", turn.ms, turn.handler)

    def turn(self) -> None:
        """The loop waits again, and what comes after the wait is the next turn."""
        self.end()
        self.begin()

    def look(self) -> None:
        """Name what runs in the window's thread now, if its turn is long already. All the time
        since the last look is its own: a long call of Qt lets nobody look until it comes back.
        """
        began = self._began
        if began is None:
            return
        frame = sys._current_frames().get(self._thread)  # noqa: SLF001 - the only way to look
        name = handler_name(frame)
        if not self._by_work:
            if self._monotonic() - began < self._pace:
                return
            name = name or "Qt"
        spent, now = self._spent, self._clock()
        if name:  # one that waits has none
            spent[name] = spent.get(name, 0.0) + now - self._looked
        self._looked = now

    def close(self) -> None:
        """Measure nothing any more."""
        dispatcher: QAbstractEventDispatcher | None = QAbstractEventDispatcher.instance()
        if self._ended.is_set():
            return
        if dispatcher is not None and self._by_work:
            dispatcher.aboutToBlock.disconnect(self.turn)
        elif dispatcher is not None:
            dispatcher.awake.disconnect(self.begin)
            dispatcher.aboutToBlock.disconnect(self.end)
        self._ended.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._ended.wait(self._pace):
            self.look()


def _is_glib(dispatcher: QAbstractEventDispatcher | None) -> bool:
    if sys.platform != "linux" or dispatcher is None:
        return False
    return "Glib" in str(dispatcher.metaObject().className())


def _worked_s() -> float:
    """How long the processor has worked for this thread."""
    if sys.platform != "linux":
        return 0.0
    used = resource.getrusage(resource.RUSAGE_THREAD)
    return used.ru_utime + used.ru_stime


def handler_name(frame: FrameType | None) -> str:
    """The innermost function of ours in a stack, as "module.function"."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith(_OURS) and module not in _ABOVE:
            return f"{module}.{frame.f_code.co_qualname}"
        frame = frame.f_back
    return ""
