# SPDX-License-Identifier: Apache-2.0
"""The keys of one person: the table, another preset, and what they changed themselves."""

from collections.abc import Iterator
from typing import Final

import msgspec

from app.settings import Settings
from ui.windows.agent.key_binding import BUILT_IN, as_caps, is_binding, is_chord
from ui.windows.agent.keys import CHANGEABLE, FIXED, INNER, KEYS, Key

GMAIL: Final = {
    "solve_next": "y",
    "fold_properties": "}",
    "fold_navigation": "{",
    "menu:status": "v",
    "unread": "U",
    "follow": "s",
    "menu:category": "b",
}
"""Another character for some actions, as people know it from their mail."""

SETTINGS: Final = ("single_keys", "key_preset", "key_changes")


class KeyMap:
    """What each key does for this person. Looks at the settings whenever it is asked.

    A key is a character ("e"), a sequence of two ("gq") or a chord as Qt writes it ("Ctrl+K").
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: tuple[object, ...] = ()
        self._keys: dict[str, Key] = {}
        self._by_text: dict[str, Key] = {}
        self._written: dict[str, str] = {}

    @property
    def by_text(self) -> dict[str, Key]:
        """Single keys and sequences, by what they type; nothing when they are off."""
        self._look()
        return self._by_text

    @property
    def chords(self) -> dict[str, str]:
        """The action of each chord of the window."""
        self._look()
        own = {text: key.action for text, key in self._keys.items() if is_chord(text)}
        return {**FIXED, **{text: name for text, name in own.items() if name not in INNER}}

    @property
    def inner(self) -> dict[str, str]:
        """The action of each chord that counts in the composer alone."""
        self._look()
        return {text: key.action for text, key in self._keys.items() if key.action in INNER}

    @property
    def sequences(self) -> frozenset[str]:
        """Characters that begin a sequence and do nothing themselves."""
        return frozenset(text[0] for text in self.by_text if len(text) > 1)

    def text(self, id: str) -> str:
        """The key of what can be changed; empty when it has none."""
        self._look()
        return self._written.get(id, "")

    def caps(self, key: Key) -> tuple[str, ...]:
        """How a key is written now; nothing when it has none."""
        if key not in CHANGEABLE:
            return tuple(key.keys.split())
        return as_caps(self.text(key.id))

    def caps_for(self, action: str) -> tuple[str, ...]:
        """How the first key of an action is written now, a single key before a chord."""
        for key in KEYS:
            if key.action == action and (caps := self.caps(key)):
                return caps
        return ()

    def holder(self, text: str, id: str) -> Key | None:
        """What else a key does, so that `id` cannot have it."""
        if text in BUILT_IN:
            return BUILT_IN[text]
        for other, key in self._held():
            begins = not is_chord(text) and not is_chord(other) and _begins(text, other)
            if key.id != id and (other == text or begins):
                return key
        return None

    def change(self, id: str, text: str) -> bool:
        """Give an action another key; not one that does something else already."""
        if not may_be(id, text) or self.holder(text, id) is not None:
            return False
        self._keep({**self._changes(), id: text})
        return True

    def clear(self, id: str) -> None:
        """Take the key of an action away: it stays in the menus and the palette."""
        self._keep({**self._changes(), id: ""})

    def reset(self) -> None:
        """Back to the preset."""
        self._keep({})

    def _held(self) -> Iterator[tuple[str, Key]]:
        self._look()
        yield from self._keys.items()

    def _look(self) -> None:
        state = tuple(self._settings.get(name) for name in SETTINGS)
        if state == self._known:
            return
        self._known = state
        self._keys = self._read()
        self._written = {key.id: text for text, key in self._keys.items()}
        shown = {text: key for text, key in self._keys.items() if not is_chord(text)}
        self._by_text = shown if state[0] else _only_help(shown)

    def _keep(self, changes: dict[str, str]) -> None:
        told = msgspec.json.encode(changes).decode() if changes else ""
        self._settings.set("key_changes", told)

    def _changes(self) -> dict[str, str]:
        told = str(self._settings.get("key_changes"))
        try:
            return msgspec.json.decode(told, type=dict[str, str]) if told else {}
        except msgspec.MsgspecError:
            return {}

    def _read(self) -> dict[str, Key]:
        """Every key with what it does. Own changes come first, then sequences, then the rest."""
        preset = GMAIL if self._settings.get("key_preset") == "gmail" else {}
        own = self._changes()
        found: dict[str, Key] = {}
        order = sorted(CHANGEABLE, key=lambda key: (key.id not in own, len(key.usual) != 2))
        for key in order:
            wanted = (own.get(key.id), preset.get(key.id), key.usual)
            if own.get(key.id) == "":
                continue
            for text in wanted:
                if text and may_be(key.id, text) and _is_free(text, found):
                    found[text] = key
                    break
        return found


def may_be(id: str, text: str) -> bool:
    """Whether a text can be this key: in the composer every character is text."""
    inner = id.removeprefix("chord:") in INNER
    return is_binding(text) and (is_chord(text) or not inner)


def _is_free(text: str, found: dict[str, Key]) -> bool:
    if text in found or text in BUILT_IN:
        return False
    if is_chord(text):
        return True
    return not any(_begins(text, other) for other in found if not is_chord(other))


def _begins(one: str, other: str) -> bool:
    """Whether one key is the beginning of the other, so that both cannot be."""
    return len(one) != len(other) and one[0] == other[0] and 1 in (len(one), len(other))


def _only_help(shown: dict[str, Key]) -> dict[str, Key]:
    """The help stays: it is how one learns that the others are off."""
    return {text: key for text, key in shown.items() if key.action == "keys"}
