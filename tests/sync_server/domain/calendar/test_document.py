# SPDX-License-Identifier: Apache-2.0
"""Which documents are calendars, and what is said of the others."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sync_server.domain.calendar import BusinessCalendar, CalendarError, NeverOpen
from sync_server.domain.calendar.document import NEVER_OPEN
from tests.support.slow_calendar import RandomCalendar

WEEK = {"mon": [["09:00", "17:00"]]}
MANY = [str(date(2000, 1, 1) + timedelta(days=each)) for each in range(40_000)]


def refusal(**changes):
    document = {"timezone": "Europe/Berlin", "hours": WEEK, **changes}
    with pytest.raises(CalendarError) as error:
        BusinessCalendar.from_dict(document)
    return error.value


@pytest.mark.parametrize(
    ("changes", "path", "problem"),
    [
        ({"hours": {}}, "hours", "is never open"),
        ({"hours": {"mon": []}}, "hours", "is never open"),
        ({"hours": {"monday": []}}, "hours.monday", "is no day of the week"),
        ({"hours": {"mon": "9-17"}}, "hours.mon", "must be a list of frames"),
        ({"hours": {"mon": [["09:00"]]}}, "hours.mon[0]", "must be a start and an end"),
        ({"hours": {"mon": [["9", "17:00"]]}}, "hours.mon[0][0]", "is no time of day"),
        ({"hours": {"mon": [["09:00", "24:01"]]}}, "hours.mon[0][1]", "is no time of day"),
        ({"hours": {"mon": [["09:00", "12:60"]]}}, "hours.mon[0][1]", "is no time of day"),
        ({"hours": {"mon": [["24:00", "06:00"]]}}, "hours.mon[0]", "begins at 24:00"),
        ({"hours": {"mon": [["17:00", "09:00"]]}}, "hours.mon[0]", "ends at 09:00"),
        ({"hours": {"mon": [["09:00", "09:00"]]}}, "hours.mon[0]", "ends at 09:00"),
        (
            {"hours": {"mon": [["09:00", "12:00"], ["11:00", "14:00"]]}},
            "hours.mon",
            "09:00 to 12:00 and 11:00 to 14:00 overlap",
        ),
        (
            {"hours": {"sun": [["22:00", "06:00"]], "mon": [["05:00", "09:00"]]}},
            "hours.sun",
            "goes on into the hours of mon",
        ),
        ({"hours": {"mon": [["00:00", "00:01"]] * 25}}, "hours.mon", "more than 24 frames"),
        ({"timezone": "Europe/Berln"}, "timezone", "there is no zone 'Europe/Berln'"),
        ({"timezone": "../etc/passwd"}, "timezone", "there is no zone"),
        ({"timezone": None}, "timezone", "must name a time zone"),
        ({"holidays": MANY}, "holidays", "40000 dates are too many"),
        ({"holidays": ["2026-02-30"]}, "holidays[0]", "is no date"),
        ({"holidays": ["1492-10-12"]}, "holidays[0]", "lies outside 1970 to 2250"),
        ({"holidays": "2026-12-25"}, "holidays", "must be a list"),
        ({"overrides": {"24.12.": []}}, "overrides", "is no date"),
        ({"overrides": {"2026-12-24": [["12:00", "12:00"]]}}, "overrides.2026-12-24[0]", "ends at"),
        ({"breaks": []}, "breaks", "must be an object"),
        (
            {"overrides": {"2026-12-24": [["08:00", "12:00"]], "20261224": [["14:00", "18:00"]]}},
            "overrides.20261224",
            "is the date 2026-12-24",
        ),
        ({"24x7": "yes"}, "24x7", "must be true or false"),
        ({"names": {"2026-12-25": ""}}, "names.2026-12-25", "must be 1 to 200 letters"),
        ({"holiday": []}, "holiday", "is not known here"),
    ],
)
def test_what_is_no_calendar_is_refused_with_its_place(changes, path, problem):
    error = refusal(**changes)
    assert error.path == path
    assert problem in error.problem


DAY = [["08:00", "12:00"]]


@pytest.mark.parametrize(
    ("overrides", "breaks"),
    [
        ({"2026-12-24": DAY}, {"2026-12-24": DAY}),
        ({"2026-12-24": [["22:00", "04:00"]]}, {"2026-12-24": [["21:00", "06:00"]]}),
        ({"2026-12-24": [["22:00", "04:00"]]}, {d: [["00:00", "24:00"]] for d in MANY[9854:9857]}),
        ({"2026-12-24": [["01:00", "04:00"]]}, {"2026-12-23": [["20:00", "06:00"]]}),
        ({"2026-03-29": [["02:10", "02:50"]]}, {}),
    ],
)
def test_what_can_never_be_open_is_refused_but_stays_what_it_was_where_it_is_kept(
    overrides, breaks
):
    changes = {"hours": {}, "overrides": overrides, "breaks": breaks}
    error = refusal(**changes)
    assert (error.path, error.problem) == ("hours", NEVER_OPEN)
    kept = BusinessCalendar.of_kept({"timezone": "Europe/Berlin", **changes})
    with pytest.raises(NeverOpen):
        kept.next_open(datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "Factory", "posix/Europe/Berlin"])
def test_a_zone_that_is_another_one_on_another_machine_is_refused(zone):
    assert refusal(timezone=zone).path == "timezone"


def test_the_nearest_name_is_offered():
    assert refusal(holiday=[]).nearest == "holidays"
    assert refusal(timezone="Europe/Berln").nearest == "Europe/Berlin"
    assert "did you mean 'mon'" in str(refusal(hours={"monday": []}))


@pytest.mark.parametrize("document", [None, [], "24x7", 7, {1: 2}])
def test_what_is_no_object_is_refused(document):
    with pytest.raises(CalendarError):
        BusinessCalendar.from_dict(document)


def test_a_calendar_may_be_open_on_some_dates_alone_or_always():
    fair = {"timezone": "UTC", "overrides": {"2026-05-01": [["10:00", "24:00"]]}}
    assert BusinessCalendar.from_dict(fair).to_dict()["overrides"] == fair["overrides"]
    assert BusinessCalendar.from_dict({"timezone": "UTC", "24x7": True}).to_dict()["24x7"] is True


def test_it_is_written_as_it_was_read_and_in_order():
    document: dict[str, Any] = {
        "timezone": "Asia/Kathmandu",
        "hours": {"mon": [["08:00", "12:00"], ["13:00", "24:00"]], "sat": [["22:00", "06:00"]]},
        "holidays": ["2026-10-20", "2026-12-25"],
        "overrides": {"2026-12-24": [["08:00", "12:00"]], "2026-12-31": []},
        "breaks": {"2026-11-26": [["10:00", "11:00"]]},
        "24x7": False,
        "names": {"2026-12-25": "Christmas Day"},
    }
    assert BusinessCalendar.from_dict(document).to_dict() == document
    turned = {**document, "holidays": document["holidays"][::-1]}
    turned["hours"] = {**document["hours"], "mon": document["hours"]["mon"][::-1]}
    assert BusinessCalendar.from_dict(turned).to_dict() == document


@pytest.mark.parametrize("seed", range(50))
def test_every_calendar_survives_its_document(seed):
    calendar = BusinessCalendar.from_dict(RandomCalendar(seed).document)
    assert BusinessCalendar.from_dict(calendar.to_dict()) == calendar
