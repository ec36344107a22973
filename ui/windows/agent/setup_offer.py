# SPDX-License-Identifier: Apache-2.0
"""A fresh desk opens on the set-up page for an administrator: once, the first time."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from app.client import Client
from app.signals import Subscription
from app.sync.connection import ConnectionState
from app.workspace.changes import Changes
from ui.models.setup_steps import SHOWN, is_fresh, may_set_up

OFFERED: Final = "setup_offered"
"""The setting that keeps whether it was."""


class SetupOffer(QObject):
    """Looks until it has offered the page: who the person is, and what the desk has, comes later
    than the window. Only a live link says that there is nothing.
    """

    def __init__(self, client: Client, open_page: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._client = client
        self._open_page = open_page
        self._following: tuple[Subscription, ...] = ()

    def begin(self) -> None:
        """The window is there: open the page, now or when it is known that it is due."""
        if not self._client.settings.get(OFFERED):
            self._following = (
                self._client.workspace.changed.connect(self._on_changed),
                self._client.state_changed.connect(self._on_state_changed),
            )
            self._look()

    def close(self) -> None:
        """Look no longer."""
        for each in self._following:
            each.close()
        self._following = ()

    def _look(self) -> None:
        workspace = self._client.workspace
        if workspace.loading or self._client.state.kind != "live":
            return
        if may_set_up(workspace) and is_fresh(workspace):
            self.close()
            self._client.settings.set(OFFERED, True)
            self._open_page()

    def _on_changed(self, changes: Changes) -> None:
        if changes.reloaded or not SHOWN.isdisjoint(changes.rows):
            self._look()

    def _on_state_changed(self, state: ConnectionState) -> None:
        self._look()
