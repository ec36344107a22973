# SPDX-License-Identifier: Apache-2.0
"""The window in which tickets are joined and parted, as far as that needs it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.workspace.conversation import Entry
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import MessageId, TicketId
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.popover import rect_on_screen
from ui.windows.agent.gestures import Gestures


@dataclass(frozen=True, slots=True)
class Place:
    """`of` names the ticket that is open, `entries` are its messages, `here` is the one at which
    the keys are. `say` tells why something is not done, `show` opens another ticket. What floats
    stands below `head`, and panels lie over `window`.
    """

    workspace: Workspace
    theme: Theme
    window: QWidget
    head: QWidget
    gestures: Gestures
    settings: Settings
    spawn: Spawn
    of: Callable[[], TicketId | None]
    entries: Callable[[], tuple[Entry, ...]]
    here: Callable[[], MessageId | None]
    say: Callable[[str], object]
    show: Callable[[TicketId], object]

    @property
    def ticket(self) -> Ticket | None:
        """The open ticket, with what is only painted yet."""
        return self.gestures.ticket(self.of())

    @property
    def beside(self) -> QRect:
        """Where a menu opens."""
        return rect_on_screen(self.head)
