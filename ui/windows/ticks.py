# SPDX-License-Identifier: Apache-2.0
"""One tick a second for everything that counts in the windows of the program."""

from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sync_server.contract.ids import Instant

_MS: Final = 1_000
_SECOND_MS: Final = 1_000
_SECOND_US: Final = 1_000_000
_LATE_MS: Final = 60
"""So long after the full second: a coarse timer, which spares the computer, may be that early."""

_SHOWN: Final = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange})


class Ticks(QObject):
    """Emits `ticked(now)` with the full second by the server's time, while a window can be seen.

    Who hears it shows that instant, so that all clocks turn together. `now_us` is the server's
    time. Alerts are not its business: they come at their time, also when nobody looks.
    """

    ticked = Signal(object)

    def __init__(self, now_us: Callable[[], Instant], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now_us = now_us
        self._windows: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)

    @property
    def now(self) -> Instant:
        """The full second by the server's time."""
        return self._now_us() // _SECOND_US * _SECOND_US

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def watch(self, window: QWidget) -> None:
        """Tick while this window can be seen, too."""
        self._windows.append(window)
        window.installEventFilter(self)
        self._look()

    def close(self) -> None:
        """Never tick again."""
        self._windows.clear()
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SHOWN:
            self._look()
        return False

    def _look(self) -> None:
        """Begin, with a tick at once, or rest until a window is shown again."""
        self._windows = [each for each in self._windows if shiboken6.isValid(each)]
        seen = any(each.isVisible() and not each.isMinimized() for each in self._windows)
        if not seen:
            self._timer.stop()
        elif not self._timer.isActive():
            self._tick()

    def _tick(self) -> None:
        self._timer.start(_SECOND_MS + _LATE_MS - self._now_us() // _MS % _SECOND_MS)
        self.ticked.emit(self.now)
