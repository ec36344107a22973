# SPDX-License-Identifier: Apache-2.0
"""Brings windows back whose screen is gone, so that nobody has to look for one."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_TITLE: Final = 32
_REACH: Final = 100
"""So much of a title has to be in sight to be dragged by."""


class InSight(QObject):
    """Looks after every window of the program when a screen goes, or becomes smaller."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # Qt and the system may move it themselves before
        self._soon.timeout.connect(self.look)
        application.screenRemoved.connect(self._soon.start)
        application.primaryScreenChanged.connect(self._soon.start)

    def look(self) -> None:
        """Bring back what cannot be reached."""
        for window in self._application.topLevelWidgets():
            if window.isVisible() and window.isWindow():
                bring_into_sight(window)


def bring_into_sight(window: QWidget) -> None:
    """Move a window whose title is on no screen to the main one, where it fits."""
    areas = [screen.availableGeometry() for screen in QApplication.screens()]
    frame = window.frameGeometry()
    if not areas or can_be_reached(frame, areas):
        return
    room = QApplication.primaryScreen().availableGeometry()
    border = frame.size() - window.size()
    window.resize(window.size().boundedTo(room.size() - border))
    spare = room.size() - window.size() - border
    window.move(room.topLeft() + QPoint(max(0, spare.width()), max(0, spare.height())) / 2)


def can_be_reached(frame: QRect, areas: Iterable[QRect]) -> bool:
    """Whether enough of the title of a window is on a screen."""
    title = QRect(frame.left(), frame.top(), frame.width(), _TITLE)
    seen = (area.intersected(title) for area in areas)
    return any(part.width() >= min(_REACH, frame.width()) and part.height() > 0 for part in seen)
