# SPDX-License-Identifier: Apache-2.0
"""Patterns that a rule looks for in a text: RE2, which takes time in proportion to the text.

    {"field": "message.text", "matches": "order (number )?[0-9]{6}"}

Upper and lower case are the same, as for "contains"; `(?-i)` in front makes them differ.
"""

from collections.abc import Callable
from typing import Any, Final

import re2

from sync_server.domain.rules.shapes import RuleError

MOST_LETTERS: Final = 500
LONGEST_TEXT: Final = 65_536
"""What comes after so many letters of a text is not looked at."""

_MEMORY: Final = 1 << 20
"""Bytes for one pattern: one that repeats what repeats is refused, however short it is."""


def check_pattern(pattern: str, path: str) -> None:
    """Refuse what is no pattern. Raises `RuleError`."""
    if not pattern:
        raise RuleError(path, "must be a pattern, like 'order [0-9]+'")
    if len(pattern) > MOST_LETTERS:
        raise RuleError(path, f"is longer than {MOST_LETTERS} letters")
    try:
        _compile(pattern)
    except re2.error as error:
        told = error.args[0].decode("utf-8", "replace") if error.args else "is none"
        raise RuleError(path, f"{pattern!r:.60} is no pattern: {told}") from None


def matcher(pattern: str) -> Callable[[Any, Any], bool]:
    """Whether a text, or one of a set, has the pattern in it: an operator for conditions."""
    search = _compile(pattern).search

    def in_text(value: Any) -> bool:
        text = str(value)[:LONGEST_TEXT].encode("utf-8", "replace")
        return search(text) is not None

    def matches(value: Any, _: Any) -> bool:
        if isinstance(value, tuple):
            return any(in_text(each) for each in value)
        return in_text("" if value is None else value)

    return matches


def _compile(pattern: str) -> Any:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.case_sensitive = False
    options.log_errors = False
    options.never_capture = True
    return re2.compile(pattern.encode("utf-8", "surrogatepass"), options)
