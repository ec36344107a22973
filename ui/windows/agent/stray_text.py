# SPDX-License-Identifier: Apache-2.0
"""The strip for a text that somebody typed without a cursor: nothing was changed by it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ui.models.words import translate
from ui.widgets.banner import Banner
from ui.widgets.toast import Toast
from ui.windows.agent.floats import Floats
from ui.windows.agent.keyboard import Keyboard


class StrayPanes(Protocol):
    """The parts of a window that such a text concerns."""

    floats: Floats
    stray: Banner
    toast: Toast


class StrayText(QObject):
    """Follows the keyboard, which has taken back what the first letters did. `accepted(text)` asks
    for a reply that begins with the text; `can_reply` says whether a ticket is open.
    """

    accepted = Signal(str)

    def __init__(
        self,
        window: StrayPanes,
        keyboard: Keyboard,
        *,
        can_reply: Callable[[], bool],
    ) -> None:
        super().__init__(keyboard)
        self._window = window
        self._keyboard = keyboard
        self._can_reply = can_reply
        self._text = ""
        keyboard.strayed.connect(self._on_strayed)
        keyboard.accepted.connect(self.accept)
        keyboard.dropped.connect(self.drop)
        window.stray.action_requested.connect(self.accept)

    def accept(self) -> None:
        """Start a reply with it."""
        text = self._text
        self.drop()
        self.accepted.emit(text)

    def drop(self) -> None:
        """Forget it."""
        self._text = ""
        self._keyboard.reset()
        self._window.stray.hide()

    def _on_strayed(self, text: str) -> None:
        self._text = text
        self._window.toast.hide()
        can_reply = self._can_reply()
        offer = translate("window", "Enter starts a reply with “{text}”, Esc drops it.")
        self._window.floats.show_stray(
            translate("window", "Nothing was changed."),
            offer if can_reply else "",
            text=text if can_reply else "",
            action=translate("window", "Start a reply") if can_reply else "",
        )
