# SPDX-License-Identifier: Apache-2.0
"""The files of a draft, as chips that can be taken away again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStyle, QWidget

from ui.theme.theme import Theme
from ui.widgets.attachment_chip import CHIP_HEIGHT, AttachmentChip
from ui.widgets.composer_value import DraftAttachment
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import TextFitter
from ui.widgets.tab_order import tab_before

_GAP: Final = 8
_BETWEEN_LINES: Final = 6
_MOST_LINES: Final = 3


class AttachmentRow(QScrollArea):
    """Chips in the order of adding, in as many lines as they need; from the fourth on they scroll.

    Where there is little room they scroll sooner: one line is always seen. Hidden while there are
    none. Emits `removed(attachment id)`.
    """

    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._chips: dict[str, AttachmentChip] = {}
        self._wanted = 0
        self._ground = QWidget()
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._scroll_bar = OverlayScrollBar(self)
        theme.changed.connect(self._arrange)
        self.hide()

    def show_files(self, files: Sequence[DraftAttachment]) -> None:
        wanted = {file.id: file for file in files}
        for key, chip in list(self._chips.items()):
            file = wanted.get(key)
            if file is not None and replace(file, progress=chip.file.progress) == chip.file:
                chip.show_progress(file)
            else:
                chip.hide()
                chip.deleteLater()
                del self._chips[key]
        self._chips = {file.id: self._chips.get(file.id) or self._chip(file) for file in files}
        self._arrange()
        self.setVisible(bool(files))

    def sizeHint(self) -> QSize:
        return QSize(0, self._wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file that the keys reach is seen."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, AttachmentChip):
            self.ensureWidgetVisible(watched, 0, self._theme.px(_BETWEEN_LINES))
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def _chip(self, file: DraftAttachment) -> AttachmentChip:
        chip = AttachmentChip(self._theme, self._fitter, file, self._ground)
        chip.clicked.connect(self._on_chip_clicked)
        chip.installEventFilter(self)
        chip.show()
        return chip

    def _arrange(self) -> None:
        """Chips in lines, from where people begin to read; Tab goes the same way."""
        px, width = self._theme.px, self.width()
        left, top, pitch = 0, px(_BETWEEN_LINES), px(CHIP_HEIGHT + _BETWEEN_LINES)
        inside = QRect(0, 0, width, 0)
        for chip in self._chips.values():
            size = chip.sizeHint()
            taken = min(size.width(), width)
            if left and left + taken > width:
                left, top = 0, top + pitch
            place = QRect(left, top, taken, size.height())
            chip.setGeometry(QStyle.visualRect(self.layoutDirection(), inside, place))
            left += taken + px(_GAP)
        tab_before(self, tuple(self._chips.values()))
        height = top + px(CHIP_HEIGHT)
        self._ground.resize(width, height)
        most = _MOST_LINES * pitch + pitch // 2
        self._wanted = min(height, most)
        self.setMaximumHeight(self._wanted)
        self.setMinimumHeight(min(height, pitch))
        self.updateGeometry()

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, AttachmentChip):
            self.removed.emit(chip.file.id)
