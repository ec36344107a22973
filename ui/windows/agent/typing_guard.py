# SPDX-License-Identifier: Apache-2.0
"""Tells a key that is a command from the first letters of somebody who writes without a cursor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

WITHIN_S: Final = 0.5
"""So many seconds may lie between the first and the last of the letters."""

LETTERS: Final = 3
"""So many letters within that time are a text."""

Verdict = Literal["command", "text"]
TakeBack = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key, or a sequence of two, with the time of its first letter and the way back from what it
    did.
    """

    text: str
    at: float
    moves: bool
    begins: bool = False
    take_back: TakeBack | None = None


class TypingGuard:
    """Three letters that come within the time are a text, whatever keys they are; only going about
    is none: keys that move, of which two or more follow each other, are not counted. The first two
    are commands when they come, and each leaves here how it is taken back, which `take_back` does
    when the verdict turns to "text". From then on every letter belongs to the `typed` text until
    `reset`. Within a time of 0 nothing is a text.
    """

    def __init__(self, within_s: Callable[[], float] = lambda: WITHIN_S) -> None:
        self._within_s = within_s
        self._recent: tuple[Pressed, ...] = ()
        self._text = ""

    @property
    def typed(self) -> str:
        """The text that was typed by mistake, or nothing."""
        return self._text

    def press(self, text: str, at: float, *, moves: bool = False, begins: bool = False) -> Verdict:
        """A letter, or with the second letter of a sequence the whole of it; `moves` when it only
        goes elsewhere and changes no ticket, `begins` when the next letter says whether it does.
        """
        if self._text:
            self._text += text[-1]
            return "text"
        if not self._within_s():
            return "command"
        kept = self._within(at)
        if len(text) > 1 and kept and kept[-1].text == text[:-1]:
            self._recent = (*kept[:-1], Pressed(text, kept[-1].at, moves))
        else:
            if kept and kept[-1].begins:
                kept = (*kept[:-1], replace(kept[-1], moves=False, begins=False))
            self._recent = (*kept, Pressed(text[-1], at, moves or begins, begins))
        counted = _counted(self._recent)
        if sum(len(each.text) for each in counted) < LETTERS:
            return "command"
        self._recent = self._recent[self._recent.index(counted[0]) :]
        self._text = "".join(each.text for each in self._recent)
        return "text"

    def owe(self, take_back: TakeBack) -> None:
        """How to take back what the last key is about to do."""
        if self._recent:
            self._recent = (*self._recent[:-1], replace(self._recent[-1], take_back=take_back))

    def take_back(self) -> None:
        """Undo what the letters of the text did, the last of them first."""
        recent, self._recent = self._recent, ()
        for each in reversed(recent):
            if each.take_back is not None:
                each.take_back()

    def place_of(self, key: Pressed, at: float) -> int | None:
        """How many keys count before this one, if it may still be part of a text by then."""
        counted = _counted(self._within(at))
        return counted.index(key) if key in counted else None

    @property
    def last(self) -> Pressed | None:
        """The key that was pressed last, unless it was a command for certain."""
        return self._recent[-1] if self._recent else None

    def reset(self) -> None:
        """A command was meant, or the text has been taken or dropped."""
        self._recent = ()
        self._text = ""

    def _within(self, at: float) -> tuple[Pressed, ...]:
        return tuple(each for each in self._recent if at - each.at <= self._within_s())


def _counted(keys: Sequence[Pressed]) -> list[Pressed]:
    """All but those that move and stand beside another that moves."""
    beside = (False, *(each.moves for each in keys), False)
    return [
        each
        for place, each in enumerate(keys)
        if not (each.moves and (beside[place] or beside[place + 2]))
    ]
