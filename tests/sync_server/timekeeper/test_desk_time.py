# SPDX-License-Identifier: Apache-2.0
"""The desk's time on a desk whose clock is moved by hand."""

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest

from sync_server.contract.clocks import ALWAYS, spent_at
from sync_server.contract.entities import Calendar, Message
from sync_server.desk.transaction import Commit
from sync_server.store import tables
from sync_server.store.changelog import ChangeLog
from sync_server.timekeeper.desk_time import LISTENS_AFTER_S, DeskTime, keep_time
from sync_server.timekeeper.keeper import LONGEST_SLEEP_S
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR, StandardDesk
from tests.support.stepped_environment import SteppedEnvironment

HOUR = 3600
DAY = 24 * HOUR
US = 1_000_000
PLAIN = {"targets": {"resolution": "10h"}, "alerts": [50]}


@pytest.fixture
async def timed(furnished_database):
    """The standard desk, two months on, where every new ticket is promised ten hours."""
    environment = SteppedEnvironment()
    environment.advance(days=60)
    async with running_desk(furnished_database, environment) as desk:
        standard = StandardDesk(desk, environment)
        await standard.do(
            "ada", c.SavePolicy(policy="all", document=PLAIN), c.PublishPolicy(policy="all")
        )
        yield standard


@asynccontextmanager
async def keeping(standard, *, nodes=1):
    tasks = [
        asyncio.create_task(keep_time(standard.desk, standard.environment)) for _ in range(nodes)
    ]
    await standard.environment.pass_time(0)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _rests(ticket):
    return [c.SetStatus(ticket=ticket, status=status) for status in ("on_hold", "open")]


def _is_promised_anew(ticket):
    longer = {"targets": {"resolution": "20h"}}
    policy = c.SavePolicy(policy="all", document=longer), c.PublishPolicy(policy="all")
    return [*policy, c.SetPriority(ticket=ticket, priority="urgent")]


@pytest.mark.parametrize("happens", [_rests, _is_promised_anew])
@pytest.mark.parametrize("hours", [-24, 24])
async def test_whatever_happens_under_a_wrong_clock_is_measured_once(timed, happens, hours):
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"))
        await later(timed, HOUR)
        timed.environment.advance(seconds=hours * HOUR)
        for command in happens("one"):
            await timed.do("ada", command)
        timed.environment.advance(seconds=-hours * HOUR)
        await later(timed, max(0, hours) * HOUR)  # until it is as late as it was said to be
        now = timed.environment.now_us()
        measured = spent_at(await clock(timed, "one"), ALWAYS, now)
        assert measured == (1 + max(0, hours)) * HOUR * US


@pytest.mark.parametrize("nodes", [1, 3])
async def test_a_point_is_told_when_it_is_reached_and_once(timed, nodes):
    async with keeping(timed, nodes=nodes):
        await timed.do("ann", a_ticket("one"))
        await later(timed, 5 * HOUR - 1)
        assert (await clock(timed, "one")).fired == ()
        await timed.environment.pass_time(1)
        assert (await clock(timed, "one")).fired == (50,)
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one")).fired == (50, 100)
    assert await told_by(timed, "one") == 2


async def test_what_was_missed_is_told_at_the_start_and_marked(timed):
    await timed.do("ann", a_ticket("one"))
    await later(timed, 9 * HOUR)
    async with keeping(timed):
        await timed.environment.pass_time(0)
        assert ((await clock(timed, "one")).fired, (await clock(timed, "one")).late) == (
            (50,),
            (50,),
        )
        await later(timed, HOUR)
        assert (await clock(timed, "one")).fired == (50, 100)
        assert (await clock(timed, "one")).late == (50,)


async def test_what_fell_due_over_a_weekend_without_a_server_is_told_once_and_marked(timed):
    await timed.do("ann", a_ticket("one"))
    for _ in range(2):
        timed.environment.advance(hours=62)
        async with keeping(timed, nodes=2):
            await later(timed, HOUR)
    told = await clock(timed, "one")
    assert (told.fired, told.late) == ((50, 100), (50, 100))
    assert await told_by(timed, "one") == 1


async def test_what_was_missed_is_told_in_working_hours(timed):
    await timed.do(
        "ada",
        c.SavePolicy(policy="all", document={**PLAIN, "calendar": "office"}),
        c.PublishPolicy(policy="all"),
    )
    await timed.do("ann", a_ticket("one"))
    now, hours = timed.environment.now_us(), timed.desk.memory.promises.hours_of("office")
    closes = hours.open_spans(now, now + 14 * DAY * US)[-2][1]
    timed.environment.advance(seconds=(closes - now) // US + HOUR)
    opens = hours.next_open(timed.environment.now_us())
    async with keeping(timed):
        await later(timed, (opens - timed.environment.now_us()) // US - 1)
        assert (await clock(timed, "one")).fired == ()
        await later(timed, 1)
        told = await clock(timed, "one")
        assert (told.fired, told.late) == ((50, 100), (50, 100))


async def test_a_policy_that_is_edited_while_ten_thousand_clocks_run_turns_none_of_them(timed):
    await timed.do("ann", a_ticket("one"))
    multiply(timed, "one", by=10_000)
    async with keeping(timed):
        await timed.environment.pass_time(1)
        before = last_seq(timed)
        longer = {**PLAIN, "targets": {"resolution": "20h"}}
        await timed.do(
            "ada", c.SavePolicy(policy="all", document=longer), c.PublishPolicy(policy="all")
        )
        assert last_seq(timed) - before == 3  # the draft, the version, and that it is in force
        await timed.environment.pass_time(1)
        assert told_more_than(timed, 0) == 0
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one-8")).fired == ()
        assert told_more_than(timed, 0) == 10_001  # each has got its promise
        assert told_more_than(timed, 1) == 0
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one-8")).fired == (50,)
        assert told_more_than(timed, 1) == 10_001
        assert told_more_than(timed, 2) == 0


async def publish(standard, **changes):
    await standard.do(
        "ada",
        c.SavePolicy(policy="all", document={**PLAIN, **changes}),
        c.PublishPolicy(policy="all"),
    )


async def test_a_longer_promise_counts_before_the_old_one_is_told_of(timed):
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"))
        await later(timed, HOUR)
        await publish(timed, targets={"resolution": "100h"})
        await later(timed, 4 * HOUR - 30)
        assert ((await clock(timed, "one")).target, (await clock(timed, "one")).fired) == (
            100 * HOUR * US,
            (),
        )
        await later(timed, 45 * HOUR + 29)
        assert (await clock(timed, "one")).fired == ()
        await timed.environment.pass_time(1)
        assert ((await clock(timed, "one")).fired, (await clock(timed, "one")).late) == ((50,), ())


async def test_a_shorter_promise_is_told_of_at_its_time(timed):
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"))
        await later(timed, HOUR)
        await publish(timed, targets={"resolution": "8h"})
        await later(timed, 3 * HOUR - 1)
        assert (await clock(timed, "one")).fired == ()
        await timed.environment.pass_time(1)
        assert ((await clock(timed, "one")).fired, (await clock(timed, "one")).late) == ((50,), ())


async def test_a_shorter_promise_that_has_passed_already_is_told_of_at_once_and_once(timed):
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"))
        await later(timed, 3 * HOUR)
        await publish(timed, targets={"resolution": "2h"})
        await timed.environment.pass_time(1)
        told = await clock(timed, "one")
        assert (told.target, told.fired, told.late) == (2 * HOUR * US, (50, 100), ())
        await publish(timed, targets={"resolution": "2h"}, alerts=[20, 50])
        await timed.do("ann", c.SetSubject(ticket="one", subject="Later"))
        await timed.environment.pass_time(1)
        assert (await clock(timed, "one")).fired == (50, 100)
        assert await told_by(timed, "one") == 1


async def test_another_calendar_counts_from_the_instant_at_which_it_is_promised(timed):
    hours = {"mon": [["09:00", "10:00"]]}
    await timed.do(
        "ada",
        c.SaveCalendar(calendar="rare", document={"timezone": "UTC", "hours": hours}),
        c.PublishCalendar(calendar="rare"),
    )
    await publish(timed, calendar="rare")
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"))
        rare = await clock(timed, "one")
        await publish(timed)
        await timed.environment.pass_time(1)
        anew = await clock(timed, "one")
        assert (rare.calendar, anew.calendar, anew.fired) == ("rare", None, ())
        await later(timed, 5 * HOUR)
        assert ((await clock(timed, "one")).fired, (await clock(timed, "one")).late) == ((50,), ())


async def test_a_promise_that_was_published_before_the_start_counts_from_the_start(timed):
    await timed.do("ann", a_ticket("one"))
    timed.environment.advance(hours=3)
    await publish(timed, targets={"resolution": "2h"})
    async with keeping(timed):
        await timed.environment.pass_time(1)
        assert (await clock(timed, "one")).fired == (50, 100)


async def test_a_promise_that_ends_is_told_of_no_more(timed):
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"))
        await later(timed, HOUR)
        await timed.do("ada", c.SavePolicy(policy="all", disabled=True))
        await later(timed, 9 * HOUR)
        ended = await clock(timed, "one")
        assert (ended.why, ended.fired) == ("no_target", ())


async def test_a_promise_that_changes_back_writes_nothing(timed):
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"))
        await publish(timed, targets={"resolution": "100h"})
        await timed.environment.pass_time(1)
        await publish(timed)
        await later(timed, 5 * HOUR - 2)
        assert await told_by(timed, "one") == 0
        await timed.environment.pass_time(1)
        assert (await clock(timed, "one")).fired == (50,)


async def test_a_lower_priority_after_the_breach_is_told_of_anew(timed):
    await publish(timed, targets={"resolution": {"normal": "10h", "urgent": "2h"}})
    async with keeping(timed):
        urgent = c.SetPriority(ticket="one", priority="urgent")
        await timed.do("ann", a_ticket("one"), urgent)
        await later(timed, 3 * HOUR)
        assert (await clock(timed, "one")).fired == (50, 100)
        await timed.do("ann", c.SetPriority(ticket="one", priority="normal"))
        assert (await clock(timed, "one")).fired == ()
        await later(timed, 2 * HOUR)
        assert (await clock(timed, "one")).fired == (50,)
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one")).fired == (50, 100)


async def test_a_ticket_with_which_something_is_wrong_holds_up_no_other(timed, expected_logs):
    expected_logs.expect("sync_server.desk.transaction", "Incident")
    async with running_desk(timed.database, timed.environment) as other:
        elsewhere = StandardDesk(other, timed.environment)
        await elsewhere.do("ann", *map(a_ticket, ("one", "two", "three")))
    writer = timed.database.writer()
    writer.begin()
    writer.run(
        "UPDATE ticket SET clocks = replace(clocks, '[[', '"
        '[["agent_work",1,"running",0,0,1,"gone"],['
        "') WHERE id = 'two'"
    )
    writer.commit()
    async with keeping(timed):
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one")).fired == (50,)
        assert (await clock(timed, "three")).fired == (50,)
        before = asked_for(timed)
        await timed.environment.pass_time(59)
        assert asked_for(timed) == before


async def test_what_stops_before_is_not_told(timed):
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"), c.SetStatus(ticket="one", status="on_hold"))
        await later(timed, 20 * HOUR)
        assert (await clock(timed, "one")).fired == ()
        await timed.do("ann", c.SetStatus(ticket="one", status="open"))
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one")).fired == (50,)


async def test_what_waits_comes_back_at_its_time(timed):
    async with keeping(timed):
        at = timed.environment.now_us() + 3 * HOUR * US
        await timed.do(
            "ann",
            a_ticket("one"),
            c.SetStatus(ticket="one", status="pending", wake_at=at),
        )
        await later(timed, 3 * HOUR - 1)
        assert (await timed.ticket("one")).status == "pending"
        await timed.environment.pass_time(1)
        ticket = await timed.ticket("one")
        assert (ticket.status, ticket.woken_at) == ("open", at)


@pytest.mark.parametrize("command", [c.MarkSpam, c.DeleteTicket])
async def test_what_was_taken_away_is_left_alone_until_it_is_brought_back(timed, command):
    async with keeping(timed):
        at = timed.environment.now_us() + HOUR * US
        for other in ("queued", "offered"):  # they have points of their own
            await timed.do("ada", c.DeleteTicket(ticket=other))
        await timed.do(
            "ann",
            a_ticket("one"),
            c.SetStatus(ticket="one", status="pending", wake_at=at),
            command(ticket="one"),
        )
        await timed.environment.pass_time(2)
        before = asked_for(timed)
        await later(timed, 2 * HOUR)
        assert asked_for(timed) == before
        await timed.do("ann", c.RestoreTicket(ticket="one"))
        await timed.environment.pass_time(1)
        assert (await timed.ticket("one")).status == "open"


async def test_a_customer_is_reminded_at_the_time_and_the_ticket_comes_back_at_the_next(timed):
    await timed.do("ada", c.ChangeTeam(team="support", reminder="Did it help?", pending_days=1))
    at = timed.environment.now_us() + HOUR * US
    await timed.do("ann", c.SetStatus(ticket="pended", status="pending", wake_at=at))
    async with keeping(timed):
        await later(timed, HOUR - 1)
        assert (await timed.ticket("pended")).reminded_at is None
        await timed.environment.pass_time(1)
        ticket = await timed.ticket("pended")
        assert (ticket.status, ticket.reminded_at) == ("pending", at)
        await later(timed, (ticket.wake_at - at) // US)
        ticket = await timed.ticket("pended")
        assert (ticket.status, ticket.woken_from) == ("open", "pending")


@pytest.mark.parametrize("nodes", [1, 3])
async def test_an_offer_that_nobody_answers_goes_on_at_its_time(timed, nodes):
    for agent in ("ann", "lea"):
        await timed.do(HUB_ACTOR, c.SetReachable(agent=agent, reachable=True))
    await timed.do("ada", c.ChangeTeam(team="support", routing="balanced", accept_s=60))
    async with keeping(timed, nodes=nodes):
        await timed.do("ada", a_ticket("one"), c.SetTeam(ticket="one", team="support"))
        assert (await timed.ticket("one")).offered_to == "lea"
        await later(timed, 59)
        assert (await timed.ticket("one")).offered_to == "lea"
        await timed.environment.pass_time(1)
        assert (await timed.ticket("one")).offered_to == "ann"
        await later(timed, 60)
        ticket = await timed.ticket("one")
        assert (ticket.offered_to, ticket.unrouted) == (None, "asked_already")


@pytest.mark.parametrize("nodes", [1, 3])
async def test_tickets_of_who_goes_off_shift_go_to_others_after_a_minute(timed, nodes):
    for agent in ("ann", "lea"):
        await timed.do(HUB_ACTOR, c.SetReachable(agent=agent, reachable=True))
    await timed.do("ada", c.ChangeTeam(team="support", routing="balanced", reroute="all"))
    await timed.do("ada", a_ticket("one"), c.SetTeam(ticket="one", team="support"))
    await timed.do("ada", c.SetAssignee(ticket="one", assignee="lea"))
    await timed.do("lea", c.SetAvailability(state="off_shift"))
    async with keeping(timed, nodes=nodes):
        await later(timed, 59)
        assert (await timed.ticket("one")).assignee == "lea"
        await timed.environment.pass_time(1)
        assert (await timed.ticket("one")).assignee == "ann"
        await timed.do("ann", c.SetAvailability(state="off_shift"))
        await later(timed, 30)
        await timed.do("ann", c.SetAvailability(state="available"))
        await later(timed, 90)
        assert (await timed.ticket("one")).assignee == "ann"


@pytest.mark.parametrize("nodes", [1, 3])
async def test_what_is_solved_is_closed_at_its_time_and_once(timed, nodes):
    async with keeping(timed, nodes=nodes):
        await timed.do("ann", a_ticket("one"), c.SetStatus(ticket="one", status="solved"))
        await later(timed, 4 * DAY - 1)
        assert (await timed.ticket("one")).status == "solved"
        await timed.environment.pass_time(1)
        ticket = await timed.ticket("one")
        assert (ticket.status, ticket.closed_at) == ("closed", timed.environment.now_us())
    assert await told_by(timed, "one") == 1


async def test_another_setting_moves_when_everything_is_closed(timed):
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"), c.SetStatus(ticket="one", status="solved"))
        await timed.do("ada", c.ChangeWorkspace(close_days=0))
        await later(timed, 10 * DAY)
        assert (await timed.ticket("one")).status == "solved"
        await timed.do("ada", c.ChangeWorkspace(close_days=11))
        await later(timed, DAY)
        assert (await timed.ticket("one")).status == "closed"


async def test_what_is_opened_again_is_not_closed(timed):
    async with keeping(timed):
        solve = c.SetStatus(ticket="one", status="solved")
        await timed.do("ann", a_ticket("one"), solve)
        await later(timed, 3 * DAY)
        await timed.do("ann", c.SetStatus(ticket="one", status="open"), solve)
        await later(timed, 3 * DAY)
        assert (await timed.ticket("one")).status == "solved"
        await later(timed, DAY)
        assert (await timed.ticket("one")).status == "closed"


async def test_what_was_taken_away_goes_after_thirty_days_unless_it_is_brought_back(timed):
    async with keeping(timed):
        await timed.do("ann", *map(a_ticket, ("one", "two")))
        await timed.do("ann", c.MarkSpam(ticket="one"), c.DeleteTicket(ticket="two"))
        await later(timed, 29 * DAY)
        await timed.do("ann", c.RestoreTicket(ticket="two"))
        await later(timed, DAY - 1)
        assert not (await timed.ticket("one")).archived
        await timed.environment.pass_time(1)
        assert [(await timed.ticket(name)).archived for name in ("one", "two")] == [True, False]
        with pytest.raises(AssertionError, match="no message one-1"):
            await timed.row(Message, "one-1")


async def test_a_long_conversation_goes_in_several_commands(timed):
    for number in range(450):
        await timed.do("ann", c.AddNote(ticket="opened", message=f"n{number}", text="x"))
    async with keeping(timed):
        await timed.do("ann", c.DeleteTicket(ticket="opened"))
        await later(timed, 30 * DAY)
        await timed.environment.pass_time(3)
        assert (await timed.ticket("opened")).archived
        with pytest.raises(AssertionError, match="no message n0"):
            await timed.row(Message, "n0")


async def test_an_edited_calendar_moves_what_is_due_with_one_change(timed):
    always = {"timezone": "UTC", "24x7": True}
    never = {**always, "24x7": False, "hours": {"mon": [["09:00", "09:30"]]}}
    await timed.do(
        "ada",
        c.SaveCalendar(calendar="round", document=always),
        c.PublishCalendar(calendar="round"),
        c.SavePolicy(policy="all", document={**PLAIN, "calendar": "round"}),
        c.PublishPolicy(policy="all"),
    )
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"))
        before = await timed.ticket("one")
        await timed.do(
            "ada",
            c.SaveCalendar(calendar="round", document=never),
            c.PublishCalendar(calendar="round"),
        )
        await later(timed, 9 * HOUR)
        assert await timed.ticket("one") == before
        await timed.do(
            "ada",
            c.SaveCalendar(calendar="round", document=always),
            c.PublishCalendar(calendar="round"),
        )
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one")).fired == (50,)


async def test_clients_always_have_a_year_of_a_calendar(timed):
    async with keeping(timed):
        for _ in range(20):
            await later(timed, 7 * DAY)
            office = await timed.row(Calendar, "office")
            assert office.open_until - timed.environment.now_us() >= 364 * DAY * US


async def test_another_nodes_changes_are_heard_of_late_but_surely(timed):
    async with keeping(timed):
        await timed.do("ann", a_ticket("one"))
        async with running_desk(timed.database, timed.environment) as other:
            elsewhere = StandardDesk(other, timed.environment)
            await elsewhere.do("ann", c.SetStatus(ticket="one", status="on_hold"))
        await timed.do("ann", a_ticket("two"))
        await later(timed, 20 * HOUR)
        assert (await clock(timed, "one")).fired == ()
        assert (await clock(timed, "two")).fired == (50, 100)


async def test_what_another_node_did_before_a_change_of_ones_own_is_not_passed_over(timed):
    await timed.do("ann", a_ticket("one"), c.SetStatus(ticket="one", status="on_hold"))
    async with keeping(timed):
        async with running_desk(timed.database, timed.environment) as other:
            elsewhere = StandardDesk(other, timed.environment)
            await elsewhere.do("ann", c.SetStatus(ticket="one", status="open"), a_ticket("new"))
        await timed.do("ann", a_ticket("two"))
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one")).fired == (50,)
        assert (await clock(timed, "new")).fired == (50,)
        assert await told_by(timed, "one") == 1


async def test_what_is_promised_by_another_nodes_calendar_is_told_too(timed):
    always = {"timezone": "UTC", "24x7": True}
    async with keeping(timed):
        async with running_desk(timed.database, timed.environment) as other:
            elsewhere = StandardDesk(other, timed.environment)
            await elsewhere.do(
                "ada",
                c.SaveCalendar(calendar="round", document=always),
                c.PublishCalendar(calendar="round"),
                c.SavePolicy(policy="all", document={**PLAIN, "calendar": "round"}),
                c.PublishPolicy(policy="all"),
                a_ticket("one"),
            )
        await timed.do("ann", c.SetSubject(ticket="opened", subject="Else"))
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one")).fired == (50,)


async def test_a_node_that_does_nothing_itself_hears_of_the_others(timed):
    async with keeping(timed):
        async with running_desk(timed.database, timed.environment) as other:
            await StandardDesk(other, timed.environment).do("ann", a_ticket("one"))
        await timed.environment.pass_time(LISTENS_AFTER_S)
        await later(timed, 5 * HOUR)
        assert (await clock(timed, "one")).fired == (50,)


class Interrupted(DeskTime):
    """While it looks at all tickets, the log tells of some of them."""

    told: tuple[Commit, ...] = ()

    def _read(self, rows):
        found = super()._read(rows)
        for commit in self.told:
            self.hear(commit)
        return found


async def test_what_is_heard_of_a_ticket_during_a_look_does_not_hide_the_rest_of_it(timed):
    commits: list[Commit] = []
    timed.desk.on_commit(commits.append)
    await timed.do("ann", a_ticket("one"))
    commits.clear()
    await timed.do("ann", c.SetStatus(ticket="one", status="open"))
    time = Interrupted(timed.desk, timed.environment)
    time.told = tuple(commits)
    timed.desk.on_commit(time.hear)
    task = asyncio.create_task(time.run())
    await timed.environment.pass_time(0)
    await later(timed, 5 * HOUR)
    assert (await clock(timed, "one")).fired == (50,)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def later(standard, seconds):
    """Let so much time pass. The clock is set to shortly before the end, where it is kept again."""
    standard.environment.advance(seconds=seconds - LONGEST_SLEEP_S)
    await standard.environment.pass_time(LONGEST_SLEEP_S)


def a_ticket(name):
    return c.OpenTicket(
        ticket=name, message=f"{name}-1", subject="Help", text="Please", requester="kim"
    )


async def clock(standard, ticket):
    (found,) = (await standard.ticket(ticket)).clocks
    return found


def asked_for(standard):
    """How many commands the timekeeper had executed."""
    with standard.database.read() as reader:
        [(number,)] = reader.run("SELECT count(*) FROM outcome WHERE device = 'timekeeper'")
    return number


async def told_by(standard, ticket):
    """How often the timekeeper changed a ticket."""
    with standard.database.read() as reader:
        [(number,)] = reader.run(
            f"SELECT count(*) FROM log WHERE id = '{ticket}' AND actor = 'timekeeper'"
        )
    return number


def multiply(standard, ticket, *, by):
    """Put so many copies of a ticket into the database, which nobody was told of."""
    taken = {"id": f"'{ticket}-' || copy.n", "number": "1000 + copy.n"}
    columns = [column.name for column in tables.ticket.columns]
    values = ", ".join(taken.get(name, f'ticket."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    writer = standard.database.writer()
    writer.begin()
    writer.run(
        f"WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {by})"
        f" INSERT INTO ticket ({names}) SELECT {values} FROM ticket, copy"
        f" WHERE ticket.id = '{ticket}'"
    )
    writer.commit()


def last_seq(standard):
    with standard.database.read() as reader:
        return ChangeLog(standard.database).head(reader).seq


def told_more_than(standard, often):
    """How many tickets the timekeeper changed more than so often."""
    with standard.database.read() as reader:
        [(number,)] = reader.run(
            "SELECT count(*) FROM (SELECT id FROM log WHERE actor = 'timekeeper'"
            f" AND id >= 'one' AND id < 'onf' GROUP BY id HAVING count(*) > {often}) AS told"
        )
    return number
