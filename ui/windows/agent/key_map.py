# SPDX-License-Identifier: Apache-2.0
"""The keys of one person: the table, another preset, and what they changed themselves."""

from typing import Final

import msgspec

from app.settings import Settings
from ui.windows.agent.keys import KEYS, TEAMS, Key

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

LETTERS: Final = tuple(key for key in KEYS if len(key.text) == 1)
"""The keys that can be changed."""


class KeyMap:
    """What each character does for this person. Looks at the settings whenever it is asked."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: tuple[object, ...] = ()
        self._by_text: dict[str, Key] = {}

    @property
    def by_text(self) -> dict[str, Key]:
        """Single keys and sequences, by what they type; nothing when they are off."""
        state = tuple(
            self._settings.get(name) for name in ("single_keys", "key_preset", "key_changes")
        )
        if state != self._known:
            self._known = state
            self._by_text = self._read() if state[0] else _without_letters()
        return self._by_text

    @property
    def sequences(self) -> frozenset[str]:
        """Characters that begin a sequence and do nothing themselves."""
        return frozenset(text[0] for text in self.by_text if len(text) > 1)

    def text(self, action: str) -> str:
        """The character of an action that can be changed."""
        return next(
            (text for text, key in self._read().items() if key.action == action and len(text) == 1),
            "",
        )

    def caps(self, key: Key) -> tuple[str, ...]:
        """How a key is written now; nothing when it has none."""
        if key not in LETTERS:
            return tuple(key.keys.split())
        return caps_of(self.text(key.action))

    def holder(self, text: str, action: str) -> Key | None:
        """What else a character does, so that `action` cannot have it."""
        for other, key in self._read().items():
            if key.action != action and (other == text or (len(other) > 1 and other[0] == text)):
                return key
        return None

    def change(self, action: str, text: str) -> bool:
        """Give an action another character; not one that does something else already."""
        if len(text) != 1 or not text.isprintable() or text.isspace():
            return False
        if self.holder(text, action) is not None:
            return False
        self._keep({**self._changes(), action: text})
        return True

    def reset(self) -> None:
        """Back to the preset."""
        self._keep({})

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
        preset = GMAIL if self._settings.get("key_preset") == "gmail" else {}
        own = self._changes()
        found = {key.text: key for key in (*KEYS, *TEAMS) if len(key.text) > 1}
        begun = {text[0] for text in found}
        for key in sorted(LETTERS, key=lambda each: each.action not in own):
            for text in (own.get(key.action), preset.get(key.action), key.text):
                if text and text not in found and text not in begun:
                    found[text] = key
                    break
        return found


def caps_of(text: str) -> tuple[str, ...]:
    """A character as keycaps."""
    if len(text) == 1 and text.isupper():
        return ("Shift", text)
    return (text.upper(),) if text else ()


def _without_letters() -> dict[str, Key]:
    """The help stays: it is how one learns that the others are off."""
    return {key.text: key for key in KEYS if key.action == "keys"}
