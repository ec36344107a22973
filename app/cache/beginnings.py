# SPDX-License-Identifier: Apache-2.0
"""All words of the index that begin with some letters, in a form of which the newest come at once.

A star makes the search engine gather every place of every such word before it gives the first one:
3 ms for a word that is nearly everywhere, 30 ms for a single letter. Given the words themselves, it
reads on only as far as it is asked to. What is found is the same.
"""

import unicodedata
from typing import Final

from app.cache.engine import File

MOST: Final = 24
"""With more words than that, each is rare enough for the star."""

INDEXED: Final = (2, 3)
"""Beginnings of so many letters have an index of their own: see `app.cache.tables`."""

_LATIN_END: Final = "\u0180"
_AFTER_ALL: Final = "\U0010ffff"


def beginning(file: File, word: str) -> str:
    """The search engine's query for whatever begins with a word."""
    star = f'"{word}"*'
    letters = folded(word)
    if letters is None or len(letters) in INDEXED:
        return star
    known = _second_letters(file, letters) if len(letters) == 1 else _words(file, letters)
    return f"({' OR '.join(known)})" if known else star


def folded(word: str) -> str | None:
    """A word as the index has it; none for one with letters of which this is not sure."""
    if max(word) >= _LATIN_END:
        return None
    bare = (each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))
    letters = "".join(bare).lower()
    return letters if letters.isascii() and letters.isalnum() else None


def _words(file: File, letters: str) -> list[str]:
    """The words that begin so; none if there are too many, or too strange ones."""
    found: list[str] = []
    term = _next(file, letters)
    while term is not None and term.startswith(letters):
        if len(found) == MOST or not term.isascii():
            return []
        found.append(f'"{term}"')
        term = _next(file, f"{term}\0")
    return found


def _second_letters(file: File, letter: str) -> list[str]:
    """The letter as a word, and the beginnings of two letters that there are."""
    found = [f'"{letter}"']
    term = _next(file, f"{letter}\0")
    while term is not None and term.startswith(letter):
        if not term[:2].isascii():
            return []
        found.append(f'"{term[:2]}"*')
        term = _next(file, term[:2] + _AFTER_ALL)
    return found


def _next(file: File, after: str) -> str | None:
    """The first word of the index that is not before this."""
    row = file.row("SELECT term FROM term WHERE term >= ? LIMIT 1", (after,))
    return None if row is None else str(row[0])
