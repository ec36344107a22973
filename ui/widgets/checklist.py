# SPDX-License-Identifier: Apache-2.0
"""What is to be done before a ticket is solved: items to tick, and how many are done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META, META_STRONG
from ui.widgets.check_box import CheckBox
from ui.widgets.label import Hairline, TextLabel, set_literal_tooltip
from ui.widgets.margins import margins

_SIDE = 16


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One item. `told` says who did it and when, or that it has to be done."""

    text: str
    done: bool = False
    told: str = ""


class Checklist(QWidget):
    """Nothing while there are no items. Emits `toggled(text, done)` for what the person ticks.

    In a `bare` one the items stand alone, without a heading and margins.
    """

    toggled = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, bare: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bare = bare
        self._lines: list[_Line] = []
        title = QCoreApplication.translate("widgets", "Before you solve")
        self._title = TextLabel(theme, title, style=META_STRONG, ink="text2", parent=self)
        self._count = TextLabel(theme, style=META, ink="text3", parent=self)
        self._hairline = Hairline(self)
        self._head, self._rows, self._column = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._count)
        self._column.addWidget(self._hairline)
        self._column.addLayout(self._head)
        self._column.addLayout(self._rows)
        for part in (self._title, self._count, self._hairline):
            part.setVisible(not bare)
        self.hide()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def boxes(self) -> tuple[CheckBox, ...]:
        """Those that are shown."""
        return tuple(line.box for line in self._lines if not line.isHidden())

    @property
    def ticked(self) -> tuple[str, ...]:
        """The items that are ticked."""
        return tuple(
            line.text for line in self._lines if not line.isHidden() and line.box.isChecked()
        )

    def show_lines(self, lines: Sequence[ChecklistLine], *, locked: bool = False) -> None:
        """Show these items; `locked` ones cannot be ticked."""
        while len(self._lines) < len(lines):
            self._add()
        for place, shown in enumerate(self._lines):
            shown.setVisible(place < len(lines))
            if place < len(lines):
                shown.show_line(lines[place])
                shown.setEnabled(not locked)
        done = sum(line.done for line in lines)
        told = QCoreApplication.translate("widgets", "{done} of {all}")
        self._count.setText(told.format(done=done, all=len(lines)))
        self.setVisible(bool(lines))

    def _add(self) -> None:
        line = _Line(self._theme, self)
        line.toggled.connect(self.toggled)
        self._lines.append(line)
        self._rows.addWidget(line)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        side = 0 if self._bare else px(_SIDE)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._head.setContentsMargins(
            margins(self, (0, 0, 0, 0) if self._bare else (side, px(9), side, px(6)))
        )
        self._rows.setSpacing(px(2))
        self._rows.setContentsMargins(margins(self, (side, 0, side, 0 if self._bare else px(10))))


class _Line(QWidget):
    """A box, and beside it the words, in as many lines as they need."""

    toggled = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = ""
        self.box = CheckBox(theme, "", parent=self)
        self.box.setObjectName("checklist.item.box")
        self._words = TextLabel(theme, style=BODY, wrap=True, parent=self)
        self._told = TextLabel(theme, style=META, ink="text3", wrap=True, parent=self)
        self._beside, self._row = QVBoxLayout(), QHBoxLayout(self)
        self._beside.addWidget(self._words)
        self._beside.addWidget(self._told)
        self._row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._beside, 1)
        self.box.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_line(self, line: ChecklistLine) -> None:
        self.text = line.text
        self.box.setChecked(line.done)
        self.box.setAccessibleName(line.text)
        self.box.setAccessibleDescription(line.told)
        self._words.setText(line.text)
        self._told.setText("" if line.done else line.told)
        self._told.setVisible(bool(line.told) and not line.done)
        set_literal_tooltip(self, line.told if line.done else "")
        self.dress()

    def dress(self) -> None:
        """What is done steps back."""
        self._words.set_ink("text2" if self.box.isChecked() else "text")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.click()

    def _on_clicked(self, done: bool) -> None:
        self.dress()
        self.toggled.emit(self.text, done)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._beside.setContentsMargins(0, px(2), 0, px(2))
        self._beside.setSpacing(0)
