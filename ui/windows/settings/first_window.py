# SPDX-License-Identifier: Apache-2.0
"""A second start shows the window that is open already, instead of an error."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS: Final = 1000


class FirstWindow(QObject):
    """Listens for later starts with the same profile. Emits `asked()` for each."""

    asked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(_name(folder))  # of a program that ended without a goodbye
        self._server.listen(_name(folder))

    def close(self) -> None:
        """Hear nothing any more."""
        self._server.close()

    def _on_connection(self) -> None:
        """To connect is to ask; what is sent is not even read."""
        socket = self._server.nextPendingConnection()
        socket.disconnectFromServer()
        socket.deleteLater()
        self.asked.emit()


def ask_first_window(folder: Path) -> bool:
    """Ask the program that has the profile to show its window; whether it heard."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    heard = socket.waitForConnected(_WAIT_MS)
    socket.abort()
    return heard


def _name(folder: Path) -> str:
    return f"deskbell-{sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
