# SPDX-License-Identifier: Apache-2.0
"""What comes of itself with time, as the commands of the desk's own time do it."""

from datetime import datetime

import pytest

from sync_server.contract.entities import Message, Team
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR

HOUR = 3_600_000_000
DAY = 24 * HOUR
WAKE = c.WakeTickets(tickets=("pended", "opened"))
REMINDER = "Hello {{customer.name}}, did it help? {{ticket.team}} {{agent.email}}"


async def wait(standard, ticket="pended", status="pending"):
    """Let a ticket wait for an hour, until it is due."""
    at = standard.environment.now_us() + HOUR
    await standard.do("ann", c.SetStatus(ticket=ticket, status=status, wake_at=at))
    standard.environment.advance(hours=1)
    return at


async def reminders(standard):
    """The reminders of a ticket, the newest last."""
    with standard.database.read() as reader:
        found = reader.run(
            "SELECT id FROM message WHERE ticket = 'pended' AND automatic = 1 ORDER BY at"
        )
    return [await standard.row(Message, id_) for (id_,) in found]


async def test_what_waited_for_long_enough_comes_back_until_somebody_writes(standard):
    in_an_hour = standard.environment.now_us() + HOUR
    await standard.do("ann", c.SetStatus(ticket="pended", status="pending", wake_at=in_an_hour))
    assert (await standard.do(HUB_ACTOR, WAKE)).seq is None
    standard.environment.advance(hours=1)
    await standard.do(HUB_ACTOR, WAKE)
    ticket = await standard.ticket("pended")
    assert (ticket.status, ticket.wake_at) == ("open", None)
    assert (ticket.woken_at, ticket.woken_from) == (in_an_hour, "pending")
    again = c.Reply(ticket="pended", message="r1", text="Still there?", status="pending")
    await standard.do("ann", again)
    ticket = await standard.ticket("pended")
    assert (ticket.woken_at, ticket.woken_from) == (None, None)


async def test_a_call_in_which_people_spoke_is_an_answer_too(standard):
    await wait(standard)
    await standard.do(HUB_ACTOR, WAKE)
    await standard.do("ann", c.LogCall(ticket="pended", message="m1", call=c.Call()))
    assert (await standard.ticket("pended")).woken_from is None


@pytest.mark.parametrize(
    "command",
    [
        c.SetStatus(ticket="opened", status="pending"),
        c.Reply(ticket="opened", message="r1", text="Which one?", status="pending"),
        c.Forward(
            ticket="opened", message="f1", text="Look", to=("third@party.test",), status="on_hold"
        ),
    ],
    ids=lambda command: type(command).__name__,
)
async def test_what_waits_without_a_date_gets_that_of_its_team(standard, command):
    await standard.do(
        "ada", c.ChangeTeam(team="support", calendar="office", pending_days=2, on_hold_days=2)
    )
    await standard.do("ann", command)
    now, wake_at = standard.environment.now_us(), (await standard.ticket("opened")).wake_at
    assert now + DAY < wake_at <= now + 5 * DAY
    back = datetime.fromtimestamp(wake_at / 1_000_000).astimezone()
    assert back.utctimetuple()[3:6] in ((7, 0, 0), (8, 0, 0))


async def test_staying_in_a_status_that_waits_moves_no_date(standard):
    await standard.do("ann", c.SetStatus(ticket="opened", status="pending", wake_at=99))
    await standard.do("ann", c.SetStatus(ticket="opened", status="pending"))
    assert (await standard.ticket("opened")).wake_at == 99


async def test_a_second_answer_waits_as_long_as_the_first(standard):
    now = standard.environment.now_us()
    await standard.do("ann", c.SetStatus(ticket="opened", status="pending", wake_at=now + 99))
    await standard.do("ann", c.Reply(ticket="opened", message="r1", text="Well", status=None))
    assert (await standard.ticket("opened")).wake_at == now + 99
    again = c.Reply(ticket="opened", message="r2", text="And?", status="pending")
    await standard.do("ann", again)
    assert (await standard.ticket("opened")).wake_at > now + DAY


async def test_a_customer_who_was_answered_is_reminded_once_before_it_comes_back(standard):
    await standard.do("ada", c.ChangeTeam(team="support", reminder=REMINDER))
    await standard.do("ann", c.SetAssignee(ticket="pended", assignee=None))
    await wait(standard)
    await standard.do(HUB_ACTOR, WAKE)
    ticket = await standard.ticket("pended")
    assert (ticket.status, ticket.woken_at) == ("pending", None)
    assert ticket.reminded_at == standard.environment.now_us() < ticket.wake_at
    [mail] = await reminders(standard)
    assert (mail.to, mail.delivery, mail.text) == (
        ("kim@acme.test",),
        "waiting",
        "Hello Kim, did it help? Support ",
    )
    assert ticket.last_message_by == "reply"
    assert (await standard.do(HUB_ACTOR, WAKE)).seq is None
    standard.environment.advance(days=7)
    await standard.do(HUB_ACTOR, WAKE)
    ticket = await standard.ticket("pended")
    assert (ticket.status, ticket.woken_from) == ("open", "pending")
    assert len(await reminders(standard)) == 1


async def test_each_time_of_waiting_has_a_reminder_of_its_own(standard):
    await standard.do("ada", c.ChangeTeam(team="support", reminder="Did it help?"))
    await wait(standard)
    await standard.do(HUB_ACTOR, WAKE)
    again = c.Reply(ticket="pended", message="r1", text="And now?", status="pending")
    await standard.do("ann", again)
    await wait(standard)
    await standard.do(HUB_ACTOR, WAKE)
    assert len(await reminders(standard)) == 2


@pytest.mark.parametrize(
    "meanwhile",
    [
        c.SetStatus(ticket="pended", status="on_hold"),
        c.ChangeMailbox(mailbox="post", disabled=True),
        c.ChangeTeam(team="support", reminder=" "),
        c.ChangeTeam(team="support", reminder="{{customer.company}}"),
    ],
    ids=["a third party", "no mailbox", "no reminder", "nothing to say"],
)
async def test_nobody_is_reminded_who_cannot_be_or_need_not(standard, meanwhile):
    await standard.do("ada", c.ChangeTeam(team="support", reminder="Did it help?"))
    await standard.do("ada", c.ChangeContact(contact="kim", organisation=None))
    await standard.do("ada", c.ChangeRequester(ticket="pended", requester="sam"))
    await standard.do("ada", meanwhile)
    await wait(standard, status=(await standard.ticket("pended")).status)
    await standard.do(HUB_ACTOR, WAKE)
    assert (await standard.ticket("pended")).status == "open"
    assert await reminders(standard) == []


async def test_who_was_not_answered_is_not_reminded(standard):
    await standard.do("ada", c.ChangeTeam(team="support", reminder="Did it help?"))
    await wait(standard, "fresh")
    await standard.do(HUB_ACTOR, c.WakeTickets(tickets=("fresh",)))
    ticket = await standard.ticket("fresh")
    assert (ticket.status, ticket.reminded_at) == ("open", None)


async def test_a_team_waits_by_a_calendar_in_force_and_says_what_can_be_said(standard):
    for change, code, field in (
        ({"calendar": "none"}, Code.NOT_FOUND, "calendar"),
        ({"reminder": "Hello {{customer.nmae}}"}, Code.BAD_VALUE, "reminder"),
    ):
        answer = await standard.ask("ada", c.ChangeTeam(team="support", **change))
        assert (answer.refusal.code, answer.refusal.field) == (code, field)
    await standard.do("ada", c.ChangeTeam(team="support", calendar="office"))
    answer = await standard.ask("ada", c.SaveCalendar(calendar="office", disabled=True))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "disabled")
    await standard.do("ada", c.ChangeTeam(team="support", calendar=None))
    await standard.do("ada", c.SavePolicy(policy="gold", disabled=True))
    await standard.do("ada", c.SaveCalendar(calendar="office", disabled=True))
    answer = await standard.ask("ada", c.ChangeTeam(team="support", calendar="office"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "calendar")
    assert (await standard.row(Team, "support")).calendar is None


async def test_what_is_solved_is_closed_after_the_days_of_the_workspace(standard):
    close = c.CloseTickets(tickets=("solved", "opened"))
    solved = (await standard.ticket("solved")).solved_at
    standard.environment.advance(microseconds=solved + 4 * DAY - 1 - standard.environment.now_us())
    assert (await standard.do(HUB_ACTOR, close)).seq is None
    standard.environment.advance(microseconds=1)
    await standard.do(HUB_ACTOR, close)
    ticket = await standard.ticket("solved")
    assert (ticket.status, ticket.closed_at) == ("closed", standard.environment.now_us())
    assert ticket.solved_at == solved
    assert (await standard.ticket("opened")).status == "open"
    assert (await standard.do(HUB_ACTOR, close)).seq is None


async def test_with_no_days_nothing_is_closed(standard):
    await standard.do("ada", c.ChangeWorkspace(close_days=0))
    standard.environment.advance(days=400)
    assert (await standard.do(HUB_ACTOR, c.CloseTickets(tickets=("solved",)))).seq is None
