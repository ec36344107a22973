# SPDX-License-Identifier: Apache-2.0
"""Arithmetic with working time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from businesstimedelta import BusinessTimeDelta, LunchTimeRule, Rules, WorkDayRule
from hypothesis import given
from hypothesis import strategies as st

from sync_server.domain.calendar import BusinessCalendar, NeverOpen
from sync_server.domain.calendar.local_time import instant_of, moment_of
from tests.simulation.calendars import check

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = {
    "timezone": "Europe/Berlin",
    "hours": {
        **{day: [["08:00", "12:00"], ["13:00", "18:00"]] for day in ("mon", "tue", "wed", "thu")},
        "fri": [["08:00", "12:00"], ["13:00", "16:00"]],
    },
    "holidays": ["2026-12-25"],
    "overrides": {"2026-12-24": [["08:00", "12:00"]], "2026-12-26": [["09:00", "10:00"]]},
    "breaks": {"2026-11-26": [["10:00", "11:00"]]},
    "24x7": False,
}
office = BusinessCalendar.from_dict(OFFICE)
always = BusinessCalendar.from_dict({"timezone": "UTC", "24x7": True})
HOUR = timedelta(hours=1)


def berlin(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def calendar(zone="Europe/Berlin", **hours):
    return BusinessCalendar.from_dict({"timezone": zone, "hours": hours})


def test_two_hours_from_friday_afternoon_end_on_monday_morning():
    due = office.due(berlin("2026-11-27 15:30"), 2 * HOUR)
    assert due == berlin("2026-11-30 09:30")
    assert due.tzinfo is UTC


def test_time_ends_with_the_frame_and_not_with_the_next_one():
    assert office.due(berlin("2026-11-23 11:00"), HOUR) == berlin("2026-11-23 12:00")
    later = timedelta(hours=1, microseconds=1)
    assert office.due(berlin("2026-11-23 11:00"), later) == berlin("2026-11-23 13:00") + timedelta(
        microseconds=1
    )


def test_no_time_at_all_is_due_at_once():
    night = berlin("2026-11-23 03:00")
    assert office.due(night, timedelta(0)) == night


def test_a_holiday_a_half_day_an_opening_and_a_break():
    assert office.elapsed(berlin("2026-12-24 00:00"), berlin("2026-12-27 00:00")) == 5 * HOUR
    assert office.elapsed(berlin("2026-11-26 09:00"), berlin("2026-11-26 12:00")) == 2 * HOUR
    assert office.due(berlin("2026-12-24 11:00"), 2 * HOUR) == berlin("2026-12-26 10:00")


def test_it_opens_at_the_first_instant_and_is_closed_at_the_last():
    assert office.is_open(berlin("2026-11-23 08:00"))
    assert not office.is_open(berlin("2026-11-23 12:00"))
    assert office.next_open(berlin("2026-11-23 12:00")) == berlin("2026-11-23 13:00")
    assert office.next_open(berlin("2026-11-23 13:30")) == berlin("2026-11-23 13:30")
    assert office.next_open(berlin("2026-11-27 16:00")) == berlin("2026-11-30 08:00")


def test_the_open_intervals_of_a_stretch():
    found = office.open_intervals(berlin("2026-11-26 09:00"), berlin("2026-11-26 17:00"))
    assert found == [
        (berlin("2026-11-26 09:00"), berlin("2026-11-26 10:00")),
        (berlin("2026-11-26 11:00"), berlin("2026-11-26 12:00")),
        (berlin("2026-11-26 13:00"), berlin("2026-11-26 17:00")),
    ]
    assert {end.tzinfo for _, end in found} == {UTC}
    assert office.open_intervals(berlin("2026-11-26 17:00"), berlin("2026-11-26 09:00")) == []


def test_intervals_that_touch_are_one():
    whole = calendar(thu=[["00:00", "24:00"]], fri=[["00:00", "24:00"]])
    found = whole.open_intervals(berlin("2026-12-31 12:00"), berlin("2027-01-01 12:00"))
    assert found == [(berlin("2026-12-31 12:00"), berlin("2027-01-01 12:00"))]


def test_a_night_goes_on_into_the_next_day_and_the_next_year():
    nights = calendar(thu=[["22:00", "06:00"]])
    assert nights.elapsed(berlin("2026-12-31 00:00"), berlin("2027-01-02 00:00")) == 8 * HOUR
    assert nights.due(berlin("2026-12-31 20:00"), 5 * HOUR) == berlin("2027-01-01 03:00")
    assert nights.is_open(berlin("2027-01-01 05:59"))
    assert not nights.is_open(berlin("2027-01-01 06:00"))


def test_a_night_belongs_to_the_date_on_which_it_begins():
    nights = {"timezone": "UTC", "hours": {day: [["22:00", "06:00"]] for day in ("thu", "fri")}}
    friday, half_past_three = datetime(2026, 12, 25, tzinfo=UTC), timedelta(hours=3.5)
    kept = BusinessCalendar.from_dict({**nights, "holidays": ["2026-12-25"]})
    assert kept.is_open(friday + half_past_three)
    assert not kept.is_open(friday + timedelta(days=1) + half_past_three)
    cut = {"holidays": ["2026-12-25"], "breaks": {"2026-12-25": [["00:00", "06:00"]]}}
    assert not BusinessCalendar.from_dict({**nights, **cut}).is_open(friday + half_past_three)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_whole_day_is_as_long_as_it_really_is(day, hours):
    whole = calendar(sun=[["00:00", "24:00"]])
    start = berlin(f"{day} 00:00")
    assert whole.elapsed(start, start + timedelta(days=1)) == hours * HOUR


def test_the_missing_hour_is_no_time():
    early = calendar(sun=[["01:00", "04:00"]])
    assert early.due(berlin("2026-03-29 01:30"), HOUR) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert early.elapsed(berlin("2026-03-29 00:00"), berlin("2026-03-29 05:00")) == 2 * HOUR
    lost = calendar(sun=[["02:15", "02:45"]])
    assert lost.elapsed(berlin("2026-03-29 00:00"), berlin("2026-03-30 00:00")) == 0 * HOUR
    late = calendar(sun=[["02:30", "04:00"]])
    assert late.next_open(berlin("2026-03-29 00:00")) == berlin("2026-03-29 03:00")


def test_frames_that_meet_in_the_repeated_hour_leave_no_gap_and_do_not_overlap():
    night = [berlin("2026-10-25 00:00"), berlin("2026-10-25 06:00")]
    first, second = calendar(sun=[["01:00", "02:30"]]), calendar(sun=[["02:30", "04:00"]])
    both = calendar(sun=[["01:00", "02:30"], ["02:30", "04:00"]])
    assert (first.elapsed(*night), second.elapsed(*night)) == (1.5 * HOUR, 2.5 * HOUR)
    assert both.elapsed(*night) == 4 * HOUR
    assert both.due(berlin("2026-10-25 01:30"), 2 * HOUR) == datetime(
        2026, 10, 25, 1, 30, tzinfo=UTC
    )


def test_a_leap_day_is_a_day():
    leap = calendar(thu=[["00:00", "24:00"]])
    assert leap.elapsed(berlin("2024-02-29 00:00"), berlin("2024-03-01 00:00")) == 24 * HOUR
    single = {"timezone": "UTC", "overrides": {"2028-02-29": [["09:00", "10:00"]]}}
    due = BusinessCalendar.from_dict(single).due(datetime(2028, 2, 1, tzinfo=UTC), HOUR)
    assert due == datetime(2028, 2, 29, 10, tzinfo=UTC)


def test_around_the_clock_nothing_else_counts():
    start = datetime(2026, 12, 24, 23, tzinfo=UTC)
    assert always.due(start, 48 * HOUR) == start + 48 * HOUR
    assert always.elapsed(start, start + HOUR) == HOUR
    assert always.is_open(start)
    assert always.next_open(start) == start
    assert always.open_intervals(start, start + HOUR) == [(start, start + HOUR)]


def test_pauses_do_not_count_wherever_they_lie():
    start = berlin("2026-11-23 09:00")
    pauses = [
        (berlin("2026-11-23 10:00"), berlin("2026-11-23 11:00")),
        (berlin("2026-11-23 10:30"), berlin("2026-11-23 14:00")),
        (berlin("2026-11-23 06:00"), berlin("2026-11-23 09:30")),
    ]
    assert office.due(start, 2 * HOUR, pauses) == berlin("2026-11-23 15:30")
    assert office.elapsed(start, berlin("2026-11-23 15:30"), pauses) == 2 * HOUR
    assert office.due(start, HOUR / 2, pauses) == berlin("2026-11-23 10:00")


def test_a_business_day_is_the_usual_one():
    assert office.business_day == 9 * HOUR
    assert always.business_day == 24 * HOUR
    assert calendar(mon=[["08:00", "12:00"]], tue=[["22:00", "06:00"]]).business_day == 8 * HOUR
    once = {"timezone": "UTC", "overrides": {"2028-02-29": [["09:00", "10:30"]]}}
    assert BusinessCalendar.from_dict(once).business_day == 1.5 * HOUR
    friday = berlin("2026-11-27 15:30")
    assert office.due(friday, office.business_day) == berlin("2026-11-30 17:30")


def test_ten_years_of_working_time_have_an_end():
    start = berlin("2026-11-23 08:00")
    due = office.due(start, timedelta(days=3650))
    assert office.elapsed(start, due) == timedelta(days=3650)
    assert due.year > 2060


def test_what_never_comes_is_an_error_and_no_endless_search():
    once = BusinessCalendar.from_dict(
        {"timezone": "UTC", "overrides": {"2026-01-05": [["09:00", "17:00"]]}}
    )
    before, after = (datetime(2026, 1, day, tzinfo=UTC) for day in (4, 6))
    assert once.due(before, 8 * HOUR) == datetime(2026, 1, 5, 17, tzinfo=UTC)
    for search in (
        lambda: once.due(before, 8 * HOUR + timedelta(microseconds=1)),
        lambda: once.due(after, HOUR),
        lambda: once.next_open(after),
        lambda: once.next_open(datetime(2024, 12, 1, tzinfo=UTC)),
        lambda: office.due(after, timedelta(days=100_000)),
    ):
        with pytest.raises(NeverOpen):
            search()


def test_a_negative_duration_is_refused():
    with pytest.raises(ValueError, match="must not be negative"):
        office.due(berlin("2026-11-23 08:00"), timedelta(seconds=-1))


def test_a_time_without_a_zone_is_refused():
    naive = berlin("2026-11-23 08:00").replace(tzinfo=None)
    for ask in (
        lambda: office.due(naive, HOUR),
        lambda: office.elapsed(naive, berlin("2026-11-23 08:00")),
        lambda: office.is_open(naive),
        lambda: office.due(berlin("2026-11-23 08:00"), HOUR, [(naive, naive)]),
    ):
        with pytest.raises(ValueError, match="has no time zone"):
            ask()


@pytest.mark.parametrize("year", [1969, 2252])
def test_a_year_that_no_calendar_has_is_refused(year):
    with pytest.raises(ValueError, match="1970 to 2250"):
        office.is_open(datetime(year, 6, 1, tzinfo=UTC))


def test_equal_documents_are_equal_calendars():
    again = BusinessCalendar.from_dict({**OFFICE, "holidays": ["2026-12-25", "2026-12-25"]})
    assert again == office
    assert hash(again) == hash(office)
    assert office != always
    assert BusinessCalendar.from_dict(office.to_dict()) == office


@pytest.mark.parametrize("seed", range(200))
def test_it_counts_as_one_who_counts_the_seconds(seed):
    check(seed)


moments = st.integers(946_684_800, 7_258_118_400).map(lambda s: datetime.fromtimestamp(s, UTC))
spans = st.timedeltas(timedelta(0), timedelta(days=900))


@given(start=moments, span=spans)
def test_what_is_due_is_when_that_much_has_elapsed(start, span):
    due = office.due(start, span)
    assert office.elapsed(start, due) == span
    earlier = due - timedelta(microseconds=1)
    assert span == timedelta(0) or office.elapsed(start, earlier) < span


@given(start=moments, first=spans, second=spans)
def test_one_span_after_the_other_is_both_together(start, first, second):
    assert office.due(office.due(start, first), second) == office.due(start, first + second)


@given(start=moments, span=spans)
def test_instants_are_asked_as_datetimes_are(start, span):
    at, microseconds = instant_of(start), span // timedelta(microseconds=1)
    due = office.due_us(at, microseconds)
    assert moment_of(due) == office.due(start, span)
    assert moment_of(office.next_open_us(at)) == office.next_open(start)
    assert office.elapsed_us(at, due) == microseconds
    assert sum(end - begin for begin, end in office.open_spans(at, due)) == microseconds


def test_a_pause_that_never_comes_in_the_way_changes_nothing_years_on():
    start = berlin("2026-11-23 08:00")
    pauses = [(berlin("2060-01-01 00:00"), berlin("2061-01-01 00:00"))]
    assert office.due(start, 9_000 * HOUR, pauses) == office.due(start, 9_000 * HOUR)


WEEK = (0, 1, 2, 3, 4)
peer = Rules(
    [
        WorkDayRule(time(9), time(17), list(WEEK)),
        LunchTimeRule(time(12), time(13), list(WEEK)),
    ]
)
compared = calendar(
    "UTC",
    **{day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in list(office.to_dict()["hours"])},
)


@given(start=moments, span=st.timedeltas(timedelta(microseconds=1), timedelta(days=40)))
def test_where_no_clock_is_changed_it_answers_as_its_peers(start, span):
    due = start + BusinessTimeDelta(peer, timedelta=span)
    assert compared.due(start, span) == due
    hours = peer.difference(start, due).timedelta
    assert compared.elapsed(start, due) // timedelta(seconds=1) == hours // timedelta(seconds=1)
