# SPDX-License-Identifier: Apache-2.0
"""A panel that floats over a window, near to what has opened it."""

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_POPOVER
from ui.widgets.painting import draw_box
from ui.widgets.shadow import paint_shadow
from ui.widgets.spoken_roles import speak_as

_EDGE: Final = 8
"""So many px stay free at the edges of the window."""

_PASSING: Final = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why the focus leaves and comes back by itself."""


def rect_on_screen(widget: QWidget) -> QRect:
    """Where a widget stands, as `Popover.open_beside` takes it."""
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


class Popover(QWidget):
    """Covers the window of its first parent while it is open, and shows `panel` in it.

    No window of its own: it needs no compositor for its shadow, and no window manager to place it.
    A press beside the panel and Esc close it, as does the focus when it is called elsewhere; the
    focus goes back to where it was. Nothing that lies behind hears of keys or of the wheel.
    """

    def __init__(self, theme: Theme, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._theme = theme
        self._from: QWidget | None = None
        self._beside = QRect()
        self._at_end = False
        self._above = False
        self._holders: tuple[QWidget, ...] = ()
        self.panel = _Panel(theme, self)
        speak_as(self, QAccessible.Role.Dialog)
        if owner is not None:
            owner.destroyed.connect(self.deleteLater)
        theme.changed.connect(self.hide)
        self.hide()

    @property
    def place(self) -> QPoint:
        """The top left corner of the panel on the screen."""
        return self.panel.mapToGlobal(QPoint(0, 0))

    def hold_focus(self, *holders: QWidget) -> None:
        """The widgets in the panel that take the focus."""
        self._holders = holders
        for holder in holders:
            holder.installEventFilter(self)

    def open_beside(self, beside: QRect, focus: QWidget, *, at_end: bool = False) -> None:
        """Show it below `beside`, a rectangle on the screen; above it where there is no room.

        It begins where the rectangle begins, or with `at_end` ends where that ends.
        """
        self._join_window()
        if self.isHidden():
            self._from = self.window().focusWidget()
        self._beside, self._at_end = beside, at_end
        self._choose_side()
        self.fit()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def move_to(self, place: QPoint) -> None:
        """Bring the top left corner of the panel to a place on the screen."""
        self._beside, self._above = QRect(place, QSize(0, 0)), False
        self.fit()

    def fit(self) -> None:
        """The panel wants another size; the edge at which it stands stays where it is."""
        begin = self._begin()
        size = self.wanted_size(self.width() - 2 * _EDGE, self._room(above=self._above))
        top = begin.top() - size.height() if self._above else begin.bottom() + 1
        to_right = self._at_end != self.isRightToLeft()
        left = begin.right() + 1 - size.width() if to_right else begin.left()
        left = max(_EDGE, min(left, self.width() - size.width() - _EDGE))
        before = self.panel.geometry()
        self.panel.setGeometry(QRect(QPoint(left, top), size))
        if self.panel.geometry() != before:
            self.update()

    def wanted_size(self, width: int, height: int) -> QSize:
        """How large the panel is where there are so many px for it."""
        return self.panel.sizeHint().boundedTo(QSize(width, height))

    # -- what Qt asks --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget():
            if event.type() == QEvent.Type.Resize and not self.isHidden():
                self.hide()
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._on_focus_lost(event.reason())
        return False

    def focusNextPrevChild(self, forwards: bool, /) -> bool:
        """The focus stays where it is."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        if event.spontaneous():
            return
        origin, self._from = self._from, None
        has_focus = self.isAncestorOf(self.window().focusWidget())
        if has_focus and origin is not None and shiboken6.isValid(origin):
            origin.setFocus(Qt.FocusReason.PopupFocusReason)
        if not self.isHidden():  # what it stands over was hidden: it does not come back with it
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_shadow(QPainter(self), self._theme, QRectF(self.panel.geometry()))

    # -- its parts -----------------------------------------------------------------------------

    def _join_window(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        window = parent.window()
        if window is not parent:
            self.setParent(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def _begin(self) -> QRect:
        """What it stands beside, in the window, with the gap to it."""
        gap = 2 if self._beside.height() else 0
        corner = self.mapFromGlobal(self._beside.topLeft())
        return QRect(corner, self._beside.size()).adjusted(0, -gap, 0, gap)

    def _room(self, *, above: bool) -> int:
        begin = self._begin()
        return max(0, begin.top() if above else self.height() - begin.bottom() - 1) - _EDGE

    def _choose_side(self) -> None:
        """Below, unless it is cut there and has more room above."""
        below, above = self._room(above=False), self._room(above=True)
        wanted = self.wanted_size(self.width() - 2 * _EDGE, self.height() - 2 * _EDGE).height()
        self._above = wanted > below and above > below

    def _on_focus_lost(self, reason: Qt.FocusReason) -> None:
        now = self.window().focusWidget()
        if self.isHidden() or reason in _PASSING or now in self._holders:
            return
        self._from = None
        self.hide()


class _Panel(QWidget):
    """The ground that floats."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on it is no press beside it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        draw_box(
            QPainter(self),
            QRectF(self.rect()),
            radius=theme.px(RADIUS_POPOVER),
            fill_color=theme.color("raised"),
            line_color=theme.color("line2"),
        )
