# SPDX-License-Identifier: Apache-2.0
"""Agents and skills as rows and columns for Qt."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.widgets.label import literal_tooltip
from ui.widgets.skill_value import SkillRow

Index = QModelIndex | QPersistentModelIndex

FIRST_SKILL: Final = 5
"""The column of the first skill; those before tell who it is."""


class SkillRole(IntEnum):
    """Under this role every cell holds the SkillRow of its agent."""

    ROW = Qt.ItemDataRole.UserRole + 1


class SkillModel(QAbstractTableModel):
    """Rows of agents. What stays where it is keeps its index."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.skills: tuple[str, ...] = ()
        self.rows: tuple[SkillRow, ...] = ()

    def show(self, skills: Sequence[str], rows: Sequence[SkillRow]) -> None:
        """Show these skills and agents, in this order."""
        skills, rows = tuple(skills), tuple(rows)
        if len(skills) != len(self.skills):
            self._take_rows(())
            self._take_columns(skills)
        elif skills != self.skills:
            self.skills = skills
            last = FIRST_SKILL + len(skills) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, FIRST_SKILL, last)
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self._take_rows(())
            self._take_rows(rows)
            return
        before, self.rows = self.rows, rows
        for place, (was, now) in enumerate(zip(before, rows, strict=True)):
            if was != now:
                self.dataChanged.emit(
                    self.index(place, 0), self.index(place, self.columnCount() - 1)
                )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else FIRST_SKILL + len(self.skills)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == SkillRole.ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal_tooltip(self._spoken(row, index.column()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (*column_titles(), *self.skills)
        return heads[section] if 0 <= section < len(heads) else None

    def _spoken(self, row: SkillRow, column: int) -> str:
        """A cell as a screen reader says it, which reads one at a time."""
        told = QCoreApplication.translate("skills", "{name}, {column}: {value}")
        if column < FIRST_SKILL:
            value = row.words[column]
            return told.format(name=row.name, column=column_titles()[column], value=value)
        level = row.levels[column - FIRST_SKILL]
        words = QCoreApplication.translate("skills", "level {level} of 3").format(level=level)
        none = QCoreApplication.translate("skills", "none")
        skill = self.skills[column - FIRST_SKILL]
        return told.format(name=row.name, column=skill, value=words if level else none)

    def _take_rows(self, rows: tuple[SkillRow, ...]) -> None:
        if self.rows:
            self.beginRemoveRows(QModelIndex(), 0, len(self.rows) - 1)
            self.rows = ()
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
            self.rows = rows
            self.endInsertRows()

    def _take_columns(self, skills: tuple[str, ...]) -> None:
        if self.skills:
            self.beginRemoveColumns(QModelIndex(), FIRST_SKILL, self.columnCount() - 1)
            self.skills = ()
            self.endRemoveColumns()
        if skills:
            self.beginInsertColumns(QModelIndex(), FIRST_SKILL, FIRST_SKILL + len(skills) - 1)
            self.skills = skills
            self.endInsertColumns()


def column_titles() -> tuple[str, ...]:
    """The heads before the skills."""
    return (
        QCoreApplication.translate("skills", "Agent"),
        QCoreApplication.translate("skills", "Teams"),
        QCoreApplication.translate("skills", "Role"),
        QCoreApplication.translate("skills", "State"),
        QCoreApplication.translate("skills", "Load"),
    )
