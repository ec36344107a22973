# SPDX-License-Identifier: Apache-2.0
"""The conditions of rules."""

import jsonschema_rs
import pytest
from hypothesis import given

from sync_server.domain.rules.conditions import (
    Explainer,
    compiled,
    conditions,
    conditions_schema,
    placed_tests,
)
from sync_server.domain.rules.shapes import RuleError
from tests.support import rule_documents

SHAPE = conditions()
VALIDATOR = jsonschema_rs.validator_for(
    {**SHAPE.schema, "$defs": {"conditions": conditions_schema()}}
)
FACTS = {"priority": "high", "subject": "Lamp down", "custom": {"size": 3}, "customer.vip": False}


def read(document):
    return SHAPE.read(document, "conditions")


def test_a_pattern_is_an_operator_of_text():
    assert compiled(read({"field": "subject", "matches": "down|out"}))(FACTS, 0)
    assert not compiled(read({"field": "subject", "matches": "^down"}))(FACTS, 0)


def test_a_pattern_is_not_looked_for_where_the_rest_decides():
    asked = []

    class Facts(dict):
        def get(self, name, default=None):
            asked.append(name)
            return super().get(name, default)

    pattern = {"field": "subject", "matches": "down"}
    condition = read({"all": [pattern, {"any": [pattern]}, {"priority": "low"}]})
    assert not compiled(condition)(Facts(FACTS), 0)
    assert asked == ["priority"]


def test_what_was_found_is_told_of_every_test_with_its_value():
    condition = read(
        {"all": [{"priority": "high"}, {"none": [{"customer.vip": True}]}, {"custom.size": 4}]}
    )
    found = Explainer(condition)(FACTS, 0)
    assert [(one.test.field, one.value, one.holds) for one in found] == [
        ("priority", "high", True),
        ("customer.vip", False, False),
        ("custom.size", 3, False),
    ]


@given(rule_documents.conditions)
def test_what_is_read_can_be_written_and_is_what_the_schema_says(document):
    condition = read(document)
    assert read(SHAPE.write(condition)) == condition
    assert VALIDATOR.is_valid(document)
    assert VALIDATOR.is_valid(SHAPE.write(condition))


@pytest.mark.parametrize(
    ("document", "path", "problem", "nearest"),
    [
        ({"prioritty": "high"}, "conditions.prioritty", "unknown field", "priority"),
        ({"custmer.vip": True}, "conditions.custmer.vip", "unknown field", "customer.vip"),
        (
            {"any": [{"field": "subject", "mathces": "x"}]},
            "conditions.any[0].mathces",
            "no operator of a text field",
            "matches",
        ),
        (
            {"any": [{"status": "new"}, {"field": "subject", "matches": "(x"}]},
            "conditions.any[1].matches",
            "is no pattern",
            None,
        ),
        ({"field": "number", "mtaches": 1}, "conditions.mtaches", "no operator of a number", None),
        (
            {"all": [{"field": "priority", "is": "high"}] * 10_000},
            "conditions.all[199]",
            "more than 200 parts; make it two",
            None,
        ),
        ([], "conditions", "must be an object", None),
    ],
)
def test_what_means_nothing_is_refused_where_it_stands(document, path, problem, nearest):
    with pytest.raises(RuleError, match=problem) as told:
        read(document)
    assert (told.value.path, told.value.nearest) == (path, nearest)


@pytest.mark.parametrize(
    "document",
    [
        {"prioritty": "high"},
        {"all": [{"field": "subject", "mathces": "x"}]},
        {"field": "subject"},
        {"field": "subject", "is": "a", "in": ["b"]},
        {"field": "number", "at_least": "1"},
        {"opened_at": 5},
        {"customer.vip": [True]},
        {"all": {}},
        {"nnoe": []},
    ],
)
def test_the_schema_refuses_the_same(document):
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(RuleError):
        read(document)


def test_every_test_has_its_place():
    condition = read({"all": [{"priority": "high"}, {"field": "status", "is": "new"}]})
    assert [(path, test.field) for path, test in placed_tests(condition, "c")] == [
        ("c.all[0].all[0]", "priority"),
        ("c.all[1]", "status"),
    ]
