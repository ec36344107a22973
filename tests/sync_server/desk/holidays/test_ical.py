# SPDX-License-Identifier: Apache-2.0
"""Holidays out of iCalendar files."""

from datetime import date

import pytest

from sync_server.contract.queries import CALENDAR_FILE_BYTES
from sync_server.desk.holidays.ical import MOST_EVENTS, read_ical
from sync_server.domain.calendar import CalendarError

FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)


def event(start, *lines, name="Holiday"):
    said = ["UID:1@example.org", f"SUMMARY:{name}", f"DTSTART{start}", *lines]
    return "\r\n".join(["BEGIN:VEVENT", *said, "END:VEVENT"])


def read(*events, first=FIRST, last=LAST, timezone="Europe/Berlin"):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", *events, "END:VCALENDAR"]
    data = ("\r\n".join(lines) + "\r\n").encode()
    return read_ical(data, timezone=timezone, first=first, last=last)


def test_a_day_that_comes_every_year_is_followed_to_the_last_date():
    found = read(event(";VALUE=DATE:19700101", "RRULE:FREQ=YEARLY", name="New Year"))
    assert found.days == {date(year, 1, 1): "New Year" for year in (2026, 2027, 2028)}
    assert found.parts == {}


def test_an_event_of_several_days_takes_each_of_them():
    found = read(event(";VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"))
    assert [*found.days] == [date(2026, 12, day) for day in (24, 25, 26)]


def test_what_began_before_the_first_date_reaches_into_it():
    found = read(event(";VALUE=DATE:20251230", "DTEND;VALUE=DATE:20260103"))
    assert [*found.days] == [date(2026, 1, 1), date(2026, 1, 2)]


def test_a_part_of_a_day_is_a_break_in_the_zone_of_the_calendar():
    found = read(event(":20261224T130000Z", "DTEND:20261224T170000Z"))
    assert found.parts == {date(2026, 12, 24): ((14 * 60, 18 * 60),)}
    night = read(event(":20261224T220000", "DTEND:20261225T060000"))
    assert night.parts == {
        date(2026, 12, 24): ((22 * 60, 24 * 60),),
        date(2026, 12, 25): ((0, 6 * 60),),
    }


def test_a_part_of_a_day_keeps_to_the_clock_of_its_own_zone():
    found = read(
        event(
            ";TZID=Europe/Berlin:20260301T100000",
            "DURATION:PT1H",
            "RRULE:FREQ=MONTHLY;COUNT=2;INTERVAL=3",
        )
    )
    assert found.parts == {date(2026, month, 1): ((600, 660),) for month in (3, 6)}


def test_exceptions_are_left_out_additions_taken_and_moved_ones_moved():
    found = read(
        event(
            ";VALUE=DATE:20260101",
            "RRULE:FREQ=YEARLY",
            "EXDATE;VALUE=DATE:20270101",
            "RDATE;VALUE=DATE:20260606",
        ),
        event(";VALUE=DATE:20280103", "RECURRENCE-ID;VALUE=DATE:20280101"),
        event(";VALUE=DATE:20260707", "STATUS:CANCELLED"),
    )
    assert sorted(found.days) == [date(2026, 1, 1), date(2026, 6, 6), date(2028, 1, 3)]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
)
def test_a_date_that_never_comes_is_soon_given_up(rule):
    found = read(*[event(";VALUE=DATE:16010101", f"RRULE:{rule}")] * 200)
    assert found.days == {}


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ([event(":20260101T000000Z", "RRULE:FREQ=SECONDLY")], "recurs SECONDLY, not on dates"),
        ([event(";VALUE=DATE:20260101", "DTEND;VALUE=DATE:20250101")], "takes less than no time"),
        ([event(";VALUE=DATE:20260101")] * (MOST_EVENTS + 1), "more than 2,000 events"),
        (
            [event(";VALUE=DATE:16010101", "RRULE:FREQ=DAILY;COUNT=999999")] * 40,
            "recur too often",
        ),
        (["BEGIN:VEVENT"], "no calendar that can be read"),
        (["BEGIN:VEVENT", "SUMMARY:When?", "END:VEVENT"], "no calendar that can be read"),
        ([event(":soon")], "no calendar that can be read"),
        ([event(";VALUE=TIME:101500")], "no calendar that can be read"),
        (["BEGIN:VEVENT"] * 20_000, "no calendar that can be read"),
    ],
)
def test_what_is_no_list_of_holidays_is_refused(events, problem):
    with pytest.raises(CalendarError, match=problem):
        read(*events)


def test_every_day_for_many_years_is_too_much():
    with pytest.raises(CalendarError, match="more than 5,000 dates"):
        read(event(";VALUE=DATE:20260101", "RRULE:FREQ=DAILY"), last=date(2050, 1, 1))


@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 1000, b"{}", b"BEGIN:VCALENDAR"])
def test_what_is_no_calendar_at_all_is_refused(data):
    with pytest.raises(CalendarError, match="no calendar that can be read"):
        read_ical(data, timezone="UTC", first=FIRST, last=LAST)


def test_a_file_of_fifty_megabytes_is_refused_unread():
    with pytest.raises(CalendarError, match="larger than 2 MB"):
        read_ical(b"x" * (CALENDAR_FILE_BYTES * 25), timezone="UTC", first=FIRST, last=LAST)
