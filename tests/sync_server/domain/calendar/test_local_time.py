# SPDX-License-Identifier: Apache-2.0
"""Times of day as instants."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.domain.calendar.local_time import (
    at_minute,
    instant_of,
    moment_of,
    zone_of,
)
from tests.support.slow_calendar import ZONES

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def in_utc(day, minute, zone):
    return moment_of(at_minute(date.fromisoformat(day), minute, ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("day", "minute", "zone", "utc"),
    [
        ("2026-11-23", 8 * 60, "Europe/Berlin", "2026-11-23 07:00"),
        ("2026-11-23", 30 * 60, "Europe/Berlin", "2026-11-24 05:00"),
        ("2026-03-29", 2 * 60, "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-29", 2 * 60 + 59, "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-29", 3 * 60, "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-28", 26 * 60 + 30, "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-10-25", 2 * 60 + 30, "Europe/Berlin", "2026-10-25 00:30"),
        ("2026-10-25", 3 * 60, "Europe/Berlin", "2026-10-25 02:00"),
        ("2026-10-04", 2 * 60 + 15, "Australia/Lord_Howe", "2026-10-03 15:30"),
        ("2026-04-05", 1 * 60 + 45, "Australia/Lord_Howe", "2026-04-04 14:45"),
        ("2026-09-06", 30, "America/Santiago", "2026-09-06 04:00"),
    ],
)
def test_a_wall_clock_is_read_the_first_time_and_never_when_it_shows_nothing(
    day, minute, zone, utc
):
    assert in_utc(day, minute, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@given(DAYS, st.sampled_from(ZONES))
def test_a_later_minute_is_never_an_earlier_instant(day, zone):
    instants = [at_minute(day, minute, ZoneInfo(zone)) for minute in range(0, 2 * 1440, 15)]
    assert all(before <= then for before, then in pairwise(instants))
    assert instants[96] == at_minute(day + timedelta(days=1), 0, ZoneInfo(zone))


@given(st.integers(0, 8_000_000_000_000_000))
def test_an_instant_is_exact_to_the_microsecond(instant):
    assert instant_of(moment_of(instant)) == instant


def test_a_zone_is_read_once():
    assert zone_of("Europe/Berlin") is zone_of("Europe/Berlin")
