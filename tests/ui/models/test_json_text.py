# SPDX-License-Identifier: Apache-2.0
"""A document that changes in a form keeps the order and the spacing that it was typed in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.models.json_text import JsonText, NoJson, same

TYPED = """{
  "rule":  "Outage",
  "conditions": { "priority": ["high","urgent"],
                  "custom.plan": "gold" },
  "actions": {"team": "billing", "stop": true}
}"""
values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


def words(path, text=TYPED):
    read = JsonText.read(text)
    place = read.at(path)
    return text[place.start : place.end]


def lines(read, path):
    return [*read.lines_of(read.at(path))]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("rule", '"Outage"'),
        ("conditions.priority[1]", '"urgent"'),
        ("conditions.custom.plan", '"gold"'),
        ("conditions.priority[7].is", '["high","urgent"]'),
        ("actions.teem", '{"team": "billing", "stop": true}'),
        ("", TYPED),
    ],
)
def test_a_path_leads_to_its_value_or_to_what_is_around_it(path, found):
    assert words(path) == found


def test_a_value_is_on_its_lines():
    read = JsonText.read(TYPED)
    assert (lines(read, "rule"), lines(read, "conditions")) == ([1], [2, 3])


def test_another_value_leaves_everything_else_as_it_was_typed():
    read = JsonText.read(TYPED)
    document = {**read.value, "conditions": {"priority": ["high"], "custom.plan": "silver"}}
    assert read.rewritten(document) == TYPED.replace(',"urgent"', "").replace("gold", "silver")


def test_a_new_member_stands_like_the_others():
    read = JsonText.read(TYPED)
    actions = {**read.value["actions"], "notify": ["team-lead"]}
    told = read.rewritten({**read.value, "actions": actions, "repeats": True})
    assert '"stop": true, "notify": ["team-lead"]}' in told
    assert told.endswith('},\n  "repeats": true\n}')


def test_a_member_that_goes_takes_its_comma_along():
    read = JsonText.read(TYPED)
    document = {**read.value, "actions": {"stop": True}}
    document.pop("rule")
    told = read.rewritten(document)
    assert told.startswith('{\n  "conditions": { "priority"')
    assert '"actions": {"stop": true}' in told


def test_the_lines_that_differ_from_a_document_are_known():
    read = JsonText.read(TYPED)
    before = {**read.value, "conditions": {"priority": ["high", "urgent"]}}
    assert read.changed_lines(before) == {3}
    assert read.changed_lines(read.value) == frozenset()
    assert read.changed_lines({}) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [('{"a": 1,\n "b": }', 2, 7), ('{"a": 1', 1, 8), ("", 1, 1), ("[" * 5000, 1, 5001)],
)
def test_what_is_no_json_is_told_with_its_place(text, line, column):
    with pytest.raises(NoJson) as caught:
        JsonText.read(text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_what_is_nested_without_end_is_none_either():
    with pytest.raises(NoJson):
        JsonText.read("[" * 500 + "]" * 500)


def test_one_is_not_true():
    assert not same({"stop": 1}, {"stop": True})


@given(values, values, st.sampled_from([None, 1, 4]))
def test_a_text_says_what_was_put_into_it(old, new, indent):
    read = JsonText.read(json.dumps(old, indent=indent))
    assert same(JsonText.read(read.rewritten(new)).value, new)
    assert read.rewritten(old) == read.text


@given(values, values)
def test_a_text_that_changed_back_says_the_same_again(old, new):
    changed = JsonText.read(JsonText.read(json.dumps(old)).rewritten(new))
    assert same(JsonText.read(changed.rewritten(old)).value, old)
