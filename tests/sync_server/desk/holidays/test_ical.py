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


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [
        ("T003000Z", "T011500Z", (150, 180)),
        ("T011500Z", "T014500Z", (179, 180)),
        ("T011500Z", "T030000Z", (179, 240)),
    ],
)
def test_what_lies_in_an_hour_that_comes_twice_is_closed_whole(start, end, part):
    found = read(event(f":20261025{start}", f"DTEND:20261025{end}"))
    assert found.parts == {date(2026, 10, 25): (part,)}


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


NEW_YORK = ";TZID=America/New_York:20261001T200000"


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["RRULE:FREQ=DAILY;UNTIL=20261004T000000Z"], [1, 2, 3]),
        (["RRULE:FREQ=DAILY;UNTIL=20261003T235959Z"], [1, 2]),
        (["RRULE:FREQ=DAILY;UNTIL=20261003T200000"], [1, 2, 3]),
        (["RRULE:FREQ=DAILY;UNTIL=20261003"], [1, 2, 3]),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20261003T000000Z"], [1, 3, 4]),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20261002T200000"], [1, 3, 4]),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20261002T190000"], [1, 2, 3, 4]),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXDATE;VALUE=DATE:20261002"], [1, 3, 4]),
        (["RDATE:20261006T000000Z"], [1, 5]),
        (["RDATE;VALUE=DATE:20261006"], [1, 6]),
    ],
)
def test_what_a_file_says_of_an_occurrence_is_said_of_its_instant(lines, days):
    found = read(event(NEW_YORK, "DURATION:PT1H", *lines), timezone="America/New_York")
    assert found.parts == {date(2026, 10, day): ((20 * 60, 21 * 60),) for day in days}


def test_an_occurrence_that_is_named_in_another_zone_is_moved():
    found = read(
        event(NEW_YORK, "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2"),
        event(":20261009T120000Z", "DURATION:PT1H", "RECURRENCE-ID:20261003T000000Z"),
        timezone="UTC",
    )
    assert sorted(found.parts) == [date(2026, 10, 2), date(2026, 10, 9)]


def test_a_night_in_which_the_clock_is_changed_ends_when_the_file_says():
    found = read(
        event(";TZID=Europe/Berlin:20261024T230000", "DTEND;TZID=Europe/Berlin:20261025T040000")
    )
    assert found.parts[date(2026, 10, 25)] == ((0, 4 * 60),)


@pytest.mark.parametrize("zone", ["Mars/Base", "localtime", "posix/Europe/Berlin", "../zone.tab"])
@pytest.mark.parametrize("name", ["DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"])
def test_a_zone_that_nobody_knows_is_refused_wherever_it_stands(name, zone):
    line = f"{name};TZID={zone}:20261202T200000"
    with pytest.raises(CalendarError, match=f"the time zone '{zone}' is not known here"):
        read(event(":20261201T200000Z", line))


def test_a_zone_that_one_file_makes_up_is_none_of_the_next():
    made_up = ["BEGIN:VTIMEZONE", "TZID:Made up", "BEGIN:STANDARD", "DTSTART:19700101T000000"]
    made_up += ["TZOFFSETFROM:+0500", "TZOFFSETTO:+0500", "END:STANDARD", "END:VTIMEZONE"]
    read(*made_up, event(";VALUE=DATE:20260101"))
    with pytest.raises(CalendarError, match="'Made up' is not known here"):
        read(event(";TZID=Made up:20261202T200000"))


@pytest.mark.parametrize("zone", ["Europe/Berlin", '"W. Europe Standard Time"'])
def test_a_zone_goes_by_more_than_one_name(zone):
    found = read(event(f";TZID={zone}:20261202T200000", "DURATION:PT1H"), timezone="UTC")
    assert found.parts == {date(2026, 12, 2): ((19 * 60, 20 * 60),)}


def test_what_is_no_event_and_says_nothing_of_time_is_not_looked_at():
    alarm = ["BEGIN:VALARM", "DTSTART:soon", "SUMMARY:Soon", "END:VALARM"]
    unread = ["X-NOTE;TZID=Mars/Base:soon", "DTSTAMP:soon"] * 40_000
    found = read(
        *("BEGIN:VTODO", "DTSTART:soon", "END:VTODO"),
        event(";VALUE=DATE:20260101", *unread, *alarm, "summary:\r\n  folded"),
    )
    assert [*found.days] == [date(2026, 1, 1)]


LONG_AND_DAILY = event(":20000101T000000Z", "DURATION:P364D", "RRULE:FREQ=DAILY")
LONG_AND_WHOLE = event(";VALUE=DATE:20000101", "DURATION:P364D", "RRULE:FREQ=DAILY")
EVERY_SUNDAY = ",".join(f"{place}{day}" for place in range(1, 54) for day in ("MO", "SU"))
LISTED = ",".join(["20260101"] * 40_000)


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ([LONG_AND_DAILY], "recur too often, or take too long"),
        ([LONG_AND_DAILY] * 900, "recur too often, or take too long"),
        ([LONG_AND_WHOLE], "recur too often, or take too long"),
        ([event(";VALUE=DATE:20260101", "DURATION:P364D")] * 700, "or take too long"),
        ([event(":20000101T000000Z", "RRULE:FREQ=DAILY")] * 1_000, "or take too long"),
        ([event(";VALUE=DATE:20000101", f"RRULE:FREQ=MONTHLY;BYDAY={EVERY_SUNDAY}")] * 100, "long"),
        ([event(";VALUE=DATE:20260101", f"EXDATE;VALUE=DATE:{LISTED}")], "30,000 lines and values"),
        ([event(";VALUE=DATE:20260101")] * 8_000, "30,000 lines and values"),
        ([event(f";{'A=B;' * 40_000}VALUE=DATE:20260101")], "30,000 lines and values"),
        ([event(f";TZID=Mars/{each}:20260101T000000") for each in range(60)], "50 time zones"),
        ([event(f";TZID={'/a' * 100_000}:20260101T000000")], "the time zone '/a/a"),
    ],
)
def test_what_would_keep_a_desk_busy_is_refused(events, problem):
    with pytest.raises(CalendarError, match=problem):
        read(*events, last=date(2045, 12, 31))


def test_a_year_on_leave_that_comes_every_year_is_taken():
    found = read(event(";VALUE=DATE:20100701", "DURATION:P31D", "RRULE:FREQ=YEARLY"))
    assert len(found.days) == 3 * 31


@pytest.mark.parametrize(
    "rule",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
)
def test_a_date_that_never_comes_is_soon_given_up(rule):
    found = read(*[event(";VALUE=DATE:16010101", f"RRULE:{rule}")] * 100)
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
