# SPDX-License-Identifier: Apache-2.0
"""What an examination of a desk found, line by line."""

from typing import Literal

from msgspec import Struct

State = Literal["ok", "warning", "error"]


class Line(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was looked at, and in a sentence how it is and what to do.

    `record` is a text to copy, where there is one.
    """

    about: str
    state: State
    text: str
    record: str = ""


class Examination(Struct, frozen=True, kw_only=True):
    """Everything that was looked at."""

    lines: tuple[Line, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong. Warnings are not."""
        return all(line.state != "error" for line in self.lines)


def ok(about: str, text: str) -> Line:
    """Something that is as it should be."""
    return Line(about=about, state="ok", text=text)


def warning(about: str, text: str, *, record: str = "") -> Line:
    """Something that should be better, and works."""
    return Line(about=about, state="warning", text=text, record=record)


def error(about: str, text: str) -> Line:
    """Something that does not work."""
    return Line(about=about, state="error", text=text)
