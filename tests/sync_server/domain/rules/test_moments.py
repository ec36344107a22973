# SPDX-License-Identifier: Apache-2.0
"""The moments of rules."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.rules.document import read_rule
from sync_server.domain.rules.moments import moment
from sync_server.domain.rules.rule import Timed
from sync_server.domain.sla.hours import CalendarHours

HOUR = 3_600_000_000
DAY = timedelta(hours=8)
WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def hours_of(**document):
    return CalendarHours([(0, BusinessCalendar.from_dict({"timezone": "UTC", **document}))])


OFFICE = hours_of(hours=WEEK)
ALWAYS = hours_of(**{"24x7": True})


def at(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


def found(since, trigger, by=OFFICE):
    document = {"on": "time", "of": "wake_at", **trigger}
    (timed,) = read_rule({"rule": "R", "triggers": document, "actions": {"note": "x"}}).triggers
    assert isinstance(timed, Timed)
    return moment(timed, since, by, business_day=DAY)


@pytest.mark.parametrize(
    ("since", "trigger", "expected"),
    [
        ("2026-11-27T16:00", {"after": "2h"}, "2026-11-30T10:00"),
        ("2026-11-30T10:00", {"before": "2h"}, "2026-11-27T16:00"),
        ("2026-11-29T12:00", {"before": "1h"}, "2026-11-27T16:00"),
        ("2026-11-30T12:00", {"before": "1 business day"}, "2026-11-27T12:00"),
        ("2026-11-27T12:00", {"after": "1 business day"}, "2026-11-30T12:00"),
    ],
)
def test_business_time_is_counted_over_nights_and_weekends(since, trigger, expected):
    assert found(at(since), trigger) == at(expected)


def test_calendar_time_is_counted_always():
    since = at("2026-11-29T12:00")
    assert found(since, {"after": "90m", "hours": "calendar"}, ALWAYS) == since + 1.5 * HOUR
    assert found(since, {"before": "90m", "hours": "calendar"}, ALWAYS) == since - 1.5 * HOUR


class NeverOpen:
    def elapsed(self, start, end):
        return 0

    def due(self, start, span):
        return None

    def next_open(self, at):
        return None


@pytest.mark.parametrize("trigger", [{"after": "1h"}, {"before": "1h"}])
def test_where_nobody_works_it_never_comes(trigger):
    assert found(at("2026-11-27T12:00"), trigger, NeverOpen()) is None


@given(st.integers(at("2026-01-01T00:00"), at("2027-01-01T00:00")), st.integers(1, 5000))
def test_as_much_time_is_left_as_was_asked_for_and_a_moment_later_it_is_not(since, minutes):
    before = found(since, {"before": f"{minutes}m"})
    assert before is not None
    span = minutes * HOUR // 60
    assert OFFICE.elapsed(before, since) == span
    assert OFFICE.elapsed(before + 1, since) < span
