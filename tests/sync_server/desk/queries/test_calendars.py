# SPDX-License-Identifier: Apache-2.0
"""What a writer of calendars and policies asks: whether they are sound, and others' holidays."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sync_server.contract.packed import pack
from sync_server.contract.queries import CALENDAR_FILE_BYTES, PACKED_CALENDAR_BYTES
from sync_server.contract.refusals import Code
from sync_server.domain.calendar.document import NEVER_OPEN
from tests.support.asking import ask, refusal_code
from tests.support.plain import q

OFFICE = {
    "timezone": "Europe/Berlin",
    "hours": {
        day: [["08:00", "12:00"], ["12:45", "16:00"]] for day in ("mon", "tue", "wed", "thu", "fri")
    },
}
FRIDAY = int(datetime(2026, 11, 27, 15, 30, tzinfo=ZoneInfo("Europe/Berlin")).timestamp()) * 10**6
HALF_DAY = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Desk//Test//EN
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261224
SUMMARY:Closed early
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


def check(document):
    return q.CheckCalendar(document=document, start=FRIDAY, span_s=7200)


async def test_a_calendar_tells_when_two_hours_end(standard):
    due = ask(standard, "lea", check(OFFICE)).due
    monday = datetime.fromtimestamp(due / 10**6, UTC).astimezone(ZoneInfo("Europe/Berlin"))
    assert f"{monday:%a %H:%M}" == "Mon 09:30"


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({}, "hours"),
        ({**OFFICE, "timezone": "Europe/Berlln"}, "timezone"),
        ({**OFFICE, "hours": {"mon": [["08:00", "8"]]}}, "hours.mon[0][1]"),
    ],
)
async def test_what_is_no_calendar_is_told_with_its_place(standard, document, path):
    found = ask(standard, "ada", check(document))
    assert found.problem
    assert (found.path, found.due) == (path, None)


async def test_what_may_have_been_meant_is_told(standard):
    found = ask(standard, "ada", check({**OFFICE, "timezone": "Europe/Berlln"}))
    assert found.nearest == "Europe/Berlin"
    policy = q.CheckPolicy(document={"targets": {"first_reply": "8 hous"}})
    found = ask(standard, "ada", policy)
    assert (found.path, found.nearest) == ("targets.first_reply", "hours")


async def test_a_sound_policy_has_no_problem(standard):
    policy = q.CheckPolicy(document={"targets": {"first_reply": "8h"}})
    assert ask(standard, "lea", policy) == q.DocumentCheck()


async def test_a_value_that_a_field_never_has_is_told_with_the_nearest(standard):
    document = {"targets": {"first_reply": "8h"}, "conditions": {"priority": "urgnt"}}
    found = ask(standard, "ada", q.CheckPolicy(document=document))
    assert (found.path, found.nearest) == ("conditions.priority", "urgent")


async def test_a_calendar_that_is_never_open_again_is_told_so(standard):
    past = {"timezone": "UTC", "overrides": {"2020-01-01": [["08:00", "09:00"]]}}
    found = ask(standard, "ada", check(past))
    assert (found.path, found.problem, found.due) == ("hours", NEVER_OPEN, None)


async def test_countries_are_known_with_their_parts(standard):
    assert "BY" in ask(standard, "ada", q.HolidayPlaces()).countries["DE"]


async def test_public_holidays_are_added_once(standard):
    query = q.AddPublicHolidays(document=OFFICE, country="DE", part="BY", first_year=2026)
    added = ask(standard, "ada", query)
    assert "2026-12-25" in added.document["holidays"]
    assert added.days == len(added.document["holidays"])
    again = q.AddPublicHolidays(document=added.document, country="DE", part="BY", first_year=2026)
    assert ask(standard, "ada", again).days == 0


async def test_a_place_that_nobody_knows_adds_nothing(standard):
    query = q.AddPublicHolidays(document=OFFICE, country="XX", first_year=2026)
    added = ask(standard, "ada", query)
    assert (added.path, added.document) == ("country", OFFICE)


def file(data, *, year=2026):
    return q.AddCalendarFile(document=OFFICE, data=pack(data), first_year=year)


async def test_a_file_is_read_in_the_years_that_are_asked_for(standard):
    query = file(HALF_DAY)
    added = ask(standard, "ada", query)
    assert (added.days, added.document["names"]) == (1, {"2026-12-24": "Closed early"})
    later = file(HALF_DAY, year=2027)
    assert ask(standard, "ada", later).problem == "no holiday was found in these years"


@pytest.mark.parametrize(
    "data", [b"", b"hello", HALF_DAY, pack(HALF_DAY)[:-9], pack(b"hello")], ids=repr
)
async def test_what_is_no_file_adds_nothing(standard, data):
    query = q.AddCalendarFile(document=OFFICE, data=data, first_year=2026)
    added = ask(standard, "ada", query)
    assert (added.path, added.problem) == ("ical", "the file is no calendar that can be read")


async def test_a_file_that_unpacks_to_fifty_megabytes_is_refused(standard):
    bomb = file(HALF_DAY + b"\n" * (CALENDAR_FILE_BYTES * 25))
    assert len(bomb.data) < PACKED_CALENDAR_BYTES
    assert ask(standard, "ada", bomb).problem == "the file is larger than 2 MB"


ADMINISTRATORS_ASK = [
    q.HolidayPlaces(),
    q.AddPublicHolidays(document=OFFICE, country="DE", first_year=2026),
    file(b""),
]
LEADERS_ASK = [q.CheckPolicy(document={}), check(OFFICE)]


@pytest.mark.parametrize(
    "query", [*ADMINISTRATORS_ASK, *LEADERS_ASK], ids=lambda q: type(q).__name__
)
@pytest.mark.parametrize("agent", ["ann", "lux", "aud", "dis"])
async def test_only_leaders_ask(standard, agent, query):
    assert refusal_code(standard, agent, query) == Code.FORBIDDEN


@pytest.mark.parametrize("query", ADMINISTRATORS_ASK, ids=lambda q: type(q).__name__)
async def test_a_supervisor_adds_no_holidays(standard, query):
    assert refusal_code(standard, "lea", query) == Code.FORBIDDEN
