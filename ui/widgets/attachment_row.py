# SPDX-License-Identifier: Apache-2.0
"""The files of a draft, as chips that can be taken away again."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM, RADIUS_CONTROL
from ui.widgets.composer_value import DraftAttachment
from ui.widgets.painting import TextFitter, draw_box, draw_focus_ring, draw_icon, draw_text

_HEIGHT = 26
_LONGEST_NAME = 160


class AttachmentChip(QAbstractButton):
    """A file with its size, progress or error; pressing the cross takes it away."""

    def __init__(
        self, theme: Theme, fitter: TextFitter, file: DraftAttachment, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = fitter
        self.file = file
        detail = file.error or file.size
        told = QCoreApplication.translate("widgets", "Remove {name}, {detail}")
        self.setAccessibleName(told.format(name=file.name, detail=detail))
        self.setObjectName("composer.attachment.remove")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_progress(self, file: DraftAttachment) -> None:
        """The same file, of which more has arrived."""
        if file != self.file:
            self.file = file
            self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        _, name = self._fitter.fit(self.file.name, META_MEDIUM, theme.px(_LONGEST_NAME))
        detail = theme.metrics(META).horizontalAdvance(self.file.error or self.file.size)
        return QSize(round(name + detail) + theme.px(66), theme.px(_HEIGHT))

    def hitButton(self, pos: QPoint) -> bool:
        return self._cross().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        broken = bool(self.file.error)
        draw_box(
            painter,
            rect,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("red_soft" if broken else "sunken"),
            line_color=theme.color("red_line" if broken else "line"),
        )
        middle = rect.center().y()
        sign = QPointF(theme.px(8), middle - theme.px(7))
        draw_icon(painter, theme, "paperclip", sign, ink="text3", size=14)
        name, width = self._fitter.fit(self.file.name, META_MEDIUM, theme.px(_LONGEST_NAME))
        line = rect.adjusted(theme.px(27), 0, 0, 0)
        draw_text(painter, theme, name, line, style=META_MEDIUM, ink="text")
        line = line.adjusted(width + theme.px(8), 0, 0, 0)
        detail = self.file.error or self.file.size
        ink = "red_text" if broken else "text3"
        draw_text(painter, theme, detail, line, style=META, ink=ink)
        cross = QPointF(self._cross().center().x() - theme.px(6), middle - theme.px(6))
        draw_icon(painter, theme, "x", cross, ink="text3", size=12)
        if self.file.progress < 1.0 and not broken:
            done = QRectF(0, rect.bottom() - 3, rect.width() * self.file.progress, 3)
            painter.fillRect(done, theme.color("accent"))
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect, radius=theme.px(RADIUS_CONTROL))

    def _cross(self) -> QRect:
        side = self._theme.px(_HEIGHT)
        return QRect(self.width() - side, 0, side, self.height())


class AttachmentRow(QWidget):
    """Chips side by side; hidden while there are none. Emits `removed(attachment id)`."""

    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._chips: dict[str, AttachmentChip] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(8))
        self._layout.addStretch(1)
        self.hide()

    def show_files(self, files: Sequence[DraftAttachment]) -> None:
        wanted = {file.id: file for file in files}
        for key, chip in list(self._chips.items()):
            file = wanted.get(key)
            if file is not None and replace(file, progress=chip.file.progress) == chip.file:
                chip.show_progress(file)
            else:
                self._layout.removeWidget(chip)
                chip.deleteLater()
                del self._chips[key]
        for place, file in enumerate(files):
            if file.id not in self._chips:
                self._add(place, file)
        self.setVisible(bool(files))

    def _add(self, place: int, file: DraftAttachment) -> None:
        chip = AttachmentChip(self._theme, self._fitter, file, self)
        chip.clicked.connect(self._on_chip_clicked)
        self._chips[file.id] = chip
        self._layout.insertWidget(place, chip)
        chip.show()

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, AttachmentChip):
            self.removed.emit(chip.file.id)
