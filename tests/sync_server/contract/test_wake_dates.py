# SPDX-License-Identifier: Apache-2.0
"""When a ticket that waits comes back: the same instant on both sides."""

from datetime import UTC, datetime
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

import pytest

from sync_server.contract.entities import Calendar, Team, Workspace
from sync_server.contract.ids import CalendarId, TeamId
from sync_server.contract.wake_dates import usual_days, wake_date
from sync_server.domain.calendar import BusinessCalendar

BERLIN = ZoneInfo("Europe/Berlin")
WORKSPACE = Workspace(id="workspace", timezone="Europe/Berlin")
WEEK = {day: [["08:30", "12:00"], ["13:00", "18:00"]] for day in ("mon", "tue", "wed", "thu")}


def at(text, zone=BERLIN):
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()) * 1_000_000


def calendar(**document):
    """A calendar as the desk publishes it, with the working time of a year around 2026."""
    whole = {"timezone": "Europe/Berlin", "hours": WEEK, **document}
    begin, end = at("2026-10-01", UTC), at("2027-01-31", UTC)
    spans = BusinessCalendar.from_dict(whole).open_spans(begin, end)
    edges = [edge // 1_000_000 for span in spans for edge in span]
    lengths = tuple(after - before for before, after in pairwise(edges))
    assert list(accumulate((*edges[:1], *lengths))) == edges
    return Calendar(id=CalendarId("k1"), number=1, document=whole, open=(*edges[:1], *lengths))


@pytest.mark.parametrize(
    ("now", "days", "back"),
    [
        ("2026-11-23 14:00", 3, "2026-11-26 09:00"),
        ("2026-11-23 03:00", 1, "2026-11-24 09:00"),
        ("2026-11-27 23:59", 1, "2026-11-30 09:00"),
        ("2026-11-28 12:00", 1, "2026-11-30 09:00"),
        ("2026-10-23 12:00", 3, "2026-10-28 09:00"),
    ],
)
def test_without_a_calendar_the_week_of_the_workspace_counts(now, days, back):
    assert wake_date(at(now), days, calendar=None, workspace=WORKSPACE) == at(back)


def test_a_desk_that_nobody_has_set_up_works_as_usual():
    found = wake_date(at("2026-11-23 14:00", UTC), 3, calendar=None, workspace=None)
    assert found == at("2026-11-26 09:00", UTC)


@pytest.mark.parametrize(
    ("now", "days", "back"),
    [
        ("2026-11-23 14:00", 3, "2026-11-26 08:30"),
        ("2026-11-24 07:00", 1, "2026-11-25 08:30"),
        ("2026-11-26 14:00", 1, "2026-11-30 08:30"),
        ("2026-12-23 14:00", 2, "2026-12-29 08:30"),
    ],
)
def test_days_are_those_of_a_calendar_with_its_holidays(now, days, back):
    office = calendar(holidays=["2026-12-24"])
    assert wake_date(at(now), days, calendar=office, workspace=WORKSPACE) == at(back)


@pytest.mark.parametrize(
    ("hours", "now", "days", "back"),
    [
        ({"mon": ["00:00", "24:00"], "tue": ["00:00", "24:00"]}, "11-22 12:00", 2, "11-24 00:00"),
        ({"mon": ["08:00", "24:00"], "tue": ["00:00", "18:00"]}, "11-22 12:00", 2, "11-24 00:00"),
        ({"mon": ["22:00", "06:00"], "tue": ["06:00", "18:00"]}, "11-22 12:00", 2, "11-24 06:00"),
        ({"sat": ["22:00", "06:00"], "mon": ["08:00", "18:00"]}, "11-27 12:00", 2, "11-30 08:00"),
    ],
)
def test_days_that_touch_at_midnight_are_two_and_a_night_is_of_the_day_before(
    hours, now, days, back
):
    office = calendar(hours={day: [frame] for day, frame in hours.items()})
    found = wake_date(at(f"2026-{now}"), days, calendar=office, workspace=WORKSPACE)
    assert found == at(f"2026-{back}")


def test_a_calendar_says_the_days_of_its_own_zone():
    tokyo = calendar(timezone="Asia/Tokyo")
    back = at("2026-11-25 08:30", ZoneInfo("Asia/Tokyo"))
    assert wake_date(at("2026-11-23 23:30"), 1, calendar=tokyo, workspace=WORKSPACE) == back


def test_around_the_clock_a_day_begins_when_the_workspace_does():
    always = calendar(**{"24x7": True, "hours": {}})
    found = wake_date(at("2026-11-27 14:00"), 2, calendar=always, workspace=WORKSPACE)
    assert found == at("2026-11-29 09:00")


@pytest.mark.parametrize("known", [Calendar(id=CalendarId("k1")), calendar()])
def test_beyond_what_is_known_of_a_calendar_the_workspace_counts(known):
    found = wake_date(at("2027-03-01 14:00"), 3, calendar=known, workspace=WORKSPACE)
    assert found == at("2027-03-04 09:00")


def test_a_zone_that_this_computer_does_not_know_is_no_reason_to_fail():
    lost = Workspace(id="workspace", timezone="Mars/Olympus")
    found = wake_date(at("2026-11-23 14:00", UTC), 1, calendar=None, workspace=lost)
    assert found == at("2026-11-24 09:00", UTC)


def test_each_team_waits_as_long_as_it_says():
    team = Team(id=TeamId("t1"), pending_days=5, on_hold_days=2)
    assert [usual_days(team, status) for status in ("pending", "on_hold", "odd")] == [5, 2, 3]
    assert usual_days(None, "on_hold") == 3
