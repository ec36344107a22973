# SPDX-License-Identifier: Apache-2.0
"""What is certain of conditions when not all is known."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.conditions import Group, fact, read
from sync_server.domain.rules.conditions import compiled, conditions
from sync_server.domain.rules.document import read_rule
from sync_server.domain.rules.reasoning import (
    asked_of,
    assigned,
    certain,
    field_of,
    narrow,
    possible,
    required,
    verdict,
)
from tests.support import rule_documents

facts = st.fixed_dictionaries(
    {
        "priority": rule_documents.words,
        "team": st.none() | rule_documents.words,
        "status": rule_documents.words,
        "subject": rule_documents.words,
        "tags": st.lists(rule_documents.names, max_size=3).map(tuple),
        "custom": st.dictionaries(st.just("size"), rule_documents.scalars),
        "customer.vip": st.booleans(),
    }
)


def known_of(values: dict[str, Any], keys) -> dict[str, Any]:
    """All that is known of facts under some keys."""
    tags = {f"tags.{tag}": tag in values["tags"] for tag in ("gold", "blue", "second-line", "high")}
    whole = {**values, **tags, "custom.size": values["custom"].get("size")}
    return {key: whole[key] for key in keys}


keys = st.sets(
    st.sampled_from(
        ["priority", "team", "status", "custom.size", "customer.vip", "tags.gold", "tags.blue"]
    )
)


@given(rule_documents.conditions, facts, keys)
def test_what_is_certain_of_a_part_is_so_of_the_whole(document, values, some):
    condition = conditions().read(document, "")
    found = verdict(condition, known_of(values, some))
    assert found in (None, compiled(condition)(values, 0))


@given(rule_documents.conditions, facts)
def test_what_is_required_is_so_wherever_conditions_hold(document, values):
    condition = conditions().read(document, "")
    holds = compiled(condition)(values, 0)
    allowed = required(condition)
    met = {
        field: (field[5:] in values["tags"] if field.startswith("tags.") else fact(values, field))
        in some
        for field, some in allowed.items()
    }
    assert all(met.values()) >= holds
    assert possible(condition, {}) >= holds


@pytest.mark.parametrize(
    ("document", "allowed"),
    [
        ({"priority": "high", "status": ["new", "open"]}, {"priority": 1, "status": 2}),
        ({"all": [{"status": ["new", "open"]}, {"status": ["open", "solved"]}]}, {"status": 1}),
        ({"all": [{"status": "new"}, {"status": "open"}]}, {"status": 0}),
        ({"any": [{"status": "new"}]}, {}),
        ({"tags": "vip"}, {"tags.vip": 1}),
        ({"none": [{"field": "tags", "has": "vip"}]}, {"tags.vip": 1}),
        ({"none": [{"field": "tags", "has_not": "vip"}]}, {"tags.vip": 1}),
        ({"none": [{"field": "team", "is_not": "a"}]}, {"team": 1}),
        ({"none": [{"field": "team", "not_in": ["a", "b"]}]}, {"team": 2}),
        ({"none": [{"any": [{"field": "team", "is_not": "a"}]}, {"team": "b"}]}, {"team": 1}),
        ({"field": "subject", "contains": "x"}, {}),
    ],
)
def test_so_many_values_are_left(document, allowed):
    found = required(conditions().read(document, ""))
    assert {field: len(values) for field, values in found.items()} == allowed


def test_what_cannot_be_is_not_possible():
    high = read({"priority": "high"})
    assert possible(high, {})
    assert possible(high, {"priority": frozenset({"high", "low"})})
    assert not possible(high, {"priority": frozenset({"low"})})
    assert not possible(Group("any", ()), {})


def test_what_only_time_tells_is_not_certain():
    old = conditions().read({"field": "waiting_since", "older_than_s": 60}, "")
    assert verdict(old, {"waiting_since": 0}) is None


@pytest.mark.parametrize(
    ("operator", "operand", "found"),
    [
        ("has", "a", True),
        ("has", "c", None),
        ("has_not", "a", False),
        ("has_not", "c", None),
        ("has_any", ["b", "a"], True),
        ("has_any", ["b"], False),
        ("has_any", ["b", "c"], None),
        ("is_set", True, None),
    ],
)
def test_of_tags_each_is_known_by_itself(operator, operand, found):
    test = conditions().read({"field": "tags", operator: operand}, "")
    assert verdict(test, {"tags.a": True, "tags.b": False}) is found


def test_what_is_known_after_actions_is_what_they_set():
    actions = {
        "team": "a",
        "agent": "b",
        "tags": {"add": "x", "remove": "y"},
        "fields": {"size": 1},
        "snooze": "1h",
        "note": "Hi",
    }
    rule = read_rule({"rule": "R", "actions": actions})
    assert assigned(rule.actions) == {
        "team": "a",
        "assignee": "b",
        "tags.x": True,
        "tags.y": False,
        "custom.size": 1,
    }
    assert [field_of(key) for key in ("tags.x", "custom.size")] == ["tags", "custom.size"]


def test_conditions_ask_for_fields():
    condition = read({"any": [{"priority": "high"}, {"none": [{"tags": "x"}]}]})
    assert asked_of(condition) == {"priority", "tags"}
    assert asked_of(Group("all", ())) == frozenset()


def test_what_both_allow_is_left():
    allowed = {"a": frozenset({1, 2})}
    narrow(allowed, {"a": frozenset({2, 3}), "b": frozenset({4, 5})})
    assert allowed == {"a": frozenset({2}), "b": frozenset({4, 5})}
    assert certain(allowed) == {"a": 2}
