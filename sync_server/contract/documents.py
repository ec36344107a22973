# SPDX-License-Identifier: Apache-2.0
"""Documents that people write, and what is said of a place in one that means nothing."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Self


class DocumentError(ValueError):
    """A document that is not what it should be. `path` says where in it, "" that it is the whole;
    `nearest` what may have been meant.
    """

    whole = "the document"
    """What a document of this kind is called."""

    def __init__(self, path: str, problem: str, nearest: str | None = None) -> None:
        self.path = path
        self.problem = problem
        self.nearest = nearest
        hint = f"; did you mean {nearest!r}?" if nearest else ""
        super().__init__(f"{path or self.whole}: {problem}{hint}")

    def inside(self, field: str) -> Self:
        """The same, said of a document that has this one in a field."""
        path = f"{field}.{self.path}" if self.path else field
        return type(self)(path, self.problem, self.nearest)


def nearest_of(name: str, names: Iterable[str], *, likeness: float = 0.5) -> str | None:
    """The name that was probably meant, if one is near enough; to a likeness of 0 each is."""
    found = get_close_matches(name, list(names), n=1, cutoff=likeness)
    return found[0] if found else None
