# SPDX-License-Identifier: Apache-2.0
"""Where a text of the window is chosen by whether there is one of something, or more."""

import ast
from collections.abc import Iterator

_TRANSLATES = ("translate", "QT_TRANSLATE_NOOP")


def chosen_by_one(module: ast.AST) -> Iterator[int]:
    """The lines on which that is decided. A name counts as the text that it was given."""
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _chosen_in(function)


def _chosen_in(function: ast.AST) -> Iterator[int]:
    names = {
        name.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and _says(node.value, frozenset())
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.IfExp) and _asks_for_one(node.test):
            ways = (node.body, node.orelse) if isinstance(node, ast.IfExp) else node.body
            if any(_says(way, frozenset(names)) for way in ways):
                yield node.lineno


def _asks_for_one(test: ast.expr) -> bool:
    sides = (
        side
        for node in ast.walk(test)
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
    )
    return any(isinstance(side, ast.Constant) and side.value == 1 for side in sides)


def _says(node: ast.AST, names: frozenset[str]) -> bool:
    """Whether a text is in it, or one of these names."""
    return any(
        (isinstance(each, ast.Name) and each.id in names)
        or (isinstance(each, ast.Call) and ast.unparse(each.func).endswith(_TRANSLATES))
        for each in ast.walk(node)
    )
