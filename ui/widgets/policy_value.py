# SPDX-License-Identifier: Apache-2.0
"""What a row of the table of service level policies says."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class PolicyRowValue:
    """One policy in words, ready to be shown.

    `mark` says that it is off, or has a draft; `met` is the share of promises that were kept of
    late, and `is_poor` marks one that is low.
    """

    id: str
    name: str
    applies: str
    first_reply: str = ""
    next_reply: str = ""
    resolution: str = ""
    calendar: str = ""
    alerts: str = ""
    mark: str = ""
    is_off: bool = False
    met: str = ""
    is_poor: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """As the columns have them."""
        return (
            self.name,
            self.applies,
            self.first_reply,
            self.next_reply,
            self.resolution,
            self.calendar,
            self.alerts,
            self.met,
        )


def column_titles() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        QCoreApplication.translate("policies", "Policy"),
        QCoreApplication.translate("policies", "Applies to"),
        QCoreApplication.translate("policies", "First reply"),
        QCoreApplication.translate("policies", "Next reply"),
        QCoreApplication.translate("policies", "Resolution"),
        QCoreApplication.translate("policies", "Calendar"),
        QCoreApplication.translate("policies", "Alert at"),
        QCoreApplication.translate("policies", "Met, 14 d"),
    )


def spoken_policy(row: PolicyRowValue) -> str:
    """The row as a sentence: each cell under its head."""
    titles = column_titles()[1:]
    cells = zip(titles, row.cells[1:], strict=True)
    told = [f"{title} {cell}" for title, cell in cells if cell]
    return ", ".join((row.name, *([row.mark] if row.mark else []), *told))
