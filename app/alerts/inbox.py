# SPDX-License-Identifier: Apache-2.0
"""The alerts that nobody has seen to yet, and the moment at which each one rings.

A clock alerts once for each warn point and once when it is late, never while it rests and never
outside working hours; once its target is put off, it does so anew. What is due is worked out here,
by the calendars that the desk has sent: an alert comes on time while there is no link. That
somebody has seen to it is the desk's to know, so that it goes for everybody.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from app.alerts.concern import Concern
from app.clocks.desk_clocks import DeskClocks
from app.clocks.reading import Place, place_of
from app.clocks.sleeper import Sleeper
from app.environment import Environment
from app.signals import Signal
from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.clocks import (
    BREACH,
    GOING,
    RUNNING,
    Clock,
    Hours,
    due_points,
    next_point,
    standing,
)
from sync_server.contract.entities import Agent, Membership, Team, Ticket
from sync_server.contract.ids import AgentId, Instant, TeamId, TicketId

_PEOPLE: Final = frozenset({Agent.kind, Membership.kind, Team.kind})
_NEWS_US: Final = 60_000_000
"""What was due longer ago is no news."""


Measurement = tuple[TicketId, str, int]
"""A clock of a ticket: its metric and its instance."""


Filed = tuple[tuple[Clock, ...], AgentId | None, TeamId | None]
"""The clocks of a ticket as they were looked at last, and whose it was."""


class Alert(Struct, frozen=True, kw_only=True):
    """A clock has reached a point of its target, in per cent, and nobody has seen to it. `at` is
    when, as far as that can be said.
    """

    ticket: TicketId
    clock: Clock
    point: int
    at: Instant | None

    @property
    def is_late(self) -> bool:
        """Whether the target has passed."""
        return self.point >= BREACH

    @property
    def measurement(self) -> Measurement:
        """Whose point it is, whatever else happens to the clock."""
        return (self.ticket, self.clock.metric, self.clock.instance)


class Inbox:
    """One alert for each ticket, of the clock that is worst. `close` ends it.

    Signals: `changed`; `rang` with an alert that is new. What was due while the program did not
    run, the computer slept or the desk was still being loaded does not ring: it waits here.
    """

    def __init__(self, workspace: Workspace, clocks: DeskClocks) -> None:
        self.changed: Signal[None] = Signal()
        self.rang: Signal[Alert] = Signal()
        self._workspace = workspace
        self._clocks = clocks
        self._concern = Concern(workspace)
        self._alerts: dict[TicketId, Alert] = {}
        self._rings_at: dict[TicketId, Instant] = {}
        self._told: dict[TicketId, dict[Measurement, int]] = {}
        """Of each ticket that concerns the person, the last point that each clock has told of."""
        self._seen: dict[Measurement, int] = {}
        """The last point that the person has seen to; the desk may not know of it yet."""
        self._filed: dict[TicketId, Filed] = {}
        self._sleeper = Sleeper()
        self._subscriptions = (
            workspace.changed.connect(self._on_changed),
            clocks.moved.connect(self._on_moved),
        )
        self._begin()

    def close(self) -> None:
        """Stop following the workspace."""
        for subscription in self._subscriptions:
            subscription.close()

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Those that are open: what is late before what is near, and what is due first before."""
        return tuple(sorted(self._alerts.values(), key=self._rank))

    def of(self, ticket: TicketId) -> Alert | None:
        """The alert of a ticket, if it has one."""
        return self._alerts.get(ticket)

    def see(self, alert: Alert) -> None:
        """The person has seen to it: it is gone here, before the desk knows."""
        self._seen[alert.measurement] = alert.point
        self._look([alert.ticket])

    async def keep(self, environment: Environment) -> None:
        """Ring each alert at its time, until cancelled."""
        while True:
            self._sleeper.forget()
            now = self._workspace.now_us()
            due = [id for id, at in self._rings_at.items() if at <= now]
            if due:
                self._look(due)
                continue
            rings_at = min(self._rings_at.values(), default=None)
            await self._sleeper.sleep_until(rings_at, now=now, environment=environment)

    # -- following -----------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.reloaded or _PEOPLE & changes.rows.keys():
            self._concern.forget()
            if not self._workspace.loading:
                self._begin()
            return
        tickets = map(TicketId, changes.rows.get(Ticket.kind, ()))
        self._look([id for id in tickets if self._differs(id)])

    def _differs(self, id: TicketId) -> bool:
        """Whether anything of a ticket differs that an alert depends on."""
        ticket = self._workspace.get(Ticket, id)
        known = self._filed.get(id)
        return ticket is None or known is None or not _is_as_filed(ticket, known)

    def _on_moved(self, tickets: Iterable[TicketId]) -> None:
        self._look(tickets)

    def _begin(self) -> None:
        """Look at everything that has a running clock; what is due already does not ring."""
        self._alerts.clear()
        self._rings_at.clear()
        self._look(self._clocks.urgency.running, rings=False)

    def _look(self, tickets: Iterable[TicketId], *, rings: bool = True) -> None:
        """Find what is due of these tickets, and ring what is new."""
        before, new = self._alerts.copy(), list[Alert]()
        now = self._workspace.now_us()
        for id in tickets:
            told = self._told.get(id, {}).copy()
            self._file(id, now)
            alert = self._alerts.get(id)
            if alert is not None and _is_news(alert, now) and _is_new(alert, told):
                new.append(alert)
        self._sleeper.wake()
        if self._alerts != before or not rings:
            self.changed.emit(None)
        if rings:
            for alert in new:
                self.rang.emit(alert)

    def _file(self, id: TicketId, now: Instant) -> None:
        """What a ticket's clocks have reached, and what they reach next."""
        self._alerts.pop(id, None)
        self._rings_at.pop(id, None)
        ticket = self._workspace.get(Ticket, id)
        if ticket is None or not self._concern.tells(ticket):
            self._told.pop(id, None)
            self._filed.pop(id, None)
            return
        targets = _targets(self._filed.get(id))
        self._filed[id] = (ticket.clocks, ticket.assignee, ticket.team)
        found, told = list[Alert](), self._told.setdefault(id, {})
        for kept in ticket.clocks:
            if kept.state not in GOING:
                continue
            hours = self._clocks.hours.of(kept.calendar)
            clock = standing(kept, hours, now)
            point, coming = _reached(clock, hours, now)
            alert = Alert(ticket=id, clock=clock, point=point, at=_rings_at(clock, hours, point))
            if clock.target > targets.get((clock.metric, clock.instance), clock.target):
                self._put_off(alert, told)
            if clock.state != RUNNING:
                continue
            if self._is_open(alert, ticket):
                found.append(alert)
                told[alert.measurement] = max(point, told.get(alert.measurement, 0))
            if coming is not None:
                self._rings_at[id] = min(coming, self._rings_at.get(id, coming))
        if found:
            self._alerts[id] = min(found, key=self._rank)

    def _put_off(self, alert: Alert, told: dict[Measurement, int]) -> None:
        """Whatever lies ahead again was not told of, and nobody has seen it."""
        for points in (told, self._seen):
            if points.get(alert.measurement, 0) > alert.point:
                points[alert.measurement] = alert.point

    def _is_open(self, alert: Alert, ticket: Ticket) -> bool:
        if alert.point <= max((0, *alert.clock.acknowledged)):
            return False
        if alert.point <= self._seen.get(alert.measurement, 0):
            return False
        return alert.is_late or self._concern.warns(ticket)

    def _rank(self, alert: Alert) -> tuple[bool, Place]:
        hours = self._clocks.hours.of(alert.clock.calendar)
        return (not alert.is_late, place_of(alert.clock, hours))


def _targets(filed: Filed | None) -> dict[tuple[str, int], int]:
    """Of each clock by metric and instance, the target that it had when it was looked at last."""
    clocks = () if filed is None else filed[0]
    return {(clock.metric, clock.instance): clock.target for clock in clocks}


def _is_as_filed(ticket: Ticket, filed: Filed) -> bool:
    return (ticket.clocks, ticket.assignee, ticket.team) == filed


def _is_news(alert: Alert, now: Instant) -> bool:
    return alert.at is not None and now - alert.at <= _NEWS_US


def _is_new(alert: Alert, told: Mapping[Measurement, int]) -> bool:
    return alert.point > told.get(alert.measurement, 0)


def _rings_at(clock: Clock, hours: Hours, point: int) -> Instant | None:
    """When a clock comes to a point: what it had passed already when it came to run, once somebody
    works.
    """
    before = tuple(each for each in (*clock.alerts, BREACH) if each < point)
    coming = next_point(replace(clock, fired=before), hours)
    return None if coming is None else coming[1]


def _reached(clock: Clock, hours: Hours, now: Instant) -> tuple[int, Instant | None]:
    """The last point that a clock has reached at `now`, or 0, and when it reaches the next one."""
    reached = (*clock.fired, *(point for point, _ in due_points(clock, hours, now)))
    coming = next_point(replace(clock, fired=reached), hours)
    return max((0, *reached)), None if coming is None else coming[1]
