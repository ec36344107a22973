# SPDX-License-Identifier: Apache-2.0
"""Links between tickets: both ends, one parent, no circle, and open children."""

import pytest

from sync_server.contract.entities import LINKS
from sync_server.contract.refusals import Code
from tests.support.plain import c, e
from tests.support.standard_desk import HUB_ACTOR


def linking(ticket, to, kind="parent"):
    return c.LinkTickets(ticket=ticket, to=to, kind=kind)


def unlinking(ticket, to, kind="parent"):
    return c.UnlinkTickets(ticket=ticket, to=to, kind=kind)


async def links(standard, ticket):
    return (await standard.ticket(ticket)).links


async def refusal(standard, command, agent="ann"):
    answer = await standard.ask(agent, command)
    return None if answer.ok else (answer.refusal.code, answer.refusal.field)


@pytest.mark.parametrize("kind", LINKS)
async def test_a_link_is_seen_from_both_ends_and_goes_from_either(standard, kind):
    await standard.do("ann", linking("opened", "pended", kind))
    assert await links(standard, "opened") == (e.Link(kind=kind, ticket="pended"),)
    assert await links(standard, "pended") == (e.Link(kind=LINKS[kind], ticket="opened"),)
    assert (await standard.do("ann", linking("opened", "pended", kind))).seq is None
    await standard.do("ann", unlinking("pended", "opened", LINKS[kind]))
    assert await links(standard, "opened") == await links(standard, "pended") == ()
    assert (await standard.do("ann", unlinking("opened", "pended", kind))).seq is None


async def test_links_of_two_people_at_once_are_both_there(standard):
    await standard.do("ann", linking("opened", "pended", "related"))
    await standard.do("lea", linking("opened", "fresh", "problem"))
    assert {link.ticket for link in await links(standard, "opened")} == {"pended", "fresh"}


async def test_a_ticket_is_not_linked_to_itself(standard):
    assert await refusal(standard, linking("opened", "opened")) == (Code.BAD_VALUE, "to")


@pytest.mark.parametrize("up", ["parent", "problem", "duplicate_of", "follow_up_of"])
async def test_a_ticket_has_one_parent(standard, up):
    await standard.do("ann", linking("opened", "pended", up))
    assert await refusal(standard, linking("opened", "fresh", up)) == (Code.EXISTS, up)
    assert await refusal(standard, linking("fresh", "opened", LINKS[up])) == (Code.EXISTS, up)


@pytest.mark.parametrize("up", ["parent", "problem", "duplicate_of", "follow_up_of"])
async def test_parents_make_no_circle(standard, up):
    await standard.do("ann", linking("opened", "pended", up), linking("pended", "fresh", up))
    assert await refusal(standard, linking("fresh", "opened", up)) == (Code.BAD_VALUE, "circle")
    assert await refusal(standard, linking("opened", "fresh", LINKS[up])) == (
        Code.BAD_VALUE,
        "circle",
    )
    assert await refusal(standard, linking("fresh", "opened", "related")) is None


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("billed", (Code.NOT_FOUND, "ticket")),
        ("deleted", (Code.BAD_MOVE, "status")),
        ("merged", (Code.BAD_MOVE, "status")),
        ("archived", (Code.BAD_MOVE, "archived")),
        ("nowhere", (Code.NOT_FOUND, "ticket")),
    ],
)
async def test_what_is_not_there_to_be_seen_is_not_linked(standard, to, expected):
    assert await refusal(standard, linking("opened", to)) == expected


async def test_whoever_changes_one_end_and_reads_the_other_links_them(standard):
    await standard.do("rob", linking("triaged", "opened"))
    assert await refusal(standard, linking("opened", "triaged"), "rob") == (Code.FORBIDDEN, None)


async def test_a_link_goes_also_where_the_other_end_is_out_of_sight(standard):
    await standard.do("ada", linking("opened", "billed", "related"))
    await standard.do("ann", unlinking("opened", "billed", "related"))
    assert await links(standard, "billed") == ()


async def test_an_archived_end_keeps_its_link(standard):
    await standard.do("ada", linking("closed", "opened", "related"))
    await standard.do("lea", c.ArchiveTicket(ticket="closed"))
    await standard.do("ann", unlinking("opened", "closed", "related"))
    assert await links(standard, "opened") == ()
    assert len(await links(standard, "closed")) == 1


async def test_a_ticket_has_so_many_links_and_no_more(standard, monkeypatch):
    monkeypatch.setattr("sync_server.desk.commands.links.MAX_LINKS", 1)
    await standard.do("ann", linking("opened", "pended", "related"))
    assert await refusal(standard, linking("fresh", "pended", "related")) == (Code.LIMIT, "links")


@pytest.mark.parametrize(
    "solving",
    [
        c.SetStatus(ticket="opened", status="solved"),
        c.Reply(ticket="opened", message="made", text="Done", status="solved", anyway=True),
        c.Forward(ticket="opened", message="made", to=("x@y.test",), status="solved"),
    ],
)
async def test_a_parent_with_open_children_is_not_solved(standard, solving):
    await standard.do("ann", linking("opened", "pended", "child"))
    assert await refusal(standard, solving) == (Code.BAD_MOVE, "children")
    await standard.do("ann", c.SetStatus(ticket="pended", status="solved"), solving)
    assert (await standard.ticket("opened")).status == "solved"


@pytest.mark.parametrize(
    "solving",
    [
        c.SetStatus(ticket="opened", status="solved", forced=True),
        c.Reply(
            ticket="opened", message="made", text="Done", status="solved", anyway=True, forced=True
        ),
    ],
)
async def test_a_parent_is_solved_before_its_children_by_force(standard, solving):
    await standard.do("ann", linking("opened", "pended", "child"), solving)
    assert (await standard.ticket("opened")).status == "solved"
    assert (await standard.ticket("pended")).status == "pending"


async def test_a_child_is_solved_before_its_parent(standard):
    await standard.do("ann", linking("opened", "pended", "parent"))
    await standard.do("ann", c.SetStatus(ticket="opened", status="solved"))


async def test_what_waited_long_enough_is_closed_whatever_hangs_on_it(standard):
    await standard.do("ann", linking("settled", "opened", "child"))
    await standard.do(HUB_ACTOR, c.CloseTickets(tickets=("settled",)))
    assert (await standard.ticket("settled")).status == "closed"
