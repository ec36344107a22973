# SPDX-License-Identifier: Apache-2.0
"""Which rules are in force, and in which order they are asked."""

from typing import Any

from msgspec.structs import replace

from sync_server.desk import automation as module
from tests.support.plain import e

Automation: Any = module.Automation


def row(id, *, position=0, number=1, disabled=False):
    document = {"rule": id, "actions": {"priority": "high"}}
    return e.AutomationRule(
        id=id, position=position, number=number, bound=document, disabled=disabled
    )


def test_those_in_force_are_asked_by_position_and_then_by_id():
    rows = [row("c"), row("b", position=1), row("a", position=1), row("d", number=0)]
    assert [each.id for each in module.in_force([*rows, row("e", disabled=True)])] == [
        "c",
        "a",
        "b",
    ]


def test_a_rule_is_made_ready_from_what_its_names_stand_for():
    active = module.activated(row("c", number=3))
    assert (active.id, active.version, active.rule.name) == ("c", 3, "c")


def test_the_rules_of_a_barred_author_stand_apart():
    mine = replace(row("a"), author="ann")
    automation = Automation({"a": mine, "b": row("b")})
    allowed, barred = automation.split({"ann"})
    assert ([rule.id for rule in allowed], [rule.id for rule in barred]) == (["b"], ["a"])
    assert automation.split(set()) == (automation.rules, ())


def test_a_change_of_one_rule_leaves_the_others_as_they_are():
    before = Automation({"a": row("a"), "b": row("b")})
    after = before.with_changes([("rule", "a", row("a", number=2)), ("rule", "c", row("c"))])
    assert [(rule.id, rule.version) for rule in after.rules] == [("a", 2), ("b", 1), ("c", 1)]
    assert after.by_id["b"] is before.by_id["b"]
    assert [rule.id for rule in after.with_changes([("rule", "b", None)]).rules] == ["a", "c"]
