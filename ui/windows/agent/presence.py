# SPDX-License-Identifier: Apache-2.0
"""Tells colleagues where this person is and what they do there."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.client import Client
from sync_server.contract.ids import TicketId

TYPING_MS: Final = 3000
"""Without a letter for so long nobody is typing any more."""
STAY_MS: Final = 1000
"""Who leaves a ticket sooner only stepped over it."""

Place = tuple[TicketId | None, str, bool]


class PresenceTeller(QObject):
    """Says each thing once. `leave` says that this person is nowhere."""

    def __init__(self, client: Client, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._ticket: TicketId | None = None
        self._mode = "viewing"
        self._told: Place = (None, "viewing", False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(self._tell)
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(STAY_MS)
        self._stay.timeout.connect(self._tell)

    def go(self, ticket: TicketId | None) -> None:
        """Look at a ticket, or at none. It is told of once the person stays, or writes."""
        if ticket is None:
            self._stay.stop()
        elif ticket != self._ticket:
            self._stay.start()
        self._ticket, self._mode = ticket, "viewing"
        self._pause.stop()
        self._tell()

    def write(self, mode: str) -> None:
        """A letter was written for a reply or a note; an empty mode is for nothing any more."""
        self._mode = {"reply": "replying", "note": "editing"}.get(mode, "viewing")
        if mode:
            self._stay.stop()
            self._pause.start()
        else:
            self._pause.stop()
        self._tell()

    def tell_again(self) -> None:
        """The connection is new: nobody there knows anything."""
        self._told = (None, "viewing", False)
        self._tell()

    def leave(self) -> None:
        """The window closes."""
        self.go(None)

    def _tell(self) -> None:
        ticket = None if self._stay.isActive() else self._ticket
        place: Place = (ticket, self._mode, self._pause.isActive())
        if place != self._told:
            self._told = place
            self._client.here(ticket=place[0], mode=place[1], typing=place[2])
