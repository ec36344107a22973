# SPDX-License-Identifier: Apache-2.0
"""The files of a draft, as chips that can be taken away again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.widgets.attachment_chip import CHIP_HEIGHT, AttachmentChip
from ui.widgets.composer_value import DraftAttachment
from ui.widgets.painting import TextFitter
from ui.widgets.wrapped_row import WrappedRow

_GAP: Final = 8
_BETWEEN_LINES: Final = 6
_MOST_LINES: Final = 3


class AttachmentRow(WrappedRow):
    """Chips in the order of adding, in as many lines as they need; from the fourth on they scroll.

    Hidden while there are none. Emits `removed(attachment id)`.
    """

    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            parent,
            line=CHIP_HEIGHT,
            gap=_GAP,
            most=_MOST_LINES,
            above=_BETWEEN_LINES,
            around=_BETWEEN_LINES,
        )
        self._fitter = TextFitter(theme)
        self._chips: dict[str, AttachmentChip] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

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
        self.set_parts(tuple(self._chips.values()))

    def _chip(self, file: DraftAttachment) -> AttachmentChip:
        chip = AttachmentChip(self._theme, self._fitter, file, self.ground)
        chip.clicked.connect(self._on_chip_clicked)
        return chip

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, AttachmentChip):
            self.removed.emit(chip.file.id)
