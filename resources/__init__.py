# SPDX-License-Identifier: Apache-2.0
"""Reaches the bundled data files, in a checkout and in a frozen build; callable from any thread."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(*parts: str) -> Traversable:
    """The bundled file or folder at these path parts, such as `resource("icons", "tag.svg")`.

    Read it with its own methods; it need not be a file on a disk. Raises ValueError for a part that
    could name something outside the bundle; a missing file fails when it is read.
    """
    for part in parts:
        if part in {"", ".", ".."} or set(part) & set("/\\:"):
            raise ValueError(f"not the name of a bundled file: {part!r}")
    return files(__name__).joinpath(*parts)
