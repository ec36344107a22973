# SPDX-License-Identifier: Apache-2.0
"""What the accessibility tree of a window has to keep to."""

import re
from collections.abc import Iterator
from typing import Final

from tests.accessibility.node import Node

CONTROLS: Final = frozenset(
    {
        "button",
        "check box",
        "check menu item",
        "combo box",
        "entry",
        "link",
        "list",
        "list item",
        "menu item",
        "page tab",
        "password text",
        "push button",
        "radio button",
        "radio menu item",
        "slider",
        "spin button",
        "table cell",
        "text",
        "toggle button",
        "tree item",
    }
)
"""Roles of what a person uses: all of them have a name."""

NO_CONTROLS: Final = frozenset(
    {"drawing area", "filler", "invalid", "label", "layered pane", "panel", "unknown", "viewport"}
)
"""Roles that say nothing of what a thing does: where the focus stops, they are wrong."""

CHOICES: Final = frozenset({"page tab", "radio button", "radio menu item"})
"""Roles of one of several."""

_ADDRESS: Final = re.compile(r"\bhttps?://")


def faults(tree: Node) -> Iterator[str]:
    """A line for each node that a screen reader cannot make sense of."""
    yield from _out_of_hidden(tree)
    for path, node in _paths(tree, ""):
        if "defunct" in node.states:
            yield f"{path}: is not there any more"
        if "<" in node.description + node.name and "</" in node.description + node.name:
            yield f"{path}: is told with markup: {node.description or node.name}"
        if "showing" not in node.states:
            continue
        for heading in _counted_headings(node):
            yield f"{path}: counts {heading.name!r} among its items, which nobody can reach"
        for choices in _choices(node):
            yield f"{path}: {choices}"
        if "focusable" in node.states and not node.name.strip():
            yield f"{path}: takes the focus and has no name"
        elif node.role in CONTROLS and not node.name.strip():
            yield f"{path}: has no name"
        if node.role == "link" and not node.actions:
            yield f"{path}: is a link that nobody can follow"
        if node.role == "list item" and _ADDRESS.search(node.name) and not _has_link(node):
            yield f"{path}: has an address and no link"
        if "focusable" in node.states and node.role in NO_CONTROLS:
            yield f"{path}: takes the focus, and its role says nothing"


def _out_of_hidden(tree: Node) -> Iterator[str]:
    for path, node in _paths(tree, ""):
        for child in node.children:
            if "showing" in child.states and "showing" not in node.states:
                yield f"{path}: is not shown, and {child.name!r} in it is told as if it were"


def _counted_headings(node: Node) -> list[Node]:
    """Items that do not take the focus, in a list in which others do."""
    items = [child for child in node.children if child.role == "list item"]
    deaf = [item for item in items if "focusable" not in item.states]
    return deaf if node.role == "list" and len(deaf) < len(items) else []


def _choices(node: Node) -> Iterator[str]:
    """What is wrong with the choices in it, of which one is made."""
    radios = [
        child for child in node.children if child.role in CHOICES and "showing" in child.states
    ]
    if len(radios) == 1:
        yield f"{radios[0].name!r} is one of several, and the others are not told"
    elif radios and sum("checked" in each.states for each in radios) != 1:
        told = ", ".join(each.name for each in radios)
        yield f"not one of {told} is the chosen one"


def _has_link(node: Node) -> bool:
    return any(child.role == "link" for child in node.children)


def _paths(node: Node, before: str) -> Iterator[tuple[str, Node]]:
    here = f"{before}/{node.role}"
    label = node.key.rsplit(".", 1)[-1] if node.key else ""
    told = node.name[:40] or label or str(node.index)
    path = f"{here}({told})"
    yield path + (f" {node.key}" if node.key else ""), node
    for child in node.children:
        yield from _paths(child, path if node.name or node.key else before)
