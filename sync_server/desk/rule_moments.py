# SPDX-License-Identifier: Apache-2.0
"""The moments of time rules: what has come for a ticket, and what comes next.

A moment that lay before its rule came into force never comes: who switches a rule on does not mean
all that was years ago.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sync_server.contract.clocks import ALWAYS, RUNNING, reached_at
from sync_server.contract.entities import Fired, Mark, Ticket
from sync_server.contract.ids import Instant
from sync_server.desk.automation import Automation
from sync_server.desk.promises import Promises
from sync_server.domain.lifecycle import HIDDEN
from sync_server.domain.rules.event import Due
from sync_server.domain.rules.marks import known_marks, moment_name
from sync_server.domain.rules.moments import moment
from sync_server.domain.rules.rule import BUSINESS, Reached, Timed


class Coming(NamedTuple):
    """A moment and when it is."""

    at: Instant
    due: Due


def coming(
    ticket: Ticket, automation: Automation, promises: Promises, now: Instant
) -> Iterator[Coming]:
    """The moments of a ticket that have not come yet, or come only now."""
    if ticket.archived or ticket.status in HIDDEN or not automation.timed:
        return
    marks = known_marks(ticket.marks, automation.by_id)
    for rule in automation.timed:
        mark, since_rule = marks.get(rule.id), automation.rows[rule.id].published_at or 0
        for trigger in rule.timed:
            for since, at in _instants(ticket, trigger, promises, now):
                fired = mark is not None and (trigger, since) in mark.fired
                if at is not None and at > since_rule and not fired:
                    yield Coming(at, Due(rule.id, trigger, since))


def claimed(ticket: Ticket, due: Iterable[Due]) -> tuple[Mark, ...]:
    """The marks of a ticket once these moments have come, of each trigger the newest."""
    marks = {mark.rule: mark for mark in ticket.marks}
    for each in due:
        mark = marks.get(each.rule, Mark(rule=each.rule))
        name = moment_name(each.trigger)
        others = tuple(fired for fired in mark.fired if fired.trigger != name)
        fired = (*others, Fired(name, each.since))
        marks[each.rule] = Mark(mark.rule, mark.began, mark.holds, fired)
    return tuple(marks.values())


def _instants(
    ticket: Ticket, trigger: Timed | Reached, promises: Promises, now: Instant
) -> Iterator[tuple[Instant, Instant | None]]:
    """From when a moment counts, and when it is: once per instance of a clock."""
    if isinstance(trigger, Reached):
        for clock in ticket.clocks:
            runs = clock.metric == trigger.of and clock.state == RUNNING
            if runs and promises.knows(clock.calendar):
                at = reached_at(clock, promises.hours_of(clock.calendar), trigger.percent)
                yield ticket.opened_at + clock.instance - 1, at
        return
    since = getattr(ticket, trigger.of)
    if since is not None:
        calendar = promises.calendar_of(ticket, now) if trigger.hours == BUSINESS else None
        known = calendar if promises.knows(calendar) else None
        hours = ALWAYS if known is None else promises.hours_of(known)
        yield since, moment(trigger, since, hours, business_day=promises.business_day(known))
