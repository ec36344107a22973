# SPDX-License-Identifier: Apache-2.0
"""Hours count only while somebody writes, forwards and backwards."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.sample.rhythm import OFFICE, arrival, customer_hours, some_time

FRIDAY_LATE = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
MONDAY_EARLY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)

instants = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001
    max_value=datetime(2035, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
gaps = st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(hours=60))


def test_an_hour_from_friday_evening_ends_on_monday_morning() -> None:
    assert OFFICE.after(FRIDAY_LATE, timedelta(hours=1)) == MONDAY_EARLY


def test_an_hour_before_monday_morning_begins_on_friday_evening() -> None:
    assert OFFICE.before(MONDAY_EARLY, timedelta(hours=1)) == FRIDAY_LATE


@given(instants, gaps)
def test_going_on_and_back_returns_within_office_hours(at: datetime, gap: timedelta) -> None:
    started = OFFICE.after(at, timedelta(microseconds=1))
    assert OFFICE.before(OFFICE.after(started, gap), gap) == started


@given(instants, gaps, st.booleans())
def test_time_never_runs_backwards(at: datetime, gap: timedelta, keen: bool) -> None:
    hours = customer_hours("America/New_York", keen=keen)
    assert hours.before(at, gap) < at < hours.after(at, gap)


def test_a_gap_of_years_is_refused() -> None:
    with pytest.raises(ValueError, match="year"):
        OFFICE.after(FRIDAY_LATE, timedelta(days=2000))
    with pytest.raises(ValueError, match="year"):
        OFFICE.before(FRIDAY_LATE, timedelta(days=2000))


def test_an_arrival_lies_within_its_limits() -> None:
    random = Random(5)
    earliest = datetime(2026, 11, 21, 1, tzinfo=UTC)
    for minutes in (0, 1, 90, 4000):
        latest = earliest + timedelta(minutes=minutes)
        assert earliest <= arrival(random, earliest, latest, zone="Asia/Tokyo") <= latest


def test_a_span_has_a_floor_and_a_ceiling() -> None:
    random = Random(5)
    spans = [some_time(random, median=30, most=60) for _ in range(500)]
    assert min(spans) >= timedelta(seconds=20)
    assert max(spans) == timedelta(minutes=60)
