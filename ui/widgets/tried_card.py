# SPDX-License-Identifier: Apache-2.0
"""What a rule would have done, ticket by ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META, MONO
from ui.widgets.headed_card import HeadedCard
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins

_ROW: Final = 27


@dataclass(frozen=True, slots=True)
class TriedRow:
    """A ticket, and what would change of it."""

    number: str
    subject: str
    words: str


class TriedCard(HeadedCard):
    """Says `words` below the rows, or in their place where there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, title: str = "") -> None:
        title = title or QCoreApplication.translate("rules", "Tried on the last 500 tickets")
        super().__init__(theme, title, parent=parent)
        self._rows: list[_Row] = []
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setSpacing(0)
        self._words = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self._body)
        self._column.addWidget(self._words)
        self.inside.addWidget(self._body)
        theme.changed.connect(self._on_tried_theme_changed)
        self._on_tried_theme_changed()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said, row by row."""
        shown = (row.accessibleName() for row in self._rows if not row.isHidden())
        return (*shown, *([self._words.text()] if self._words.text() else []))

    def show_rows(self, rows: Sequence[TriedRow], *, aside: str, words: str) -> None:
        """Rows are kept and refilled."""
        self.set_aside(aside)
        while len(self._rows) < len(rows):
            self._rows.append(_Row(self._look, self._body))
            self._column.insertWidget(len(self._rows) - 1, self._rows[-1])
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(rows))
        for row, each in zip(self._rows, rows, strict=False):
            row.show_row(each)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _on_tried_theme_changed(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(margins(self, (px(17), px(8), px(17), px(10))))


class _Row(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = TextLabel(theme, style=MONO, ink="text2", parent=self)
        self._subject = TextLabel(theme, style=BODY, elide=True, parent=self)
        self._words = TextLabel(theme, style=META, ink="text2", parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._number)
        self._row.addWidget(self._subject, 1)
        self._row.addWidget(self._words)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_row(self, value: TriedRow) -> None:
        self._number.setText(value.number)
        self._subject.setText(value.subject)
        self._words.setText(value.words)
        self.setAccessibleName(f"{value.number} {value.subject}: {value.words}")

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_ROW))
        self._row.setSpacing(self._theme.px(10))
