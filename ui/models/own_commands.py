# SPDX-License-Identifier: Apache-2.0
"""Own commands that a person has to know about: those that wait for long, those that need them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.workspace.changes import Changes
from app.workspace.workspace import PendingCommand, Workspace
from sync_server.contract import commands
from sync_server.contract.ids import CommandId, TicketId

LASTING_US: Final = 1_500_000
"""How long a command waits before a mark says so: most are answered long before."""

_QUIET: Final = (commands.MarkRead, commands.MarkUnread, commands.KeepDraft)
"""What is the agent's own and would only be noise on a ticket."""


@dataclass(frozen=True, slots=True)
class TicketCommands:
    """The commands on one ticket: those that wait longer than usual, those that need the person."""

    waiting: tuple[PendingCommand, ...] = ()
    needing: tuple[PendingCommand, ...] = ()


NONE: Final = TicketCommands()


class OwnCommands(QObject):
    """Keeps the marks of pending commands by ticket.

    `update` is told of every `Changes`; `changed(frozenset of ticket ids)` is emitted when the
    marks of a ticket differ, also when only time has passed. While `offline` every waiting command
    is marked at once, because it will last.
    """

    changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._offline = False
        self._answered: set[TicketId] = set()
        self._tickets: dict[TicketId, TicketCommands] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self.refresh()

    def on(self, ticket: TicketId) -> TicketCommands:
        """What stands out on a ticket."""
        return self._tickets.get(ticket, NONE)

    def set_answered(self, ticket: TicketId, answered: bool) -> None:
        """What is new in a ticket is likely one's own answer, until somebody has looked."""
        if answered:
            self._answered.add(ticket)
        elif ticket in self._answered:
            self._answered.remove(ticket)
            self.changed.emit(frozenset((ticket,)))

    def has_answered(self, ticket: TicketId) -> bool:
        """Whether it is not unread, whatever is newer than what was read."""
        return ticket in self._answered

    def is_waiting(self, command: CommandId) -> bool:
        """Whether a command is marked as waiting."""
        return any(each.id == command for marks in self._tickets.values() for each in marks.waiting)

    @property
    def needing(self) -> tuple[PendingCommand, ...]:
        """Every command that needs the person, the oldest first."""
        return tuple(each for marks in self._tickets.values() for each in marks.needing)

    def set_offline(self, offline: bool) -> None:
        if offline != self._offline:
            self._offline = offline
            self.refresh()
            self.changed.emit(frozenset(self._tickets))

    @property
    def is_offline(self) -> bool:
        """Whether nothing is being sent at this moment."""
        return self._offline

    def update(self, changes: Changes) -> None:
        if changes.pending or changes.reloaded:
            self.refresh()

    def refresh(self) -> None:
        """Look again at everything that is pending."""
        before, self._tickets = self._tickets, self._collect()
        differing = frozenset(
            id
            for id in before.keys() | self._tickets.keys()
            if before.get(id) != self._tickets.get(id)
        )
        if differing:
            self.changed.emit(differing)

    def _collect(self) -> dict[TicketId, TicketCommands]:
        waiting: defaultdict[TicketId, list[PendingCommand]] = defaultdict(list)
        needing: defaultdict[TicketId, list[PendingCommand]] = defaultdict(list)
        soonest: int | None = None
        now = self._workspace.now_us()
        for ticket, command in self._telling():
            if command.needs_decision:
                needing[ticket].append(command)
                continue
            left = command.queued_at + LASTING_US - now
            if self._offline or left <= 0:
                waiting[ticket].append(command)
            else:
                soonest = left if soonest is None else min(soonest, left)
        self._wait(soonest)
        return {
            id: TicketCommands(tuple(waiting.get(id, ())), tuple(needing.get(id, ())))
            for id in waiting.keys() | needing.keys()
        }

    def _telling(self) -> Iterator[tuple[TicketId, PendingCommand]]:
        for command in self._workspace.pending:
            ticket = getattr(command.command, "ticket", None)
            if ticket is not None and not isinstance(command.command, _QUIET):
                yield ticket, command

    def _wait(self, us: int | None) -> None:
        if us is None:
            self._timer.stop()
        else:
            self._timer.start(us // 1000 + 1)
