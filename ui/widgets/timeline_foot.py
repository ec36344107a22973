# SPDX-License-Identifier: Apache-2.0
"""What stands below the last message of a conversation: it scrolls along and takes no room."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.theme.theme import Theme
from ui.widgets.timeline import Timeline

_ABOVE: Final = 10
_BELOW: Final = 2
"""Beside the edge that the conversation leaves at its end."""

_MOST: Final = 0.75
"""Of the view: what is higher than this is asked to be short."""


class FootWidget(QWidget):
    """A widget that knows how high it is at a width, and a shorter form of itself."""

    def height_for(self, width: int) -> int:
        """The px that it needs."""
        raise NotImplementedError

    def set_short(self, short: bool) -> None:
        """Leave away what is said twice."""
        raise NotImplementedError


class TimelineFoot(QObject):
    """Keeps a widget at the end of a conversation, for as long as the widget is shown.

    Whoever makes it keeps it: it is no child of the conversation, to which it refers.
    """

    def __init__(self, theme: Theme, timeline: Timeline, foot: FootWidget) -> None:
        super().__init__()
        self._theme = theme
        self._timeline = timeline
        self._foot = foot
        self._size = (0, 0)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.fit)
        foot.installEventFilter(self)
        timeline.installEventFilter(self)
        for child in foot.findChildren(QWidget):
            child.installEventFilter(self)
        bar = timeline.verticalScrollBar()
        bar.valueChanged.connect(self._place)
        bar.rangeChanged.connect(self._place)
        theme.changed.connect(self._again.start)

    def fit(self) -> None:
        """As wide as the conversation, as high as it needs to be; none when it is hidden."""
        timeline, foot, px = self._timeline, self._foot, self._theme.px
        if not isValid(timeline) or not isValid(foot):
            return  # the window has gone
        if foot.isHidden():
            self._size = (0, 0)
            timeline.set_foot(0)
            return
        width, room = timeline.viewport().width(), timeline.viewport().height()
        foot.set_short(False)
        height = foot.height_for(width)
        if height > room * _MOST:
            foot.set_short(True)
            height = foot.height_for(width)
        self._size = (width, height)
        timeline.set_foot(px(_ABOVE) + height + px(_BELOW))
        self._place()

    def show_whole(self) -> None:
        """Bring it into view."""
        self._timeline.scroll_to_end()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Wheel and watched is self._foot:
            QCoreApplication.sendEvent(self._timeline.viewport(), event)
            return True
        if watched is self._timeline:
            if kind is QEvent.Type.Resize and not self._foot.isHidden():
                self._again.start()
        elif watched is self._foot:
            if kind in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
                self.fit()
            elif kind is QEvent.Type.LayoutRequest:
                self._again.start()
        elif isinstance(event, QFocusEvent) and event.gotFocus():
            self.show_whole()
        return False

    def _place(self) -> None:
        if self._size[0]:
            top = round(self._timeline.foot_top) + self._theme.px(_ABOVE)
            self._foot.setGeometry(0, top, *self._size)
