# SPDX-License-Identifier: Apache-2.0
"""Tells a key that is a command from the first letters of somebody who writes without a cursor."""

from collections.abc import Callable
from typing import Final, Literal

WITHIN_S: Final = 0.5
"""So many seconds may lie between the first and the last of the letters."""

LETTERS: Final = 3
"""So many letters within that time are a text."""

Verdict = Literal["command", "text"]


class TypingGuard:
    """Takes every printable key that is pressed outside an editor, with its time in seconds.

    The first letters of a text are still commands when they come: whoever asks takes back what
    they did when the verdict turns to "text". From then on every letter belongs to the `typed`
    text until `reset`. Within a time of 0 nothing is a text.
    """

    def __init__(self, within_s: Callable[[], float] = lambda: WITHIN_S) -> None:
        self._within_s = within_s
        self._recent: list[tuple[float, str]] = []
        self._text = ""

    @property
    def typed(self) -> str:
        """The text that was typed by mistake, or nothing."""
        return self._text

    def press(self, letter: str, at: float) -> Verdict:
        """A letter that could change a ticket or open something."""
        if self._text:
            self._text += letter
            return "text"
        if not self._within_s():
            return "command"
        kept = [each for each in self._recent if at - each[0] <= self._within_s()]
        self._recent = [*kept, (at, letter)]
        if len(self._recent) < LETTERS:
            return "command"
        self._text = "".join(text for _, text in self._recent)
        return "text"

    def reset(self) -> None:
        """A command was meant, or the text has been taken or dropped."""
        self._recent.clear()
        self._text = ""
