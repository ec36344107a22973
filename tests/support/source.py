# SPDX-License-Identifier: Apache-2.0
"""The project's own files, and its modules as syntax trees."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("app", "ui", "sync_server", "resources")

_LEFT_BY_TOOLS = {"build", "dist", "htmlcov", "var", "__pycache__"}
_HIDDEN_BUT_OURS = {".ci", ".gitignore"}


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that belongs to the project, in a fixed order."""
    for entry in sorted(folder.iterdir()):
        hidden = entry.name.startswith(".") and entry.name not in _HIDDEN_BUT_OURS
        if hidden or entry.name in _LEFT_BY_TOOLS or entry.name.endswith((".egg-info", ".pyc")):
            continue
        if entry.is_dir():
            yield from files(entry)
        else:
            yield entry


def modules(*folders: str) -> list[Path]:
    """The modules under these folders, relative to the top of the project."""
    return [
        path.relative_to(ROOT)
        for folder in folders
        for path in files(ROOT / folder)
        if path.suffix == ".py"
    ]


@functools.cache
def tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_bytes(), filename=str(module))


def dotted(node: ast.expr) -> str:
    """The name that an expression spells, such as `datetime.now`; "" when it spells none."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else ""
    return ""
