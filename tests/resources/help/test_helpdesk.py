# SPDX-License-Identifier: Apache-2.0
"""What the page about service levels shows is read, computed and compared by the real parts."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from resources import resource
from sync_server.contract.clocks import Clock, spent_at
from sync_server.contract.durations import parse_duration
from sync_server.contract.entities import WORKSPACE, Team, Workspace
from sync_server.contract.ids import PolicyId, TeamId
from sync_server.contract.placeholders import gaps_in, unknown_in
from sync_server.desk.holidays.ical import read_ical
from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.sla.course import Happening, after
from sync_server.domain.sla.hours import CalendarHours
from sync_server.domain.sla.policies import read_policy

PAGE = resource("help", "helpdesk", "sla-setup.md").read_text(encoding="utf-8")
BERLIN = ZoneInfo("Europe/Berlin")
WHAT: dict[str, dict[str, Any]] = {
    "the customer asks": {"asked": True, "opened": True, "status": "new"},
    "you answer, and set it to Pending": {"answers": frozenset({"reply"}), "status": "pending"},
    "the customer writes, it is open again": {"asked": True, "status": "open"},
    "you solve it": {"status": "solved"},
}
"""What each line of the course is to a clock."""


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def table(heading):
    """The rows of the table whose heading begins so."""
    lines = PAGE.partition(f"\n| {heading} |")[2].partition("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


DOCUMENTS = [json.loads(block) for block in blocks("json")]
CALENDARS = [each for each in DOCUMENTS if "timezone" in each]
POLICIES = [each for each in DOCUMENTS if "targets" in each]
OFFICE = BusinessCalendar.from_dict(CALENDARS[0])


def when(text):
    """An instant as the page writes it, in the zone of its calendar."""
    return datetime.strptime(text, "%A %d %B %Y, %H:%M").replace(tzinfo=BERLIN)


def us(at):
    return round(at.timestamp()) * 1_000_000


def length(text):
    return parse_duration(text).length(OFFICE.business_day)


def test_every_document_is_a_calendar_or_a_policy():
    assert (len(CALENDARS), len(POLICIES)) == (2, 2)
    assert len(DOCUMENTS) == 4


@pytest.mark.parametrize("document", CALENDARS)
def test_a_calendar_of_the_page_can_be_published(document):
    assert BusinessCalendar.from_dict(document).to_dict()["hours"] == document["hours"]


@pytest.mark.parametrize("document", POLICIES)
def test_a_policy_of_the_page_can_be_published(document):
    assert set(read_policy(document).targets) == set(document["targets"])


def test_every_worked_example_ends_when_the_page_says():
    rows = table("So much time | from | ends")
    assert len(rows) == 6
    for span, begins, ends in rows:
        assert OFFICE.due(when(begins), length(span)) == when(ends), span


def test_a_business_day_is_as_long_as_the_page_says():
    assert "here 9 h 15 min" in PAGE
    assert OFFICE.business_day == timedelta(hours=9, minutes=15)
    assert length("3 business days") == timedelta(hours=27, minutes=45)


def test_the_dates_of_the_file_become_a_holiday_and_a_break():
    (file,) = blocks("ical")
    found = read_ical(
        file.encode(), timezone="Europe/Berlin", first=date(2026, 1, 1), last=date(2027, 12, 31)
    )
    assert found.days == dict.fromkeys((date(2026, 10, 3), date(2027, 10, 3)), "German Unity Day")
    assert found.parts == {date(2026, 12, 2): ((600, 660),)}
    BusinessCalendar.from_dict(found.added_to(CALENDARS[0]))


def test_the_clocks_run_as_the_page_says():
    hours = CalendarHours([(0, OFFICE)])
    policy = read_policy(POLICIES[1])
    terms = policy.terms(PolicyId("standard"), "normal", business_day=OFFICE.business_day)
    clocks: tuple[Clock, ...] = ()
    rows = table("When | What happens | First reply | Resolution")
    assert [what for _, what, _, _ in rows] == list(WHAT)
    for at, what, *said in rows:
        now = us(when(at))
        clocks = after(clocks, Happening(at=now, **WHAT[what]), terms, lambda _: hours)
        known = {clock.metric: clock for clock in clocks}
        for metric, words in zip(("first_reply", "resolution"), said, strict=True):
            state, spent = words.split(", ")
            clock = known[metric]
            measured = timedelta(microseconds=spent_at(clock, hours, now))
            expected = timedelta(0) if spent == "0 min" else length(spent)
            assert (clock.state, measured) == (state, expected), (at, metric)


def test_the_warn_points_are_those_of_a_policy_that_names_none():
    assert "At 75 and 90 per cent" in PAGE
    assert read_policy(POLICIES[1]).alerts == (75, 90)


def test_what_pauses_where_nothing_is_said_is_what_the_page_says():
    said = {"calendar": "x", "targets": dict.fromkeys(("resolution", "update", "next_reply"), "1h")}
    pauses = read_policy(said).pauses
    assert pauses["resolution"] == {"pending", "on_hold"}
    assert pauses["update"] == {"pending"}
    assert "next_reply" not in pauses


def test_what_waits_waits_as_the_page_says_where_nobody_has_said_else():
    told = {name: value for name, value, _ in table("Setting | At first")}
    team, desk = Team(id=TeamId("support")), Workspace(id=WORKSPACE)
    assert told["Working days in Pending"] == str(team.pending_days)
    assert told["Working days in On hold"] == str(team.on_hold_days)
    assert told["Solved tickets close after"] == f"{desk.close_days} days"
    assert (told["Status after Send"], told["Reminder"]) == ("As it is", "none")
    assert (team.next_status, team.reminder, team.calendar) == ("", "", None)


def test_the_reminder_of_the_page_has_fields_that_there_are():
    (reminder,) = blocks("mail")
    assert gaps_in(reminder)
    assert not unknown_in(reminder)


def test_every_date_of_the_page_is_the_day_that_it_names():
    dates = re.findall(r"\w+day \d+ \w+ \d{4}, \d\d:\d\d", PAGE)
    assert len(dates) == 16
    for each in dates:
        assert each == when(each).astimezone(UTC).astimezone(BERLIN).strftime(
            f"%A {when(each).day} %B %Y, %H:%M"
        )
