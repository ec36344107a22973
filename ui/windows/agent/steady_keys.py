# SPDX-License-Identifier: Apache-2.0
"""Keys that lists and texts have in every program: they are shown, and stay as they are."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.windows.agent.keys import Key, Place


def _key(keys: str, place: Place, title: object) -> Key:
    return Key(keys, f"steady:{place}", place, str(title))


STEADY: Final = (
    _key("Up Down", "list", QT_TRANSLATE_NOOP("keys", "Previous or next ticket")),
    _key("Home End", "list", QT_TRANSLATE_NOOP("keys", "First or last ticket")),
    _key("PgUp PgDn", "list", QT_TRANSLATE_NOOP("keys", "A page of tickets")),
    _key("Space", "list", QT_TRANSLATE_NOOP("keys", "Read on in the conversation")),
    _key("Shift Space", "list", QT_TRANSLATE_NOOP("keys", "Read back")),
    _key("Shift Up Down", "ticket", QT_TRANSLATE_NOOP("keys", "Previous or next message")),
    _key("PgUp PgDn", "ticket", QT_TRANSLATE_NOOP("keys", "A page of the conversation")),
    _key("Home End", "ticket", QT_TRANSLATE_NOOP("keys", "Beginning or end")),
    _key("Enter", "ticket", QT_TRANSLATE_NOOP("keys", "What a message offers")),
    _key("Shift Left Right", "ticket", QT_TRANSLATE_NOOP("keys", "Select text of a message")),
    _key("Ctrl A", "ticket", QT_TRANSLATE_NOOP("keys", "Select all of a message")),
    _key("Ctrl C", "ticket", QT_TRANSLATE_NOOP("keys", "Copy what is selected, or the message")),
    _key("/", "composer", QT_TRANSLATE_NOOP("keys", "Prepared reply")),
    _key("Tab", "composer", QT_TRANSLATE_NOOP("keys", "Next gap of a prepared reply")),
    _key("@", "composer", QT_TRANSLATE_NOOP("keys", "Name a colleague")),
    _key("#", "composer", QT_TRANSLATE_NOOP("keys", "Name a ticket")),
)
"""They are written together where they belong together; none of them is ever pressed at once."""
