# SPDX-License-Identifier: Apache-2.0
"""Lines of what and how, below each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META
from ui.widgets.label import TextLabel

_WHAT: Final = 76


@dataclass(frozen=True, slots=True)
class Line:
    """`warns` of what should be looked at before it is done."""

    what: str
    how: str
    warns: bool = False


class Lines(QWidget):
    """Lines are kept and refilled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels: list[tuple[TextLabel, TextLabel]] = []
        self.lines: tuple[Line, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        while len(self._labels) < len(lines):
            self._add()
        for place, labels in enumerate(self._labels):
            for label in labels:
                label.setVisible(place < len(lines))
        for (what, how), line in zip(self._labels, lines, strict=False):
            what.setText(line.what)
            how.setText(line.how)
            how.set_ink("amber_text" if line.warns else "text")

    def _add(self) -> None:
        what = TextLabel(self._theme, style=META, ink="text2", parent=self)
        how = TextLabel(self._theme, style=BODY, wrap=True, parent=self)
        how.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for column, label in enumerate((what, how)):
            self._grid.addWidget(label, len(self._labels), column, Qt.AlignmentFlag.AlignTop)
        self._labels.append((what, how))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnMinimumWidth(0, px(_WHAT))
