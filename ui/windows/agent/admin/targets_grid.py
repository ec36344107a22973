# SPDX-License-Identifier: Apache-2.0
"""What a policy promises, cell by cell: a line for each metric, a column for each priority."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from sync_server.contract.clocks import METRICS
from sync_server.contract.entities import PRIORITIES
from ui.models.clock_words import metric_words
from ui.models.words import priority_words, translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, INPUT, META_MEDIUM
from ui.widgets.invalid_mark import mark_invalid
from ui.widgets.label import TextLabel
from ui.widgets.plain_text import harmless
from ui.windows.agent.admin.policy_document import ALL

COLUMNS: Final = (ALL, *reversed(PRIORITIES))


class TargetsGrid(QWidget):
    """Durations as people write them. Emits `changed(metric, priority, text)` when one is done."""

    changed = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: dict[tuple[str, str], str] = {}
        self.cells: dict[tuple[str, str], QLineEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column, priority in enumerate(COLUMNS, 1):
            head = TextLabel(theme, _title(priority), style=META_MEDIUM, ink="text2", parent=self)
            self._grid.addWidget(head, 0, column)
            self._grid.setColumnStretch(column, 1)
        for row, metric in enumerate(METRICS, 1):
            words = metric_words(metric)
            label = TextLabel(theme, words, style=META_MEDIUM, ink="text2", parent=self)
            self._grid.addWidget(label, row, 0)
            for column, priority in enumerate(COLUMNS, 1):
                cell = self._cell(metric, priority)
                self._grid.addWidget(cell, row, column)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_metric(self, metric: str, cells: Mapping[str, str] | None) -> None:
        """The durations of a metric; what is written in another way cannot be changed here."""
        for priority in COLUMNS:
            cell = self.cells[metric, priority]
            text = harmless((cells or {}).get(priority, ""))
            cell.setEnabled(cells is not None)
            shared = harmless((cells or {}).get(ALL, "")) if priority != ALL else ""
            cell.setPlaceholderText(shared or (_as_text() if cells is None else ""))
            if self._shown.get((metric, priority)) != text and not cell.hasFocus():
                cell.setText(text)
            self._shown[metric, priority] = text

    def show_problem(self, path: str) -> None:
        """Mark the cell of which something is wrong."""
        for (metric, priority), cell in self.cells.items():
            places = (f"targets.{metric}.{priority}",) if priority else (f"targets.{metric}",)
            mark_invalid(cell, invalid=path in places)

    def set_read_only(self, read_only: bool) -> None:
        for cell in self.cells.values():
            cell.setReadOnly(read_only)

    def _cell(self, metric: str, priority: str) -> QLineEdit:
        cell = QLineEdit(self)
        cell.setObjectName(f"admin.policy.target.{metric}.{priority or 'all'}")
        cell.setAccessibleName(f"{metric_words(metric)}, {_title(priority)}")
        cell.setProperty("field", "true")
        cell.editingFinished.connect(self._on_editing_finished)
        self.cells[metric, priority] = cell
        return cell

    def _on_editing_finished(self) -> None:
        for (metric, priority), cell in self.cells.items():
            text = cell.text().strip()
            if cell is self.sender() and text != self._shown.get((metric, priority), ""):
                self._shown[metric, priority] = text
                self.changed.emit(metric, priority, text)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(6))
        for cell in self.cells.values():
            cell.setFont(self._theme.font(BODY))
            cell.setFixedHeight(px(INPUT))
            cell.setMinimumWidth(px(64))


def _title(priority: str) -> str:
    return priority_words(priority) if priority else translate("policies", "All priorities")


def _as_text() -> str:
    return translate("policies", "as text")
