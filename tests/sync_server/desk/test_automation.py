# SPDX-License-Identifier: Apache-2.0
"""Which rules are in force, and in which order they are asked."""

from sync_server.contract.entities import AutomationRule
from sync_server.desk.automation import activated, in_force


def row(id, *, position=0, number=1, disabled=False):
    document = {"rule": id, "actions": {"priority": "high"}}
    return AutomationRule(
        id=id, position=position, number=number, bound=document, disabled=disabled
    )


def test_those_in_force_are_asked_by_position_and_then_by_id():
    rows = [row("c"), row("b", position=1), row("a", position=1), row("d", number=0)]
    assert [each.id for each in in_force([*rows, row("e", disabled=True)])] == ["c", "a", "b"]


def test_a_rule_is_made_ready_from_what_its_names_stand_for():
    active = activated(row("c", number=3))
    assert (active.id, active.version, active.rule.name) == ("c", 3, "c")
