# SPDX-License-Identifier: Apache-2.0
"""What people do to a ticket moves its clocks, in the same transaction."""

from typing import Any

import pytest

from sync_server.contract.clocks import Clock
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR, HUB_ACTOR

HOUR = 3_600_000_000
EVERYTHING: dict[str, Any] = {
    "targets": {"first_reply": "4h", "next_reply": "2h", "update": "1h", "resolution": "8h"}
}


@pytest.fixture
async def promised(standard):
    """The standard desk, where every new ticket is promised everything around the clock."""
    await standard.do(
        "ada", c.SavePolicy(policy="all", document=EVERYTHING), c.PublishPolicy(policy="all")
    )
    return standard


async def test_a_customers_ticket_starts_its_clocks(promised):
    await promised.do(CHANNEL_ACTOR, mail("asked"))
    now = promised.environment.now_us()
    assert await states(promised, "asked") == {"first_reply": "running", "resolution": "running"}
    clocks = (await promised.ticket("asked")).clocks
    assert [(clock.since, clock.target) for clock in clocks] == [(now, 4 * HOUR), (now, 8 * HOUR)]


async def test_an_answer_ends_the_wait_and_another_question_starts_the_next(promised):
    await promised.do(CHANNEL_ACTOR, mail("asked"))
    promised.environment.advance(hours=1)
    await promised.do("ann", c.Reply(ticket="asked", message="r1", text="Yes"))
    first, update, _ = (await promised.ticket("asked")).clocks
    assert (first.metric, first.state, first.spent) == ("first_reply", "met", HOUR)
    assert (update.metric, update.state) == ("update", "running")
    promised.environment.advance(hours=1)
    await promised.do(CHANNEL_ACTOR, mail("other", thread="asked"))
    assert (await states(promised, "asked"))["next_reply"] == "running"


async def test_a_reply_that_is_taken_back_was_no_answer(promised):
    await promised.do(CHANNEL_ACTOR, mail("asked"))
    before = (await promised.ticket("asked")).clocks
    promised.environment.advance(minutes=5)
    reply = c.Reply(ticket="asked", message="r1", text="Yes", hold_s=60)
    await promised.do("ann", reply)
    assert (await states(promised, "asked"))["first_reply"] == "met"
    promised.environment.advance(seconds=9)
    await promised.do("ann", c.RetractReply(message="r1"))
    await promised.do("ann", c.SetSubject(ticket="asked", subject="Later"))
    after = (await promised.ticket("asked")).clocks
    now = promised.environment.now_us()
    assert [spent(clock, now) for clock in after] == [spent(clock, now) for clock in before]
    assert [clock.metric for clock in after] == [clock.metric for clock in before]


async def test_a_reply_that_solved_and_was_taken_back_leaves_no_clock_behind(promised):
    await promised.do(CHANNEL_ACTOR, mail("asked"))
    before = await states(promised, "asked")
    promised.environment.advance(minutes=5)
    await promised.do(
        "ann", c.Reply(ticket="asked", message="r1", text="Yes", status="solved", hold_s=60)
    )
    promised.environment.advance(seconds=9)
    await promised.do(
        "ann", c.RetractReply(message="r1"), c.SetStatus(ticket="asked", status="open")
    )
    assert await states(promised, "asked") == before


async def test_waiting_for_the_customer_pauses_and_solving_ends(promised):
    await promised.do(CHANNEL_ACTOR, mail("asked"))
    await promised.do("ann", c.SetStatus(ticket="asked", status="pending"))
    assert await states(promised, "asked") == {"first_reply": "running", "resolution": "paused"}
    promised.environment.advance(hours=20)
    await promised.do("ann", c.SetStatus(ticket="asked", status="solved"))
    assert await states(promised, "asked") == {"first_reply": "stopped", "resolution": "met"}


async def test_a_ticket_of_our_own_waits_for_no_answer(promised):
    await promised.do("ann", opened("ours", outgoing=True, to=("kim@acme.test",)))
    assert await states(promised, "ours") == {"update": "running", "resolution": "running"}


async def test_an_automatic_mail_asks_nothing(promised):
    await promised.do(CHANNEL_ACTOR, mail("asked"))
    await promised.do("ann", c.Reply(ticket="asked", message="r1", text="Yes"))
    await promised.do(CHANNEL_ACTOR, mail("away", thread="asked", automatic=True))
    assert "next_reply" not in await states(promised, "asked")


async def test_a_call_that_was_answered_asks_and_one_that_was_missed_waits(promised):
    await promised.do("ann", opened("spoken", call=c.Call(outcome="spoke")))
    await promised.do("ann", opened("missed", call=c.Call(outcome="no_answer")))
    assert [(await states(promised, each))["first_reply"] for each in ("spoken", "missed")] == [
        "running",
        "running",
    ]
    told = {**EVERYTHING, "ended_by": {"first_reply": ["reply", "call"]}}
    await promised.do(
        "ada", c.SavePolicy(policy="all", document=told), c.PublishPolicy(policy="all")
    )
    await promised.do("ann", opened("again", call=c.Call(outcome="spoke")))
    assert "first_reply" not in await states(promised, "again")


async def test_a_customer_who_is_merged_is_promised_what_their_company_is(promised):
    gold = {"conditions": {"organisation": "globex"}, "targets": {"first_reply": "1h"}}
    await promised.do(
        "ada",
        c.SavePolicy(policy="all", position=1),
        c.SavePolicy(policy="gold", position=0, document=gold),
        c.PublishPolicy(policy="gold"),
    )
    await promised.do(CHANNEL_ACTOR, mail("asked"))
    promised.environment.advance(minutes=20)
    await promised.do(
        "ann",
        c.ChangeContact(contact="sam", organisation="globex"),
        c.MergeContacts(source="kim", target="sam"),
    )
    ticket = await promised.ticket("asked")
    first = next(clock for clock in ticket.clocks if clock.metric == "first_reply")
    assert (ticket.organisation, first.policy, first.target) == ("globex", "gold", HOUR)
    assert spent(first, promised.environment.now_us()) == HOUR // 3


async def test_a_past_that_is_taken_over_runs_its_clocks_in_the_past(promised):
    now = promised.environment.now_us()
    told = [
        c.PastMessage(id="m1", type="customer", at=now - 10 * HOUR, text="Help"),
        c.PastMessage(id="m2", type="reply", at=now - 5 * HOUR, text="Yes", agent="ann"),
    ]
    await promised.do(
        HUB_ACTOR,
        c.ImportTicket(
            ticket="old",
            contact="kim",
            requester="kim@acme.test",
            subject="Old",
            status="pending",
            messages=tuple(told),
        ),
    )
    clocks = {clock.metric: clock for clock in (await promised.ticket("old")).clocks}
    assert (clocks["first_reply"].state, clocks["first_reply"].spent) == ("missed", 5 * HOUR)
    assert (clocks["resolution"].state, clocks["resolution"].spent) == ("paused", 5 * HOUR)


async def test_a_past_counts_as_waiting_for_the_customer_after_each_answer(promised):
    now = promised.environment.now_us()
    told = [
        c.PastMessage(id="m1", type="customer", at=now - 10 * HOUR, text="Help"),
        c.PastMessage(id="m2", type="reply", at=now - 9 * HOUR, text="How?", agent="ann"),
        c.PastMessage(id="m3", type="note", at=now - 8 * HOUR, text="Asked", agent="ann"),
        c.PastMessage(id="m4", type="customer", at=now - 2 * HOUR, text="So"),
    ]
    await promised.do(
        HUB_ACTOR,
        c.ImportTicket(
            ticket="old",
            contact="kim",
            requester="kim@acme.test",
            subject="Old",
            status="open",
            messages=tuple(told),
        ),
    )
    clocks = {clock.metric: clock for clock in (await promised.ticket("old")).clocks}
    resolution = clocks["resolution"]
    assert (resolution.state, resolution.spent) == ("running", HOUR)
    assert resolution.since == now - 2 * HOUR


async def test_nothing_promised_writes_nothing(standard):
    await standard.do(CHANNEL_ACTOR, mail("asked"))
    assert (await standard.ticket("asked")).clocks == ()


def mail(ticket, *, thread=None, **more):
    return c.ReceiveMessage(
        ticket=ticket,
        message=f"{ticket}-1",
        contact="kim",
        thread=thread,
        sender="kim@acme.test",
        subject="Help",
        text="Please help",
        team="support",
        **more,
    )


def opened(name, **more):
    return c.OpenTicket(
        ticket=name, message=f"{name}-1", subject="Ours", text="Hello", requester="kim", **more
    )


async def states(standard, name):
    return {clock.metric: clock.state for clock in (await standard.ticket(name)).clocks}


def spent(clock: Clock, now: int) -> int:
    return clock.spent + (now - clock.since if clock.state == "running" else 0)
