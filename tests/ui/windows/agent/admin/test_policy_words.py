# SPDX-License-Identifier: Apache-2.0
"""Policies in words: to whom they apply, and what they promise."""

from typing import Any

import pytest
from msgspec.structs import replace

from sync_server.contract.entities import SlaPolicy
from sync_server.contract.ids import PolicyId
from ui.windows.agent.admin.policy_words import (
    applies_words,
    policy_rows,
    share_words,
    targets_words,
)

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("30m", "30_min"),
        ("2 hours", "2_h"),
        ("1d", "24_h"),
        ("3 business days", "3_d"),
        ("1 business day and 2h", "1_d 2_h"),
        ({"urgent": "8h", "low": "30m", "high": "2h"}, "30_min to 8_h"),
        ({"time": "8h", "hours": "calendar"}, "8_h"),
        ({"urgent": {"time": "8h", "hours": "calendar"}}, "8_h"),
        ("soon", "soon"),
        (None, ""),
        (["8h"], ""),
    ],
)
def test_targets_are_told_as_short_as_they_are_clear(value, words):
    assert targets_words(value) == words.replace("_", SPACE)


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ({"custom.plan": "Gold"}, "Plan is Gold"),
        (
            {"priority": ["high", "urgent"], "team": "billing"},
            "Priority is High or Urgent and Team is Billing",
        ),
        (
            {"any": [{"status": "new"}, {"field": "tags", "has": "vip"}]},
            "Status is New or Tags has vip",
        ),
        ({"none": [{"status": "new"}]}, "not Status is New"),
        ({"field": "category", "is_set": False}, "Category is not set"),
        ({"field": "messages", "at_least": 3}, "Messages is at least 3"),
        ({}, "Everyone else"),
        ({"colour": "red"}, "conditions that are not understood"),
    ],
)  # fmt: skip
async def test_conditions_are_told_in_words(client, conditions, words):
    assert applies_words(client.workspace, {"conditions": conditions}) == words


async def test_the_table_has_every_policy_in_its_order(client, promised):
    gold, standard = policy_rows(client.workspace)
    assert [cell.replace(SPACE, "_") for cell in gold.cells] == [
        "Gold", "Plan is gold", "2_h", "30_min", "8_h to 3_d", "Office Berlin", "75_%, 90_%", "",
    ]  # fmt: skip
    assert (standard.applies, standard.alerts, standard.mark) == ("Everyone else", "none", "")


async def test_a_policy_that_is_not_in_force_says_so(client):
    draft: Any = {"targets": {"first_reply": "1h"}}
    old = SlaPolicy(id=PolicyId("old"), name="Old", number=2, document=draft, position=1)
    client.bench.hold(
        "time",
        (50, SlaPolicy(id=PolicyId("new"), name="New", draft=draft)),
        (51, replace(old, disabled=True)),
        (52, replace(old, id=PolicyId("two"), draft={}, position=2)),
    )
    rows = policy_rows(client.workspace)
    assert [(row.mark, row.is_off) for row in rows] == [
        ("not published", True), ("off", True), ("draft", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "100.0_%"), (0.9999, "99.9_%"), (0.972, "97.2_%"), (0.0, "0.0_%")]
)
def test_a_share_is_all_only_when_nothing_lacks(share, words):
    assert share_words(share) == words.replace("_", SPACE)
