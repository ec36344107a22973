# SPDX-License-Identifier: Apache-2.0
"""Pictures of the running window, taken by itself: for the demo on a machine without a display."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.environment import Environment
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.windows.agent.controller import AgentController

PATIENCE_S: Final = 20.0
LIVE_S: Final = 12.0
_STEP_S: Final = 0.2
_CALM_S: Final = 1.0


class DemoPictures:
    """Walks one window through its states and prints the path of each picture.

    Whatever does not happen in time is pictured as it is.
    """

    def __init__(
        self,
        controller: AgentController,
        theme: Theme,
        environment: Environment,
        *,
        folder: Path,
    ) -> None:
        self._controller = controller
        self._theme = theme
        self._environment = environment
        self._folder = folder

    async def take(self) -> None:
        """Take all pictures."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._theme.set_scheme("light")
        controller = self._controller
        await self._until(lambda: bool(controller.window.list.tickets()))
        await self._picture("list", "light")
        ticket = self._busiest()
        if ticket is not None:
            controller.tickets.open(ticket)
            timeline = controller.window.conversation.timeline
            await self._until(lambda: bool(timeline.messages))
        await self._picture("ticket", "light")
        before = self._liveliness()
        await self._until(lambda: self._liveliness() != before, within_s=LIVE_S)
        await self._picture("live", "light")
        controller.do("note")
        await self._picture("note", "light")
        controller.do("reply")
        await self._picture("ticket", "dark")

    async def _picture(self, name: str, scheme: Scheme) -> None:
        self._theme.set_scheme(scheme)
        await self._environment.sleep(_CALM_S)
        path = (self._folder / f"{name}-{scheme}.png").resolve()
        self._controller.window.grab().save(str(path))
        sys.stdout.write(f"screenshot {path}\n")
        sys.stdout.flush()

    async def _until(self, holds: Callable[[], bool], *, within_s: float = PATIENCE_S) -> None:
        end = self._environment.monotonic() + within_s
        while not holds() and self._environment.monotonic() < end:
            await self._environment.sleep(_STEP_S)

    def _busiest(self) -> TicketId | None:
        """The ticket with the longest conversation, among those that wait for an answer."""
        workspace = self._controller.workspace
        found = [workspace.get(Ticket, id) for id in self._controller.window.list.tickets()]
        tickets = [ticket for ticket in found if ticket is not None]
        if not tickets:
            return None
        return max(
            tickets, key=lambda ticket: (ticket.waiting_since is not None, ticket.messages)
        ).id

    def _liveliness(self) -> object:
        """Something that is another thing once somebody else has done anything."""
        window = self._controller.window
        return window.conversation.timeline.messages, window.list.tickets()
