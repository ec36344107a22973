# SPDX-License-Identifier: Apache-2.0
"""More time for a clock, for a reason."""

import pytest

from sync_server.contract.refusals import Code
from tests.support.plain import c

HOUR = 3_600_000_000


def more(metric="resolution", ticket="triaged"):
    return c.ExtendClock(ticket=ticket, metric=metric, by_s=3600, reason="A part is on its way")


async def test_the_target_grows_and_the_reason_stays(standard):
    before = clock_of(await standard.ticket("triaged"))
    await standard.do("lea", more(), more())
    after = clock_of(await standard.ticket("triaged"))
    assert (after.target - before.target, after.extended) == (2 * HOUR, 2 * HOUR)
    assert after.extension == "A part is on its way"


async def test_another_target_keeps_what_was_added(standard):
    before = clock_of(await standard.ticket("triaged"), "first_reply")
    await standard.do(
        "lea", more("first_reply"), c.SetPriority(ticket="triaged", priority="urgent")
    )
    after = clock_of(await standard.ticket("triaged"), "first_reply")
    assert (before.target, after.target) == (4 * HOUR, 2 * HOUR)


@pytest.mark.parametrize(
    ("metric", "ticket"), [("update", "triaged"), ("made_up", "triaged"), ("resolution", "opened")]
)
async def test_what_does_not_go_gets_no_more_time(standard, metric, ticket):
    answer = await standard.ask("lea", more(metric, ticket))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_MOVE, "clocks")


async def test_only_those_who_lead_give_more_time(standard):
    assert (await standard.ask("ann", more())).refusal.code == Code.FORBIDDEN
    assert (await standard.ask("lea", more(ticket="billed"))).refusal.code == Code.NOT_FOUND


def clock_of(ticket, metric="resolution"):
    return next(clock for clock in ticket.clocks if clock.metric == metric)
