# SPDX-License-Identifier: Apache-2.0
"""The lines of a form below each other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.form_line import FormLine
from ui.widgets.form_value import Line


class FormLines(QWidget):
    """Who holds them says where Tab comes to their `stops`.

    Signals: `changed(line id, part key, values)` for a change by the person, `removed(line id)`.
    """

    changed = Signal(str, str, object)
    removed = Signal(str)

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._made_ever = 0
        self.lines: dict[str, FormLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these in this order; a line that was shown before stays what it was."""
        kept = [line.id for line in lines if line.id in self.lines]
        if kept != [id for id in self.lines if id in kept]:
            kept = []  # in another order
        for id in [id for id in self.lines if id not in kept]:
            self._take_out(id)
        ordered: dict[str, FormLine] = {}
        for place, line in enumerate(lines):
            shown = self.lines.get(line.id) or self._made(place, line.id)
            shown.show_line(line)
            ordered[line.id] = shown
        self.lines = ordered
        self.setVisible(bool(lines))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return tuple(stop for line in self.lines.values() for stop in line.stops)

    def focus_line(self, id: str) -> None:
        """Put the keys into a line."""
        self.lines[id].stops[0].setFocus()

    def _made(self, place: int, id: str) -> FormLine:
        line = FormLine(self._theme, name=f"{self._name}.{self._made_ever}", parent=self)
        self._made_ever += 1
        line.changed.connect(partial(self.changed.emit, id))
        line.removed.connect(partial(self.removed.emit, id))
        self._column.insertWidget(place, line)
        line.show()  # at once: the keys may go there before the layout has seen it
        return line

    def _take_out(self, id: str) -> None:
        line = self.lines.pop(id)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _on_theme_changed(self) -> None:
        self._column.setSpacing(self._theme.px(8))
