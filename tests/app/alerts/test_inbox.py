# SPDX-License-Identifier: Apache-2.0
"""Alerts: when each one rings, for whom, and how it goes."""

import asyncio

import pytest
from msgspec.structs import replace

from app import intents
from app.alerts.inbox import Inbox
from app.clocks.desk_clocks import DeskClocks
from sync_server.contract.clocks import BREACH, Clock
from sync_server.contract.entities import Calendar, Membership
from sync_server.contract.ids import AgentId, CalendarId, MembershipId, TeamId, TicketId
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, an_agent, changes, insert, update
from tests.support.sleepers import Sleepers

MINUTE = 60_000_000
HOUR = 60 * MINUTE
T1, T2 = TicketId("t1"), TicketId("t2")


@pytest.fixture
def sleepers(bench):
    return Sleepers(bench.environment)


@pytest.fixture
async def inbox(bench, sleepers):
    clocks = DeskClocks(bench.workspace)
    inbox = Inbox(bench.workspace, clocks)
    keeping = [asyncio.create_task(each.keep(sleepers)) for each in (clocks, inbox)]
    await settle()
    yield inbox
    for task in keeping:
        task.cancel()
    inbox.close()
    clocks.close()


@pytest.fixture
def rang(bench, inbox):
    """The minute of each alert, its ticket and its point."""
    began, rang = bench.environment.now_us(), list[tuple[float, str, int]]()
    inbox.rang.connect(
        lambda alert: rang.append(
            ((bench.environment.now_us() - began) / MINUTE, alert.ticket, alert.point)
        )
    )
    return rang


def a_clock(bench, **changes):
    began = Clock(
        metric="next_reply",
        instance=1,
        state="running",
        since=bench.environment.now_us(),
        spent=0,
        target=HOUR,
        alerts=(75, 90),
    )
    return replace(began, **changes)


async def put(bench, seq, id, *clocks, **fields):
    """The clocks of a ticket, as the desk has them. `t2` is one's own, `t1` nobody's."""
    bench.apply(changes(update(seq, a_ticket(id), scope="team:billing", clocks=clocks, **fields)))
    await settle()


async def join(bench, seq, *, level="work", role="agent"):
    place = Membership(
        id=MembershipId("mme"), agent=AgentId("me"), team=TeamId("billing"), level=level
    )
    bench.apply(changes(insert(seq, place, scope="desk")))
    bench.apply(changes(update(seq + 1, an_agent("me"), scope="desk", role=role)))
    await settle()


async def test_it_rings_once_at_each_point_and_without_a_link(bench, sleepers, inbox, rang):
    await put(bench, 9, "t2", a_clock(bench))
    await sleepers.pass_time(2 * 3600)
    assert rang == [(45, T2, 75), (54, T2, 90), (60, T2, BREACH)]
    (alert,) = inbox.alerts
    assert (alert.ticket, alert.is_late) == (T2, True)


async def test_the_desk_saying_the_same_rings_no_second_time(bench, sleepers, inbox, rang):
    await put(bench, 9, "t2", a_clock(bench))
    await sleepers.pass_time(46 * 60)
    began = bench.environment.now_us() - 46 * MINUTE
    await put(bench, 10, "t2", a_clock(bench, since=began, fired=(75,)))
    assert len(rang) == 1
    assert len(inbox.alerts) == 1


async def test_what_one_has_seen_to_is_gone_at_once_and_for_everybody(bench, sleepers, inbox, rang):
    await put(bench, 9, "t2", a_clock(bench))
    await sleepers.pass_time(46 * 60)
    (alert,) = inbox.alerts
    inbox.see(alert)
    assert inbox.alerts == ()
    await sleepers.pass_time(9 * 60)
    assert [point for _, _, point in rang] == [75, 90]
    began = bench.environment.now_us() - 55 * MINUTE
    fired = a_clock(bench, since=began, fired=(75, 90))
    await put(bench, 10, "t2", fired)
    assert len(inbox.alerts) == 1
    await put(bench, 11, "t2", replace(fired, acknowledged=(75, 90)))
    assert inbox.alerts == ()


async def test_an_answer_takes_it_away_and_a_pause_does_so_until_it_ends(
    bench, sleepers, inbox, rang
):
    clock = a_clock(bench)
    await put(bench, 9, "t2", clock)
    await sleepers.pass_time(50 * 60)
    rests = replace(clock, state="paused", spent=50 * MINUTE, since=bench.environment.now_us())
    await put(bench, 10, "t2", rests)
    assert inbox.of(T2) is None
    await sleepers.pass_time(24 * 3600)
    again = replace(rests, state="running", since=bench.environment.now_us(), fired=(75,))
    await put(bench, 11, "t2", again)
    assert inbox.of(T2) is not None
    assert [point for _, _, point in rang] == [75]
    await put(bench, 12, "t2", replace(again, state="met"))
    assert inbox.alerts == ()


async def test_outside_of_working_hours_nothing_rings(bench, sleepers, inbox, rang):
    now = bench.environment.now_us() // 1_000_000
    calendar = Calendar(
        id=CalendarId("office"),
        number=1,
        open=(now + 3600, 3600),
        open_until=(now + 10**6) * 1_000_000,
    )
    bench.apply(changes(insert(8, calendar, scope="desk")))
    late = a_clock(bench, spent=50 * MINUTE, calendar="office")
    await put(bench, 9, "t2", late)
    await sleepers.pass_time(2 * 3600)
    assert rang == [(60, T2, 75), (64, T2, 90), (70, T2, BREACH)]


async def test_of_the_tickets_that_nobody_has_the_team_is_told(bench, sleepers, inbox, rang):
    await put(bench, 9, "t1", a_clock(bench))
    await sleepers.pass_time(46 * 60)
    assert rang == []
    await join(bench, 10)
    assert [alert.ticket for alert in inbox.alerts] == [T1]
    await sleepers.pass_time(9 * 60)
    assert rang == [(54, T1, 90)]
    await put(bench, 13, "t1", a_clock(bench), assignee="robin")
    assert inbox.alerts == ()


async def test_who_leads_the_team_is_told_when_somebody_is_late(bench, sleepers, inbox, rang):
    await join(bench, 9, role="supervisor")
    await put(bench, 12, "t1", a_clock(bench), assignee="robin")
    await sleepers.pass_time(2 * 3600)
    assert rang == [(60, T1, BREACH)]


async def test_what_was_due_before_everything_was_there_waits_and_does_not_ring(bench, sleepers):
    await put(bench, 9, "t2", a_clock(bench))
    bench.environment.advance(minutes=50)
    clocks = DeskClocks(bench.workspace)
    inbox = Inbox(bench.workspace, clocks)
    rang: list = []
    inbox.rang.connect(rang.append)
    assert [(each.ticket, each.point) for each in inbox.alerts] == [(T2, 75)]
    bench.apply(changes(update(10, a_ticket("t2"), scope="team:billing", subject="Else")))
    await settle()
    assert rang == []
    inbox.close()
    clocks.close()


async def test_what_was_due_while_the_computer_slept_waits_and_does_not_ring(
    bench, sleepers, inbox, rang
):
    await put(bench, 9, "t2", a_clock(bench))
    bench.environment.advance(minutes=70)
    await sleepers.pass_time(10)
    assert (len(inbox.alerts), rang) == (1, [])


async def test_what_comes_with_all_the_rest_at_the_first_sign_in_does_not_ring(bench, inbox, rang):
    await put(bench, 9, "t2", a_clock(bench, since=bench.environment.now_us() - 50 * MINUTE))
    assert ([each.point for each in inbox.alerts], rang) == ([75], [])


async def test_what_is_late_comes_first_then_what_is_due_first(bench, sleepers, inbox):
    await join(bench, 9)
    near = a_clock(bench, spent=50 * MINUTE)
    late = a_clock(bench, spent=70 * MINUTE)
    await put(bench, 12, "t1", near)
    await put(bench, 13, "t2", replace(near, metric="resolution", spent=55 * MINUTE), late)
    assert [(each.ticket, each.clock.metric) for each in inbox.alerts] == [
        (T2, "next_reply"),
        (T1, "next_reply"),
    ]


async def test_acknowledging_it_takes_it_from_the_inbox_before_the_desk_answers(bench, inbox):
    await put(bench, 9, "t2", a_clock(bench, spent=50 * MINUTE, fired=(75,)))
    assert len(inbox.alerts) == 1
    intents.acknowledge_clock(bench.workspace, ticket=T2, metric="next_reply", instance=1, point=75)
    await settle()
    assert inbox.alerts == ()


async def test_acknowledging_a_warning_leaves_what_was_told_after_it(bench, inbox):
    late = a_clock(bench, spent=70 * MINUTE, fired=(75, 90, BREACH))
    await put(bench, 9, "t2", late)
    intents.acknowledge_clock(bench.workspace, ticket=T2, metric="next_reply", instance=1, point=75)
    await settle()
    assert [alert.point for alert in inbox.alerts] == [BREACH]


async def test_more_time_takes_the_alert_away_and_rings_anew(bench, sleepers, inbox, rang):
    clock = a_clock(bench)
    await put(bench, 9, "t2", clock)
    await sleepers.pass_time(61 * 60)
    (alert,) = inbox.alerts
    inbox.see(alert)
    longer = replace(clock, fired=(75, 90, BREACH), target=2 * HOUR, extended=HOUR)
    await put(bench, 10, "t2", longer)
    assert inbox.alerts == ()
    await sleepers.pass_time(60 * 60)
    assert [each for each in rang if each[0] > 60] == [
        (90, T2, 75),
        (108, T2, 90),
        (120, T2, BREACH),
    ]
    assert [each.point for each in inbox.alerts] == [BREACH]


async def test_more_time_while_it_rests_rings_anew_once_it_runs(bench, sleepers, inbox, rang):
    clock = a_clock(bench)
    await put(bench, 9, "t2", clock)
    await sleepers.pass_time(60 * 60)
    rests = replace(clock, state="paused", spent=HOUR, fired=(75, 90, BREACH))
    await put(bench, 10, "t2", rests)
    longer = replace(rests, target=2 * HOUR, extended=HOUR)
    await put(bench, 11, "t2", longer)
    assert inbox.alerts == ()
    await put(bench, 12, "t2", replace(longer, state="running", since=bench.environment.now_us()))
    await sleepers.pass_time(60 * 60)
    assert [point for at, _, point in rang if at > 60] == [75, 90, BREACH]
