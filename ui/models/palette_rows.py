# SPDX-License-Identifier: Apache-2.0
"""Which rows a palette shows for a text: what fits, the best first, under titles."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.palette_match import Match, Rank, fold, match_folded
from ui.widgets.palette_value import (
    PaletteEntry,
    PaletteHeading,
    PaletteRole,
    PaletteRow,
    spoken_row,
)

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
Weight = Callable[[str], float]
NOWHERE = QModelIndex()


LEAST_OF_OTHERS: Final = 3
"""So many letters must be typed before a word that is not shown is looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may fit; `also` are other words for it, which are not shown."""

    entry: PaletteEntry
    also: tuple[str, ...] = ()


def fitting(
    query: str,
    candidates: Iterable[Candidate],
    *,
    weight: Weight = lambda _: 0.0,
    lift: Callable[[str], int] = lambda _: 0,
    most: int | None = None,
) -> tuple[PaletteEntry, ...]:
    """The entries that fit, the best first, with their letters marked.

    What fits in a better way comes first, where `lift` says by how many ways an entry is ahead; of
    the same way, what weighs more; then what holds the letters closer together; then as the
    candidates came.
    """
    wanted = " ".join(fold(query).split())
    found = [
        (hit, candidate.entry)
        for candidate in candidates
        if (hit := _best(wanted, candidate)) is not None
    ]
    found.sort(
        key=lambda each: (
            max(each[0].rank - lift(each[1].key), Rank.EXACT),
            -weight(each[1].key),
            each[0].rank,
            each[0].spread,
        )
    )
    return tuple(replace(entry, marks=hit.marks) for hit, entry in found[:most])


def shares(sections: Sequence[Sequence[Row]], quotas: Sequence[int]) -> list[Sequence[Row]]:
    """Of each section as many as its quota, and what one leaves over to those before it first."""
    counts = [min(len(each), quota) for each, quota in zip(sections, quotas, strict=True)]
    left = sum(quotas) - sum(counts)
    for place, section in enumerate(sections):
        more = min(left, len(section) - counts[place])
        counts[place] += more
        left -= more
    return [each[:count] for each, count in zip(sections, counts, strict=True)]


def under_titles(sections: Mapping[str, Sequence[PaletteEntry]]) -> tuple[PaletteRow, ...]:
    """Sections with their titles as headings; without a title there is no heading."""
    rows: list[PaletteRow] = []
    for title, entries in sections.items():
        if entries and title:
            rows.append(PaletteHeading(title))
        rows.extend(entries)
    return tuple(rows)


def _best(wanted: str, candidate: Candidate) -> Match | None:
    hit = match_folded(wanted, fold(candidate.entry.title))
    if hit is not None and hit.rank <= Rank.WORD:
        return hit
    for word in candidate.also if len(wanted) >= LEAST_OF_OTHERS else ():
        other = match_folded(wanted, fold(word))
        if other is not None and other.rank <= Rank.WORD:
            exact = other.rank is Rank.EXACT
            return Match(Rank.EXACT if exact else Rank.WORD)
    return hit


class PaletteModel(QAbstractListModel):
    """Rows as they are given; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PaletteRow] = []
        self.now = 0
        """The instant for which a screen reader hears a clock."""

    @property
    def rows(self) -> tuple[PaletteRow, ...]:
        return tuple(self._rows)

    def show(self, rows: Sequence[PaletteRow]) -> None:
        """Show other rows: they replace those behind what both have in common."""
        new = list(rows)
        common = 0
        while common < min(len(self._rows), len(new)) and self._rows[common] == new[common]:
            common += 1
        if len(self._rows) > common:
            self.beginRemoveRows(NOWHERE, common, len(self._rows) - 1)
            del self._rows[common:]
            self.endRemoveRows()
        if len(new) > common:
            self.beginInsertRows(NOWHERE, common, len(new) - 1)
            self._rows.extend(new[common:])
            self.endInsertRows()

    def row_of(self, key: str) -> int | None:
        """Where an entry stands."""
        for place, row in enumerate(self._rows):
            if isinstance(row, PaletteEntry) and row.key == key:
                return place
        return None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], PaletteHeading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == PaletteRole.ROW:
            return row
        return spoken_row(row, self.now) if role == Qt.ItemDataRole.AccessibleTextRole else None
