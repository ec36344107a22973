# SPDX-License-Identifier: Apache-2.0
"""Who got a ticket, and why nobody else did, is read out of the log years later."""

import pytest

from sync_server.operations.why import read_why
from sync_server.operations.why_wording import WIDTH, describe_why
from tests.support.plain import Need, c
from tests.support.standard_desk import HUB_ACTOR


@pytest.fixture
async def desk(standard):
    """Lea alone is at the desk of a team that shares out."""
    await standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await standard.do(HUB_ACTOR, c.SetReachable(agent="lea", reachable=True))
    await standard.do("ada", c.ChangeTeam(team="support", routing="balanced"))
    return standard


def opened():
    return c.OpenTicket(ticket="new", message="new-1", subject="New", text="x", team="support")


async def said(desk):
    number = (await desk.ticket("new")).number
    return describe_why(read_why(desk.database, number, now=desk.environment.now_us()))


async def test_the_winner_and_everybody_else_are_named(desk):
    await desk.do("ada", opened())
    text = await said(desk)
    assert "to Lea in Support, by load, version" in text
    assert "  1. Lea: 0 % of the limit" in text
    assert "  -  Ann is not connected" in text


async def test_what_still_waits_says_for_what_and_until_when(desk):
    await desk.do("lea", c.SetAvailability(state="break"))
    await desk.do("ada", opened())
    needs = (Need("french", 3, True),)
    await desk.do("ada", c.SetNeeds(ticket="new", needs=needs))
    await desk.do("lea", c.SetAvailability(state="available"))
    text = await said(desk)
    assert "  -  Lea is not available (break)" in text
    assert "  -  Lea lacks a skill (French)" in text
    assert "to nobody in Support" in text
    assert "looks again" in text
    assert max(map(len, text.splitlines())) <= WIDTH


async def test_a_full_round_is_told(desk):
    await desk.do("ada", opened())
    await desk.do("lea", c.ReleaseTicket(ticket="new"))
    text = await said(desk)
    assert "  -  Lea had it, or was asked, before" in text
    assert "everybody who could be asked has been" in text
