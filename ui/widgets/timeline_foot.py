# SPDX-License-Identifier: Apache-2.0
"""What stands below the last message of a conversation: it scrolls along and takes no room."""

from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.theme.theme import Theme
from ui.widgets.timeline import Timeline

Form = Literal["roomy", "compact", "tight"]
"""The same said in less and less room."""

_APART: Final[dict[Form, tuple[int, int]]] = {
    "roomy": (10, 2),
    "compact": (10, 2),
    "tight": (4, -12),
}
"""The px above and below it, beside the edge that the conversation leaves at its end: a low view
has no room for all of that.
"""

_MOST: Final = 0.75
"""Of the view: what is higher than this takes its next form."""

_AROUND: Final = 4
"""The px that are seen below what the keys reach."""


class FootWidget(QWidget):
    """A widget that knows how high each of its forms is at a width."""

    def height_for(self, width: int, form: Form) -> int:
        """The px that it needs in a form, whichever it has: asking changes nothing."""
        raise NotImplementedError

    def set_form(self, form: Form) -> None:
        """Take a form."""
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
        self._form: Form = "roomy"
        self._seen: tuple[Form, int, int] = ("roomy", 0, 0)
        """Its form, the zoom, and the height of the view."""
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
        heights = {form: foot.height_for(width, form) for form in _APART}
        low = [form for form, height in heights.items() if height <= room * _MOST]
        self._form = low[0] if low else "tight"
        foot.set_form(self._form)
        self._size = (width, heights[self._form])
        above, below = map(px, _APART[self._form])
        timeline.set_foot(above + self._size[1] + below)
        self._place()
        before, self._seen = self._seen, (self._form, px(100), room)
        if before != self._seen:
            self._keep_in_view(is_same=before[:2] == self._seen[:2])

    def _keep_in_view(self, *, is_same: bool) -> None:
        """The view is another: what the keys are on stays in it, and what was seen whole begins in
        it, unless it is the same apart from some px.
        """
        reached = QApplication.focusWidget()
        if reached is not None and self._foot.isAncestorOf(reached):
            self._reach(reached)
        elif not is_same and self._timeline.is_at_end:
            self.show_whole()

    def show_whole(self) -> None:
        """Bring it into view; of what is higher than the view, the top."""
        self._bring(0)

    def _reach(self, part: QWidget) -> None:
        bottom = part.mapTo(self._foot, part.rect().bottomLeft()).y()
        self._bring(bottom + self._theme.px(_AROUND))

    def _bring(self, bottom: int) -> None:
        """As much of its top into view as leaves this px of it there."""
        timeline, px = self._timeline, self._theme.px
        timeline.scroll_to_end()
        self._place()
        hidden = px(_APART[self._form][0]) - self._foot.y()
        spare = timeline.viewport().height() - self._foot.y() - bottom
        if hidden > 0 and spare > 0:
            bar = timeline.verticalScrollBar()
            bar.setValue(bar.value() - min(hidden, spare))

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
        elif isinstance(event, QFocusEvent) and event.gotFocus() and isinstance(watched, QWidget):
            self._reach(watched)
        return False

    def _place(self) -> None:
        if self._size[0]:
            top = round(self._timeline.foot_top) + self._theme.px(_APART[self._form][0])
            self._foot.setGeometry(0, top, *self._size)
