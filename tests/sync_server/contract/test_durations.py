# SPDX-License-Identifier: Apache-2.0
"""Durations as people write them."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.durations import (
    LONGEST,
    MOST_LETTERS,
    Duration,
    DurationError,
    parse_duration,
    write_duration,
)

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2-hours", 2 * HOUR),
        ("90m", 1.5 * HOUR),
        ("1d 4h", 28 * HOUR),
        ("1d4h", 28 * HOUR),
        ("1 hour and 30 minutes", 1.5 * HOUR),
        ("1 hour, 30 mins", 1.5 * HOUR),
        ("1h,30m", 1.5 * HOUR),
        ("1 hour, and 30 minutes", 1.5 * HOUR),
        ("1.5 Hours", 1.5 * HOUR),
        ("1,5h", 1.5 * HOUR),
        (" 2  weeks ", 14 * 24 * HOUR),
        ("45 sec", timedelta(seconds=45)),
        ("0.1s", timedelta(microseconds=100_000)),
        ("3650 days", timedelta(days=3650)),
    ],
)
def test_what_people_write_is_so_much_time(text, time):
    assert parse_duration(text) == Duration(time)


@pytest.mark.parametrize(
    ("text", "days"),
    [("3 business days", 3), ("1-business-day", 1), ("0.5 working days", Fraction(1, 2))],
)
def test_business_days_are_as_long_as_those_of_a_calendar(text, days):
    duration = parse_duration(text)
    assert duration == Duration(business_days=Fraction(days))
    assert duration.length(8 * HOUR) == float(days) * 8 * HOUR


def test_time_comes_on_top_of_business_days():
    assert parse_duration("1 business day and 2 hours").length(7.5 * HOUR) == 9.5 * HOUR


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2-hourz", "hours"),
        ("2 houres", "hours"),
        ("10 minuts", "minutes"),
        ("1 dya", "days"),
        ("3 bussiness days", "business days"),
        ("1 fortnight", None),
    ],
)
def test_an_unknown_unit_is_told_with_the_one_that_may_have_been_meant(text, meant):
    with pytest.raises(DurationError, match="there is no unit") as told:
        parse_duration(text)
    assert told.value.nearest == meant
    assert text in str(told.value)
    assert meant is None or f"did you mean {meant!r}?" in str(told.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "numbers with units"),
        ("soon", "numbers with units"),
        ("2", "numbers with units"),
        ("1h 30", "numbers with units"),
        ("1h and and 2 m", "numbers with units"),
        ("1h,,30m", "numbers with units"),
        ("and 2h", "numbers with units"),
        ("2h and", "numbers with units"),
        ("1e3h", "no unit 'e'"),
        ("²h", "numbers with units"),
        ("-2h", "must not be negative"),
        ("\N{MINUS SIGN}2h", "must not be negative"),
        ("0h", "longer than nothing"),
        ("0.0000001s", "longer than nothing"),
        ("1h 2 hours", "says hours twice"),
        ("36501d", "longer than 36,500 days"),
        ("36501 business days", "longer than 36,500 days"),
        ("9" * 99 + "w", "longer than 36,500 days"),
        ("1" * MOST_LETTERS + "h", "longer than 100 letters"),
    ],
)
def test_what_is_no_duration_is_refused(text, problem):
    with pytest.raises(DurationError, match=problem):
        parse_duration(text)


@given(st.timedeltas(timedelta(seconds=1), LONGEST))
def test_seconds_are_exact(time):
    seconds = time // timedelta(seconds=1)
    assert parse_duration(f"{seconds}s") == Duration(timedelta(seconds=seconds))


@given(st.text(alphabet="0123456789 ,.-dhmsand\N{ARABIC-INDIC DIGIT TWO}", max_size=30))
def test_a_text_is_a_duration_or_refused(text):
    try:
        found = parse_duration(text)
    except DurationError:
        return
    assert timedelta(0) < found.time <= LONGEST


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2-hours", "2h"),
        ("26 hours and 90 seconds", "1d 2h 1m 30s"),
        ("0.05s", "0.05s"),
        ("1 week", "7d"),
        ("1,5 working days", "1.5 business days"),
        ("3 business days 2h", "2h 3 business days"),
    ],
)
def test_it_is_written_in_one_way(text, written):
    assert write_duration(parse_duration(text)) == written


@given(
    st.timedeltas(timedelta(microseconds=1), LONGEST / 2),
    st.decimals("0", "10000", places=6).map(Fraction),
)
def test_what_is_written_is_read_as_the_same(time, business_days):
    duration = Duration(time, business_days)
    assert parse_duration(write_duration(duration)) == duration
