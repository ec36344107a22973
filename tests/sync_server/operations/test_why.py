# SPDX-License-Identifier: Apache-2.0
"""Why a clock says what it says can be read out of the log, to the second."""

from datetime import UTC, datetime

import msgspec
import pytest

from sync_server.operations.failed import Failed
from sync_server.operations.why import WhyReport, read_why
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR, HUB_ACTOR

MINUTE = 60_000_000
HOUR = 60 * MINUTE
MONDAY = datetime(2026, 4, 6, 8, tzinfo=UTC)
"""10:00 in Berlin."""

OFFICE = {
    "timezone": "Europe/Berlin",
    "hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]},
}
GOLD = {
    "conditions": {"channel": "email", "subject": "Help"},
    "calendar": "berlin",
    "targets": {"first_reply": "2h", "resolution": {"urgent": "4h", "normal": "8h"}},
}


@pytest.fixture
async def desk(standard):
    """A desk that promises something to those who write for help."""
    standard.environment.advance(seconds=(MONDAY - standard.environment.now()).total_seconds())
    await standard.do(
        "ada",
        c.SaveCalendar(calendar="berlin", name="Office Berlin", document=OFFICE),
        c.PublishCalendar(calendar="berlin"),
        c.SavePolicy(policy="berlin-gold", name="Gold", document=GOLD),
        c.PublishPolicy(policy="berlin-gold"),
    )
    return standard


async def ask(desk, *, subject="Help"):
    """A customer asks; the number of the ticket."""
    await desk.do(
        CHANNEL_ACTOR,
        c.ReceiveMessage(
            ticket="asked",
            message="asked-1",
            contact="kim",
            sender="kim@acme.test",
            subject=subject,
            text="Please help",
            team="support",
        ),
    )
    return (await desk.ticket("asked")).number


def why(desk, number):
    """What is said of a ticket now."""
    return read_why(desk.database, number, now=desk.environment.now_us())


def clock(report, metric):
    return next(each for each in report.clocks if each.metric == metric)


async def test_a_pause_lies_between_two_runs(desk):
    number, start = await ask(desk), desk.environment.now_us()
    desk.environment.advance(hours=1)
    await desk.do("ann", c.SetStatus(ticket="asked", status="pending"))
    desk.environment.advance(hours=2)
    await desk.do("ann", c.SetStatus(ticket="asked", status="open"))
    desk.environment.advance(hours=24)
    resolution = clock(why(desk, number), "resolution")
    assert [
        (each.state, each.why, each.start - start, each.worked) for each in resolution.stretches
    ] == [
        ("running", "", 0, HOUR),
        ("paused", "pending", HOUR, 0),
        ("running", "", 3 * HOUR, 8 * HOUR),
    ]
    assert (resolution.spent, resolution.left) == (9 * HOUR, -HOUR)
    assert resolution.stretches[-1].end is None


async def test_what_comes_next_is_said_in_both_kinds_of_time(desk):
    number = await ask(desk)
    desk.environment.advance(hours=6)
    await desk.do(HUB_ACTOR, c.TellClocks(tickets=("asked",)))
    report = why(desk, number)
    resolution = clock(report, "resolution")
    assert (resolution.next_point, resolution.next_left) == (90, 72 * MINUTE)
    assert resolution.next_at - report.now == 72 * MINUTE + 16 * HOUR
    assert resolution.due - report.now == 2 * HOUR + 16 * HOUR


async def test_policy_calendar_and_zone_are_named_with_their_versions(desk):
    number = await ask(desk)
    desk.environment.advance(minutes=1)
    await desk.do(
        "ada",
        c.SavePolicy(policy="berlin-gold", document={**GOLD, "alerts": [50]}),
        c.PublishPolicy(policy="berlin-gold"),
    )
    report = why(desk, number)
    assert (report.policy.name, report.policy.version) == ("Gold", 2)
    assert (report.calendar.name, report.calendar.version) == ("Office Berlin", 1)
    assert report.zone == "Europe/Berlin"
    assert clock(report, "resolution").policy.version == 1


async def test_more_time_and_another_target_are_told_with_who_did_it(desk):
    number = await ask(desk)
    desk.environment.advance(hours=1)
    more = c.ExtendClock(ticket="asked", metric="resolution", by_s=1800, reason="Waits for parts")
    await desk.do("ada", more)
    await desk.do("ann", c.SetPriority(ticket="asked", priority="urgent"))
    events = clock(why(desk, number), "resolution").events
    assert [(each.what, each.by, each.target, each.reason) for each in events] == [
        ("extended", "Ada", 8 * HOUR + 30 * MINUTE, "Waits for parts"),
        ("promised", "Ann", 4 * HOUR + 30 * MINUTE, ""),
    ]


async def test_what_another_promise_had_passed_already_is_told_with_that_reason(desk):
    number = await ask(desk)
    desk.environment.advance(hours=5)
    await desk.do("ann", c.SetPriority(ticket="asked", priority="urgent"))
    await desk.do(HUB_ACTOR, c.TellClocks(tickets=("asked",)))
    events = clock(why(desk, number), "resolution").events
    assert {(each.point, each.reason, each.late) for each in events if each.what == "told"} == {
        (75, "retargeted", False),
        (90, "retargeted", False),
        (100, "retargeted", False),
    }


async def test_what_was_told_late_is_said_to_be(desk):
    number = await ask(desk)
    desk.environment.advance(minutes=90)
    await desk.do(HUB_ACTOR, c.TellClocks(tickets=("asked",)))
    desk.environment.advance(minutes=20)
    await desk.do(HUB_ACTOR, c.TellClocks(tickets=("asked",)))
    await desk.do(
        "ann", c.AcknowledgeClock(ticket="asked", metric="first_reply", instance=1, point=100)
    )
    events = clock(why(desk, number), "first_reply").events
    assert [(each.what, each.point, each.late) for each in events] == [
        ("told", 75, False),
        ("told", 90, True),
        ("seen", 75, False),
        ("seen", 90, False),
    ]


async def test_where_nothing_is_promised_it_says_who_was_asked(desk):
    report = why(desk, await ask(desk, subject="Hello"))
    assert (report.policy, report.clocks) == (None, ())
    assert "Gold" in report.asked


async def test_a_ticket_that_there_is_not_is_named(desk):
    with pytest.raises(Failed, match="no ticket 4711"):
        why(desk, 4711)


async def test_it_is_the_same_for_programs(desk):
    report = why(desk, await ask(desk))
    assert msgspec.json.decode(msgspec.json.encode(report), type=WhyReport) == report
