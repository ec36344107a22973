# SPDX-License-Identifier: Apache-2.0
"""What the steps of the set-up have in common that ask the server something."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.client import Client
from ui.slots import Spawn


class AskingStep(QObject):
    """Behind the form of a step. Signals: `happened(icon, sentence)`, `troubled(error)`."""

    happened = Signal(str, str)
    troubled = Signal(object)

    def __init__(
        self, client: Client, form: QWidget, *, spawn: Spawn, say: Callable[[str], object]
    ) -> None:
        super().__init__(form)
        self._client = client
        self._workspace = client.workspace
        self._spawn = spawn
        self._say = say
