# SPDX-License-Identifier: Apache-2.0
"""A word that may have been meant, where nothing was found."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from ui.models.palette_match import fold

LEAST_LETTERS: Final = 4
MOST_WORDS: Final = 20_000
_CLOSE: Final = 0.75


def meant(words: str, known: Iterable[str]) -> str:
    """The words with each unknown one replaced by a known one that is close; "" if none is.

    Only known words with the same first letter and about the same length are looked at.
    """
    vocabulary: dict[str, str] = {}
    for text in known:
        for word in text.split():
            vocabulary.setdefault(fold(word.strip(".,;:!?()\u201c\u201d\"'")), word)
        if len(vocabulary) > MOST_WORDS:
            break
    changed, result = False, []
    for word in words.split():
        other = _closest(fold(word), vocabulary)
        changed = changed or bool(other)
        result.append(other or word)
    return " ".join(result) if changed else ""


def _closest(word: str, vocabulary: dict[str, str]) -> str:
    if len(word) < LEAST_LETTERS or word in vocabulary:
        return ""
    near = [
        other for other in vocabulary if other[:1] == word[0] and abs(len(other) - len(word)) <= 2
    ]
    found = get_close_matches(word, near, n=1, cutoff=_CLOSE)
    return vocabulary[found[0]].strip(".,;:!?()\u201c\u201d\"'") if found else ""
