# SPDX-License-Identifier: Apache-2.0
"""Notices that this computer has a network again, so that nobody waits for the next try."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation


class NetworkReturn(QObject):
    """Emits `returned()` when the system says that the network is there after it was not.

    It looks from the first `watch` on: what asks the system is loaded only once a connection was
    lost. Where the system does not tell, it says nothing.
    """

    returned = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._information: Any = None
        self._was_there = True

    def watch(self) -> None:
        """A connection is lost: from now on it matters."""
        if self._information is None:
            self._information = _information()
            if self._information is not None:
                self._was_there = _is_there(self._information.reachability())
                self._information.reachabilityChanged.connect(self.look)

    def look(self, reachability: Any) -> None:
        """What the system says now."""
        is_there = _is_there(reachability)
        if is_there and not self._was_there:
            self.returned.emit()
        self._was_there = is_there


def _information() -> Any:
    QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability)
    return QNetworkInformation.instance()


def _is_there(reachability: Any) -> bool:
    """Where the system does not know, the network counts as being there."""
    return bool(reachability != QNetworkInformation.Reachability.Disconnected)
