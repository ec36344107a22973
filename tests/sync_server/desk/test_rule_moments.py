# SPDX-License-Identifier: Apache-2.0
"""Time rules: each moment comes once, on time, also after the desk was away."""

import asyncio
from contextlib import asynccontextmanager, suppress

import msgspec
import pytest

from sync_server.contract.automation import RULES, Automated
from sync_server.contract.ids import TicketId
from sync_server.store.changelog import causes_of
from sync_server.store.dossier import history_of
from sync_server.timekeeper.desk_time import keep_time
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.standard_desk import StandardDesk
from tests.support.stepped_environment import SteppedEnvironment

HOUR = 3600
US = 1_000_000
GOLD = {
    "targets": {"first_reply": {"urgent": "1h", "high": "4h", "normal": "8h", "low": "8h"}},
    "alerts": [],
}
UP = {
    "rule": "Gold first",
    "conditions": {"organisation": "Acme", "priority": "normal"},
    "triggers": {"on": "created"},
    "actions": {"priority": "high"},
}
HURRY = {
    "rule": "Hurry",
    "triggers": {"on": "clock", "of": "first_reply", "percent": 75},
    "conditions": {"organisation": "Acme"},
    "actions": {"priority": "urgent"},
}


@pytest.fixture
async def timed(furnished_database):
    environment = SteppedEnvironment()
    environment.advance(days=60)
    async with running_desk(furnished_database, environment) as desk:
        yield StandardDesk(desk, environment)


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


def published(id, document):
    return c.SaveRule(rule=id, document=document), c.PublishRule(rule=id)


def opened(name):
    return c.OpenTicket(ticket=name, message=f"{name}-1", subject="x", text="x", requester="kim")


def runs(standard, ticket):
    with standard.database.read() as reader:
        entries = history_of(reader, TicketId(ticket), before=None, children=False, limit=50)
    found = [causes_of(entry).get(RULES) for entry in reversed(entries)]
    return [
        run
        for cause in found
        if cause is not None
        for run in msgspec.convert(cause, Automated).runs
    ]


async def test_a_gold_customers_ticket_becomes_urgent_before_it_is_late(timed):
    await timed.do(
        "ada",
        c.SavePolicy(policy="all", document=GOLD),
        c.PublishPolicy(policy="all"),
        *published("up", UP),
        *published("hurry", HURRY),
        opened("one"),
        opened("two"),
    )
    (clock,) = (await timed.ticket("one")).clocks
    assert ((await timed.ticket("one")).priority, clock.target) == ("high", 4 * HOUR * US)
    async with keeping(timed):
        await timed.environment.pass_time(HOUR)
        await timed.do("ann", c.SetPriority(ticket="two", priority="low"))
        await timed.environment.pass_time(2 * HOUR - 1)
        assert (await timed.ticket("one")).priority == "high"
        await timed.environment.pass_time(2)
        ticket = await timed.ticket("one")
        (clock,) = ticket.clocks
        assert (ticket.priority, clock.target) == ("urgent", HOUR * US)
        assert clock.spent == pytest.approx(3 * HOUR * US, abs=2 * US)
        await timed.environment.pass_time(10 * HOUR)
    assert [(run.rule, run.moments) for run in runs(timed, "one")] == [
        ("up", ()),
        ("hurry", ("75 % of first_reply",)),
    ]
    assert (await timed.ticket("two")).priority == "low"
    (left,) = runs(timed, "two")[-1].left
    assert (left.action, left.why) == ("priority", "by_hand")


async def test_a_moment_comes_once_also_after_the_desk_was_away_and_with_two_nodes(timed):
    document = {
        "rule": "Wait",
        "triggers": {"on": "time", "of": "waiting_since", "after": "4h"},
        "actions": {"notify": {"person": "ann"}},
    }
    await timed.do("ada", *published("wait", document), opened("one"))
    async with keeping(timed):
        await timed.environment.pass_time(HOUR)
    await timed.environment.pass_time(5 * HOUR)
    async with keeping(timed, nodes=2):
        await timed.environment.pass_time(HOUR)
    async with keeping(timed):
        await timed.environment.pass_time(HOUR)
    assert [run.moments for run in runs(timed, "one")] == [("4h after waiting_since",)]


async def test_what_was_before_a_rule_is_no_moment_of_it(timed):
    document = {
        "rule": "Old",
        "triggers": {"on": "time", "of": "opened_at", "after": "1h", "hours": "calendar"},
        "actions": {"tags": "old"},
    }
    await timed.do("ada", opened("one"))
    async with keeping(timed):
        await timed.environment.pass_time(HOUR * 2)
        await timed.do("ada", opened("two"), *published("old", document))
        await timed.environment.pass_time(HOUR * 2)
    assert (await timed.ticket("one")).tags == ()
    assert (await timed.ticket("two")).tags == ("old",)


async def test_time_before_an_instant_and_conditions_that_do_not_hold_then(timed):
    document = {
        "rule": "Soon",
        "triggers": {"on": "time", "of": "wake_at", "before": "30m", "hours": "calendar"},
        "conditions": {"priority": "high"},
        "actions": {"tags": "soon"},
    }
    wake_at = timed.environment.now_us() + 2 * HOUR * US
    await timed.do(
        "ada",
        *published("soon", document),
        opened("one"),
        c.SetStatus(ticket="one", status="pending", wake_at=wake_at),
    )
    async with keeping(timed):
        await timed.environment.pass_time(HOUR * 1.5 + 1)
        assert [mark.fired[0].since for mark in (await timed.ticket("one")).marks] == [wake_at]
        await timed.do("ada", c.SetPriority(ticket="one", priority="high"))
        await timed.environment.pass_time(HOUR / 4)
    assert (await timed.ticket("one")).tags == ()
