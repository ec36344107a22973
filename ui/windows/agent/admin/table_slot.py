# SPDX-License-Identifier: Apache-2.0
"""The place of a table that is made anew whenever something else is in it; the cursor stays."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.tab_order import tab_before
from ui.widgets.trace_table import TraceTable
from ui.widgets.trace_value import TraceTableValue


class TableSlot(QWidget):
    """Signals: `chosen(place)` on Enter or a click, `moved(place)` when the cursor goes to a row.

    Tab comes to the table before it comes to `then`.
    """

    chosen = Signal(int)
    moved = Signal(int)

    def __init__(self, theme: Theme, *, then: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._then = then
        self.value: TraceTableValue | None = None
        self.table: TraceTable | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_table(
        self, value: TraceTableValue | None, *, name: str = "", current: int = 0
    ) -> None:
        """Show these rows, the cursor at one of them; without rows, nothing."""
        if value == self.value:
            return
        has_keys = self.table is not None and self.table.rows.hasFocus()
        before, self.value, self.table = self.table, value, None
        if value is not None and value.rows:
            self.table = table = TraceTable(self._theme, value, self)
            table.rows.setAccessibleName(name or value.heads[0])
            self._column.addWidget(table)
            tab_before(self._then, (table.rows,))
            place = min(max(current, 0), len(value.rows) - 1)
            table.rows.setCurrentIndex(table.rows.model().index(place, 0))
            table.rows.activated.connect(self._on_chosen)
            table.rows.clicked.connect(self._on_chosen)
            table.rows.selectionModel().currentChanged.connect(self._on_moved)
            table.show()
            if has_keys:
                table.rows.setFocus()
        if before is not None:
            before.hide()
            before.deleteLater()

    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def _on_moved(self, index: QModelIndex) -> None:
        self.moved.emit(index.row())
