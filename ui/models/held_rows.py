# SPDX-License-Identifier: Apache-2.0
"""The rows of held mail as Qt sees them: each change is a step, so that places are kept."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.held_value import HeldRole, HeldRowValue, spoken_row
from ui.widgets.label import literal_tooltip

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class HeldRows(QAbstractListModel):
    """Answers `HeldRole.ROW`, one sentence a row to screen readers, and why it is held."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[HeldRowValue] = []

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(row.id for row in self._rows)

    def show_rows(self, rows: Sequence[HeldRowValue]) -> None:
        """Become these rows: what is gone goes, what is new comes, the rest is drawn again."""
        wanted = {row.id for row in rows}
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].id not in wanted:
                self.beginRemoveRows(_TOP, place, place)
                del self._rows[place]
                self.endRemoveRows()
        for place, row in enumerate(rows):
            if place < len(self._rows) and self._rows[place].id == row.id:
                if self._rows[place] != row:
                    self._rows[place] = row
                    self.dataChanged.emit(self.index(place), self.index(place))
                continue
            old = next((at for at, each in enumerate(self._rows) if each.id == row.id), None)
            if old is not None:
                self.beginRemoveRows(_TOP, old, old)
                del self._rows[old]
                self.endRemoveRows()
            self.beginInsertRows(_TOP, place, place)
            self._rows.insert(place, row)
            self.endInsertRows()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == HeldRole.ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(row)
        if role == Qt.ItemDataRole.ToolTipRole:  # a narrow list cuts it
            return literal_tooltip(row.detail)
        return None
