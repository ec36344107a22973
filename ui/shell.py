# SPDX-License-Identifier: Apache-2.0
"""Which window is open: the one that fits the client.

Windows that few starts show are imported where they are opened: the workspace is there sooner.
"""

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt

from app.client import Client
from app.environment import RealEnvironment
from app.signals import Subscription
from app.sync.connection import ConnectionState
from ui.faults import Faults
from ui.slots import Spawner
from ui.theme.theme import Theme
from ui.windows.agent.controller import AgentController
from ui.windows.settings.diagnostics import Diagnostics

if TYPE_CHECKING:
    from ui.windows.first_run.controller import FirstRunController
    from ui.windows.signin.controller import SignInController

_AWAY: Final = frozenset({"signed_out", "locked"})


class Shell(QObject):
    """Shows the window that fits the client: to sign in, or to work. Ends when it is closed."""

    def __init__(
        self,
        client: Client,
        theme: Theme,
        *,
        environment: RealEnvironment,
        spawn: Spawner,
        faults: Faults,
        size: tuple[int, int] | None,
        diagnostics: Diagnostics | None = None,
    ) -> None:
        super().__init__()
        self._diagnostics = diagnostics
        self._first_run: FirstRunController | None = None
        self._client = client
        self._theme = theme
        self._environment = environment
        self._spawn = spawn
        self._faults = faults
        self._size = size
        self._link = ""
        self.ended = asyncio.Event()
        self.agent: AgentController | None = None
        self._sign_in: SignInController | None = None
        self._subscription: Subscription = client.state_changed.connect(self._on_state_changed)

    def show(self) -> None:
        """Open the window that fits now."""
        self._on_state_changed(self._client.state)

    def raise_window(self) -> None:
        """Bring the open window to the front: somebody started the program once more."""
        for shown in (self.agent, self._sign_in):
            if shown is not None:
                window = shown.window
                window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
                window.show()
                window.raise_()
                window.activateWindow()
                return

    def open_link(self, link: str) -> None:
        """Go to what a link names, once there is a window to work in."""
        self._link = link
        if self.agent is not None and link:
            self._link = ""
            self.agent.links.open(link)

    def reopen(self) -> None:
        """Build the window anew, in another language or time zone. What is written is a draft."""
        if self.agent is not None:
            window = self.agent.window
            self._size = None if window.isMaximized() else (window.width(), window.height())
            self._close_agent()
            self._open_agent()
        if self._first_run is not None:
            self._first_run.window.raise_()
            self._first_run.window.activateWindow()
        if self._sign_in is not None:
            self._close_sign_in()
            self._open_sign_in()

    def close(self) -> None:
        """Close whatever window is open."""
        self._subscription.close()
        self._close_first_run()
        self._close_agent()
        self._close_sign_in()

    def _on_state_changed(self, state: ConnectionState) -> None:
        if state.kind in _AWAY:
            self._close_agent()
            self._open_sign_in()
        elif self._sign_in is not None and self._sign_in.busy:
            pass  # its end decides
        elif self.agent is None and self._client.me is not None:
            self._open_agent()
            self._close_sign_in()

    def _open_agent(self) -> None:
        self.agent = AgentController(
            self._client,
            self._theme,
            environment=self._environment,
            faults=self._faults,
            diagnostics=self._diagnostics,
        )
        if self._size is None:
            self.agent.workplace.place_window()
        else:
            self.agent.window.resize(*self._size)
        self.agent.window.show()
        self.agent.closed.connect(self.ended.set)
        self.agent.sign_out_requested.connect(self._on_sign_out_requested)
        self.open_link(self._link)

    def _close_agent(self) -> None:
        agent, self.agent = self.agent, None
        if agent is not None:
            agent.closed.disconnect(self.ended.set)
            agent.close()
            agent.deleteLater()

    def _open_sign_in(self) -> None:
        if self._sign_in is None:
            from ui.windows.signin.controller import SignInController  # noqa: PLC0415 - see above

            self._sign_in = SignInController(self._client, self._theme, faults=self._faults)
            self._sign_in.closed.connect(self.ended.set)
            self._sign_in.settled.connect(self._on_settled)
            self._sign_in.window.show()
        self._sign_in.refresh()

    def _close_sign_in(self) -> None:
        sign_in, self._sign_in = self._sign_in, None
        if sign_in is not None:
            sign_in.closed.disconnect(self.ended.set)
            sign_in.settled.disconnect(self._on_settled)
            sign_in.close()
            sign_in.deleteLater()

    def _on_settled(self) -> None:
        state = self._client.state
        if state.kind not in _AWAY:
            self._on_state_changed(state)
            self._open_first_run()

    def _open_first_run(self) -> None:
        """Once for each person on this computer, after they signed in."""
        done = self._client.settings.get("first_run_done")
        if self.agent is not None and self._first_run is None and not done:
            from ui.windows.first_run.controller import (  # noqa: PLC0415 - see above
                FirstRunController,
            )

            self._first_run = FirstRunController(self._client, self._theme)
            self._first_run.done.connect(self._close_first_run)
            self._first_run.window.show()

    def _close_first_run(self) -> None:
        first, self._first_run = self._first_run, None
        if first is not None:
            first.close()
            first.deleteLater()

    def _on_sign_out_requested(self) -> None:
        """The window lets go of the files before they are deleted."""
        self._close_agent()
        self._spawn(self._client.sign_out(), name="sign out")
