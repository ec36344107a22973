# SPDX-License-Identifier: Apache-2.0
"""How well a typed text fits a title, and which of its letters were meant."""

import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

LONGEST: Final = 240
"""Titles are looked at so far: a hostile one costs no more than a long one."""


class Rank(IntEnum):
    """From the best to the weakest way to fit."""

    EXACT = 0
    PREFIX = 1
    WORD = 2
    LETTERS = 3


class Match(NamedTuple):
    """`marks` are the places of the letters that were typed, `spread` the letters between them."""

    rank: Rank
    marks: tuple[int, ...] = ()
    spread: int = 0


NO_TEXT: Final = Match(Rank.LETTERS)
"""What everything answers to an empty text."""


def fold(text: str) -> str:
    """The text without case and accents, letter for letter: places stay the same."""
    return text.lower() if text.isascii() else "".join(map(_fold_letter, text))


def match(query: str, title: str) -> Match | None:
    """How `query` fits `title`, or `None`."""
    return match_folded(" ".join(fold(query).split()), fold(title[:LONGEST]))


def match_folded(wanted: str, text: str) -> Match | None:
    """The same for texts that were folded before, `wanted` with single blanks."""
    if not wanted:
        return NO_TEXT
    if text.startswith(wanted):
        rank = Rank.EXACT if len(text) == len(wanted) else Rank.PREFIX
        return Match(rank, _run(text, 0, len(wanted)))
    marks = _word_starts_fit(wanted, text)
    if marks is not None:
        return Match(Rank.WORD, marks)
    at = text.find(wanted)
    if at >= 0:
        return Match(Rank.LETTERS, _run(text, at, len(wanted)))
    return _in_order(wanted.replace(" ", ""), text)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[0].lower()[0]


def _run(text: str, at: int, length: int) -> tuple[int, ...]:
    return tuple(place for place in range(at, at + length) if text[place] != " ")


def _starts(text: str) -> Iterator[int]:
    before = False
    for place, letter in enumerate(text):
        inside = letter.isalnum()
        if inside and not before:
            yield place
        before = inside


def _word_starts_fit(wanted: str, text: str) -> tuple[int, ...] | None:
    """Every typed word begins a word of the title, in the same order."""
    marks: list[int] = []
    starts = _starts(text)
    for word in wanted.split(" "):
        at = next((start for start in starts if text.startswith(word, start)), None)
        if at is None:
            return None
        marks.extend(range(at, at + len(word)))
    return tuple(marks)


def _in_order(letters: str, text: str) -> Match | None:
    """All letters in order, the first of them at the start of a word, as close as they come."""
    best: tuple[int, ...] | None = None
    for start in _starts(text):
        if not letters or text[start] != letters[0]:
            continue
        marks = _follow(letters, text, start)
        if marks is None:
            break
        if best is None or marks[-1] - marks[0] < best[-1] - best[0]:
            best = marks
    if best is None:
        return None
    return Match(Rank.LETTERS, best, best[-1] - best[0] + 1 - len(best))


def _follow(letters: str, text: str, start: int) -> tuple[int, ...] | None:
    marks = [start]
    for letter in letters[1:]:
        at = text.find(letter, marks[-1] + 1)
        if at < 0:
            return None
        marks.append(at)
    return tuple(marks)
