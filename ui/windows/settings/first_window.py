# SPDX-License-Identifier: Apache-2.0
"""A second start shows the window that is open already, instead of an error."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS: Final = 1000
_LONGEST: Final = 1024
"""Bytes of what a later start may say: one link."""


class FirstWindow(QObject):
    """Listens for later starts with the same profile.

    Emits `asked()` for each, and `linked(text)` for one that was to open a link.
    """

    asked = Signal()
    linked = Signal(str)

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
        """To connect is to ask; a line that follows is a link. Nobody may say more than that."""
        socket = self._server.nextPendingConnection()
        socket.setReadBufferSize(_LONGEST)
        socket.readyRead.connect(self._on_said)
        socket.disconnected.connect(socket.deleteLater)
        QTimer.singleShot(_WAIT_MS, socket, socket.abort)
        self.asked.emit()
        if socket.bytesAvailable():
            self._hear(socket)

    def _on_said(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        said = bytes(socket.peek(_LONGEST).data())
        line, ended, _ = said.partition(b"\n")
        if not ended and len(said) < _LONGEST:
            return
        socket.readyRead.disconnect(self._on_said)
        socket.disconnectFromServer()
        if ended and line:
            self.linked.emit(line.decode("utf-8", "replace"))


def ask_first_window(folder: Path, link: str = "") -> bool:
    """Ask the program that has the profile to show its window, and a link; whether it heard."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    heard = socket.waitForConnected(_WAIT_MS)
    if heard and link:
        socket.write(link.replace("\n", "").encode()[: _LONGEST - 1] + b"\n")
        heard = socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(_WAIT_MS)
    socket.abort()
    return heard


def _name(folder: Path) -> str:
    return f"deskbell-{sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
