# SPDX-License-Identifier: Apache-2.0
"""What goes on to others when somebody will not work on it."""

import pytest

from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR


@pytest.fixture
async def offering(standard):
    """Ann and Lea are at the desk of a team that offers; the ticket `new` is offered to Lea."""
    await standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    for agent in ("ann", "lea"):
        await standard.do(HUB_ACTOR, c.SetReachable(agent=agent, reachable=True))
    await standard.do("ada", c.ChangeTeam(team="support", routing="balanced", accept_s=60))
    await standard.do("ada", opened("new"))
    assert (await standard.ticket("new")).offered_to == "lea"
    return standard


def opened(ticket, **fields):
    given = {"team": "support", **fields}
    return c.OpenTicket(ticket=ticket, message=f"{ticket}-1", subject=ticket, text="x", **given)


@pytest.mark.parametrize(
    ("who", "going"),
    [
        ("ada", c.DisableAgent(agent="lea")),
        ("ada", c.ChangeAgent(agent="lea", role="light")),
        ("ada", c.EndMembership(agent="lea", team="support")),
        ("ada", c.SetMembership(membership="m", agent="lea", team="support", level="read")),
        ("lea", c.SetAvailability(state="off_shift")),
    ],
)
async def test_an_offer_goes_on_at_once_when_its_agent_cannot_take_it_any_more(
    offering, who, going
):
    await offering.do(who, going)
    ticket = await offering.ticket("new")
    assert (ticket.offered_to, ticket.asked) == ("ann", ("lea",))


@pytest.mark.parametrize(
    ("who", "staying"),
    [
        ("ada", c.ChangeAgent(agent="lea", name="Leah")),
        ("lea", c.SetAvailability(state="busy")),
        (HUB_ACTOR, c.SetReachable(agent="lea", reachable=False)),
        ("ada", c.SetMembership(membership="m", agent="lea", team="billing", level="read")),
        ("ada", c.EndMembership(agent="rob", team="support")),
    ],
)
async def test_an_offer_stands_for_whoever_may_still_answer(offering, who, staying):
    await offering.do(who, staying)
    assert (await offering.ticket("new")).offered_to == "lea"


async def test_an_offer_of_another_team_stands(offering):
    await offering.do("ada", c.SetMembership(membership="m", agent="lea", team="billing"))
    await offering.do("ada", c.EndMembership(agent="lea", team="billing"))
    assert (await offering.ticket("new")).offered_to == "lea"


async def test_what_is_somebodys_stays_theirs_when_they_lose_the_team(offering):
    await offering.do("lea", c.TakeTicket(ticket="new"))
    await offering.do("ada", c.EndMembership(agent="lea", team="support"))
    assert (await offering.ticket("new")).assignee == "lea"
