# SPDX-License-Identifier: Apache-2.0
"""Why a ticket's clocks say what they say, and why somebody has it: all of it out of the log."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

import msgspec
from msgspec import Struct

from sync_server.contract.clocks import (
    BREACH,
    GOING,
    METRICS,
    Clock,
    due_at,
    next_point,
    span_of,
    spent_at,
)
from sync_server.contract.entities import (
    WORKSPACE,
    Agent,
    Calendar,
    Promised,
    Published,
    SlaPolicy,
    Ticket,
    Workspace,
)
from sync_server.contract.facts import TicketFacts
from sync_server.contract.ids import Instant
from sync_server.contract.ledger import Segment, State, segments
from sync_server.contract.queries import DeliveryTrace, Matrix
from sync_server.desk.explaining import route_now, team_matrix, trace_delivery
from sync_server.desk.memory import Memory
from sync_server.desk.queries.explaining import told
from sync_server.desk.queues import is_ours
from sync_server.domain.sla.policies import policy_of
from sync_server.operations.failed import Failed
from sync_server.operations.why_routed import Routed, Taken, routed, taken
from sync_server.operations.why_rules import ByRules, by_rules
from sync_server.store.changelog import Logged
from sync_server.store.dossier import history_of, ticket_by_number
from sync_server.store.engines import Connection, Database
from sync_server.store.rows import AllRows

_PAGE: Final = 500
_Key = tuple[str, int]
"""Metric and instance of a clock."""


class Stretch(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of time through which a clock ran or rested; without an `end` it lasts.

    `worked` is the working time in it, in microseconds. `verdict` is how the clock ended with it.
    """

    state: str
    start: Instant
    end: Instant | None = None
    worked: int = 0
    target: int = 0
    why: str = ""
    verdict: str = ""


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was done to a clock: "told" of a `point`, `late` or not, "seen" by somebody, "extended"
    by so much for a reason, or "promised" another `target`.

    What is told because another promise had it passed already has the reason "retargeted".
    """

    at: Instant
    what: str
    by: str = ""
    point: int = 0
    late: bool = False
    extended: int = 0
    reason: str = ""
    target: int = 0


class Promise(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A policy or a calendar by name, and its version with its instant."""

    name: str
    version: int = 0
    since: Instant | None = None


class ClockReport(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A clock and how it came to this. Spans are microseconds of working time.

    `next_point` is what is told next, in per cent of the target, at `next_at`, after `next_left`.
    """

    metric: str
    instance: int
    state: str
    target: int
    spent: int
    left: int
    why: str = ""
    extended: int = 0
    policy: Promise | None = None
    calendar: Promise | None = None
    due: Instant | None = None
    next_point: int = 0
    next_at: Instant | None = None
    next_left: int = 0
    stretches: tuple[Stretch, ...] = ()
    events: tuple[Event, ...] = ()


class Standing(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How it stands with the ticket at `now`: what the router would do with one that waits, since
    when; who of its team could get something; and whom the ticket concerns.
    """

    waits_since: Instant | None = None
    decision: Routed | None = None
    matrix: Matrix | None = None
    told: DeliveryTrace = DeliveryTrace()
    names: Mapping[str, str] = {}


class WhyReport(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The clocks of a ticket at `now`, what rules did to it, and how it was routed. `zone` is that
    of its calendar.

    `policy` is what fits the ticket today; without one, `asked` are those that were asked.
    """

    number: int
    subject: str
    status: str
    priority: str
    opened_at: Instant
    now: Instant
    zone: str
    policy: Promise | None = None
    calendar: Promise | None = None
    asked: tuple[str, ...] = ()
    clocks: tuple[ClockReport, ...] = ()
    rules: tuple[ByRules, ...] = ()
    promised: tuple[Promised, ...] = ()
    names: Mapping[str, str] = {}
    routed: tuple[Routed, ...] = ()
    taken: tuple[Taken, ...] = ()
    standing: Standing = Standing()


def read_why(database: Database, number: int, *, now: Instant) -> WhyReport:
    """Everything about the ticket of a number. Blocks. Raises `Failed`."""
    rows = AllRows(database)
    with database.read() as reader:
        ticket = ticket_by_number(reader, number)
        if ticket is None:
            raise Failed(f"There is no ticket {number} on this desk")
        return _Reading(rows, reader, ticket, now).report()


class _Reading:
    """What one transaction sees of a ticket."""

    def __init__(self, rows: AllRows, reader: Connection, ticket: Ticket, now: Instant) -> None:
        self._ticket = ticket
        self._now = now
        self._memory = Memory.load(rows, reader)
        self._promises = self._memory.promises
        self._told = told(reader, ticket)
        self._agents: dict[str, Agent] = {row.id: row for row in rows["agent"].every(reader)}
        self._policies: dict[str, SlaPolicy] = {
            row.id: row for row in rows["sla_policy"].every(reader)
        }
        self._calendars: dict[str, Calendar] = {row.id: row for row in self._promises.calendars}
        self._published: list[Published] = sorted(
            rows["published"].every(reader), key=lambda row: row.number
        )
        self._workspace: Workspace | None = next(
            (row for row in rows["workspace"].every(reader) if row.id == WORKSPACE), None
        )
        self._names: dict[str, str] = {
            row.id: row.name
            for kind in ("agent", "team", "skill", "category", "rule")
            for row in rows[kind].every(reader)
        }
        self._log = list(_log(reader, ticket))

    def report(self) -> WhyReport:
        ticket, now = self._ticket, self._now
        fitting = policy_of(self._promises.policies, TicketFacts(ticket), now)
        calendar = None if fitting is None else fitting[1].calendar
        found = segments(self._states(), self._promises.hours_of, now=now)
        return WhyReport(
            number=ticket.number,
            subject=ticket.subject,
            status=ticket.status,
            priority=ticket.priority,
            opened_at=ticket.opened_at,
            now=now,
            zone=self._zone(calendar),
            policy=None if fitting is None else self._policy(fitting[0], now),
            calendar=None if calendar is None else self._calendar(calendar, now),
            asked=()
            if fitting is not None
            else tuple(self._policies[id_].name for id_, _ in self._promises.policies),
            clocks=tuple(
                self._clock(key, clock, found)
                for key, clock in sorted(self._newest().items(), key=_in_order)
            ),
            rules=tuple(by_rules((entry for entry, _ in self._log), self._names)),
            promised=ticket.promised,
            names={
                each.rule: self._names[each.rule]
                for each in ticket.promised
                if each.rule in self._names
            },
            routed=tuple(routed((entry for entry, _ in self._log), self._names)),
            taken=tuple(taken((entry for entry, _ in self._log), self._names)),
            standing=self._standing(),
        )

    def _standing(self) -> Standing:
        ticket, memory, now = self._ticket, self._memory, self._now
        waits = is_ours(ticket) and ticket.assignee is None
        route = route_now(memory, ticket, now) if waits else None
        matrix = None if ticket.team is None else team_matrix(memory, ticket.team, now)
        return Standing(
            waits_since=(ticket.queued_at or ticket.opened_at) if waits else None,
            decision=None if route is None else Routed(at=now, route=route, names=self._names),
            matrix=matrix if is_ours(ticket) else None,
            told=trace_delivery(memory, ticket, self._told),
            names=self._names,
        )

    def _states(self) -> list[State]:
        return [(entry.at, clocks) for entry, clocks in self._log if clocks is not None]

    def _newest(self) -> dict[_Key, Clock]:
        """Every clock that the ticket ever had, as it was last, in the order of the log."""
        newest: dict[_Key, Clock] = {}
        for _, clocks in self._states():
            known = _by_key(clocks)
            kept = dict(sorted(known))
            for metric, instance in [*newest]:
                if instance > kept.get(metric, 0):
                    del newest[metric, instance]  # a reply was taken back, and what it had begun
            newest.update(known)
        return newest

    def _clock(self, key: _Key, clock: Clock, found: Iterable[Segment]) -> ClockReport:
        hours = self._promises.hours_of(clock.calendar)
        spent = spent_at(clock, hours, self._now)
        coming = next_point(clock, hours)
        promised_at = self._promised_at(key)
        return ClockReport(
            metric=clock.metric,
            instance=clock.instance,
            state=clock.state,
            target=clock.target,
            spent=spent,
            left=clock.target - spent,
            why=clock.why,
            extended=clock.extended,
            policy=None if clock.policy is None else self._policy(clock.policy, promised_at),
            calendar=None
            if clock.calendar is None
            else self._calendar(clock.calendar, promised_at),
            due=due_at(clock, hours),
            next_point=0 if coming is None else coming[0],
            next_at=None if coming is None else coming[1],
            next_left=0 if coming is None else max(0, span_of(clock, coming[0]) - spent),
            stretches=tuple(
                _stretch(segment) for segment in found if (segment.metric, segment.instance) == key
            ),
            events=tuple(self._events(key)),
        )

    def _promised_at(self, key: _Key) -> Instant:
        """When the ticket last changed while the clock went: by what was in force then it goes."""
        at, before = self._ticket.opened_at, None
        for entry, clocks in self._log:
            known = before if clocks is None else _by_key(clocks).get(key)
            if any(each is not None and each.state in GOING for each in (before, known)):
                at = entry.at
            before = known
        return at

    def _events(self, key: _Key) -> Iterator[Event]:
        course = [
            (entry, clock)
            for entry, clocks in self._log
            if clocks is not None and (clock := _by_key(clocks).get(key)) is not None
        ]
        passed: frozenset[int] = frozenset()
        for (_, before), (entry, clock) in pairwise(course):
            if _promised(clock) != _promised(before):
                passed = _passed(clock)
            by = self._name(entry.actor)
            yield from _changes(before, clock, at=entry.at, by=by, passed=passed)

    def _name(self, actor: str) -> str:
        agent = self._agents.get(actor)
        return actor if agent is None else agent.name

    def _policy(self, id_: str, at: Instant) -> Promise:
        row = self._policies.get(id_)
        return self._version("sla_policy", id_, "" if row is None else row.name, at)

    def _calendar(self, id_: str, at: Instant) -> Promise:
        row = self._calendars.get(id_)
        return self._version("calendar", id_, "" if row is None else row.name, at)

    def _version(self, kind: str, id_: str, name: str, at: Instant) -> Promise:
        """The version that was in force at an instant; the first one also counts before."""
        versions = [each for each in self._published if each.subject == f"{kind}.{id_}"]
        past = [each for each in versions if each.at <= at] or versions[:1]
        if not past:
            return Promise(name=name or id_)
        return Promise(name=name or id_, version=past[-1].number, since=past[-1].at)

    def _zone(self, calendar: str | None) -> str:
        """The zone of the ticket's calendar, else the one that its clocks had, else the desk's."""
        ids = [calendar, *(clock.calendar for clock in self._ticket.clocks)]
        for row in (self._calendars.get(id_) for id_ in ids if id_ is not None):
            if row is not None and row.number:
                return str(row.document.get("timezone", "UTC"))
        return "UTC" if self._workspace is None else self._workspace.timezone


def _log(reader: Connection, ticket: Ticket) -> Iterator[tuple[Logged, tuple[Clock, ...] | None]]:
    """The entries about a ticket, the oldest first, each with the clocks that it set, if it did."""
    pages: list[Logged] = []
    while True:
        before = pages[-1].seq if pages else None
        page = history_of(reader, ticket.id, before=before, children=False, limit=_PAGE)
        pages += page
        if len(page) < _PAGE:
            break
    for entry in reversed(pages):
        yield entry, _clocks(entry.payload)


def _clocks(payload: bytes | None) -> tuple[Clock, ...] | None:
    if not payload:
        return None
    halves: Mapping[str, Any] = msgspec.json.decode(payload)
    after = halves.get("after") or {}
    if "clocks" not in after:
        return None
    return msgspec.convert(after["clocks"], tuple[Clock, ...])


def _in_order(item: tuple[_Key, Clock]) -> tuple[int, str, int]:
    """Metrics in their usual order, each instance before the next."""
    metric, instance = item[0]
    return METRICS.index(metric) if metric in METRICS else len(METRICS), metric, instance


def _by_key(clocks: Iterable[Clock]) -> dict[_Key, Clock]:
    return {(clock.metric, clock.instance): clock for clock in clocks}


def _promised(clock: Clock) -> tuple[int, str | None, str | None]:
    """What a policy promised, without what a person added."""
    return (clock.target - clock.extended, clock.calendar, clock.policy)


def _passed(clock: Clock) -> frozenset[int]:
    """The points that a clock had passed already when it got its promise."""
    points = (*clock.alerts, BREACH)
    return frozenset(point for point in points if span_of(clock, point) <= clock.spent)


def _changes(
    before: Clock, clock: Clock, *, at: Instant, by: str, passed: frozenset[int]
) -> Iterator[Event]:
    """What happened to a clock from one state in the log to the next, beside that it ran.

    `passed` are the points that its promise had it passed already.
    """
    added = clock.extended - before.extended
    if added:
        yield Event(
            at=at,
            what="extended",
            by=by,
            extended=added,
            reason=clock.extension,
            target=clock.target,
        )
    if _promised(clock) != _promised(before):
        yield Event(at=at, what="promised", by=by, target=clock.target)
    for point in sorted({*clock.fired} - {*before.fired}):
        reason = "retargeted" if point in passed else ""
        yield Event(at=at, what="told", point=point, late=point in clock.late, reason=reason)
    for point in sorted({*clock.acknowledged} - {*before.acknowledged}):
        yield Event(at=at, what="seen", by=by, point=point)


def _stretch(segment: Segment) -> Stretch:
    return Stretch(
        state=segment.state,
        start=segment.start,
        end=segment.end,
        worked=segment.worked,
        target=segment.target,
        why=segment.why,
        verdict=segment.verdict,
    )
