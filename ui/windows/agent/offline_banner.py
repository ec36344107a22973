# SPDX-License-Identifier: Apache-2.0
"""The banner of a lost connection: not for a moment's loss, and with what waits here."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.client import Client
from ui.models.words import translate
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner

AFTER_MS: Final = 10_000
"""A connection that is gone for so long is worth a banner; the foot says it at once."""


class OfflineBanner(QObject):
    """Emits `retry_requested()` when the person does not want to wait."""

    retry_requested = Signal()

    def __init__(self, client: Client, banner: Banner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._banner = banner
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.show_now)
        banner.action_requested.connect(self.retry_requested)

    def set_online(self, online: bool) -> None:
        """The connection came or went, or another number of changes waits."""
        if online:
            self._timer.stop()
            if not self._banner.isHidden():
                announce(self._banner, translate("window", "You are online again."))
            self._banner.hide()
        elif not self._banner.isHidden():
            self.show_now()
        elif not self._timer.isActive():
            self._timer.start()

    def show_now(self) -> None:
        """Say it, with what waits at this moment."""
        count = self._client.state.to_send
        strong = translate("window", "You are offline.")
        rest = translate("window", "Keep working.")
        if count:
            rest = translate("window", "Keep working, {count} changes wait here.")
        if count == 1:
            rest = translate("window", "Keep working, 1 change waits here.")
        if self._client.state.reason == "certificate":
            strong = translate("window", "This is not the server that you joined.")
            rest = translate("window", "Nothing is sent to it. Ask your admin for a new join code.")
        self._banner.show_message(
            "offline",
            strong,
            rest.format(count=count),
            action=translate("window", "Try now"),
        )

    def close(self) -> None:
        """The window closes."""
        self._timer.stop()
