# SPDX-License-Identifier: Apache-2.0
"""What goes on to others when somebody will not work on it."""

import pytest

from sync_server.contract.entities import Availability
from sync_server.contract.refusals import Code
from sync_server.operations.why import read_why
from sync_server.operations.why_wording import describe_why
from tests.support.plain import Absence, c
from tests.support.standard_desk import CHANNEL_ACTOR, HUB_ACTOR


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


@pytest.fixture
async def sharing(standard):
    """Ann and Lea are at the desk of a team that shares out; `high` and `low` are Lea's."""
    await standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    for agent in ("ann", "lea"):
        await standard.do(HUB_ACTOR, c.SetReachable(agent=agent, reachable=True))
    await standard.do("ada", c.ChangeTeam(team="support", routing="balanced", per_minute=0))
    for ticket, priority in (("high", "high"), ("low", "normal")):
        await standard.do("ada", opened(ticket, priority=priority, assignee="lea"))
    return standard


async def leave(desk, agent):
    """Go off shift, and let the minute pass."""
    await desk.do(agent, c.SetAvailability(state="off_shift"))
    desk.environment.advance(minutes=1)
    await desk.do(HUB_ACTOR, c.RouteAgents(agents=(agent,)))


@pytest.mark.parametrize(
    ("reroute", "owners"),
    [("none", ["lea", "lea"]), ("urgent", ["ann", "lea"]), ("all", ["ann", "ann"])],
)
async def test_when_an_owner_goes_off_shift_the_team_says_what_goes_to_others(
    sharing, reroute, owners
):
    await sharing.do("ada", c.ChangeTeam(team="support", reroute=reroute))
    await leave(sharing, "lea")
    assert [(await sharing.ticket(each)).assignee for each in ("high", "low")] == owners


async def test_nothing_goes_before_the_minute_is_over(sharing):
    await sharing.do("lea", c.SetAvailability(state="off_shift"))
    await sharing.do(HUB_ACTOR, c.RouteAgents(agents=("lea",)))
    assert (await sharing.ticket("high")).assignee == "lea"
    await sharing.do("lea", c.SetAvailability(state="off_shift"))
    sharing.environment.advance(minutes=1)
    await sharing.do(HUB_ACTOR, c.RouteAgents(agents=("lea",)))
    assert (await sharing.ticket("high")).assignee == "ann"


async def test_who_comes_back_within_the_minute_keeps_everything(sharing):
    await sharing.do("lea", c.SetAvailability(state="off_shift"))
    await sharing.do("lea", c.SetAvailability(state="busy"))
    sharing.environment.advance(minutes=1)
    await sharing.do(HUB_ACTOR, c.RouteAgents(agents=("lea",)))
    assert (await sharing.ticket("high")).assignee == "lea"


async def test_where_nobody_fits_it_waits_for_whoever_comes_first(sharing):
    await sharing.do("ann", c.SetAvailability(state="break"))
    await leave(sharing, "lea")
    ticket = await sharing.ticket("high")
    assert (ticket.assignee, ticket.last_owner, ticket.asked) == (None, "lea", ())
    await sharing.do("lea", c.SetAvailability(state="available"))
    assert (await sharing.ticket("high")).assignee == "lea"


async def test_a_team_that_shares_out_by_hand_keeps_its_owners(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", routing="manual", reroute="all"))
    await leave(sharing, "lea")
    assert (await sharing.ticket("high")).assignee == "lea"


async def test_the_newest_fifty_go_at_once(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", reroute="all"))
    await sharing.do("ada", c.ChangeAgent(agent="ann", capacity=100))
    for number in range(50):
        sharing.environment.advance(seconds=1)
        await sharing.do("ada", opened(f"new{number}", assignee="lea"))
    await leave(sharing, "lea")
    assert (await sharing.ticket("new0")).assignee == "ann"
    assert (await sharing.ticket("high")).assignee == "lea"


async def test_the_log_says_from_whom_it_was_taken(sharing):
    await leave(sharing, "lea")
    number = (await sharing.ticket("high")).number
    text = describe_why(read_why(sharing.database, number, now=sharing.environment.now_us()))
    assert "by Lea, who is off shift" in text
    assert "to Ann in Support" in text


def answered(ticket):
    return c.ReceiveMessage(
        ticket=f"{ticket}-more",
        message=f"{ticket}-2",
        contact="kim-again",
        thread=ticket,
        sender="kim@acme.test",
        text="One more thing",
    )


@pytest.mark.parametrize("status", ["pending", "on_hold", "solved"])
@pytest.mark.parametrize(
    ("who", "going"),
    [
        ("lea", c.SetAvailability(state="off_shift")),
        ("ada", c.DisableAgent(agent="lea")),
        ("ada", c.ChangeAgent(agent="lea", role="light")),
    ],
)
async def test_what_a_customer_reopens_goes_to_others_while_its_owner_is_away(
    sharing, status, who, going
):
    await sharing.do("lea", c.SetStatus(ticket="low", status=status))
    await sharing.do(who, going)
    await sharing.do(CHANNEL_ACTOR, answered("low"))
    ticket = await sharing.ticket("low")
    assert (ticket.status, ticket.assignee) == ("open", "ann")


@pytest.mark.parametrize("state", ["available", "busy", "break"])
async def test_what_a_customer_reopens_stays_with_an_owner_who_is_there(sharing, state):
    await sharing.do("lea", c.SetStatus(ticket="low", status="pending"))
    await sharing.do("lea", c.SetAvailability(state=state))
    await sharing.do(CHANNEL_ACTOR, answered("low"))
    assert (await sharing.ticket("low")).assignee == "lea"


async def test_what_is_open_stays_with_its_owner_whoever_writes(sharing):
    await sharing.do("lea", c.SetAvailability(state="off_shift"))
    await sharing.do(CHANNEL_ACTOR, answered("low"))
    assert (await sharing.ticket("low")).assignee == "lea"


async def test_what_a_colleague_reopens_stays_with_its_owner(sharing):
    await sharing.do("lea", c.SetStatus(ticket="low", status="solved"))
    await sharing.do("lea", c.SetAvailability(state="off_shift"))
    await sharing.do("ann", c.SetStatus(ticket="low", status="open"))
    assert (await sharing.ticket("low")).assignee == "lea"


async def test_in_a_team_that_shares_out_by_hand_it_stays_with_its_owner(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", routing="manual"))
    await sharing.do("lea", c.SetStatus(ticket="low", status="pending"))
    await sharing.do("lea", c.SetAvailability(state="off_shift"))
    await sharing.do(CHANNEL_ACTOR, answered("low"))
    assert (await sharing.ticket("low")).assignee == "lea"


HOUR = 3_600_000_000


async def plan(desk, agent, *absences):
    """Plan absences by hours from now and substitute."""
    now = desk.environment.now_us()
    planned = tuple(Absence(now + a * HOUR, now + b * HOUR, who) for a, b, who in absences)
    await desk.do(agent, c.SetAbsences(absences=planned))


async def test_who_is_absent_by_plan_gets_nothing_until_they_are_back(sharing):
    await sharing.do("ada", c.ChangeAgent(agent="ann", capacity=0))
    await plan(sharing, "lea", (0, 5, None))
    await sharing.do("ada", opened("new"))
    ticket = await sharing.ticket("new")
    back_at = sharing.environment.now_us() + 5 * HOUR
    assert (ticket.unrouted, ticket.route_at) == ("full", back_at)
    sharing.environment.advance(hours=5)
    await sharing.do(HUB_ACTOR, c.RouteAgents(agents=("lea",)))
    assert (await sharing.ticket("new")).assignee == "lea"


async def test_when_an_absence_begins_tickets_go_to_the_substitute(sharing):
    await sharing.do(HUB_ACTOR, c.SetReachable(agent="ben", reachable=True))
    await sharing.do("ada", c.SetMembership(membership="m", agent="ben", team="support"))
    await sharing.do("ada", c.ChangeTeam(team="support", reroute="all"))
    for number in range(4):
        await sharing.do("ada", opened(f"ann{number}", assignee="ann"))
    await plan(sharing, "lea", (1, 5, "ann"))
    assert (await sharing.row(Availability, "lea")).route_at == sharing.environment.now_us() + HOUR
    sharing.environment.advance(hours=1)
    await sharing.do(HUB_ACTOR, c.RouteAgents(agents=("lea",)))
    assert (await sharing.ticket("low")).assignee == "ann"
    number = (await sharing.ticket("low")).number
    text = describe_why(read_why(sharing.database, number, now=sharing.environment.now_us()))
    assert "by Lea, who is absent" in text
    assert "who stands in for Lea" in text


async def test_what_a_customer_reopens_goes_to_the_substitute(sharing):
    await sharing.do(HUB_ACTOR, c.SetReachable(agent="ben", reachable=True))
    await sharing.do("ada", c.SetMembership(membership="m", agent="ben", team="support"))
    await sharing.do("lea", c.SetStatus(ticket="low", status="solved"))
    await plan(sharing, "lea", (0, 5, "ann"))
    await sharing.do(CHANNEL_ACTOR, answered("low"))
    assert (await sharing.ticket("low")).assignee == "ann"


async def test_a_customer_whose_agent_is_absent_meets_the_substitute(sharing):
    """Lea has the newer ticket of Kim; Ben has nothing to do."""
    await sharing.do(HUB_ACTOR, c.SetReachable(agent="ben", reachable=True))
    await sharing.do("ada", c.SetMembership(membership="m", agent="ben", team="support"))
    await sharing.do("ada", opened("kims", requester="kim", assignee="lea"))
    await plan(sharing, "lea", (0, 5, "ann"))
    await sharing.do("ada", opened("new", requester="kim"))
    assert (await sharing.ticket("new")).assignee == "ann"


async def test_an_offer_goes_on_when_its_agent_is_absent(offering):
    await plan(offering, "lea", (0, 5, None))
    assert (await offering.ticket("new")).offered_to == "ann"


@pytest.mark.parametrize(
    ("absences", "field"),
    [
        ((Absence(5, 5),), "absences"),
        ((Absence(9, 5),), "absences"),
        ((Absence(1, 5), Absence(4, 8)), "absences"),
        ((Absence(1, 5, "lea"),), "substitute"),
        ((Absence(1, 5, "gon"),), "substitute"),
        ((Absence(1, 5, "lux"),), "substitute"),
        ((Absence(1, 5, "nobody"),), "substitute"),
    ],
)
async def test_absences_are_one_after_another_and_substitutes_can_work(sharing, absences, field):
    answer = await sharing.ask("lea", c.SetAbsences(absences=absences))
    assert answer.refusal.field == field


async def test_what_is_over_is_forgotten_and_the_rest_is_in_its_order(sharing):
    await plan(sharing, "lea", (5, 6, None), (1, 2, "ann"), (-3, -1, None))
    now = sharing.environment.now_us()
    held = (await sharing.row(Availability, "lea")).absences
    assert [each.from_at - now for each in held] == [HOUR, 5 * HOUR]


async def test_those_who_lead_plan_for_others(sharing):
    planned = c.SetAbsences(agent="ann", absences=(Absence(2**50, 2**51),))
    await sharing.do("lea", planned)
    assert len((await sharing.row(Availability, "ann")).absences) == 1
    forbidden = await sharing.ask("ben", planned)
    assert forbidden.refusal.code == Code.FORBIDDEN


async def test_an_offer_takes_no_room_any_more_once_its_ticket_went_to_another_team(offering):
    for ticket in ("billed", "guested"):
        await offering.do("ada", c.SetAssignee(ticket=ticket, assignee="ben"))
    await offering.do("ada", c.ChangeTeam(team="billing", routing="balanced", accept_s=60))
    await offering.do("ada", c.SetMembership(membership="m", agent="lea", team="billing"))
    await offering.do("ada", c.ChangeAgent(agent="lea", capacity=1))
    await offering.do("ada", c.SetTeam(ticket="new", team="billing"))
    assert (await offering.ticket("new")).offered_to == "lea"
