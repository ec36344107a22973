# SPDX-License-Identifier: Apache-2.0
"""The clocks of all tickets, followed as changes arrive and as time passes."""

from collections.abc import Iterable, Sequence
from typing import Final

from app.clocks.hours import DeskHours
from app.clocks.sleeper import Sleeper
from app.clocks.urgency import Urgency
from app.environment import Environment
from app.signals import Signal
from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Calendar, Row, Ticket
from sync_server.contract.ids import Instant, TicketId

AT_ONCE: Final = 200
"""Tickets whose clocks are looked at in one turn after a calendar changed: some 5 ms."""


class DeskClocks:
    """How near each ticket is to being late, with a link to the desk or without.

    Signals: `turned` with the tickets that came nearer to being late, or further away from it;
    `moved` with those that may be due at another moment, since a calendar differs.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.turned: Signal[frozenset[TicketId]] = Signal()
        self.moved: Signal[Sequence[TicketId]] = Signal()
        self.hours = DeskHours(workspace)
        self.urgency = Urgency(self._ticket, self.hours.of)
        self._workspace = workspace
        self._unsettled: dict[TicketId, None] = {}
        """They wait for a look since a calendar differs."""
        self._looked_at: Instant = 0
        self._filled_for: int | None = None
        self._sleeper = Sleeper()
        self._subscriptions = (
            workspace.changed.connect(self._on_workspace_changed),
            workspace.filled.connect(self._on_workspace_filled),
        )
        self._file_all()

    def close(self) -> None:
        """Stop following the workspace."""
        for subscription in self._subscriptions:
            subscription.close()

    async def keep(self, environment: Environment) -> None:
        """Take in each turn at its time, until cancelled."""
        while True:
            self._sleeper.forget()
            now = self._workspace.now_us()
            turns_at = self.turns_at
            if now < self._looked_at or (turns_at is not None and turns_at <= now):
                self.turn()
                await environment.sleep(0)
                continue
            await self._sleeper.sleep_until(turns_at, now=now, environment=environment)

    @property
    def turns_at(self) -> Instant | None:
        """When the next ticket comes nearer to being late: `turn` is due then."""
        if self._workspace.loading:
            return None
        return 0 if self._unsettled else self.urgency.next_at

    def turn(self) -> None:
        """Time has passed: take in who has come nearer to being late since."""
        now = self._workspace.now_us()
        if now < self._looked_at:
            self._unsettle()  # a clock that was set back undoes what had come
        self._looked_at = now
        moved = [self._unsettled.popitem()[0] for _ in range(min(AT_ONCE, len(self._unsettled)))]
        turned = {id for id in moved if self.urgency.file_anew(id, now)}
        turned.update(self.urgency.take(now))
        if moved:
            self.moved.emit(moved)
        if turned:
            self.turned.emit(frozenset(turned))

    # -- following -----------------------------------------------------------------------------

    def _on_workspace_changed(self, changes: Changes) -> None:
        if changes.reloaded:
            self._on_reloaded()
            return
        now = self._workspace.now_us()
        tickets = map(TicketId, changes.rows.get(Ticket.kind, ()))
        turned = {id for id in tickets if self.urgency.file(id, self._ticket(id), now)}
        if Calendar.kind in changes.rows:
            self._unsettle()
        self._sleeper.wake()
        if turned:
            self.turned.emit(frozenset(turned))

    def _on_reloaded(self) -> None:
        """Everything may be different; after pages that were taken in, only one's own changes."""
        filled_for, self._filled_for = self._filled_for, None
        if filled_for == self._workspace.cleared and not self._workspace.loading:
            self._file(map(TicketId, self._workspace.predicted(Ticket)))
            self._sleeper.wake()
        else:
            self._file_all()

    def _on_workspace_filled(self, rows: Sequence[Row]) -> None:
        """Take a page in as it comes: all of them at once would keep the window waiting."""
        self._filled_for = self._workspace.cleared
        self._file(TicketId(row.entity.id) for row in rows if isinstance(row.entity, Ticket))
        if any(isinstance(row.entity, Calendar) for row in rows):
            self._unsettle()

    def _file_all(self) -> None:
        self._unsettled.clear()
        self.urgency.clear()
        self._file(ticket.id for ticket in self._workspace.all(Ticket))
        self._sleeper.wake()

    def _file(self, tickets: Iterable[TicketId]) -> None:
        now = self._workspace.now_us()
        for id in tickets:
            self.urgency.file(id, self._ticket(id), now)

    def _unsettle(self) -> None:
        self._unsettled.update(dict.fromkeys(self.urgency.running))
        self._sleeper.wake()

    def _ticket(self, id: TicketId) -> Ticket | None:
        return self._workspace.get(Ticket, id)
