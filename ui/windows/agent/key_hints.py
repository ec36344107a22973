# SPDX-License-Identifier: Apache-2.0
"""The keys that buttons and fields show, as the person has them now."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.composer import Composer
from ui.widgets.search_field import SearchField
from ui.windows.agent.keyboard import Keyboard
from ui.windows.agent.properties import PropertiesPane
from ui.windows.agent.ticket_list import ListPane

_TOLD: Final = {
    "conversation.snooze.button": "snooze",
    "composer.attach.button": "attach",
    "composer.bold.button": "mark:bold",
    "composer.code.button": "mark:code",
    "composer.bullets.button": "mark:bullets",
    "list.new.button": "new_ticket",
    "list.filter.button": "filter",
    "list.bulk.assignee": "menu:assignee",
    "list.bulk.priority": "menu:priority",
    "list.bulk.solve": "solve",
    "nav.search.button": "search",
    "properties.fold.button": "fold_properties",
    "properties.unfold.button": "fold_properties",
}
"""What the buttons do that have their key under the pointer."""


class KeyHints(QObject):
    """Writes a window's keycaps anew whenever the person has chosen other keys."""

    def __init__(self, keyboard: Keyboard, window: QWidget) -> None:
        super().__init__(keyboard)
        self._map = keyboard.map
        self._solve = window.findChild(Button, "conversation.solve.button")
        self._search = window.findChild(SearchField, "nav.search.field")
        self._properties = window.findChild(PropertiesPane)
        self._list = window.findChild(ListPane)
        self._composer = window.findChild(Composer)
        self._told = [
            (button, _TOLD[button.objectName()])
            for button in window.findChildren(Button)
            if button.objectName() in _TOLD
        ]
        keyboard.rebound.connect(self.show_keys)
        self.show_keys()

    def show_keys(self) -> None:
        """Show them."""
        search = self._map.caps_for("search")
        for button, action in self._told:
            button.set_tip_key(_short(self._map.caps_for(action)) if self._works(action) else "")
        if isinstance(self._solve, Button):
            self._solve.set_keycap(" ".join(self._map.caps_for("solve")))
        if isinstance(self._search, SearchField):
            self._search.set_keys(search)
        if isinstance(self._properties, PropertiesPane):
            self._properties.status_key = " ".join(self._map.caps_for("menu:status"))
        if isinstance(self._composer, Composer):
            self._composer.keys = self._map.inner
            self._composer.send.set_keycap(_short(self._map.caps_for("send")))
        if isinstance(self._list, ListPane):
            self._list.search_keys = " ".join(search)

    def _works(self, action: str) -> bool:
        """Whether any key does it: single keys can be off."""
        typed = (key.action for key in self._map.by_text.values())
        return action in {*typed, *self._map.chords.values(), *self._map.inner.values()}


def _short(caps: tuple[str, ...]) -> str:
    """In a button the sign on the key stands for its name."""
    return " ".join("\u23ce" if each == "Enter" else each for each in caps)
