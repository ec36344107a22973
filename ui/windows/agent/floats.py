# SPDX-License-Identifier: Apache-2.0
"""What floats at the lower end of a window: what was just done, and a text typed by mistake."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.toast import Toast

_MOVING: Final = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}
)


class Floats(QObject):
    """Keeps toast and strip over the first of the `grounds` that is in sight: the conversation, or
    what stands in its place, or the list where that is alone. Holds no reference to the window,
    which holds this.
    """

    def __init__(self, theme: Theme, window: QWidget, *grounds: QWidget) -> None:
        super().__init__(window)
        self._grounds = grounds
        self.toast = Toast(theme, window)
        self.stray = Banner(theme, window)
        self.toast.take_ground(self._ground())
        for ground in grounds:
            ground.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self.place()
        return False

    def place(self) -> None:
        """Follow the panes."""
        ground = self._ground()
        self.toast.take_ground(ground)
        self.stray.resize(ground.width(), self.stray.height())
        height = self.stray.minimumHeight()  # as the width wants it
        self.stray.setGeometry(ground.left(), ground.bottom() + 1 - height, ground.width(), height)

    def show_stray(self, strong: str, rest: str, *, action: str, text: str = "") -> None:
        """The strip for a text that was typed outside an editor, which the rest may hold."""
        self.stray.show_message("information", strong, rest, action=action, yielding=text)
        self.place()
        self.stray.raise_()

    def _ground(self) -> QRect:
        window = self.toast.window()
        shown = next((each for each in self._grounds if each.isVisible()), window)
        return QRect(shown.mapTo(window, QPoint(0, 0)), shown.size())
