# SPDX-License-Identifier: Apache-2.0
"""Conditions change in the form as they would by hand: what nobody touched stays as it was."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given

from sync_server.domain.rules.conditions import conditions as shape
from sync_server.domain.rules.document import rule_schema
from tests.support.rule_documents import conditions
from ui.windows.agent.admin.rule_conditions import (
    AskedLine,
    DeepLine,
    GroupLines,
    added,
    document_of,
    every_test,
    fields_of,
    lines_of,
    replaced,
)
from ui.windows.agent.admin.rule_vocabulary import Vocabulary

KNOWN = Vocabulary.read(rule_schema())
SHORT = {"priority": ["high", "urgent"], "category": "system-critical"}
FULL = {
    "all": [
        {"priority": "high"},
        {"field": "subject", "matches": "outage"},
        {"any": [{"field": "customer.vip", "is": True}, {"none": [{"field": "tags", "has": "x"}]}]},
    ]
}


def read(document):
    numbers = count()
    lines = lines_of(document, KNOWN, lambda: str(next(numbers)))
    assert lines is not None
    return lines


def written(lines, before):
    return document_of(lines, before, KNOWN)


def line_about(lines, field):
    return next(line for line in every_test(lines) if line.field == field)


def test_the_short_form_is_read_line_by_line():
    lines = read(SHORT)
    assert [(each.field, each.operator, each.values) for each in every_test(lines)] == [
        ("priority", "in", ("high", "urgent")),
        ("category", "is", ("system-critical",)),
    ]
    assert [each.path for each in every_test(lines)] == [
        "conditions.priority",
        "conditions.category",
    ]


def test_groups_are_read_one_level_deep():
    lines = read(FULL)
    first, second, inner = lines.parts
    assert isinstance(first, GroupLines)
    assert isinstance(second, AskedLine)
    assert isinstance(inner, GroupLines)
    assert (inner.mode, inner.path) == ("any", "conditions.all[2]")
    assert inner.parts[0].path == "conditions.all[2].any[0]"
    assert isinstance(inner.parts[1], DeepLine)
    assert [*fields_of(lines)] == ["priority", "subject", "customer.vip"]


def test_the_short_form_stays_short_as_long_as_it_can_say_it():
    lines = read(SHORT)
    line = line_about(lines, "category")
    other = replaced(lines, line.id, replace(line, values=("billing",)))
    assert written(other, SHORT) == {**SHORT, "category": "billing"}
    again = replaced(lines, line.id, replace(line, operator="is_not"))
    assert written(again, SHORT) == {
        "all": [
            {"field": "priority", "in": ["high", "urgent"]},
            {"field": "category", "is_not": "system-critical"},
        ]
    }


def test_what_did_not_change_is_written_as_it_was():
    lines = read(FULL)
    line = line_about(lines, "subject")
    other = replaced(lines, line.id, replace(line, values=("down",)))
    changed = {"field": "subject", "matches": "down"}
    assert written(other, FULL) == {"all": [FULL["all"][0], changed, FULL["all"][2]]}
    assert written(replaced(lines, line.id, None), FULL) == {
        "all": [FULL["all"][0], FULL["all"][2]]
    }


def test_a_line_that_is_not_complete_asks_for_nothing():
    lines = read(SHORT)
    lines = added(lines, lines.id, AskedLine("new", "status", "is"))
    assert len([*every_test(lines)]) == 3
    assert written(lines, SHORT) == SHORT


def test_what_asks_for_nothing_in_the_document_stays_until_it_is_touched():
    before = {"all": [{"field": "priority", "in": []}, {"any": []}, {"field": "tags", "has": "x"}]}
    lines = read(before)
    tags = line_about(lines, "tags")
    other = replaced(lines, tags.id, replace(tags, values=("y",)))
    assert written(other, before) == {"all": [*before["all"][:2], {"field": "tags", "has": "y"}]}
    gone = replaced(replaced(lines, tags.id, None), lines.parts[1].id, None)
    assert written(gone, before) == {"all": [before["all"][0]]}


def test_another_mode_says_so():
    lines = replace(read(SHORT), mode="any")
    assert [*written(lines, SHORT)] == ["any"]


def test_a_group_is_added_and_filled():
    lines = read(None)
    lines = added(lines, lines.id, GroupLines("g", "any"))
    assert written(lines, None) is None
    lines = added(lines, "g", AskedLine("t", "tags", "has", ("vip",)))
    assert written(lines, None) == {"all": [{"any": [{"field": "tags", "has": "vip"}]}]}


def test_one_is_not_taken_for_true():
    before = {"custom.level": 1, "priority": "high"}
    lines = read(before)
    line = line_about(lines, "custom.level")
    changed = written(replaced(lines, line.id, replace(line, values=(True,))), before)
    assert changed["custom.level"] is True


@pytest.mark.parametrize("document", [{"prioritty": "high"}, [], {"all": 3}, {"xor": []}])
def test_what_is_not_understood_has_no_lines(document):
    assert lines_of(document, KNOWN, str) is None


@given(conditions)
def test_every_document_comes_back_as_it_was(document):
    shape().read(document, "")
    assert written(read(document), document) == document
