# SPDX-License-Identifier: Apache-2.0
"""Lines of the benchmark table: a measured figure, the limit measured beside it, their ratio."""

import statistics
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """One line. `goal` bounds the ratio: at least it when `more_is_better`, else at most."""

    name: str
    unit: str
    ours: float
    limit: float
    limit_name: str
    goal: float
    more_is_better: bool = False

    @property
    def ratio(self) -> float:
        """Ours to the limit."""
        return self.ours / self.limit if self.limit else float("nan")

    @property
    def reached(self) -> bool:
        """Whether the goal is met."""
        return self.ratio >= self.goal if self.more_is_better else self.ratio <= self.goal

    def as_json(self) -> dict[str, Any]:
        """The line with its ratio and verdict."""
        return {**asdict(self), "ratio": self.ratio, "reached": self.reached}


def interleaved(rounds: int, *runs: Callable[[], dict[str, float]]) -> list[dict[str, float]]:
    """Run the given measurements in turn, `rounds` times; the median of each figure of each.

    Taking turns lets both sides of a ratio share whatever else the machine is doing.
    """
    found: list[list[dict[str, float]]] = [[] for _ in runs]
    for _ in range(rounds):
        for results, run in zip(found, runs, strict=True):
            results.append(run())
    return [
        {key: statistics.median(result[key] for result in results) for key in results[0]}
        for results in found
    ]


def table(lines: Iterable[Line]) -> str:
    """The lines as text, one below the other."""
    rows = [("what", "ours", "limit", "ratio", "goal", "")]
    for line in lines:
        sign = "≥" if line.more_is_better else "≤"
        rows.append(
            (
                line.name,
                f"{line.ours:,.2f} {line.unit}",
                f"{line.limit:,.2f} ({line.limit_name})",
                f"{line.ratio:.2f}",
                f"{sign} {line.goal:g}",
                "reached" if line.reached else "MISSED",
            )
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
