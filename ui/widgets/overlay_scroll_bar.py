# SPDX-License-Identifier: Apache-2.0
"""A scroll bar that lies over the content instead of beside it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

_WIDTH = 10


class OverlayScrollBar(QScrollBar):
    """Stands in for the vertical scroll bar of `area`, and takes no width from it.

    Shown while the pointer is over the area and there is something to scroll. The area's own bar
    stays the one that holds the value.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        self._source = area.verticalScrollBar()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.installEventFilter(self)
        self._source.rangeChanged.connect(self._follow)
        self._source.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._source.setValue)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area:
            if event.type() == QEvent.Type.Resize:
                self._place()
            elif event.type() == QEvent.Type.Enter:
                self.setVisible(self._source.maximum() > self._source.minimum())
            elif event.type() == QEvent.Type.Leave:
                self.hide()
        return False

    def _follow(self) -> None:
        self.setRange(self._source.minimum(), self._source.maximum())
        self.setPageStep(self._source.pageStep())
        self.setSingleStep(self._source.singleStep())
        self.setValue(self._source.value())
        if self._source.maximum() <= self._source.minimum():
            self.hide()

    def _place(self) -> None:
        area = self._area
        self.setGeometry(area.width() - _WIDTH, 0, _WIDTH, area.height())
        self.raise_()
