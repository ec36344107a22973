# SPDX-License-Identifier: Apache-2.0
"""Widgets in as many lines as they need, which scroll once there are too many lines."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

from ui.theme.theme import Theme
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.tab_order import tab_before


class WrappedRow(QScrollArea):
    """Its parts are children of `ground`, all of one height, and Tab goes through them.

    `line` is the height of a part, `gap` what is between two of them, `above` what is over each
    line, and `around` what is seen above and below one that the keys reach, in px at zoom 1. More
    lines than `most` scroll, and fewer where there is little room: one line is always seen. Hidden
    while there are none.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None,
        *,
        line: int,
        gap: int,
        most: int,
        above: int = 0,
        around: int = 0,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line, self._gap, self._above, self._around = line, gap, above, around
        self._most = most
        self._parts: tuple[QWidget, ...] = ()
        self._wanted = 0
        self.ground = QWidget()
        self.setWidget(self.ground)
        self.ground.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(self)
        theme.changed.connect(self._arrange)
        self.hide()

    def set_parts(self, parts: Sequence[QWidget]) -> None:
        """Show these, in this order; those that have gone are the caller's to remove."""
        self._parts = tuple(parts)
        for part in self._parts:
            part.installEventFilter(self)
            part.show()
        self._arrange()
        self.setVisible(bool(parts))

    def sizeHint(self) -> QSize:
        return QSize(0, self._wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part that the keys reach is seen."""
        if (
            event.type() == QEvent.Type.FocusIn
            and isinstance(watched, QWidget)
            and watched in self._parts
        ):
            self.ensureWidgetVisible(watched, 0, self._theme.px(self._around))
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Parts in lines, from where people begin to read; Tab goes the same way."""
        px, width = self._theme.px, self.width()
        left, top, pitch = 0, px(self._above), px(self._line + self._above)
        inside = QRect(0, 0, width, 0)
        for part in self._parts:
            size = part.sizeHint()
            taken = min(size.width(), width)
            if left and left + taken > width:
                left, top = 0, top + pitch
            place = QRect(left, top, taken, size.height())
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), inside, place))
            left += taken + px(self._gap)
        tab_before(self, self._parts)
        height = top + px(self._line)
        self.ground.resize(width, height)
        self._wanted = min(height, self._most * pitch + pitch // 2)
        self.setMaximumHeight(self._wanted)
        self.setMinimumHeight(min(height, pitch))
        self.updateGeometry()
