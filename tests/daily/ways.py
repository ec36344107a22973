# SPDX-License-Identifier: Apache-2.0
"""Ways back: from everything that opens by a key, from a text without a cursor, from a reply."""

import sys
from functools import partial
from typing import Final, NamedTuple

from tests.daily.looks import Look
from tests.daily.person import Person, TooLate
from tests.daily.stage import Stage

LIST: Final = "list.tickets.view"
CONVERSATION: Final = "conversation.timeline.view"
EDITOR: Final = "composer.text.editor"
EARLY: Final = "This goes out too early."
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
    "w",
    "ctrl+n",
    "ctrl+comma",
    "ctrl+shift+a",
    "F10",
)
"""What opens something over the panes, as `xdotool` writes it."""

WRITERS: Final = ("r", "n")
"""What goes into the composer; Esc goes up to the conversation from there."""


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
        for opener, end in (
            *((each, "") for each in OPENERS),
            *((each, CONVERSATION) for each in WRITERS),
        )
    ]
    ways.append(await _typed_by_mistake(played))
    ways.append(await _sent_too_early(played))
    return "\n".join(_written(each) for each in ways), all(each.good for each in ways)


async def _typed_by_mistake(played: Stage) -> Way:
    """Somebody writes without a cursor: nothing is changed, and the text is offered as a reply."""
    maya, desk = played.maya, played.desk
    await maya.press("ctrl+2")
    subject = (await maya.until(partial(_is_at, place=LIST))).subject
    before = desk.rows("select version from ticket where subject = ?", subject)
    await maya.type("hello there")
    seen = await maya.until(lambda seen: seen.stray)
    await maya.picture("typed-by-mistake")
    await maya.press("Return")
    taken = await maya.until(lambda seen: seen.focus == EDITOR and seen.written)
    after = desk.rows("select version from ticket where subject = ?", subject)
    await maya.press("ctrl+a", "BackSpace", "Escape")
    await maya.until(partial(_is_at, place=CONVERSATION))
    await maya.press("Escape")
    await maya.until(partial(_is_at, place=LIST))
    good = before == after and taken.written == "hello there"
    return _told(Way(LIST, "hello there", seen.stray, taken.written, good))


async def _sent_too_early(played: Stage) -> Way:
    """Ctrl Z after Ctrl Enter: the text is back, and the server has none of it."""
    maya, desk = played.maya, played.desk
    await maya.press("r")
    await maya.until(lambda seen: seen.focus == EDITOR)
    await maya.type(EARLY)
    await maya.press("ctrl+Return")
    await maya.until(lambda seen: seen.messages and seen.messages[-1].text == EARLY)
    await desk.until(lambda: desk.messages(EARLY))
    seen = await maya.until(lambda seen: seen.toast)
    await maya.press("ctrl+z")
    back = await maya.until(lambda seen: seen.written == EARLY)
    await maya.picture("sent-too-early")
    await desk.until(lambda: not desk.messages(EARLY))
    return _told(Way(CONVERSATION, "ctrl+z", seen.toast, back.focus, back.focus == EDITOR))


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
    return _told(Way(start, key, inside, after, after == end and inside != "nothing happens"))


def _told(way: Way) -> Way:
    sys.stdout.write(f"{_written(way)}\n")
    sys.stdout.flush()
    return way


def _is_at(seen: Look, *, place: str) -> bool:
    return seen.focus == place and seen.active


def _written(way: Way) -> str:
    mark = "" if way.good else "  NOT BACK"
    return f"{way.start:<28}{way.key:<14}{way.inside:<36}{way.after:<28}{mark}"
