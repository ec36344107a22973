# SPDX-License-Identifier: Apache-2.0
"""Everything that opens by a key closes with Esc, and the focus is back where it was."""

import sys
from functools import partial
from typing import Final, NamedTuple

from tests.daily.looks import Look
from tests.daily.person import Person, TooLate
from tests.daily.stage import Stage

LIST: Final = "list.tickets.view"
CONVERSATION: Final = "conversation.timeline.view"
PATIENCE_S: Final = 5.0

OPENERS: Final = (
    "ctrl+k",
    "ctrl+f",
    "question",
    "s",
    "a",
    "p",
    "l",
    "c",
    "T",
    "ctrl+n",
    "ctrl+comma",
)
"""What opens something over the panes, as `xdotool` writes it."""

WRITERS: Final = ("r", "n")
"""What goes into the composer; Esc goes up to the list from there."""


class Way(NamedTuple):
    """From where a key led where, and where Esc led."""

    start: str
    key: str
    inside: str
    after: str
    good: bool


async def work(played: Stage) -> tuple[str, bool]:
    """From the list and from the conversation; the table, and whether all came back."""
    maya = played.maya
    await maya.press("ctrl+2", "j")
    await maya.until(lambda seen: seen.messages and seen.focus == LIST)
    ways = [
        await _there_and_back(maya, opener, start=start, begin=key, end=end or start)
        for start, key in ((LIST, "ctrl+2"), (CONVERSATION, "ctrl+3"))
        for opener, end in (*((each, "") for each in OPENERS), *((each, LIST) for each in WRITERS))
    ]
    return "\n".join(_written(each) for each in ways), all(each.good for each in ways)


async def _there_and_back(maya: Person, key: str, *, start: str, begin: str, end: str) -> Way:
    await maya.press(begin)
    await maya.until(partial(_is_at, place=start))
    inside = after = "nothing happens"
    try:
        await maya.press(key)
        seen = await maya.until(lambda seen: seen.focus != start, patience_s=PATIENCE_S)
        inside = seen.focus
        await maya.press("Escape")
        after = (await maya.until(partial(_is_at, place=end), patience_s=PATIENCE_S)).focus
    except TooLate:
        after = (await maya.look()).focus
        await maya.press("Escape", "Escape")
    way = Way(start, key, inside, after, after == end and inside != "nothing happens")
    sys.stdout.write(f"{_written(way)}\n")
    sys.stdout.flush()
    return way


def _is_at(seen: Look, *, place: str) -> bool:
    return seen.focus == place and seen.active


def _written(way: Way) -> str:
    mark = "" if way.good else "  NOT BACK"
    return f"{way.start:<28}{way.key:<12}{way.inside:<36}{way.after:<28}{mark}"
