# SPDX-License-Identifier: Apache-2.0
"""Triggers and actions of a rule: what the form knows it changes, the rest it leaves as it is."""

import pytest

from ui.windows.agent.admin.rule_parts import (
    added_tags,
    listed,
    plain_target,
    put,
    reply_of,
    triggers_of,
    unlisted,
    with_action,
    with_reply,
    with_tags,
    with_target,
    with_trigger,
)

RULE = {"rule": "R", "conditions": {}, "actions": {"priority": "high", "stop": True}}
MANUAL, CHANGED = {"on": "manual"}, {"on": "changed"}


def test_the_first_trigger_stands_before_the_conditions():
    named = with_trigger(RULE, 0, MANUAL)
    assert [*named] == ["rule", "triggers", "conditions", "actions"]
    assert named["triggers"] == MANUAL


def test_a_second_one_makes_a_list_which_stays_one():
    two = with_trigger(with_trigger(RULE, 0, MANUAL), 1, CHANGED)
    assert two["triggers"] == [MANUAL, CHANGED]
    one = with_trigger(two, 0, None)
    assert one["triggers"] == [CHANGED]
    assert "triggers" not in with_trigger(one, 0, None)


def test_beside_the_usual_ones_these_are_named():
    found = with_trigger(RULE, 2, CHANGED)
    assert [each["on"] for each in triggers_of(found)] == ["created", "becomes_true", "changed"]


def test_an_action_keeps_its_place():
    changed = with_action(RULE, "priority", "low")
    assert [*changed["actions"].items()] == [("priority", "low"), ("stop", True)]
    assert with_action(changed, "priority", None)["actions"] == {"stop": True}
    assert put({"a": 1, "b": 2}, "c", 3, before="b") == {"a": 1, "c": 3, "b": 2}


@pytest.mark.parametrize("before", ["a", ["a"], ["a", "b"], None])
def test_a_list_and_what_stands_for_one_come_back(before):
    assert unlisted(listed(before), before) == before


@pytest.mark.parametrize(
    ("value", "text"),
    [("2h", "2h"), ({"first_reply": "2h"}, "2h"), ({"resolution": "2h"}, None), (3, None)],
)
def test_a_plain_target_is_a_text(value, text):
    assert plain_target(value) == text
    assert text is None or with_target(text, value) == value


@pytest.mark.parametrize("value", ["Hello", {"text": "Hello", "draft": True}])
def test_a_reply_comes_back(value):
    text, is_draft = reply_of(value) or ("", False)
    assert with_reply(text, is_draft=is_draft) == value


def test_what_is_no_reply_is_none():
    assert reply_of({"txt": "Hello"}) is None
    assert with_reply("", is_draft=True) is None


@pytest.mark.parametrize("value", ["a", ["a", "b"], {"add": ["a"]}])
def test_tags_that_are_added_come_back(value):
    tags = added_tags(value)
    assert tags is not None
    assert with_tags(tags, value) == value


def test_tags_that_are_removed_are_left_to_the_text():
    assert added_tags({"add": ["a"], "remove": ["b"]}) is None
    assert with_tags([], {"add": ["a"]}) is None
