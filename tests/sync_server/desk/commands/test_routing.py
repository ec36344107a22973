# SPDX-License-Identifier: Apache-2.0
"""Taking the next ticket of a queue."""

import asyncio
from collections import Counter

import msgspec
import pytest

from app.workspace.words import refusal_words
from sync_server.contract.entities import Availability
from sync_server.contract.refusals import Code
from sync_server.contract.routes import ROUTING, Route
from sync_server.desk.desk import Desk
from sync_server.operations.why import read_why
from sync_server.operations.why_wording import describe_why
from sync_server.store.engines import Database
from tests.support.asking import ask
from tests.support.plain import Need, c, q
from tests.support.standard_desk import StandardDesk
from tests.support.still_environment import StillEnvironment


@pytest.fixture
async def pulling(standard):
    """The team support shares out by hand; the tickets `a` to `c` wait, the oldest first."""
    await standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    for name in ("a", "b", "c"):
        await standard.do("ada", opened(name))
        standard.environment.advance(seconds=1)
    return standard


def opened(ticket, **fields):
    given = {"team": "support", **fields}
    return c.OpenTicket(ticket=ticket, message=f"{ticket}-1", subject=ticket, text="x", **given)


async def owners(desk):
    return [(await desk.ticket(name)).assignee for name in ("a", "b", "c")]


async def test_the_oldest_is_taken_first(pulling):
    await pulling.do("lea", c.TakeNext(team="support"))
    await pulling.do("ann", c.TakeNext(team="support"))
    assert await owners(pulling) == ["lea", "ann", None]
    assert (await pulling.ticket("a")).status == "open"
    assert (await pulling.row(Availability, "ann")).given == (pulling.environment.now_us(),)


async def test_the_team_says_what_is_next(pulling):
    await pulling.do("ada", c.ChangeTeam(team="support", order="priority"))
    await pulling.do("ada", c.SetPriority(ticket="c", priority="urgent"))
    await pulling.do("lea", c.TakeNext(team="support"))
    assert await owners(pulling) == [None, None, "lea"]


async def test_what_one_has_no_skill_for_is_left_to_others(pulling):
    await pulling.do("ada", c.SetNeeds(ticket="a", needs=(Need("french", 1),)))
    await pulling.do("lea", c.TakeNext(team="support"))
    await pulling.do("ann", c.TakeNext(team="support"))
    assert await owners(pulling) == ["ann", "lea", None]


async def test_what_is_offered_to_somebody_is_not_taken_from_them(pulling):
    await pulling.do("ada", c.ChangeTeam(team="support", routing="balanced", accept_s=600))
    await pulling.do("ann", c.SetAvailability(state="available"), c.TakeNext(team="support"))
    held = [await pulling.ticket(name) for name in ("a", "b", "c")]
    assert [each.assignee for each in held].count("ann") == 1


async def test_a_capacity_of_nothing_takes_nothing(pulling):
    await pulling.do("ada", c.ChangeAgent(agent="lea", capacity=0))
    answer = await pulling.ask("lea", c.TakeNext(team="support"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.LIMIT, "capacity")
    assert await owners(pulling) == [None, None, None]


async def test_where_nothing_fits_one_is_told_so(pulling):
    for name in ("a", "b", "c"):
        await pulling.do("ada", c.SetNeeds(ticket=name, needs=(Need("french", 1),)))
    answer = await pulling.ask("lea", c.TakeNext(team="support"))
    assert refusal_words(answer.refusal) == "Nothing waits there that you have the skills for."


@pytest.mark.parametrize(
    ("agent", "team"), [("rob", "support"), ("ben", "support"), ("ada", "support"), ("lea", "shut")]
)
async def test_one_takes_from_the_teams_that_one_works_in(pulling, agent, team):
    answer = await pulling.ask(agent, c.TakeNext(team=team))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "team")


async def test_the_log_says_who_asked(pulling):
    await pulling.do("lea", c.TakeNext(team="support"))
    (entry,) = [
        entry
        for entry in ask(pulling, "ada", q.TicketHistory(ticket="a")).entries
        if ROUTING in entry.causes
    ]
    route = msgspec.convert(entry.causes[ROUTING], Route)
    assert (route.winner, route.pulled) == ("lea", True)
    number = (await pulling.ticket("a")).number
    text = describe_why(read_why(pulling.database, number, now=pulling.environment.now_us()))
    assert "by Lea, who asked for the next in Support" in text


@pytest.mark.postgres
async def test_two_who_ask_on_two_nodes_never_get_the_same(templates, tmp_path):
    database = templates.take("postgresql", tmp_path, furnished=True)
    twin = Database.open(database.address)
    environment = StillEnvironment()
    environment.advance(days=40)
    desks = [Desk(each, environment) for each in (database, twin)]
    nodes = [StandardDesk(desk, environment) for desk in desks]
    for desk in desks:
        await desk.start()
    await nodes[0].do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    for agent in ("ann", "lea"):
        await nodes[0].do("ada", c.ChangeAgent(agent=agent, capacity=20))
    await nodes[0].do("ada", *[opened(f"t{number}") for number in range(20)])
    asking = zip(nodes * 10, ("ann", "lea") * 10, strict=True)
    answers = await asyncio.gather(*[n.ask(who, c.TakeNext(team="support")) for n, who in asking])
    assert all(answer.ok for answer in answers)
    held = [(await nodes[0].ticket(f"t{number}")).assignee for number in range(20)]
    assert Counter(held) == {"ann": 10, "lea": 10}
    for desk in desks:
        await desk.close()
    twin.close()
    database.close()
