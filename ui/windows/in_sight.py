# SPDX-License-Identifier: Apache-2.0
"""Brings windows back whose screen is gone, so that nobody has to look for one."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication, QWidget


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
        """Bring back what cannot be seen as a whole: a part of it may have been on that screen."""
        for window in self._application.topLevelWidgets():
            if window.isVisible() and window.isWindow() and not window.isMaximized():
                bring_into_sight(window)


def bring_into_sight(window: QWidget) -> None:
    """Move a window, and make it smaller where it must be, until all of it is seen.

    It goes as far as it has to on the screen that shows most of it, else to the middle of the main
    one.
    """
    areas, frame = _areas(), window.frameGeometry()
    if not areas or QRegion(frame).subtracted(_union(areas)).isEmpty():
        return
    best = max(areas, key=lambda area: _extent(area.intersected(frame)))
    room = best if best.intersects(frame) else QApplication.primaryScreen().availableGeometry()
    border = frame.size() - window.size()
    size = window.size().boundedTo(room.size() - border)
    window.resize(size)
    spare = room.size() - size - border
    right, bottom = max(0, spare.width()), max(0, spare.height())
    offset = QPoint(right, bottom) / 2
    if room.intersects(frame):
        offset = frame.topLeft() - room.topLeft()
    x, y = min(max(0, offset.x()), right), min(max(0, offset.y()), bottom)
    window.move(room.topLeft() + QPoint(x, y))


def _areas() -> list[QRect]:
    return [screen.availableGeometry() for screen in QApplication.screens()]


def _union(areas: Iterable[QRect]) -> QRegion:
    whole = QRegion()
    for area in areas:
        whole = whole.united(area)
    return whole


def _extent(area: QRect) -> int:
    return area.width() * area.height() if area.isValid() else 0
