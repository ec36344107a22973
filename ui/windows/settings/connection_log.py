# SPDX-License-Identifier: Apache-2.0
"""What became of the connection lately: bounded, and without a word of any ticket."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.client import Client
from app.sync.connection import ConnectionState, Kind
from ui.models.moments import second_words
from ui.models.words import translate

MOST: Final = 200
_MICROSECONDS: Final = 1_000_000


_KINDS: Final = {
    "signed_out": str(QT_TRANSLATE_NOOP("connection", "Signed out")),
    "locked": str(QT_TRANSLATE_NOOP("connection", "Locked")),
    "connecting": str(QT_TRANSLATE_NOOP("connection", "Connecting")),
    "syncing": str(QT_TRANSLATE_NOOP("connection", "Syncing")),
    "live": str(QT_TRANSLATE_NOOP("connection", "Live")),
    "offline": str(QT_TRANSLATE_NOOP("connection", "Offline")),
}
_REASONS: Final = {
    "name": str(QT_TRANSLATE_NOOP("connection", "no computer has this name")),
    "port": str(QT_TRANSLATE_NOOP("connection", "the port is closed")),
    "certificate": str(QT_TRANSLATE_NOOP("connection", "another certificate")),
    "network": str(QT_TRANSLATE_NOOP("connection", "the network is gone")),
    "no_room": str(QT_TRANSLATE_NOOP("connection", "the disk is full")),
    "no_contact": str(QT_TRANSLATE_NOOP("connection", "too long without the server")),
    "sign_in": str(QT_TRANSLATE_NOOP("connection", "the session has ended")),
    "device_revoked": str(QT_TRANSLATE_NOOP("connection", "this device was signed out")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A change of the connection, at an instant of this computer's clock."""

    at: int
    kind: Kind
    reason: str
    to_send: int

    def words(self) -> str:
        """For the person, in their time and language; the report has the line as it is."""
        told = f"{second_words(self.at)}  {translate('connection', _KINDS[self.kind])}"
        if self.reason:
            reason = _REASONS.get(self.reason)
            told += f", {self.reason if reason is None else translate('connection', reason)}"
        if self.to_send:
            count = translate("connection", "{count} to send").format(count=self.to_send)
            told += f", {count}"
        return told

    def __str__(self) -> str:
        moment = datetime.fromtimestamp(self.at / _MICROSECONDS, UTC)
        told = f"{moment:%Y-%m-%d %H:%M:%S}Z {self.kind}"
        if self.reason:
            told += f" ({self.reason})"
        return f"{told}, {self.to_send} to send"


class ConnectionLog:
    """Writes a line whenever the kind or the reason of the connection's state changes."""

    def __init__(self, client: Client, now_us: Callable[[], int]) -> None:
        self._now_us = now_us
        self._lines: deque[Line] = deque(maxlen=MOST)
        self._subscription = client.state_changed.connect(self._on_state_changed)
        self._on_state_changed(client.state)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Oldest first."""
        return tuple(self._lines)

    def close(self) -> None:
        """Write nothing any more."""
        self._subscription.close()

    def _on_state_changed(self, state: ConnectionState) -> None:
        last = self._lines[-1] if self._lines else None
        reason = state.reason or ""
        if last is None or (last.kind, last.reason) != (state.kind, reason):
            self._lines.append(Line(self._now_us(), state.kind, reason, state.to_send))
