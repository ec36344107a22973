# SPDX-License-Identifier: Apache-2.0
"""Service level policies: what is promised to which tickets.

    {"conditions": {"organisation": "lumen"},
     "calendar": "office-berlin",
     "targets": {"first_reply": {"urgent": "30m", "high": "1h", "normal": "8h"},
                 "next_reply": "4h",
                 "resolution": {"urgent": {"time": "8h", "hours": "calendar"}, "normal": "3 days"}},
     "alerts": [75, 90],
     "pauses": {"resolution": ["pending", "on_hold"]},
     "ended_by": {"first_reply": ["reply", "call"]},
     "on_ours": false}

Conditions are those of `contract.conditions`; none fit every ticket. A metric has one target for
all priorities, or one for each that is named. A target is working time of the calendar, or with
"hours" as "calendar" time on the wall; without a calendar that is the same. The rest has defaults.
Policies are asked in their order, and the first that fits is the ticket's.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from msgspec import Struct

from sync_server.contract.clocks import METRICS, PAUSES
from sync_server.contract.conditions import (
    Condition,
    ConditionError,
    Facts,
    Predicate,
    compile_condition,
    each_test,
    read,
)
from sync_server.contract.documents import DocumentError, nearest_of
from sync_server.contract.durations import Duration, DurationError, parse_duration
from sync_server.contract.entities import PRIORITIES, STATUSES
from sync_server.contract.ids import CalendarId, Instant, PolicyId
from sync_server.domain.lifecycle import LIVE
from sync_server.domain.sla.course import Terms
from sync_server.domain.sla.moves import Term

LONGEST_TARGET: Final = timedelta(days=366)
"""What lies further away than a search for a due time goes is no promise."""

MOST_ALERTS: Final = 5
ANSWERS: Final = ("reply", "note", "call")
ALERTS: Final = (75, 90)
ENDED_BY: Final = frozenset({"reply"})

CHOICES: Final[Mapping[str, Collection[str]]] = {"priority": PRIORITIES, "status": STATUSES}
"""Fields of a ticket, and all that they can be on any desk."""
_KEYS: Final = ("conditions", "calendar", "targets", "alerts", "pauses", "ended_by", "on_ours")
_HOURS: Final = ("business", "calendar")
_NAMING: Final = frozenset({"is", "is_not", "in", "not_in"})
"""Operators of text whose operand is a whole value."""
_MICROSECOND: Final = timedelta(microseconds=1)
_PAUSES: Final = {metric: frozenset(statuses) for metric, statuses in PAUSES.items()}


class PolicyError(DocumentError):
    """A document that is no policy."""

    whole = "the policy"


class Target(Struct, frozen=True):
    """So much time; `always` counts time on the wall instead of working time."""

    duration: Duration
    always: bool = False


class Policy(Struct, frozen=True, kw_only=True):
    """What a document says, checked: which tickets it `fits`, metric -> priority -> target, and how
    its clocks run.
    """

    fits: Predicate
    targets: Mapping[str, Mapping[str, Target]]
    calendar: CalendarId | None = None
    alerts: tuple[int, ...] = ALERTS
    pauses: Mapping[str, frozenset[str]] = {}
    ended_by: Mapping[str, frozenset[str]] = {}
    on_ours: bool = False

    def terms(self, id: PolicyId, priority: str, *, business_day: timedelta) -> Terms:
        """What it promises to a ticket of a priority; a business day is so long."""
        return {
            metric: self.term(id, metric, targets[priority], business_day=business_day)
            for metric, targets in self.targets.items()
            if priority in targets
        }

    def term(
        self, id: PolicyId | None, metric: str, target: Target, *, business_day: timedelta
    ) -> Term:
        """How a clock runs towards one target."""
        return Term(
            target=target.duration.length(business_day) // _MICROSECOND,
            calendar=None if target.always else self.calendar,
            policy=id,
            alerts=self.alerts,
            pauses=self.pauses.get(metric, frozenset()),
            ended_by=self.ended_by.get(metric, ENDED_BY),
            on_ours=self.on_ours,
        )


def policy_of(
    policies: Iterable[tuple[PolicyId, Policy]], facts: Facts, now: Instant
) -> tuple[PolicyId, Policy] | None:
    """The first of the policies, in their order, whose conditions a ticket meets."""
    for id, policy in policies:
        if policy.fits(facts, now):
            return id, policy
    return None


def read_policy(document: object) -> Policy:
    """The policy of a document. Raises `PolicyError`, or `ConditionError` for its conditions."""
    whole = _object(document, "")
    _check_names(whole, _KEYS, "")
    calendar = whole.get("calendar")
    if calendar is not None and (not isinstance(calendar, str) or not calendar):
        raise PolicyError("calendar", "must name a calendar")
    on_ours = whole.get("on_ours", False)
    if not isinstance(on_ours, bool):
        raise PolicyError("on_ours", "must be true or false")
    return Policy(
        fits=compile_condition(_conditions(whole.get("conditions", {}))),
        calendar=None if calendar is None else CalendarId(calendar),
        targets=_targets(whole.get("targets"), has_calendar=calendar is not None),
        alerts=_alerts(whole.get("alerts", list(ALERTS))),
        pauses={**_PAUSES, **_sets(whole.get("pauses", {}), "pauses", sorted(LIVE - {"new"}))},
        ended_by=_sets(whole.get("ended_by", {}), "ended_by", ANSWERS, at_least=1),
        on_ours=on_ours,
    )


def check_values(document: Mapping[str, Any], known: Mapping[str, Collection[str]]) -> None:
    """Refuse a condition on what its field never is. Raises `PolicyError`, and as `read_policy`.

    `known` says of some fields all that they can be. A policy that is kept is read without this:
    what it names may be gone by now.
    """
    for test in each_test(_conditions(document.get("conditions", {}))):
        names = known.get(test.field)
        if names is None or test.operator not in _NAMING:
            continue
        for value in test.operand if isinstance(test.operand, tuple) else (test.operand,):
            if value is not None and value not in names:
                nearest = nearest_of(str(value), names)
                path = f"conditions.{test.field}"
                raise PolicyError(path, f"{value!r:.40} is not known here", nearest)


def _conditions(value: object) -> Condition:
    try:
        return read(value)
    except ConditionError as error:
        raise error.inside("conditions") from None


def _targets(value: object, *, has_calendar: bool) -> dict[str, dict[str, Target]]:
    found = _object({} if value is None else value, "targets")
    if not found:
        raise PolicyError("targets", "promises nothing; give at least one, like first_reply: '8h'")
    _check_names(found, METRICS, "targets")
    return {
        metric: _by_priority(targets, f"targets.{metric}", has_calendar=has_calendar)
        for metric, targets in found.items()
    }


def _by_priority(value: object, path: str, *, has_calendar: bool) -> dict[str, Target]:
    """One target for all priorities, or those of each that is named."""
    if isinstance(value, Mapping) and not {"time", "hours"} & {*value}:
        _check_names(value, PRIORITIES, path)
        if not value:
            raise PolicyError(path, "names no priority")
        return {
            priority: _target(target, f"{path}.{priority}", has_calendar=has_calendar)
            for priority, target in value.items()
        }
    return dict.fromkeys(PRIORITIES, _target(value, path, has_calendar=has_calendar))


def _target(value: object, path: str, *, has_calendar: bool) -> Target:
    always = False
    if isinstance(value, Mapping):
        _check_names(value, ("time", "hours"), path)
        hours = value.get("hours", "business")
        if hours not in _HOURS:
            nearest = nearest_of(str(hours), _HOURS)
            raise PolicyError(f"{path}.hours", "must be 'business' or 'calendar'", nearest)
        value, path, always = value.get("time"), f"{path}.time", hours == "calendar"
    if not isinstance(value, str):
        raise PolicyError(path, "must be a duration, like '8h' or '3 business days'")
    try:
        duration = parse_duration(value)
    except DurationError as error:
        told = f"{value!r:.40}: {error.problem}"
        raise PolicyError(path, told, error.nearest) from None
    if duration.business_days and (always or not has_calendar):
        raise PolicyError(path, "business days need a calendar")
    if duration.length(timedelta(days=1)) > LONGEST_TARGET:
        raise PolicyError(path, f"is longer than {LONGEST_TARGET.days} days")
    return Target(duration, always)


def _alerts(value: object) -> tuple[int, ...]:
    if not isinstance(value, list | tuple) or len(value) > MOST_ALERTS:
        raise PolicyError("alerts", f"must be a list of at most {MOST_ALERTS} numbers")
    for index, point in enumerate(value):
        if not isinstance(point, int) or isinstance(point, bool) or not 0 < point < 100:
            raise PolicyError(f"alerts[{index}]", "must be from 1 to 99 per cent of the target")
    return tuple(sorted({*value}))


def _sets(
    value: object, key: str, names: Iterable[str], *, at_least: int = 0
) -> dict[str, frozenset[str]]:
    """Metric -> some of the names."""
    found, known = _object(value, key), tuple(names)
    _check_names(found, METRICS, key)
    sets: dict[str, frozenset[str]] = {}
    for metric, listed in found.items():
        path = f"{key}.{metric}"
        if not isinstance(listed, list | tuple) or len(listed) < at_least:
            raise PolicyError(path, f"must be a list of {', '.join(known)}")
        for index, name in enumerate(listed):
            if name not in known:
                nearest = nearest_of(str(name), known)
                raise PolicyError(f"{path}[{index}]", f"{name!r:.40} is not known here", nearest)
        sets[metric] = frozenset(listed)
    return sets


def _object(value: object, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise PolicyError(path, "must be an object")
    return value


def _check_names(found: Mapping[str, Any], names: Iterable[str], path: str) -> None:
    known = tuple(names)
    for name in found:
        if name not in known:
            where = f"{path}.{name}" if path else name
            raise PolicyError(where, "is not known here", nearest_of(name, known))
