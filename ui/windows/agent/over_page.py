# SPDX-License-Identifier: Apache-2.0
"""A page that covers the panes beside the navigation, and keeps Tab to itself while it does."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStyle, QWidget

from ui.widgets.label import Surface
from ui.widgets.tab_order import in_focus_order


class OverPage(Surface):
    """Follows the window and the navigation beside it. Emits `turned(shown)`."""

    turned = Signal(bool)

    def __init__(self, window: QWidget, beside: QWidget) -> None:
        super().__init__("surface", window)
        self._beside = beside
        self.setAutoFillBackground(True)
        for source in (window, beside):
            source.installEventFilter(self)
        self.hide()

    def open_page(self, focus: QWidget) -> None:
        """Show it, with the keys at `focus`."""
        self.place()
        self.show()
        self.raise_()
        focus.setFocus()

    def place(self) -> None:
        """Cover what is beside the navigation."""
        window = self.parentWidget()
        if window is not None:
            taken = self._beside.width() + 1
            place = QRect(taken, 0, window.width() - taken, window.height())
            self.setGeometry(QStyle.visualRect(self.layoutDirection(), window.rect(), place))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit(False)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Tab goes around inside: what is covered has no turn."""
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        here = self.window().focusWidget()
        if here not in stops:
            return False
        stops = in_focus_order(self, stops)
        stops[(stops.index(here) + (1 if forward else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason
        )
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.place()
        return False
