# SPDX-License-Identifier: Apache-2.0
"""Who gets what waits, by the command that made it wait or made somebody free."""

import asyncio
from random import Random
from typing import Any

import msgspec
import pytest

from app.workspace.words import refusal_words
from sync_server.contract.entities import Alert, Availability
from sync_server.contract.refusals import Code
from sync_server.contract.routes import ROUTING, Route
from sync_server.desk.desk import Desk
from sync_server.desk.memory import Memory
from sync_server.domain.lifecycle import OUR_TURN
from sync_server.domain.routing.values import REST
from sync_server.store.engines import Database
from sync_server.store.rows import AllRows
from tests.support.asking import ask
from tests.support.plain import Need, c, q
from tests.support.standard_desk import HUB_ACTOR, StandardDesk
from tests.support.still_environment import StillEnvironment

TAKERS = ("ann", "lea")


@pytest.fixture
async def sharing(standard):
    """Ann and Lea are at the desk of the team support, which shares out; it has nothing waiting."""
    await standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    for agent in TAKERS:
        await standard.do(HUB_ACTOR, c.SetReachable(agent=agent, reachable=True))
    await standard.do("ada", c.ChangeTeam(team="support", routing="balanced", per_minute=0))
    return standard


async def test_a_team_that_shares_out_by_hand_is_left_alone(standard):
    await standard.do(HUB_ACTOR, c.SetReachable(agent="ann", reachable=True))
    await standard.do("ada", opened("new"))
    ticket = await standard.ticket("new")
    assert (ticket.assignee, ticket.queued_at, ticket.unrouted) == (None, None, "")


async def test_a_new_ticket_goes_to_whoever_has_less(sharing):
    """Ann has two of twelve in hand, Lea none."""
    await sharing.do("ada", opened("new"))
    ticket = await sharing.ticket("new")
    assert (ticket.assignee, ticket.status, ticket.queued_at) == ("lea", "open", None)
    assert (await sharing.row(Availability, "lea")).given == (sharing.environment.now_us(),)


async def test_where_turns_are_taken_the_longest_without_is_next(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", routing="round_robin"))
    got = []
    for number in range(4):
        sharing.environment.advance(seconds=1)
        await sharing.do("ada", opened(f"new{number}"))
        got.append((await sharing.ticket(f"new{number}")).assignee)
    assert got == ["ann", "lea", "ann", "lea"]


async def test_what_nobody_may_take_waits_and_says_why(sharing):
    await limit(sharing, 0)
    await sharing.do("ada", opened("new"))
    ticket = await sharing.ticket("new")
    assert (ticket.assignee, ticket.unrouted, ticket.queued_at) == (
        None,
        "full",
        sharing.environment.now_us(),
    )


@pytest.mark.parametrize(
    "freeing",
    [
        c.SetStatus(ticket="first", status="solved"),
        c.SetAssignee(ticket="first", assignee="ann"),
        c.ChangeAgent(agent="lea", capacity=2),
        c.ChangeWorkspace(channel_weights={"desk": 0}),
        c.SetMembership(membership="new", agent="ben", team="support"),
    ],
)
async def test_more_room_is_used_at_once(sharing, freeing):
    await sharing.do(HUB_ACTOR, c.SetReachable(agent="ben", reachable=True))
    await sharing.do("ada", c.ChangeAgent(agent="ann", capacity=0))
    await sharing.do("ada", c.ChangeAgent(agent="lea", capacity=1), opened("first"), opened("new"))
    assert (await sharing.ticket("new")).unrouted == "full"
    await sharing.do("ada", freeing)
    assert (await sharing.ticket("new")).assignee in ("lea", "ben")


async def test_a_ticket_that_waits_for_the_customer_takes_no_room(sharing):
    await sharing.do("ada", c.ChangeAgent(agent="ann", capacity=0))
    await sharing.do("ada", c.ChangeAgent(agent="lea", capacity=1), opened("first"), opened("new"))
    await sharing.do("lea", c.SetStatus(ticket="first", status="pending"))
    assert (await sharing.ticket("new")).assignee == "lea"


async def test_whoever_comes_gets_what_waited_the_oldest_first(sharing):
    await absent(sharing)
    for number in range(3):
        await sharing.do("ada", opened(f"new{number}"))
        sharing.environment.advance(seconds=1)
    assert (await sharing.ticket("new0")).unrouted == "not_available"
    await sharing.do("ada", c.ChangeAgent(agent="lea", capacity=2))
    await sharing.do("lea", c.SetAvailability(state="available"))
    got = [(await sharing.ticket(f"new{number}")).assignee for number in range(3)]
    assert got == ["lea", "lea", None]


async def test_the_highest_priority_is_first_where_the_team_says_so(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", order="priority"))
    await absent(sharing)
    await sharing.do("ada", opened("old"), opened("new", priority="urgent"))
    await sharing.do("ada", c.ChangeAgent(agent="lea", capacity=1))
    await sharing.do("lea", c.SetAvailability(state="available"))
    assert (await sharing.ticket("new")).assignee == "lea"
    assert (await sharing.ticket("old")).unrouted == "full"


async def test_only_who_has_the_skill_gets_it(sharing):
    await absent(sharing)
    await sharing.do("ada", opened("new"), c.SetNeeds(ticket="new", needs=(Need("french", 2),)))
    await sharing.do("lea", c.SetAvailability(state="available"))
    assert (await sharing.ticket("new")).unrouted == "lacks_skill"
    await sharing.do("ada", c.SetSkill(agent="lea", skill="french", level=2))
    assert (await sharing.ticket("new")).assignee == "lea"


async def test_a_disabled_skill_holds_nothing_back(sharing):
    await absent(sharing)
    await sharing.do("ada", opened("new"), c.SetNeeds(ticket="new", needs=(Need("french", 3),)))
    await sharing.do("lea", c.SetAvailability(state="available"))
    await sharing.do("ada", c.SaveSkill(skill="french", disabled=True))
    assert (await sharing.ticket("new")).assignee == "lea"


async def test_an_optional_skill_is_given_up_after_its_time(sharing):
    await absent(sharing)
    needs = (Need("french", 3, True),)
    await sharing.do("ada", opened("new"), c.SetNeeds(ticket="new", needs=needs))
    await sharing.do("lea", c.SetAvailability(state="available"))
    ticket = await sharing.ticket("new")
    assert (ticket.unrouted, ticket.route_at) == ("lacks_skill", ticket.queued_at + 3_600_000_000)
    await sharing.do(HUB_ACTOR, c.RouteTickets(tickets=("new",)))
    assert (await sharing.ticket("new")).assignee is None
    sharing.environment.advance(hours=1)
    await sharing.do(HUB_ACTOR, c.RouteTickets(tickets=("new",)))
    assert (await sharing.ticket("new")).assignee == "lea"


async def test_nobody_gets_more_in_a_minute_than_the_team_says(sharing):
    await absent(sharing)
    await sharing.do("ada", *[opened(f"new{number}") for number in range(5)])
    await sharing.do("ada", c.ChangeTeam(team="support", per_minute=3))
    await sharing.do("lea", c.SetAvailability(state="available"))
    held = [await sharing.ticket(f"new{number}") for number in range(5)]
    assert [ticket.assignee for ticket in held] == ["lea", "lea", "lea", None, None]
    assert {ticket.unrouted for ticket in held[3:]} == {"enough_for_now"}
    sharing.environment.advance(minutes=1)
    await sharing.do(HUB_ACTOR, c.RouteTickets(tickets=("new3",)))
    assert (await sharing.ticket("new4")).assignee == "lea"


async def test_outside_the_hours_of_the_team_it_waits_for_them(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", calendar="office"))
    hours = sharing.desk.memory.promises.hours_of("office")
    now = sharing.environment.now_us()
    sharing.environment.advance(hours=(hours.next_open(now) - now) // 3_600_000_000 + 12)
    await sharing.do("ada", opened("new"))
    ticket = await sharing.ticket("new")
    opens = hours.next_open(sharing.environment.now_us())
    assert (ticket.unrouted, ticket.route_at) == ("outside_hours", opens)


async def test_what_somebody_gives_back_goes_to_another(sharing):
    await sharing.do("ada", opened("new"))
    await sharing.do("lea", c.ReleaseTicket(ticket="new"))
    ticket = await sharing.ticket("new")
    assert (ticket.assignee, ticket.asked) == ("ann", ("lea",))
    await sharing.do("ann", c.ReleaseTicket(ticket="new"))
    ticket = await sharing.ticket("new")
    assert (ticket.assignee, ticket.unrouted) == (None, "asked_already")
    assert (await routes(sharing, "new"))[0].alert


async def test_what_went_into_another_ticket_comes_back_to_its_place(sharing):
    await sharing.do("ada", opened("new"), opened("other"))
    await sharing.do("lea", c.ReleaseTicket(ticket="new"))
    await sharing.do("ann", c.ReleaseTicket(ticket="new"))
    before = await sharing.ticket("new")
    assert (before.assignee, before.asked) == (None, ("lea", "ann"))
    await sharing.do("ada", c.MergeTicket(ticket="new", into="other", confirmed=True))
    assert (await sharing.ticket("new")).queued_at is None
    sharing.environment.advance(seconds=5)
    await sharing.do("ada", c.UnmergeTicket(ticket="new"))
    after = await sharing.ticket("new")
    assert (after.assignee, after.unrouted) == (None, "asked_already")
    assert (after.queued_at, after.asked) == (before.queued_at, before.asked)


async def test_an_offer_goes_round_until_somebody_takes_it(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    ticket = await sharing.ticket("new")
    until = sharing.environment.now_us() + 60_000_000
    assert (ticket.assignee, ticket.offered_to, ticket.route_at) == (None, "lea", until)
    sharing.environment.advance(seconds=61)
    await sharing.do(HUB_ACTOR, c.RouteTickets(tickets=("new",)))
    ticket = await sharing.ticket("new")
    assert (ticket.assignee, ticket.offered_to, ticket.asked) == (None, "ann", ("lea",))
    await sharing.do("ann", c.TakeTicket(ticket="new"))
    ticket = await sharing.ticket("new")
    assert (ticket.assignee, ticket.offered_to, ticket.queued_at) == ("ann", None, None)


async def test_who_declines_passes_it_on_at_once(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    await sharing.do("ann", c.DeclineTicket(ticket="new"))
    assert (await sharing.ticket("new")).offered_to == "lea"
    await sharing.do("lea", c.DeclineTicket(ticket="new"))
    assert (await sharing.ticket("new")).offered_to == "ann"
    await sharing.do("ann", c.DeclineTicket(ticket="new"))
    ticket = await sharing.ticket("new")
    now = sharing.environment.now_us()
    assert (ticket.offered_to, ticket.unrouted) == (None, "asked_already")
    assert (ticket.round_over_at, ticket.route_at) == (now, now + REST)
    assert (await routes(sharing, "new"))[0].alert


async def test_who_passed_it_on_is_asked_again_after_a_rest(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    await sharing.do("lea", c.DeclineTicket(ticket="new"))
    await sharing.do("ann", c.DeclineTicket(ticket="new"))
    await sharing.do(HUB_ACTOR, c.RouteTickets(tickets=("new",)))
    assert (await sharing.ticket("new")).offered_to is None
    sharing.environment.advance(minutes=15)
    await sharing.do(HUB_ACTOR, c.RouteTickets(tickets=("new",)))
    ticket = await sharing.ticket("new")
    assert (ticket.offered_to, ticket.asked, ticket.round_over_at) == ("lea", (), None)


async def test_that_nobody_took_it_is_told_once_a_round(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    for agent in TAKERS * 2:
        await sharing.do(agent, c.DeclineTicket(ticket="new"))
    for state in ("busy", "available"):
        await sharing.do("lea", c.SetAvailability(state=state))
        sharing.environment.advance(minutes=1)
    assert [each.alert for each in await routes(sharing, "new")].count(True) == 1
    over_at = (await sharing.ticket("new")).round_over_at
    sharing.environment.advance(minutes=15)
    await sharing.do(HUB_ACTOR, c.RouteTickets(tickets=("new",)))
    for agent in TAKERS * 2:
        await sharing.do(agent, c.DeclineTicket(ticket="new"))
    assert [each.alert for each in await routes(sharing, "new")].count(True) == 2
    assert (await sharing.ticket("new")).round_over_at > over_at


async def test_those_who_lead_are_told_that_nobody_takes_it_until_somebody_does(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    for agent in TAKERS * 2:
        await sharing.do(agent, c.DeclineTicket(ticket="new"))
    alert = await sharing.row(Alert, "lea.new.nobody")
    assert (alert.reason, alert.ticket, alert.name) == ("nobody", "new", "Support")
    assert alert.detail == (await sharing.ticket("new")).unrouted
    with pytest.raises(AssertionError, match="no alert"):
        await sharing.row(Alert, "ada.new.nobody")
    await sharing.do("ann", c.TakeTicket(ticket="new"))
    with pytest.raises(AssertionError, match="no alert"):
        await sharing.row(Alert, "lea.new.nobody")


async def test_whoever_comes_during_the_rest_is_asked(sharing):
    await sharing.do(HUB_ACTOR, c.SetReachable(agent="ben", reachable=True))
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    for agent in TAKERS * 2:
        await sharing.do(agent, c.DeclineTicket(ticket="new"))
    await sharing.do("ada", c.SetMembership(membership="new", agent="ben", team="support"))
    assert (await sharing.ticket("new")).offered_to == "ben"


async def test_an_offer_that_ran_out_is_still_taken_by_whoever_is_first(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    sharing.environment.advance(seconds=61)
    await sharing.do(HUB_ACTOR, c.RouteTickets(tickets=("new",)))
    await sharing.do("lea", c.TakeTicket(ticket="new"))
    late = await sharing.ask("ann", c.TakeTicket(ticket="new"))
    assert (late.refusal.code, late.refusal.field) == (Code.CONFLICT, "assignee")
    assert (await sharing.ticket("new")).offered_to is None


async def test_an_offer_is_accepted_by_whoever_is_asked(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    early = await sharing.ask("ann", c.AcceptTicket(ticket="new"))
    assert early.refusal.code == Code.OFFER_OVER
    await sharing.do("lea", c.AcceptTicket(ticket="new"), c.AcceptTicket(ticket="new"))
    ticket = await sharing.ticket("new")
    assert (ticket.assignee, ticket.status, ticket.offered_to) == ("lea", "open", None)


async def test_an_offer_that_ran_out_is_not_accepted_any_more(sharing):
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    sharing.environment.advance(seconds=61)
    await sharing.do(HUB_ACTOR, c.RouteTickets(tickets=("new",)))
    late = await sharing.ask("lea", c.AcceptTicket(ticket="new"))
    assert refusal_words(late.refusal) == (
        "The offer is over: the ticket has gone on to somebody else."
    )
    await sharing.do("ann", c.AcceptTicket(ticket="new"))
    late = await sharing.ask("lea", c.AcceptTicket(ticket="new"))
    assert (late.refusal.code, late.refusal.field) == (Code.CONFLICT, "assignee")


async def test_what_is_offered_takes_room(sharing):
    await sharing.do("ada", c.ChangeAgent(agent="ann", capacity=0))
    await sharing.do("ada", c.ChangeAgent(agent="lea", capacity=1))
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("a"), opened("b"))
    held = [await sharing.ticket(name) for name in ("a", "b")]
    assert [(each.offered_to, each.unrouted) for each in held] == [("lea", ""), (None, "full")]


@pytest.mark.parametrize(
    "leaving",
    [
        c.SetTeam(ticket="new", team="billing"),
        c.SetTeam(ticket="new", team=None),
        c.SetAssignee(ticket="new", assignee="ben"),
        c.SetStatus(ticket="new", status="pending"),
        c.MarkSpam(ticket="new"),
    ],
)
async def test_an_offer_ends_with_what_was_offered(sharing, leaving):
    await sharing.do("ada", c.ChangeTeam(team="support", accept_s=60), opened("new"))
    await sharing.do("ada", leaving)
    ticket = await sharing.ticket("new")
    assert (ticket.offered_to, ticket.queued_at, ticket.route_at) == (None, None, None)


async def test_a_customer_meets_again_whom_they_know(sharing):
    """Lea has less, but Ann had the customer's newest ticket."""
    await sharing.do("ada", opened("new", requester="kim"))
    assert (await sharing.ticket("new")).assignee == "ann"
    await sharing.do("ada", c.ChangeTeam(team="support", sticky=False))
    await sharing.do("ada", opened("other", requester="kim"))
    assert (await sharing.ticket("other")).assignee == "lea"


async def test_a_ticket_that_moves_to_the_team_is_shared_out(sharing):
    await sharing.do("ada", c.SetTeam(ticket="triaged", team="support"))
    assert (await sharing.ticket("triaged")).assignee in TAKERS


async def test_what_leaves_the_queue_says_nothing_of_it_any_more(sharing):
    await limit(sharing, 0)
    await sharing.do("ada", opened("taken"), opened("moved"), opened("spam"))
    await sharing.do("ann", c.TakeTicket(ticket="taken"))
    await sharing.do("ada", c.SetTeam(ticket="moved", team="billing"), c.MarkSpam(ticket="spam"))
    for name in ("taken", "moved", "spam"):
        ticket = await sharing.ticket(name)
        assert (ticket.queued_at, ticket.unrouted, ticket.route_at) == (None, "", None)


async def test_by_hand_anybody_gets_more_than_their_limit(sharing):
    await limit(sharing, 1)
    await sharing.do("ada", opened("new", assignee="lea"), opened("next", assignee="lea"))
    assert (await sharing.ticket("next")).assignee == "lea"
    await sharing.do("ada", opened("last"))
    assert (await sharing.ticket("last")).unrouted == "full"


@pytest.mark.parametrize(
    "leaving", [c.DisableAgent(agent="lea"), c.EndMembership(agent="lea", team="support")]
)
async def test_who_is_gone_gets_nothing(sharing, leaving):
    await sharing.do("ada", leaving, opened("new"))
    assert (await sharing.ticket("new")).assignee == "ann"


async def test_with_nobody_in_the_team_it_waits(sharing):
    await sharing.do("ada", c.EndMembership(agent="ann", team="support"))
    await sharing.do("ada", c.EndMembership(agent="lea", team="support"), opened("new"))
    assert (await sharing.ticket("new")).unrouted == "no_agents"


async def test_the_log_says_why(sharing):
    await sharing.do("ada", c.ChangeAgent(agent="ann", capacity=2), opened("new"))
    (route,) = await routes(sharing, "new")
    assert (route.team, route.mode, route.winner) == ("support", "balanced", "lea")
    assert [each.agent for each in route.ranked] == ["lea"]
    assert [(each.agent, each.reason) for each in route.passed] == [("ann", "full")]


async def test_one_command_shares_out_a_whole_backlog_within_the_limits(sharing):
    await absent(sharing)
    await limit(sharing, 9)
    await sharing.do("ada", *[opened(f"new{number}") for number in range(60)])
    for agent in TAKERS:
        await sharing.do(agent, c.SetAvailability(state="available"))
    assert carried(sharing) == {"ann": 9, "lea": 9}


async def test_what_is_in_memory_is_what_a_new_desk_would_read(sharing):
    work = Turmoil(Random(7))
    for _ in range(150):
        actor, command = work.draw()
        await sharing.ask(actor, command)
    assert queues_of(sharing.desk.memory) == queues_of(read_anew(sharing))


@pytest.mark.parametrize("seed", range(5))
async def test_the_router_exceeds_no_limit_whatever_happens(sharing, seed):
    """Nobody assigns by hand here, and nobody's limit falls: so no load is above it."""
    work = Turmoil(Random(seed), by_hand=False)
    await limit(sharing, 4)
    for _ in range(40):
        await asyncio.gather(*[sharing.ask(*work.draw()) for _ in range(4)])
        assert max(carried(sharing).values(), default=0) <= 4


@pytest.mark.postgres
async def test_two_nodes_exceed_no_limit_together(templates, tmp_path):
    database = templates.take("postgresql", tmp_path, furnished=True)
    twin = Database.open(database.address)
    environment = StillEnvironment()
    environment.advance(days=40)
    desks = [Desk(each, environment) for each in (database, twin)]
    nodes = [StandardDesk(desk, environment) for desk in desks]
    for desk in desks:
        await desk.start()
    work = Turmoil(Random(3), by_hand=False)
    await nodes[0].do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    for agent in TAKERS:
        await nodes[1].do(HUB_ACTOR, c.SetReachable(agent=agent, reachable=True))
    await nodes[0].do("ada", c.ChangeTeam(team="support", routing="balanced", per_minute=0))
    await limit(nodes[1], 4)
    for _ in range(40):
        await asyncio.gather(*[node.ask(*work.draw()) for node in nodes])
        held = read_anew(nodes[0])
        assert max(loads_of(held).values(), default=0) <= 4
    for node in nodes:
        await node.do("ada", c.SaveView(view="last", name="Last", conditions={}))
    newest = nodes[1].desk.memory
    assert queues_of(newest) == queues_of(read_anew(nodes[0]))
    for desk in desks:
        await desk.close()
    twin.close()
    database.close()


class Turmoil:
    """Draws what happens at a desk that shares out."""

    def __init__(self, random: Random, *, by_hand: bool = True) -> None:
        self._random = random
        self._by_hand = by_hand
        self._count = 0

    def draw(self) -> tuple[Any, Any]:
        """Who does what."""
        pick: Any = self._random.choice
        kind = self._random.randrange(12 if self._by_hand else 9)
        if kind <= 2 or not self._count:
            self._count += 1
            return "ada", opened(f"drawn{self._count}", priority=pick(("normal", "urgent")))
        ticket = f"drawn{self._random.randint(1, self._count)}"
        if kind == 3:
            return "ada", c.SetStatus(ticket=ticket, status=pick(("solved", "pending")))
        if kind == 4:
            return pick(TAKERS), c.SetAvailability(state=pick(("available", "busy")))
        if kind == 5:
            return pick(TAKERS), c.ReleaseTicket(ticket=ticket)
        if kind == 6:
            return "ada", c.SetNeeds(ticket=ticket, needs=pick(((), (Need("french", 1),))))
        if kind == 7:
            return "ada", c.ChangeTeam(team="support", accept_s=pick((0, 0, 60)))
        if kind == 8:
            return pick(TAKERS), c.DeclineTicket(ticket=ticket)
        if kind == 9:
            return "ada", c.SetAssignee(ticket=ticket, assignee=pick(("ann", "lea", "ben", None)))
        if kind == 10:
            return "ada", c.SetTeam(ticket=ticket, team=pick(("support", "billing", None)))
        return "ada", c.ChangeAgent(agent=pick(TAKERS), capacity=self._random.randrange(6))


def opened(ticket: str, **fields: Any) -> Any:
    given = {"team": "support", **fields}
    return c.OpenTicket(ticket=ticket, message=f"{ticket}-1", subject=ticket, text="Help", **given)


async def limit(desk, capacity: int) -> None:
    for agent in TAKERS:
        await desk.do("ada", c.ChangeAgent(agent=agent, capacity=capacity))


async def absent(desk) -> None:
    for agent in TAKERS:
        await desk.do(agent, c.SetAvailability(state="break"))


async def routes(desk, ticket: str) -> list[Route]:
    """The decisions about a ticket, the newest first."""
    causes = [entry.causes for entry in ask(desk, "ada", q.TicketHistory(ticket=ticket)).entries]
    return [msgspec.convert(each[ROUTING], Route) for each in causes if ROUTING in each]


def read_anew(standard) -> Memory:
    with standard.database.read() as reader:
        return Memory.load(AllRows(standard.database), reader)


def queues_of(memory: Memory) -> Any:
    lines = {
        team: {asks: [*line] for asks, line in memory.lines.of(team).items()}
        for team in memory.queues.teams
    }
    return memory.queues.parts, lines


def loads_of(memory: Memory) -> dict[str, int]:
    agents = [memory.roster.agents[agent] for agent in TAKERS]  # type: ignore[index]
    return {agent.id: memory.queues.hand(agent, memory.workspace).load for agent in agents}


def carried(standard) -> dict[str, int]:
    """How many tickets that are ours to work on each of the team has."""
    with standard.database.read() as reader:
        rows = reader.run("SELECT assignee, status FROM ticket WHERE archived = 0")
    held = [who for who, status in rows if status in OUR_TURN and who in TAKERS]
    return {who: held.count(who) for who in sorted(set(held))}
