# SPDX-License-Identifier: Apache-2.0
"""More time for a clock, what is told of it, and what wakes."""

import pytest

from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR

HOUR = 3_600_000_000


def more(metric="resolution", ticket="triaged"):
    return c.ExtendClock(ticket=ticket, metric=metric, by_s=3600, reason="A part is on its way")


async def test_the_target_grows_and_the_reason_stays(standard):
    before = clock_of(await standard.ticket("triaged"))
    await standard.do("lea", more(), more())
    after = clock_of(await standard.ticket("triaged"))
    assert (after.target - before.target, after.extended) == (2 * HOUR, 2 * HOUR)
    assert after.extension == "A part is on its way"


async def test_another_target_keeps_what_was_added(standard):
    before = clock_of(await standard.ticket("triaged"), "first_reply")
    await standard.do(
        "lea", more("first_reply"), c.SetPriority(ticket="triaged", priority="urgent")
    )
    after = clock_of(await standard.ticket("triaged"), "first_reply")
    assert (before.target, after.target) == (4 * HOUR, 2 * HOUR)


@pytest.mark.parametrize(
    ("metric", "ticket"), [("update", "triaged"), ("made_up", "triaged"), ("resolution", "opened")]
)
async def test_what_does_not_go_gets_no_more_time(standard, metric, ticket):
    answer = await standard.ask("lea", more(metric, ticket))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_MOVE, "clocks")


async def test_only_those_who_lead_give_more_time(standard):
    assert (await standard.ask("ann", more())).refusal.code == Code.FORBIDDEN
    assert (await standard.ask("lea", more(ticket="billed"))).refusal.code == Code.NOT_FOUND


async def test_points_are_told_of_once_and_seen_to_by_one_for_all(standard):
    tell = c.TellClocks(tickets=("triaged", "triaged", "gone"))
    await standard.do(HUB_ACTOR, tell)
    assert clock_of(await standard.ticket("triaged")).fired == ()
    advance(standard, days=30)
    first = await standard.do(HUB_ACTOR, tell)
    told = clock_of(await standard.ticket("triaged"))
    assert (told.fired, told.late) == ((1, 75, 90, 100), (1, 75, 90, 100))
    assert (await standard.do(HUB_ACTOR, tell)).seq is None
    assert first.seq is not None
    first = c.AcknowledgeClock(ticket="triaged", metric="resolution", instance=1, point=75)
    await standard.do("ann", first)
    assert clock_of(await standard.ticket("triaged")).acknowledged == (1, 75)
    see = c.AcknowledgeClock(ticket="triaged", metric="resolution", instance=1, point=100)
    await standard.do("ann", see)
    assert clock_of(await standard.ticket("triaged")).acknowledged == (1, 75, 90, 100)
    assert clock_of(await standard.ticket("triaged"), "first_reply").acknowledged == ()
    assert (await standard.do("ben", see)).seq is None


async def test_what_a_window_rang_is_seen_to_before_the_desk_has_told(standard):
    advance(standard, days=30)
    see = c.AcknowledgeClock(ticket="triaged", metric="resolution", instance=1, point=90)
    await standard.do("ann", see)
    await standard.do(HUB_ACTOR, c.TellClocks(tickets=("triaged",)))
    clock = clock_of(await standard.ticket("triaged"))
    assert (clock.fired, clock.acknowledged) == ((1, 75, 90, 100), (1, 75, 90))


async def test_more_time_after_the_breach_is_told_of_anew(standard):
    tell = c.TellClocks(tickets=("triaged",))
    advance(standard, days=30)
    await standard.do(HUB_ACTOR, tell)
    late = clock_of(await standard.ticket("triaged"))
    assert late.fired[-1] == 100
    by = c.ExtendClock(ticket="triaged", metric="resolution", by_s=600 * 3600, reason="Parts")
    await standard.do("lea", by)
    assert 100 not in clock_of(await standard.ticket("triaged")).fired
    advance(standard, days=200)
    await standard.do(HUB_ACTOR, tell)
    assert clock_of(await standard.ticket("triaged")).fired[-1] == 100


def advance(standard, days):
    """Let so many days pass, and the rest of the time off: what is late is told in the office."""
    standard.environment.advance(days=days)
    hours, now = standard.desk.memory.promises.hours_of("office"), standard.environment.now_us()
    standard.environment.advance(seconds=(hours.next_open(now) - now) // 1_000_000 + 1)


def clock_of(ticket, metric="resolution"):
    return next(clock for clock in ticket.clocks if clock.metric == metric)
