# SPDX-License-Identifier: Apache-2.0
"""The predicate language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.conditions import (
    MAX_NESTING,
    MAX_NODES,
    OPERATORS,
    TICKET_FIELDS,
    ConditionError,
    Field,
    Group,
    compile_condition,
    each_test,
    fact,
    operand_type,
    read,
    write,
)

NOW = 1_000_000_000
FACTS = {
    "number": 7,
    "subject": "Broken Lamp",
    "status": "open",
    "priority": "high",
    "assignee": "ann",
    "category": None,
    "tags": ("gold", "late"),
    "custom": {"order": 17, "gift": True},
    "opened_at": NOW - 60_000_000,
    "wake_at": None,
}

texts = st.sampled_from(["open", "pending", "x", ""])
plain = texts | st.lists(texts, max_size=3)
shorthand = st.dictionaries(
    st.sampled_from(["status", "priority", "category", "tags", "followers", "custom.size"]), plain
)
tests = st.one_of(
    st.fixed_dictionaries({"field": st.just("status"), "is": texts}),
    st.fixed_dictionaries({"field": st.just("status"), "not_in": st.lists(texts, max_size=3)}),
    st.fixed_dictionaries({"field": st.just("tags"), "has": texts}),
    st.fixed_dictionaries({"field": st.just("number"), "at_least": st.integers(0, 9)}),
    st.fixed_dictionaries({"field": st.just("opened_at"), "older_than_s": st.integers(0, 99)}),
)
documents = st.recursive(
    tests | shorthand,
    lambda parts: st.dictionaries(
        st.sampled_from(["all", "any", "none"]), st.lists(parts, max_size=3), min_size=1
    ),
    max_leaves=12,
)
facts = st.fixed_dictionaries(
    {},
    optional={
        "status": texts,
        "priority": texts,
        "category": st.none() | texts,
        "tags": st.lists(texts, max_size=3).map(tuple),
        "number": st.integers(0, 9),
        "opened_at": st.integers(0, 2 * NOW),
        "custom": st.dictionaries(st.just("size"), texts),
    },
)


def holds(document, values=FACTS, **more):
    return compile_condition(read(document), **more)(values, NOW)


def in_full(document):
    """The full form of a shorthand, written as a person would."""
    operators = {
        (True, True): "has_any",
        (True, False): "has",
        (False, True): "in",
        (False, False): "is",
    }
    sets = ("tags", "followers")
    return {
        "all": [
            {"field": name, operators[name in sets, isinstance(value, list)]: value}
            for name, value in document.items()
        ]
    }


@given(shorthand, facts)
def test_a_shorthand_means_its_full_form(document, values):
    assert read(document) == read(in_full(document))
    assert holds(document, values) == holds(in_full(document), values)


@given(documents, facts)
def test_every_document_comes_to_a_verdict_and_always_the_same(document, values):
    verdict = holds(document, values)
    assert verdict is holds(document, values)
    assert holds({"none": [document]}, values) is not verdict
    assert holds({"all": [document]}, values) is holds({"any": [document]}, values) is verdict


@pytest.mark.parametrize(
    ("document", "verdict"),
    [
        ({}, True),
        ({"all": []}, True),
        ({"any": []}, False),
        ({"none": []}, True),
        ({"status": "open", "priority": ["high", "urgent"]}, True),
        ({"all": [{"status": "open"}], "none": [{"priority": "high"}]}, False),
        ({"field": "status", "is_not": "open"}, False),
        ({"field": "status", "not_in": ["solved"]}, True),
        ({"field": "subject", "contains": "lamp"}, True),
        ({"field": "category", "contains": "x"}, False),
        ({"field": "category", "is_set": False}, True),
        ({"field": "tags", "is_set": True}, True),
        ({"field": "tags", "has_not": "gold"}, False),
        ({"tags": ["silver", "late"]}, True),
        ({"field": "followers", "has": "ann"}, False),
        ({"field": "number", "at_least": 7}, True),
        ({"field": "number", "at_most": 6.5}, False),
        ({"field": "custom.order", "at_least": 17}, True),
        ({"field": "custom.gift", "is": True}, True),
        ({"custom.missing": "x"}, False),
        ({"field": "custom.missing", "at_least": 1}, False),
        ({"field": "opened_at", "older_than_s": 59}, True),
        ({"field": "opened_at", "newer_than_s": 60}, True),
        ({"field": "opened_at", "before": NOW}, True),
        ({"field": "opened_at", "after": NOW}, False),
        ({"field": "wake_at", "before": NOW}, False),
        ({"field": "wake_at", "older_than_s": 0}, False),
    ],
)
def test_operators_mean_what_they_say(document, verdict):
    assert holds(document) is verdict


def test_me_stands_for_the_asking_agent():
    assert holds({"assignee": "@me"}, me="ann")
    assert holds({"assignee": ["@me", "ben"]}, me="ann")
    assert not holds({"assignee": "@me"}, me="ben")


def test_custom_fields_are_looked_up_inside():
    assert fact(FACTS, "custom.order") == 17
    assert fact({}, "custom.order") is None
    assert fact({"custom": None}, "custom.order") is None


@pytest.mark.parametrize(
    ("document", "path", "nearest"),
    [
        ([], "", None),
        ({"statsu": "open"}, "statsu", "status"),
        ({"field": "statsu", "is": "x"}, "field", "status"),
        ({"field": 1, "is": "x"}, "field", None),
        ({"field": "status"}, "", None),
        ({"field": "status", "is": "x", "in": ["x"]}, "", None),
        ({"field": "status", "conatins": "x"}, "conatins", "contains"),
        ({"field": "status", "in": "open"}, "in", None),
        ({"field": "status", "in": [[]]}, "in", None),
        ({"field": "status", "is": {}}, "is", None),
        ({"field": "status", "is_set": "yes"}, "is_set", None),
        ({"field": "subject", "contains": 1}, "contains", None),
        ({"field": "number", "at_least": True}, "at_least", None),
        ({"field": "number", "at_least": "1"}, "at_least", None),
        ({"all": {}}, "all", None),
        ({"all": [{"any": [{"nmber": 1}]}]}, "all[0].any[0].nmber", "number"),
        ({"all": [], "nnoe": []}, "nnoe", "none"),
        ({"opened_at": 5}, "opened_at", None),
        ({"custom.": "x"}, "custom.", None),
        ({"zzz": 1}, "zzz", None),
    ],
)
def test_a_wrong_document_is_refused_where_it_is_wrong(document, path, nearest):
    with pytest.raises(ConditionError) as error:
        read(document)
    assert (error.value.path, error.value.nearest) == (path, nearest)
    assert (str(nearest) in str(error.value)) >= (nearest is not None)


def test_a_document_is_bounded_in_depth_and_number():
    deep: dict = {"status": "open"}
    for _ in range(MAX_NESTING):
        deep = {"all": [deep]}
    read(deep)
    with pytest.raises(ConditionError, match="deeper"):
        read({"all": [deep]})
    many = [{"field": "status", "is": "open"}] * (MAX_NODES - 1)
    read({"all": many})
    with pytest.raises(ConditionError, match="more than"):
        read({"all": [*many, *many]})


def test_the_bounds_are_those_of_the_tree_so_that_what_is_written_is_within_them_too():
    with pytest.raises(ConditionError, match="more than"):
        read({f"custom.n{number}": 1 for number in range(MAX_NODES)})
    deep: dict = {"all": [], "any": []}
    for _ in range(MAX_NESTING):
        deep = {"all": [deep]}
    with pytest.raises(ConditionError, match="deeper"):
        read(deep)


@given(documents)
def test_what_is_written_is_read_as_the_same(document):
    condition = read(document)
    assert read(write(condition)) == condition


def test_the_tests_of_a_tree_are_listed_in_their_order():
    condition = read({"all": [{"status": "open"}, {"none": [{"field": "tags", "has": "vip"}]}]})
    assert [test.field for test in each_test(condition)] == ["status", "tags"]
    assert list(each_test(Group("all", ()))) == []


def test_every_operator_takes_one_type_of_operand():
    operators = {operator for each in OPERATORS.values() for operator in each}
    types = {operator: operand_type(operator) for operator in operators}
    assert {types["in"], types["at_most"], types["contains"]} == {"list", "number", "text"}
    assert (types["is_set"], types["has"]) == ("flag", "value")


def test_a_reader_may_have_operators_of_its_own():
    more = {**OPERATORS, "text": (*OPERATORS["text"], "matches")}
    condition = read({"field": "subject", "matches": "Lamp"}, operators=more)
    others = {"matches": lambda operand: lambda value, _: value.endswith(operand)}
    assert compile_condition(condition, others=others)(FACTS, NOW)
    with pytest.raises(ConditionError, match="no operator of a text field"):
        read({"field": "subject", "matches": "Lamp"})


def test_a_document_that_holds_itself_ends():
    document: dict = {"all": []}
    document["all"].append(document)
    with pytest.raises(ConditionError, match="deeper"):
        read(document)


@pytest.mark.parametrize("document", [{"field": "late", "is": True}, {"late": True}])
def test_other_subjects_have_other_fields(document):
    fields = {"late": Field("flag")}
    assert compile_condition(read(document, fields=fields))({"late": True}, NOW)
    assert "late" not in TICKET_FIELDS
