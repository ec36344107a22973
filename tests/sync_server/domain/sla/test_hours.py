# SPDX-License-Identifier: Apache-2.0
"""The hours of a calendar through its versions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.sla.hours import CalendarHours

HOUR = 3_600_000_000
DAYS = ("mon", "tue", "wed", "thu", "fri")


def at(text):
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def calendar(start, end):
    week = {day: [[start, end]] for day in DAYS}
    return BusinessCalendar.from_dict({"timezone": "UTC", "hours": week})


EARLY, LATE = calendar("08:00", "16:00"), calendar("12:00", "20:00")
CHANGED = at("2026-11-25 10:00")  # a Wednesday
hours = CalendarHours([(at("2026-01-01 00:00"), EARLY), (CHANGED, LATE)])


def test_an_edit_counts_from_when_it_was_published():
    assert hours.elapsed(at("2026-11-25 08:00"), at("2026-11-25 20:00")) == 10 * HOUR
    assert hours.elapsed(at("2026-11-24 08:00"), at("2026-11-24 20:00")) == 8 * HOUR
    assert hours.elapsed(at("2026-11-26 08:00"), at("2026-11-26 20:00")) == 8 * HOUR


def test_what_is_due_later_follows_the_edit():
    assert hours.due(at("2026-11-25 09:00"), 2 * HOUR) == at("2026-11-25 13:00")
    assert hours.due(at("2026-11-25 09:00"), HOUR) == CHANGED
    assert hours.due(at("2026-11-25 11:00"), HOUR) == at("2026-11-25 13:00")
    assert hours.due(at("2026-11-24 15:00"), 0) == at("2026-11-24 15:00")


def test_the_next_opening_follows_it_too():
    assert hours.next_open(at("2026-11-24 17:00")) == at("2026-11-25 08:00")
    assert hours.next_open(at("2026-11-25 09:30")) == at("2026-11-25 09:30")
    assert hours.next_open(CHANGED) == at("2026-11-25 12:00")


def test_the_first_version_counts_before_its_time_too():
    assert hours.elapsed(at("2025-11-25 08:00"), at("2025-11-25 20:00")) == 8 * HOUR


def test_what_never_comes_is_none():
    once = {"timezone": "UTC", "overrides": {"2026-01-05": [["09:00", "17:00"]]}}
    over = CalendarHours([(0, BusinessCalendar.from_dict(once))])
    assert over.due(at("2026-02-01 00:00"), HOUR) is None
    assert over.next_open(at("2026-02-01 00:00")) is None


def test_what_is_published_while_the_clock_is_set_back_replaces_what_comes_after():
    again = CalendarHours([(0, EARLY), (CHANGED, LATE), (CHANGED - 2 * HOUR, EARLY)])
    whole = at("2026-11-23 00:00"), at("2026-11-28 00:00")
    assert again.elapsed(*whole) == CalendarHours([(0, EARLY)]).elapsed(*whole)
    assert again.due(at("2026-11-25 09:00"), 2 * HOUR) == at("2026-11-25 11:00")


def test_without_a_version_there_are_no_hours():
    with pytest.raises(ValueError, match="at least one version"):
        CalendarHours([])


@given(st.integers(0, 14 * 24 * 60), st.integers(1, 80 * 60))
def test_what_is_due_is_the_first_instant_at_which_that_much_has_passed(minute, span):
    start = at("2026-11-18 00:00") + minute * 60_000_000
    due = hours.due(start, span * 60_000_000)
    assert due is not None
    assert hours.elapsed(start, due) == span * 60_000_000
    assert hours.elapsed(start, due - 1) == span * 60_000_000 - 1
