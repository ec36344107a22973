# SPDX-License-Identifier: Apache-2.0
"""Where a text names colleagues with an @."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

FindNames = Callable[[str], tuple[str, ...]]
"""The names of colleagues that stand behind an @ in a text."""

_NONE: Final = r"(?!)"


@lru_cache(maxsize=256)
def mention_pattern(names: tuple[str, ...]) -> str:
    """A pattern for "@Tomas Reuter" as a whole where that name is known, and for "@Tomas"."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return _NONE
    return rf"(?<!\w)@(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
