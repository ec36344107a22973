# SPDX-License-Identifier: Apache-2.0
"""Dates that come again and again."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sync_server.domain.calendar.recurrence import (
    WEEKDAYS,
    RecurrenceError,
    read_recurrence,
)

FIRST, LAST = date(2025, 1, 1), date(2030, 12, 31)


def parts(text):
    """The parts of a rule as a reader of files gives them."""
    found = dict(part.split("=") for part in text.split(";"))
    return {
        name: [int(each) if each.lstrip("-").isdecimal() else each for each in value.split(",")]
        for name, value in found.items()
    }


def dates(text, start, first=FIRST, last=LAST):
    rule = read_recurrence(parts(text))
    return [*rule.dates(date.fromisoformat(start), first, last, spend=Spent())]


class Spent:
    """What looking for dates has cost."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self, many):
        self.looks += many


def some(values, *, most=3):
    return st.lists(values, min_size=1, max_size=most, unique=True).map(
        lambda found: ",".join(str(each) for each in found)
    )


days = st.sampled_from(WEEKDAYS)
numbers = st.integers(-5, 5).filter(bool)
numbered = st.builds("{}{}".format, numbers, days)
month_days = st.integers(-31, 31).filter(bool)


@st.composite
def rules(draw):
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    by = {"BYMONTH": some(st.integers(1, 12))}
    if frequency in ("YEARLY", "MONTHLY"):
        by["BYDAY"] = st.one_of(some(days), some(numbered))
        by["BYSETPOS"] = some(numbers)
    else:
        by["BYDAY"] = some(days)
    if frequency != "WEEKLY":
        by["BYMONTHDAY"] = some(month_days)
    if frequency == "WEEKLY":
        by["WKST"] = days
    names = draw(st.lists(st.sampled_from(sorted(by)), unique=True, max_size=2))
    if {"BYDAY", "BYMONTHDAY"} <= {*names} or names == ["BYSETPOS"]:
        names = names[:1] if names != ["BYSETPOS"] else []
    said = {"FREQ": frequency, "INTERVAL": str(draw(st.integers(1, 4)))}
    said |= {name: draw(by[name]) for name in names}
    if draw(st.booleans()):
        said["COUNT"] = str(draw(st.integers(1, 30)))
    return ";".join(f"{name}={value}" for name, value in said.items())


@settings(max_examples=200, phases=(Phase.generate,))
@given(rules(), st.dates(date(2015, 1, 1), LAST))
def test_the_dates_are_those_of_another_reading_of_the_same_rule(rule, start):
    peer = rrulestr(rule, dtstart=datetime.combine(start, time()))
    limits = (datetime.combine(day, time()) for day in (FIRST, LAST))
    expected = [each.date() for each in peer.between(*limits, inc=True)]
    assert dates(rule, start.isoformat()) == expected


def test_holidays_of_many_kinds():
    thanksgiving = dates("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "1990-11-22")
    assert thanksgiving[:2] == [date(2025, 11, 27), date(2026, 11, 26)]
    memorial = dates("FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "1990-05-28")
    assert memorial[:2] == [date(2025, 5, 26), date(2026, 5, 25)]
    leap = dates("FREQ=YEARLY", "2024-02-29")
    assert leap == [date(2028, 2, 29)]
    may = [date(year, 5, 1) for year in range(2025, 2031)]
    assert dates("FREQ=YEARLY", "2024-05-01") == may


def test_it_ends_on_its_last_date():
    rule = read_recurrence({"FREQ": ["DAILY"], "UNTIL": [datetime(2026, 1, 3, 23, tzinfo=UTC)]})
    found = [*rule.dates(date(2026, 1, 2), FIRST, LAST, spend=Spent())]
    assert found == [date(2026, 1, 2), date(2026, 1, 3)]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
)
def test_what_never_ends_or_never_comes_costs_no_more_than_was_asked_for(rule):
    start, spent, counted = date(1601, 1, 1), Spent(), Spent()
    read = read_recurrence(parts(rule))
    assert len([*read.dates(start, FIRST, FIRST + timedelta(days=6), spend=spent)]) in (0, 7)
    assert spent.looks <= 7
    read = read_recurrence(parts(f"{rule};COUNT=9"))
    assert [*read.dates(start, FIRST, LAST, spend=counted)] == []
    assert counted.looks >= 9


def test_what_is_said_twice_costs_no_more():
    once, twice = Spent(), Spent()
    for times, spent in ((1, once), (999, twice)):
        days, numbers = (",".join(each * times) for each in (["MO", "1TU"], ["1", "-1"]))
        rule = read_recurrence(parts(f"FREQ=MONTHLY;BYDAY={days};BYSETPOS={numbers}"))
        found = [*rule.dates(FIRST, FIRST, LAST, spend=spent)]
        assert found[:2] == [date(2025, 1, 6), date(2025, 1, 27)]
    assert once.looks == twice.looks == 72 * (1 + 2 * 5 + 2)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("INTERVAL=2", "recurs never"),
        ("FREQ=SECONDLY", "recurs SECONDLY, not on dates"),
        ("FREQ=YEARLY;BYWEEKNO=3", "recurs by BYWEEKNO"),
        ("FREQ=YEARLY;INTERVAL=0", "INTERVAL 0, not 1 to"),
        ("FREQ=YEARLY;INTERVAL=99999", "INTERVAL 99999, not 1 to"),
        ("FREQ=YEARLY;INTERVAL=1,2", "more than one INTERVAL"),
        ("FREQ=YEARLY;COUNT=-1", "COUNT -1, not 1 to"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH 13, not 1 to 12"),
        ("FREQ=YEARLY;BYMONTHDAY=0", "BYMONTHDAY 0, not 1 to 31"),
        ("FREQ=YEARLY;BYDAY=XX", "no day of the week 'XX'"),
        ("FREQ=YEARLY;BYDAY=99MO", "no day of the week '99MO'"),
        ("FREQ=WEEKLY;BYDAY=1MO", "numbers the days of a week"),
        ("FREQ=YEARLY;UNTIL=soon", "UNTIL that is no date"),
    ],
)
def test_what_is_no_rule_for_dates_is_refused(rule, problem):
    with pytest.raises(RecurrenceError, match=problem):
        read_recurrence(parts(rule))


def test_a_rule_ends_once():
    with pytest.raises(RecurrenceError, match="both a COUNT and an UNTIL"):
        read_recurrence({"FREQ": ["DAILY"], "COUNT": [1], "UNTIL": [FIRST]})
