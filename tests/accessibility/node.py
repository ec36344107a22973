# SPDX-License-Identifier: Apache-2.0
"""One thing that a screen reader finds in a window, with all that is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

STATES: Final = {
    1: "active",
    4: "checked",
    6: "defunct",
    7: "editable",
    8: "enabled",
    9: "expandable",
    10: "expanded",
    11: "focusable",
    12: "focused",
    16: "modal",
    17: "multi line",
    20: "pressed",
    23: "selected",
    24: "sensitive",
    25: "showing",
    30: "visible",
    41: "checkable",
    43: "read only",
}
"""The states that are told, by their bits."""


@dataclass(frozen=True)
class Node:
    """`key` is the name of the object in the program; `index` of `size` is its place."""

    role: str
    name: str
    description: str = ""
    key: str = ""
    states: frozenset[str] = frozenset()
    actions: int = 0
    index: int = 0
    size: int = 0
    children: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """It and everything in it, from the first to the last."""
        yield self
        for child in self.children:
            yield from child.walk()

    def lines(self, depth: int = 0, siblings: int = 0) -> Iterator[str]:
        """A line for each node, indented by its depth; in a list with its place."""
        states = " ".join(sorted(self.states & _WORTH))
        about = f" ({self.description})" if self.description else ""
        place = f" {self.index + 1} of {siblings}" if self.role == "list item" else ""
        what = f"{'  ' * depth}{self.role}{place}: {self.name!r}{about}"
        yield f"{what} [{states}] {self.key}".rstrip()
        for child in self.children:
            yield from child.lines(depth + 1, self.size)


_WORTH: Final = frozenset(
    {"checked", "focusable", "focused", "selected", "showing", "editable", "expanded"}
)
