# SPDX-License-Identifier: Apache-2.0
"""What supervisors do with a queue, and with what somebody has in hand."""

import pytest

from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR


@pytest.fixture
async def sharing(standard):
    """Ann and Lea are at the desk of a team that shares out and has nothing waiting."""
    await standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    for agent in ("ann", "lea"):
        await standard.do(HUB_ACTOR, c.SetReachable(agent=agent, reachable=True))
    await standard.do("ada", c.ChangeTeam(team="support", routing="balanced", per_minute=0))
    return standard


def opened(ticket, **fields):
    given = {"team": "support", **fields}
    return c.OpenTicket(ticket=ticket, message=f"{ticket}-1", subject=ticket, text="x", **given)


async def limit(desk, **capacities):
    for agent, capacity in capacities.items():
        await desk.do("ada", c.ChangeAgent(agent=agent, capacity=capacity))


async def owners(desk, *tickets):
    return [(await desk.ticket(each)).assignee for each in tickets]


async def test_what_is_pinned_is_served_first(sharing):
    await limit(sharing, ann=0, lea=0)
    for ticket in ("old", "new"):
        await sharing.do("ada", opened(ticket))
        sharing.environment.advance(seconds=1)
    await sharing.do("lea", c.PlaceTicket(ticket="new", pinned=True))
    await limit(sharing, lea=1)
    assert await owners(sharing, "old", "new") == [None, "lea"]


async def test_what_is_kept_back_waits_until_it_is_not(sharing):
    await limit(sharing, ann=0, lea=0)
    await sharing.do("ada", opened("stays"), opened("free"))
    await sharing.do("lea", c.PlaceTicket(ticket="stays", kept_back=True))
    await limit(sharing, lea=9)
    assert await owners(sharing, "stays", "free") == [None, "lea"]
    assert (await sharing.ticket("stays")).unrouted == "kept_back"
    await sharing.do("lea", c.PlaceTicket(ticket="stays", kept_back=False))
    assert await owners(sharing, "stays") == ["lea"]


async def test_a_queue_that_is_kept_back_goes_on_where_it_was(sharing):
    await sharing.do("lea", c.KeepQueueBack(team="support", kept_back=True))
    await sharing.do("ada", opened("new"))
    assert (await sharing.ticket("new")).unrouted == "kept_back"
    answer = await sharing.ask("ann", c.TakeNext(team="support"))
    assert answer.refusal.code == Code.NOTHING_WAITS
    await sharing.do("lea", c.KeepQueueBack(team="support", kept_back=False))
    assert await owners(sharing, "new") == ["lea"]


async def test_a_queue_moves_to_another_team_and_what_somebody_has_stays(sharing):
    await sharing.do("ada", opened("hers"))
    await limit(sharing, ann=0, lea=0)
    await sharing.do("ada", opened("one"), opened("two"))
    await sharing.do("lea", c.MoveQueue(team="support", to="billing"))
    teams = [(await sharing.ticket(each)).team for each in ("hers", "one", "two")]
    assert teams == ["support", "billing", "billing"]
    assert (await sharing.ticket("one")).queued_at is None


async def test_two_hundred_move_at_once_the_oldest_first(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", routing="manual"))
    for number in range(202):
        await sharing.do("ada", opened(f"t{number:03}"))
    await sharing.do("lea", c.MoveQueue(team="support", to="billing"))
    left = [n for n in range(202) if (await sharing.ticket(f"t{n:03}")).team == "support"]
    assert left == [200, 201]


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("support", Code.BAD_VALUE),
        ("shut", Code.BAD_VALUE),
        ("nowhere", Code.NOT_FOUND),
    ],
)
async def test_a_queue_moves_to_a_team_that_takes_it(sharing, to, code):
    answer = await sharing.ask("lea", c.MoveQueue(team="support", to=to))
    assert answer.refusal.code == code


@pytest.mark.parametrize(
    "command",
    [
        c.KeepQueueBack(team="billing", kept_back=True),
        c.MoveQueue(team="billing", to="support"),
    ],
)
async def test_supervisors_lead_their_own_queues(sharing, command):
    assert (await sharing.ask("lea", command)).refusal.code == Code.FORBIDDEN


async def test_what_somebody_has_goes_to_others_and_comes_back_with_one_command(sharing):
    await sharing.do("ada", *[opened(each, assignee="ann") for each in ("one", "two")])
    sent = c.Redistribute(agent="ann", tickets=("one", "two", "two"))
    await sharing.ask("lea", sent, id="sent")
    assert await owners(sharing, "one", "two") == ["lea", "lea"]
    back = c.ReturnTickets(agent="ann", tickets=("one", "two"), base="sent")
    await sharing.do("lea", back)
    assert await owners(sharing, "one", "two") == ["ann", "ann"]


async def test_who_had_it_does_not_get_it_again_in_the_round(sharing):
    await sharing.do("ada", c.ChangeAgent(agent="lea", capacity=0))
    await sharing.do("ada", opened("one", assignee="ann", requester="kim"))
    await sharing.do("lea", c.Redistribute(agent="ann", tickets=("one",)))
    ticket = await sharing.ticket("one")
    assert (ticket.assignee, ticket.asked, ticket.unrouted) == (None, ("ann",), "asked_already")


async def test_what_went_on_since_is_left_where_it_is(sharing):
    await sharing.do("ada", *[opened(each, assignee="ann") for each in ("one", "two", "three")])
    tickets = ("one", "two", "three")
    await sharing.ask("lea", c.Redistribute(agent="ann", tickets=tickets), id="sent")
    await sharing.do("ada", c.SetAssignee(ticket="one", assignee="ben"))
    await sharing.do("lea", c.SetStatus(ticket="two", status="solved"))
    await sharing.do("lea", c.ReturnTickets(agent="ann", tickets=tickets, base="sent"))
    assert await owners(sharing, *tickets) == ["ben", "lea", "ann"]


async def test_what_is_somebody_elses_by_now_is_not_redistributed(sharing):
    await sharing.do("ada", opened("one", assignee="ann"), opened("two", assignee="ben"))
    answer = await sharing.ask("lea", c.Redistribute(agent="ann", tickets=("one", "two")))
    assert (answer.refusal.code, answer.refusal.field) == (Code.CONFLICT, "assignee")
    assert await owners(sharing, "one") == ["ann"]


async def test_what_waits_for_the_customer_stays(sharing):
    await sharing.do("ada", opened("one", assignee="ann"))
    await sharing.do("ann", c.SetStatus(ticket="one", status="pending"))
    await sharing.do("lea", c.Redistribute(agent="ann", tickets=("one",)))
    assert await owners(sharing, "one") == ["ann"]
