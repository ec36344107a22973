# SPDX-License-Identifier: Apache-2.0
"""Two parts of a form beside each other, or below each other where there is no room for that."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme.theme import Theme


class Paired(QWidget):
    """They are beside each other from `room` px on, at zoom 1; the first gets `share` of 100."""

    def __init__(
        self,
        theme: Theme,
        first: QWidget,
        second: QWidget,
        *,
        room: int = 460,
        gap: int = 16,
        share: int = 50,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._room, self._gap = room, gap
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(first, share, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(second, 100 - share, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px, direction = self._theme.px, QBoxLayout.Direction
        beside = self.width() >= px(self._room)
        self._layout.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._layout.setSpacing(px(self._gap if beside else 12))
