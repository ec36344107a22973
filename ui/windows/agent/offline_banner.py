# SPDX-License-Identifier: Apache-2.0
"""The banner of a lost connection: not for a moment's loss, with what waits here and the way on."""

from math import ceil
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.client import Client
from ui.models.words import translate
from ui.widgets import plural
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner
from ui.windows.agent.network_return import NetworkReturn

AFTER_MS: Final = 10_000
"""A connection that is gone for so long is worth a banner; the foot says it at once."""

SECOND_MS: Final = 1_000


class OfflineBanner(QObject):
    """Emits `appeared()`, and `retry_requested()` when nobody wants to wait: the person, or a
    network that is back.

    Its action counts down to the next try, and pressed it tries at once. Once the banner goes, the
    keys that were in it are in `home`.
    """

    appeared = Signal()
    retry_requested = Signal()

    def __init__(
        self,
        client: Client,
        banner: Banner,
        parent: QObject | None = None,
        *,
        home: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._banner = banner
        self._home = home
        self._online = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.show_now)
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._count_down)
        self._network = NetworkReturn(self)
        self._network.returned.connect(self._on_network_returned)
        banner.action_requested.connect(self._on_action_requested)

    def set_online(self, online: bool) -> None:
        """The connection came or went, or another number of changes waits."""
        self._online = online
        if online:
            self._timer.stop()
            self._second.stop()
            if self.is_shown:
                announce(self._banner, translate("window", "You are online again."))
            self._hide()
            return
        if self.is_shown:
            self.show_now()
        elif not self._timer.isActive():
            self._timer.start()

    @property
    def is_shown(self) -> bool:
        """Whether the person has been told."""
        return not self._banner.isHidden()

    def show_now(self) -> None:
        """Say it, with what waits at this moment. From now on a network that is back is noticed:
        until now the tries came quickly by themselves.
        """
        self._network.watch()
        was_shown = self.is_shown
        count = self._client.state.to_send
        strong = translate("window", "You are offline.")
        rest = translate("window", "Keep working.")
        if count:
            rest = plural.tr(
                "Keep working, %n changes wait here.", "Keep working, 1 change waits here.", count
            )
        if self._client.state.reason == "certificate":
            strong = translate("window", "This is not the server that you joined.")
            rest = translate("window", "Nothing is sent to it. Ask your admin for a new join code.")
        self._banner.show_message(
            "offline",
            strong,
            rest,
            action=self._action_words(),
            action_name=translate("window", "Try now"),
        )
        self._second.start()
        if not was_shown:
            self.appeared.emit()

    def _hide(self) -> None:
        """Else the keys would go on to what comes next, and Space would press it."""
        focus = self._banner.window().focusWidget()
        if self._home is not None and self._banner.isAncestorOf(focus):
            self._home.setFocus()
        self._banner.hide()

    def close(self) -> None:
        """The window closes."""
        self._timer.stop()
        self._second.stop()

    def _action_words(self) -> str:
        left_s = self._client.next_try_s
        if left_s is None:
            return translate("window", "Trying now")
        told = translate("window", "Retry in {count} s")
        return told.format(count=max(1, ceil(left_s)))

    def _count_down(self) -> None:
        if self._banner.isHidden():
            self._second.stop()
        else:
            self._banner.set_action(self._action_words())

    def _on_action_requested(self) -> None:
        self.retry_requested.emit()
        self._banner.set_action(translate("window", "Trying now"))

    def _on_network_returned(self) -> None:
        if not self._online:
            self.retry_requested.emit()
