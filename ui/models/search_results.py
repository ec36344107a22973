# SPDX-License-Identifier: Apache-2.0
"""The results of a search as rows: what is there stays where it is while more arrives."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.search_value import (
    FoundHeading,
    FoundLine,
    FoundRow,
    SearchRole,
    spoken_found,
)

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class SearchResults(QAbstractListModel):
    """Rows as they are given; other rows replace those behind what both have in common."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FoundRow] = []
        self.now = 0
        """The instant for which a screen reader hears a clock."""

    @property
    def rows(self) -> tuple[FoundRow, ...]:
        return tuple(self._rows)

    def show(self, rows: Sequence[FoundRow]) -> None:
        """Show other rows. A heading whose count differs is the same heading."""
        common = 0
        for old, new in zip(self._rows, rows, strict=False):
            if not _same_place(old, new):
                break
            if old != new:
                self._rows[common] = new
                index = self.index(common)
                self.dataChanged.emit(index, index)
            common += 1
        if len(self._rows) > common:
            self.beginRemoveRows(NOWHERE, common, len(self._rows) - 1)
            del self._rows[common:]
            self.endRemoveRows()
        if len(rows) > common:
            self.beginInsertRows(NOWHERE, common, len(rows) - 1)
            self._rows.extend(rows[common:])
            self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], FoundHeading | FoundLine):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == SearchRole.ROW:
            return row
        return spoken_found(row, self.now) if role == Qt.ItemDataRole.AccessibleTextRole else None


def _same_place(old: FoundRow, new: FoundRow) -> bool:
    if isinstance(old, FoundHeading) and isinstance(new, FoundHeading):
        return old.title == new.title
    if isinstance(old, FoundHeading | FoundLine) or isinstance(new, FoundHeading | FoundLine):
        return old == new
    return old.key == new.key
