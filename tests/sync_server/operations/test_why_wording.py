# SPDX-License-Identifier: Apache-2.0
"""The course of a ticket's clocks is read in 100 columns, in the calendar's zone and in UTC."""

from datetime import UTC, datetime

import pytest

from sync_server.operations.why import ClockReport, Event, Promise, Stretch, WhyReport
from sync_server.operations.why_wording import WIDTH, describe_why, span

MINUTE = 60_000_000
HOUR = 60 * MINUTE


def at(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


GOLD = Promise(name="Gold", version=2, since=at("2026-09-23 12:00:00"))
RESOLUTION = ClockReport(
    metric="resolution",
    instance=1,
    state="running",
    target=8 * HOUR,
    spent=7 * HOUR,
    left=HOUR,
    policy=GOLD,
    due=at("2026-11-24 08:30:00"),
    next_point=100,
    next_at=at("2026-11-24 08:30:00"),
    next_left=HOUR,
    stretches=(
        Stretch(
            state="running",
            start=at("2026-11-23 11:18:18"),
            end=at("2026-11-23 11:31:18"),
            worked=13 * MINUTE,
        ),
        Stretch(
            state="paused",
            why="on_hold",
            start=at("2026-11-23 11:31:18"),
            end=at("2026-11-23 12:32:00"),
        ),
        Stretch(state="running", start=at("2026-11-23 12:32:00"), worked=407 * MINUTE),
    ),
    events=(
        Event(at=at("2026-11-23 12:40:00"), what="told", point=75, late=True),
        Event(at=at("2026-11-23 12:41:00"), what="seen", by="Ann", point=75),
        Event(
            at=at("2026-11-23 12:42:00"),
            what="extended",
            by="Leila Haddad",
            extended=20 * MINUTE,
            reason="Finance has to make a new document. " * 6,
        ),
        Event(at=at("2026-11-23 12:43:00"), what="promised", by="Ann", target=8 * HOUR),
    ),
)
REPORT = WhyReport(
    number=48213,
    subject="Webhooks return 401 after rotation " * 4 + "\x1b[31m",
    status="on_hold",
    priority="urgent",
    opened_at=at("2026-11-23 11:18:18"),
    now=at("2026-11-23 16:00:00"),
    zone="Europe/Berlin",
    policy=GOLD,
    calendar=Promise(name="Office Berlin", version=1, since=at("2026-09-23 12:00:00")),
    clocks=(RESOLUTION,),
)


def test_everything_is_said_in_a_hundred_columns():
    text = describe_why(REPORT)
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    assert "\x1b" not in text
    for said in (
        "Gold, version 2",
        "Office Berlin, version 1",
        "Europe/Berlin",
        "Resolution: 1 h left, 7 h of 8 h used",
        "paused, On hold",
        "told of 75 %, late",
        "Ann has seen to 75 %",
        "Leila Haddad added 20 min: Finance",
        "promised otherwise: 8 h",
        "in 1 h of work, 16 h 30 min by the clock",
    ):
        assert said in text, said


def test_a_time_stands_in_the_zone_of_the_calendar_and_in_utc():
    (row,) = [line for line in describe_why(REPORT).splitlines() if line.endswith(" 13 min")]
    assert row.split() == [
        *("ran", "2026-11-23", "12:18:18", "2026-11-23", "12:31:18"),
        *("2026-11-23", "11:18:18Z", "13", "min"),
    ]


def test_where_nothing_is_measured_it_says_why():
    nothing = WhyReport(
        number=1, subject="", status="new", priority="low", opened_at=0, now=0, zone="UTC"
    )
    assert "none is in force" in describe_why(nothing)
    asked = WhyReport(
        number=1,
        subject="",
        status="new",
        priority="low",
        opened_at=0,
        now=0,
        zone="UTC",
        asked=("Gold", "Platinum"),
    )
    assert "none fits this ticket. Asked, in this order: Gold, Platinum" in describe_why(asked)


@pytest.mark.parametrize(
    ("state", "why", "left", "said"),
    [
        ("met", "", HOUR, "met in 7 h of 8 h"),
        ("missed", "", -HOUR, "missed by 1 h: 7 h of 8 h"),
        ("stopped", "solved", HOUR, "stopped after 7 h of 8 h, without a verdict: Solved"),
        ("stopped", "no_target", HOUR, "without a verdict: nothing is promised"),
        ("paused", "pending", HOUR, "1 h left, 7 h of 8 h used, paused while Pending"),
        ("running", "", -HOUR, "late by 1 h, 7 h of 8 h used"),
    ],
)
def test_a_clock_says_how_it_stands(state, why, left, said):
    clock = ClockReport(
        metric="resolution",
        instance=2,
        state=state,
        target=8 * HOUR,
        spent=7 * HOUR,
        left=left,
        why=why,
    )
    report = WhyReport(
        number=1,
        subject="",
        status="new",
        priority="low",
        opened_at=0,
        now=0,
        zone="UTC",
        clocks=(clock,),
    )
    text = describe_why(report)
    assert "Resolution 2: " in text
    assert said in text


@pytest.mark.parametrize(
    ("us", "said"),
    [
        (0, "0 min"),
        (12_000_000, "12 s"),
        (4 * MINUTE + 11_999_000, "4 min 12 s"),
        (30 * MINUTE, "30 min"),
        (HOUR, "1 h"),
        (27 * HOUR + 45 * MINUTE, "27 h 45 min"),
    ],
)
def test_a_span_has_two_units_at_most(us, said):
    assert span(us) == said
