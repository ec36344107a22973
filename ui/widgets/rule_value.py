# SPDX-License-Identifier: Apache-2.0
"""What a row of the list of automation rules says."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class RuleRowValue:
    """One rule in words, ready to be shown; `number` is its place in the order.

    A macro has no place: 0.
    """

    id: str
    number: int
    name: str
    below: str = ""
    mark: str = ""
    is_on: bool = True


def spoken_rule(row: RuleRowValue) -> str:
    """The row as a sentence."""
    on = QCoreApplication.translate("rules", "on")
    off = QCoreApplication.translate("rules", "off")
    name = f"{row.number} {row.name}" if row.number else row.name
    parts = (name, row.below, row.mark, on if row.is_on else off)
    return ", ".join(part for part in parts if part)
