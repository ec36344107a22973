# SPDX-License-Identifier: Apache-2.0
"""What rules did to a ticket, and what they left, is read out of the log on the console."""

import pytest

from sync_server.desk.reactions import rules as reaction
from sync_server.domain.rules.running import Why
from sync_server.operations.why import read_why
from sync_server.operations.why_rules import LEFT, PASSED
from sync_server.operations.why_wording import WIDTH, describe_why
from tests.support.plain import c

RULE = {
    "rule": "Vip first",
    "conditions": {"tags": "vip", "priority": "normal"},
    "actions": {"team": "Support", "priority": "high", "sla": "2-hours", "status": "solved"},
}


@pytest.fixture
async def desk(standard):
    later = {"rule": "Later", "conditions": {"tags": "vip"}, "actions": {"priority": "low"}}
    await standard.do(
        "ada",
        c.SaveRule(rule="r1", document=RULE, position=1),
        c.PublishRule(rule="r1"),
        c.SaveRule(rule="r2", document=later, position=2),
        c.PublishRule(rule="r2"),
    )
    return standard


async def said(desk, ticket="new"):
    number = (await desk.ticket(ticket)).number
    return describe_why(read_why(desk.database, number, now=desk.environment.now_us()))


def opened():
    return c.OpenTicket(
        ticket="new",
        message="new-1",
        subject="New",
        text="x",
        requester="kim",
        tags=("vip",),
    )


async def test_a_run_says_because_of_what_it_did_and_left_what(desk):
    await desk.do("ada", opened())
    text = await said(desk)
    for line in (
        "Vip first, version 1",
        "  because tags has vip",
        "  because priority is normal",
        "  did team Support",
        "  did priority high (was normal)",
        "  did sla first_reply 2h",
        "  left status solved: the ticket does not allow it now",
        "  left priority low: an earlier rule wanted something else",
        "  2h, promised by the rule Vip first",
    ):
        assert line in text
    assert max(map(len, text.splitlines())) <= WIDTH


async def test_a_failure_is_told_with_its_incident(desk, monkeypatch, expected_logs):
    def fail(*_):
        raise ZeroDivisionError

    expected_logs.expect("sync_server.desk.transaction", "Incident")
    monkeypatch.setattr(reaction.Automatic, "_run", fail)
    await desk.do("ada", opened())
    assert "rules: see incident" in await said(desk)


def test_whatever_rules_can_leave_has_words_of_its_own():
    assert {*Why} <= {*LEFT, *PASSED}
