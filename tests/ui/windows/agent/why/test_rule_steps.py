# SPDX-License-Identifier: Apache-2.0
"""What rules did, by which version, what they left, and why others did not run."""

from typing import Any

from sync_server.contract import automation
from sync_server.contract.automation import Automated, RulePassed, RuleRun
from sync_server.contract.entities import Done, Left
from tests.ui.windows.agent.why.conftest import an_entry
from ui.windows.agent.why.rule_steps import rule_steps

OUTAGE: Any = "outage"
AUTOMATED = Automated(
    runs=(
        RuleRun(
            rule=OUTAGE,
            version=3,
            name="Outage",
            found=(
                automation.Tested("priority", "in", ["high", "urgent"], "urgent", True),
                automation.Tested("channel", "is", "chat", "email", False),
            ),
            done=(Done(action="team", value="billing", was=None),),
            left=(Left(action="priority", value="high", why="by_hand"),),
        ),
        RuleRun(rule=OUTAGE, version=1, name="Tidy", depth=1),
    ),
    passed=(RulePassed(rule=OUTAGE, version=7, name="Chats", why="stopped", other=OUTAGE),),
)


def steps(client, now, cause):
    return list(rule_steps(client.workspace, an_entry(8, now, causes={"rules": cause})))


async def test_each_rule_is_told_with_its_version_and_what_it_found(client, now):
    first, second = steps(client, now, AUTOMATED)
    assert first.title == "Outage, version 3, ran"
    assert first.lines == (
        "\N{CHECK MARK} Priority is High or Urgent",
        "Did: Assign team: Billing",
        "Left: Set priority: High, because a person set it since",
    )
    assert second.title == "Tidy, version 1, ran after what other rules did"
    assert second.note == "Chats, version 7, did not run: an earlier rule stopped the others."


async def test_a_cause_of_a_newer_form_and_none_are_left_out(client, now):
    assert steps(client, now, {"runs": 1}) == []
    assert list(rule_steps(client.workspace, an_entry(8, now))) == []
    (only,) = steps(client, now, Automated(passed=AUTOMATED.passed))
    assert only.title == "No automation rule ran"
