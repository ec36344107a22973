# SPDX-License-Identifier: Apache-2.0
"""The four rows of the troubleshooting table, each provoked, and answered by the console."""

import pytest

from sync_server.operations.why import read_why
from sync_server.operations.why_wording import WIDTH, describe_why
from tests.support.plain import Absence, Need, c
from tests.support.standard_desk import HUB_ACTOR


@pytest.fixture
async def desk(standard):
    """Lea is at the desk of a team that shares out; Ann is not."""
    await standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await standard.do(HUB_ACTOR, c.SetReachable(agent="lea", reachable=True))
    await standard.do("ada", c.ChangeTeam(team="support", routing="balanced"))
    return standard


def opened(ticket, **fields):
    given = {"team": "support", **fields}
    return c.OpenTicket(ticket=ticket, message=f"{ticket}-1", subject=ticket, text="x", **given)


async def said(desk, ticket="new"):
    number = (await desk.ticket(ticket)).number
    text = describe_why(read_why(desk.database, number, now=desk.environment.now_us()))
    assert max(map(len, text.splitlines())) <= WIDTH
    return " ".join(text.split())


async def test_delayed_routing_says_since_when_and_what_keeps_it_from_whom(desk):
    await desk.do("ada", c.ChangeAgent(agent="lea", capacity=0))
    await desk.do("ada", opened("new"))
    desk.environment.advance(hours=2)
    text = await said(desk)
    assert "Waits since 2026-04-02 09:03:01" in text
    assert "to nobody in Support" in text
    assert "Lea is at the limit" in text
    assert "Ann is not connected" in text


async def test_delayed_routing_with_everybody_offline_says_so(desk):
    await desk.do(HUB_ACTOR, c.SetReachable(agent="lea", reachable=False))
    await desk.do("ada", opened("new"))
    text = await said(desk)
    assert "whoever came closest is not connected" in text


async def test_assignment_errors_are_seen_in_the_team(desk):
    """What kept it from whom is not what the sender thought: a place, a role, an absence."""
    now = desk.environment.now_us()
    away = c.SetAbsences(absences=(Absence(now, now + 3_600_000_000, None),))
    await desk.do("lea", away)
    await desk.do("ada", opened("new"), c.SetNeeds(ticket="new", needs=(Need("french", 1),)))
    text = await said(desk)
    assert "Rob only reads in this team" in text
    assert "Lux has a role that works on no tickets" in text
    assert "Gon has no access any more" in text
    assert "Lea absent, carries 0 of 12, back 2026-04-02 10:03:01" in text
    assert "Ann available, carries 2 of 12, not connected" in text


async def test_missing_updates_say_who_knows_and_who_wants_no_mail(desk):
    await desk.do("ann", c.SetPreferences(mail_assigned=False))
    await desk.do("ada", opened("new", assignee="ann"))
    text = await said(desk)
    assert "Ann has it, never connected, wants no mail of assignments" in text
    assert "Lea is in its team, connected" in text


async def test_a_breach_has_its_ledger_beside_it(desk):
    desk.environment.advance(days=9)
    hours, now = desk.desk.memory.promises.hours_of("office"), desk.environment.now_us()
    desk.environment.advance(seconds=(hours.next_open(now) - now) // 1_000_000 + 1)
    await desk.do(HUB_ACTOR, c.TellClocks(tickets=("triaged",)))
    text = await said(desk, "triaged")
    assert "First reply: late by" in text
    assert "told of the breach" in text
    assert "Policy Gold, version 1" in text
