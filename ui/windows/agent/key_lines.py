# SPDX-License-Identifier: Apache-2.0
"""The lines of the list of keys: keys that belong together are one line while they do."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.models.words import translate
from ui.windows.agent.keys import KEYS, TEAMS, Key, Place
from ui.windows.agent.steady_keys import STEADY


class KeyLine(NamedTuple):
    """Keycaps and what they do."""

    caps: tuple[str, ...]
    words: str


_TOGETHER: Final = {
    "team": ("G 1 \u2026 9", str(QT_TRANSLATE_NOOP("keys", "Team queue"))),
    "focus": ("Ctrl 1 \u2026 4", str(QT_TRANSLATE_NOOP("keys", "Go to a pane"))),
    "join": ("Shift M L P", str(QT_TRANSLATE_NOOP("keys", "Merge, link or split"))),
    "zoom": ("Ctrl + \u2212 0", str(QT_TRANSLATE_NOOP("keys", "Zoom"))),
}


def key_lines(place: Place, caps: Callable[[Key], Sequence[str]]) -> tuple[KeyLine, ...]:
    """Every key of a place as the person has it; one without any is not shown."""
    keys = [key for key in (*KEYS, *STEADY) if key.place == place]
    if place == "anywhere":
        after = next(n for n, key in enumerate(keys) if key.action == "views")
        keys[after:after] = TEAMS
    lines: list[KeyLine] = []
    for key in keys:
        name = key.action.partition(":")[0]
        together = _TOGETHER.get(name)
        family = [each for each in keys if each.action.startswith(f"{name}:")]
        if together and all(tuple(caps(each)) == tuple(each.keys.split()) for each in family):
            if key == family[0]:
                written, title = together
                lines.append(KeyLine(tuple(written.split()), translate("keys", title)))
        elif caps(key):
            lines.append(KeyLine(tuple(caps(key)), key.words))
    return tuple(lines)
