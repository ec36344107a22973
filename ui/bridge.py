# SPDX-License-Identifier: Apache-2.0
"""The one crossing from the client's signals to Qt's."""

from PySide6.QtCore import QObject, Signal

from app.client import Client
from app.signals import Subscription


class Bridge(QObject):
    """The client's signals as Qt signals, for as long as a window is open.

    `changed(Changes)`, `refused(RefusedCommand)`, `connection_changed(ConnectionState)`,
    `noticed(Notice)`, `replay_changed(commands)` of what is sent again after a restore, and
    `views_changed(keys | None)`: the keys whose count changed, or None when the list of views did.
    `close` ends every subscription.
    """

    changed = Signal(object)
    refused = Signal(object)
    connection_changed = Signal(object)
    noticed = Signal(object)
    replay_changed = Signal(object)
    views_changed = Signal(object)

    def __init__(self, client: Client, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._subscriptions: list[Subscription] = [
            client.workspace.changed.connect(self.changed.emit),
            client.workspace.refused.connect(self.refused.emit),
            client.state_changed.connect(self.connection_changed.emit),
            client.notices.connect(self.noticed.emit),
            client.replay_changed.connect(self.replay_changed.emit),
            client.views.listed.connect(self.views_changed.emit),
            client.views.counted.connect(self.views_changed.emit),
        ]

    def close(self) -> None:
        """Hear nothing any more. Closing twice is harmless."""
        for subscription in self._subscriptions:
            subscription.close()
        self._subscriptions.clear()
