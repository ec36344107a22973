# SPDX-License-Identifier: Apache-2.0
"""Putting a ticket off until a moment: the menu, what a person may type, and the gesture.

A ticket that waits already keeps its status and only wakes at another time; any other is put on
hold. The server wakes it; without a connection this window shows it under "Our turn" all the same
when its time has come.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app import intents
from app.settings import Settings
from app.workspace.workspace import Workspace
from sync_server.contract.commands import Status
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, TicketId
from ui.models.wake_times import typed_time, wake_times, wake_words
from ui.models.words import translate
from ui.models.working_time import working_time
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign
from ui.windows.agent.gestures import Gesture, Gestures

_WAITING: Final[dict[str, Status]] = {"pending": "pending", "on_hold": "on_hold"}
_CLOCK: Final = Sign("icon", "clock-arrow-right")


class Snooze(QObject):
    """The menu of moments, for the ticket that `of` names."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        *,
        settings: Settings,
        gestures: Gestures,
        of: Callable[[], TicketId | None],
        owner: QWidget,
    ) -> None:
        super().__init__(owner)
        self._workspace = workspace
        self._settings = settings
        self._gestures = gestures
        self._of = of
        self._ticket: TicketId | None = None
        self.menu = ChoiceMenu(theme, owner)
        self.menu.reads = self._read
        self.menu.chosen.connect(self._on_chosen)

    def open(self, beside: QWidget) -> None:
        """Ask until when, below a button."""
        self._ticket = ticket = self._of()
        if ticket is None or not may_snooze(self._workspace.get(Ticket, ticket)):
            return
        title = translate("snooze", "Snooze until, or type a time")
        self.menu.open_at(rect_on_screen(beside), self._offered(), title=title, at_end=True)

    def snooze(self, id: TicketId, at: Instant) -> None:
        """Put a ticket off until then."""
        workspace = self._workspace
        ticket = workspace.get(Ticket, id)
        if ticket is None or not may_snooze(ticket):
            return
        status = _WAITING.get(ticket.status, "on_hold")
        back, wakes = _status_before(ticket), ticket.wake_at
        told = translate("snooze", "Snoozed until {time}")
        self._gestures.perform(
            Gesture(
                ticket=id,
                words=told.format(
                    time=wake_words(at, workspace.now_us(), work=working_time(self._settings))
                ),
                do=lambda: intents.set_status(workspace, ticket=id, status=status, wake_at=at),
                undo=lambda: intents.set_status(workspace, ticket=id, status=back, wake_at=wakes),
            )
        )

    def _offered(self) -> tuple[Choice, ...]:
        """What is offered, each with its number."""
        now, work = self._workspace.now_us(), working_time(self._settings)
        return tuple(
            Choice(str(at), wake_words(at, now, work=work), _CLOCK, str(place))
            for place, at in enumerate(wake_times(now, work=work), start=1)
        )

    def _read(self, text: str) -> Choice | None:
        """The choice of a number, or the moment that a text stands for."""
        numbered = next((each for each in self._offered() if each.detail == text.strip()), None)
        if numbered is not None:
            return numbered
        now, work = self._workspace.now_us(), working_time(self._settings)
        at = typed_time(text, now, work=work)
        return None if at is None else Choice(str(at), wake_words(at, now, work=work), _CLOCK)

    def _on_chosen(self, key: str) -> None:
        if self._ticket is not None:
            self.snooze(self._ticket, int(key))


def may_snooze(ticket: Ticket | None) -> bool:
    """Whether a ticket can wait: what is finished has nothing to wait for."""
    return ticket is not None and ticket.status in ("new", "open", *_WAITING)


def _status_before(ticket: Ticket) -> Status:
    """New is left once and never entered again: the way back from there is Open."""
    return _WAITING.get(ticket.status, "open")
