# SPDX-License-Identifier: Apache-2.0
"""Promises: calendars and service level policies in memory, as of one seq. Immutable."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.clocks import ALWAYS, Clock, Hours
from sync_server.contract.durations import parse_duration
from sync_server.contract.entities import (
    DESK_HOURS,
    Calendar,
    Entity,
    Promised,
    Published,
    SlaPolicy,
    Ticket,
)
from sync_server.contract.facts import TicketFacts
from sync_server.contract.ids import CalendarId, Instant, PolicyId
from sync_server.contract.versions import subject_of
from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.sla.course import Terms
from sync_server.domain.sla.hours import CalendarHours
from sync_server.domain.sla.policies import Policy, Target, policy_of, read_policy
from sync_server.store.engines import Connection
from sync_server.store.rows import AllRows, KindRows

PROMISE_KINDS: Final = frozenset({"calendar", "sla_policy", "published"})

NO_TERMS: Final[Terms] = {}
_WHOLE_DAY: Final = timedelta(days=1)
_NO_POLICY: Final = read_policy({"targets": {"first_reply": "1h"}})


class _Rows(Struct, frozen=True):
    calendars: Mapping[str, Calendar] = {}
    policies: Mapping[str, SlaPolicy] = {}
    published: Mapping[str, Published] = {}


class Promises:
    """What the desk has promised to whom. A change makes new ones: nobody sees half of it."""

    def __init__(self, rows: _Rows | None = None) -> None:
        self._rows = rows or _Rows()
        self._hours: dict[CalendarId, Hours] = {}
        self._days: dict[CalendarId, timedelta] = {}
        self._versions: dict[str, list[Published]] = {}
        for version in sorted(self._rows.published.values(), key=lambda each: each.number):
            self._versions.setdefault(version.subject, []).append(version)
        self.policies = self._policies()

    @classmethod
    def load(cls, rows: AllRows | Mapping[str, KindRows], connection: Connection) -> "Promises":
        """The promises as the connection's transaction sees them."""
        kinds = ("calendar", "sla_policy", "published")
        return cls(
            _Rows(*({row.id: row for row in rows[kind].every(connection)} for kind in kinds))
        )

    def with_changes(self, changes: Iterable[tuple[str, str, Entity | None]]) -> "Promises":
        """The promises after `(kind, id, entity or None)` of promise kinds."""
        parts: dict[str, dict[str, Any]] = {
            "calendar": dict(self._rows.calendars),
            "sla_policy": dict(self._rows.policies),
            "published": dict(self._rows.published),
        }
        for kind, id_, entity in changes:
            if entity is None:
                parts[kind].pop(id_, None)
            else:
                parts[kind][id_] = entity
        return Promises(_Rows(parts["calendar"], parts["sla_policy"], parts["published"]))

    @property
    def calendars(self) -> tuple[Calendar, ...]:
        """Every calendar."""
        return tuple(self._rows.calendars.values())

    def knows(self, id_: CalendarId | None) -> bool:
        """Whether there are hours of a calendar."""
        return id_ is None or id_ in self._rows.calendars

    def hours_of(self, id_: CalendarId | None) -> Hours:
        """The hours of a calendar through all its versions; those of `None` are always open."""
        if id_ is None:
            return ALWAYS
        if id_ not in self._hours:
            self._hours[id_] = CalendarHours(self.versions_of(self._rows.calendars[id_]))
        return self._hours[id_]

    def first(
        self, clocks: Iterable[Clock], reached: Callable[[Clock, Hours], Instant | None]
    ) -> Instant | None:
        """The earliest instant that some clocks reach, each by its hours, where those are known."""
        known = (clock for clock in clocks if self.knows(clock.calendar))
        instants = (reached(clock, self.hours_of(clock.calendar)) for clock in known)
        return min((at for at in instants if at is not None), default=None)

    def versions_of(self, calendar: Calendar) -> list[tuple[Instant, BusinessCalendar]]:
        """Every version of a calendar that was in force, and since when, the oldest first."""
        return [
            (each.at, BusinessCalendar.of_kept(each.document))
            for each in self._versions.get(subject_of(calendar), ())
        ]

    def terms(self, ticket: Ticket, now: Instant) -> Terms:
        """What is promised to a ticket today."""
        found = policy_of(self.policies, TicketFacts(ticket), now)
        if found is None and not ticket.promised:
            return NO_TERMS
        id_, policy = found or (None, self._usual())
        day = self.business_day(policy.calendar)
        terms = NO_TERMS if id_ is None else policy.terms(id_, ticket.priority, business_day=day)
        by_rules = {
            each.metric: policy.term(id_, each.metric, _target(each), business_day=day)
            for each in ticket.promised
        }
        return {**terms, **by_rules}

    def calendar_of(self, ticket: Ticket, now: Instant) -> CalendarId | None:
        """The calendar by which a ticket is worked on, as far as one is in force: that of its
        policy, else the desk's.
        """
        found = policy_of(self.policies, TicketFacts(ticket), now)
        return self._usual().calendar if found is None else found[1].calendar

    def calendar(self, id_: CalendarId) -> BusinessCalendar:
        """A calendar as it is in force."""
        return BusinessCalendar.of_kept(self._rows.calendars[id_].document)

    def _usual(self) -> Policy:
        """How clocks run of what no policy promises: by the desk's hours, where those are known."""
        desk = self._rows.calendars.get(DESK_HOURS)
        known = desk is not None and desk.number > 0 and not desk.disabled
        return replace(_NO_POLICY, calendar=DESK_HOURS if known else None)

    def business_day(self, id_: CalendarId | None) -> timedelta:
        """How long a day of work is in a calendar."""
        if id_ is None:
            return _WHOLE_DAY
        if id_ not in self._days:
            calendar = BusinessCalendar.of_kept(self._rows.calendars[id_].document)
            self._days[id_] = calendar.business_day
        return self._days[id_]

    def _policies(self) -> list[tuple[PolicyId, Policy]]:
        """Those in force, in the order in which they are asked."""
        rows = sorted(self._rows.policies.values(), key=lambda row: (row.position, row.id))
        return [
            (row.id, read_policy(row.document)) for row in rows if row.number and not row.disabled
        ]


@lru_cache(maxsize=1024)
def _target(promised: Promised) -> Target:
    return Target(parse_duration(promised.time), promised.always)
