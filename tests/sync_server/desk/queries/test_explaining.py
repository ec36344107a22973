# SPDX-License-Identifier: Apache-2.0
"""Queries of whoever asks why: answered out of the memory of the desk."""

from typing import Any

import pytest

from sync_server.contract.refusals import Code
from sync_server.desk.explaining import Explanations
from sync_server.store.notices import Notice, NoticeRows
from tests.support.asking import ask, refusal_code
from tests.support.plain import Need, c, q
from tests.support.standard_desk import HUB_ACTOR


@pytest.fixture
async def desk(standard):
    """Ann and Lea are at the desk of a team that shares out."""
    await standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    for agent in ("ann", "lea"):
        await standard.do(HUB_ACTOR, c.SetReachable(agent=agent, reachable=True))
    await standard.do("ada", c.ChangeTeam(team="support", routing="balanced", per_minute=0))
    return standard


def opened(ticket, **fields):
    given = {"team": "support", **fields}
    return c.OpenTicket(ticket=ticket, message=f"{ticket}-1", subject=ticket, text="x", **given)


async def answered(desk, agent, query):
    """The whole answer, as the hub gives it."""
    explanations = Explanations(desk.desk, desk.environment)
    complete: Any = {
        q.ExplainRouting: explanations.routing,
        q.TeamMatrix: explanations.matrix,
        q.PreviewRedistribution: explanations.redistribution,
        q.TraceDelivery: explanations.delivery,
    }[type(query)]
    return await complete(agent, query, ask(desk, agent, query))


async def test_the_router_says_what_it_would_do_with_what_waits(desk):
    await desk.do("ada", opened("new"), c.SetNeeds(ticket="new", needs=(Need("french", 3),)))
    await desk.do("ada", c.SetAssignee(ticket="new", assignee=None))
    told = await answered(desk, "ann", q.ExplainRouting(ticket="new"))
    assert (told.route["reason"], told.queued_at) == ("lacks_skill", desk.environment.now_us())
    assert [each[:2] for each in told.route["passed"]] == [
        ["ann", "lacks_skill"],
        ["lea", "lacks_skill"],
    ]


async def test_of_what_somebody_has_it_says_who_would_get_it(desk):
    """It is the same as if nobody had it: what Ann carries does not count it."""
    await desk.do("ada", c.ChangeAgent(agent="ann", capacity=3), opened("new", assignee="ann"))
    await desk.do("ada", c.ChangeAgent(agent="lea", capacity=0))
    told = await answered(desk, "lea", q.ExplainRouting(ticket="new"))
    assert told.route["winner"] == "ann"


async def test_without_a_team_there_is_no_router(desk):
    assert (await answered(desk, "ann", q.ExplainRouting(ticket="triaged"))).route is None


async def test_a_team_is_shown_with_what_everybody_lacks(desk):
    matrix = await answered(desk, "lea", q.TeamMatrix(team="support"))
    lacking = {each.agent: each.lacks for each in matrix.places}
    assert lacking == {
        "ann": "",
        "gon": "access",
        "lea": "",
        "lux": "role",
        "ola": "level",
        "rob": "level",
    }
    ann = next(each for each in matrix.places if each.agent == "ann")
    assert (ann.load, ann.capacity, ann.skills, ann.reachable) == (2, 12, {"french": 1}, True)


async def test_a_preview_is_what_happens(desk):
    await desk.do("ada", c.ChangeAgent(agent="lea", capacity=2))
    tickets = ("one", "two", "three")
    await desk.do("ada", *[opened(each, assignee="ann") for each in tickets])
    query = q.PreviewRedistribution(agent="ann")
    moves = {each.ticket: each for each in (await answered(desk, "lea", query)).moves}
    await desk.do("lea", c.Redistribute(agent="ann", tickets=tuple(moves)))
    for ticket, move in moves.items():
        row = await desk.ticket(ticket)
        assert (row.assignee, row.unrouted) == (move.to, move.reason)
    assert {move.to for move in moves.values()} == {"lea", None}


async def test_where_a_team_shares_out_by_hand_a_preview_says_so(desk):
    await desk.do("ada", c.ChangeTeam(team="support", routing="manual"))
    preview = await answered(desk, "lea", q.PreviewRedistribution(agent="ann"))
    assert q.Move(ticket="opened", reason="manual_pull") in preview.moves


async def test_whoever_a_ticket_concerns_is_listed_once(desk):
    await desk.do("ada", opened("new", assignee="ann"), c.FollowTicket(ticket="new", agent="ann"))
    await desk.do("ada", c.FollowTicket(ticket="new", agent="eve"))
    trace = await answered(desk, "lea", q.TraceDelivery(ticket="new"))
    assert [(each.agent, each.concern) for each in trace.recipients[:2]] == [
        ("ann", "owner"),
        ("eve", "follower"),
    ]
    assert {each.agent for each in trace.recipients} == {"ann", "eve", "lea", "rob", "ola", "lux"}


async def test_settings_that_silence_are_told(desk):
    await desk.do("ann", c.SetPreferences(mail_mentioned=False))
    trace = await answered(desk, "lea", q.TraceDelivery(ticket="opened"))
    assert trace.recipients[0] == q.Recipient(
        agent="ann", concern="owner", reachable=True, silenced=("mail_mentioned",)
    )


async def test_of_what_one_does_not_read_one_is_told_nothing(desk):
    for query in (q.ExplainRouting(ticket="billed"), q.TraceDelivery(ticket="billed")):
        assert refusal_code(desk, "ann", query) == Code.NOT_FOUND
    assert refusal_code(desk, "ola", q.TraceDelivery(ticket="opened")) == Code.NOT_FOUND
    for query in (q.TeamMatrix(team="support"), q.PreviewRedistribution(agent="ann")):
        assert refusal_code(desk, "ann", query) == Code.FORBIDDEN


async def test_mail_that_told_somebody_is_in_the_trace(desk):
    rows, now = NoticeRows(desk.database), desk.environment.now_us()
    told: Any = {"id": "n", "agent": "eve", "ticket": "opened", "reason": "mentioned", "seq": 7}
    notice = Notice(**told, attempts=0, next_at=now)
    await desk.desk.transact(lambda writer: rows.add(writer, notice))
    trace = await answered(desk, "lea", q.TraceDelivery(ticket="opened"))
    eve = trace.recipients[-1]
    assert (eve.agent, eve.concern) == ("eve", "former")
    assert eve.mails == (q.ToldByMail(reason="mentioned", seq=7, next_at=now),)
