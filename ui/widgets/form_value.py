# SPDX-License-Identifier: Apache-2.0
"""What a form of lines shows: each line has parts, which are chosen or typed."""

from dataclasses import dataclass
from typing import Literal

from ui.widgets.choice import Choice

PartKind = Literal["one", "many", "text", "lines", "flag", "words"]


@dataclass(frozen=True, slots=True)
class Part:
    """One control of a line; `label` is what it is called, `key` comes back in the signal.

    `values` is what it says: keys of choices, a text, "true" for a flag, or words that cannot be
    changed here. `share` is how much of the line's room it takes beside others.
    """

    key: str
    label: str
    kind: PartKind
    values: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    takes_new: bool = False
    hint: str = ""
    share: int = 1

    @property
    def shape(self) -> tuple[str, str, str, bool]:
        """What has to stay the same for a control to go on showing it."""
        return self.key, self.kind, self.label, self.takes_new


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a form; `name` is what is removed with it, `problem` what is wrong with it."""

    id: str
    name: str
    parts: tuple[Part, ...]
    problem: str = ""
    can_go: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of which all, any or none are asked for, and below them groups of the same kind."""

    id: str
    mode: str
    lines: tuple[Line, ...] = ()
    groups: "tuple[Group, ...]" = ()
