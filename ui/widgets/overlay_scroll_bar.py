# SPDX-License-Identifier: Apache-2.0
"""A scroll bar that lies over the content instead of beside it."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle

_WIDTH = 10


class OverlayScrollBar(QScrollBar):
    """Stands in for the vertical scroll bar of its parent area, and takes no width from it.

    Shown while there is something to scroll: always if it `stays`, as where an area comes and goes
    and nobody knows how much is in it; else while the pointer is over the area. The area's own bar
    stays the one that holds the value. Keeps no reference to the area: a circle of references
    would leave the whole area to the garbage collector, which may run while it is being painted.
    """

    def __init__(self, area: QAbstractScrollArea, *, stays: bool = False) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._stays = stays
        self.setProperty("stays", stays)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.installEventFilter(self)
        source = area.verticalScrollBar()
        source.rangeChanged.connect(self._follow)
        source.valueChanged.connect(self.setValue)
        self.valueChanged.connect(source.setValue)
        self.hide()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QAbstractScrollArea):
            if event.type() == QEvent.Type.Resize:
                place = QRect(watched.width() - _WIDTH, 0, _WIDTH, watched.height())
                direction = watched.layoutDirection()
                self.setGeometry(QStyle.visualRect(direction, watched.rect(), place))
                self.raise_()
            elif event.type() == QEvent.Type.Enter:
                self.setVisible(self.maximum() > self.minimum())
            elif event.type() == QEvent.Type.Leave and not self._stays:
                self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """An area sets its step only after it has told its range."""
        area = self.parent()
        if isinstance(area, QAbstractScrollArea):
            self.setPageStep(area.verticalScrollBar().pageStep())
        super().paintEvent(event)

    def _follow(self) -> None:
        area = self.parent()
        if not isinstance(area, QAbstractScrollArea):
            return
        source = area.verticalScrollBar()
        self.setRange(source.minimum(), source.maximum())
        self.setSingleStep(source.singleStep())
        self.setValue(source.value())
        if source.maximum() <= source.minimum():
            self.hide()
        elif self._stays:
            self.show()
