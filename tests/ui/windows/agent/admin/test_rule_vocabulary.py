# SPDX-License-Identifier: Apache-2.0
"""What may stand in a rule is read from the schema, and so is never said twice."""

from sync_server.contract.conditions import OPERATORS
from sync_server.domain.rules.document import rule_schema
from sync_server.domain.rules.fields import FIELDS, RULE_OPERATORS
from ui.windows.agent.admin.condition_words import condition_title
from ui.windows.agent.admin.rule_vocabulary import Vocabulary
from ui.windows.agent.admin.rule_words import ACTIONS, TRIGGERS, operator_words

KNOWN = Vocabulary.read(rule_schema())


def test_every_field_has_the_operators_of_its_type():
    assert {*KNOWN.fields} == {*FIELDS}
    for name, field in FIELDS.items():
        assert KNOWN.operators_of(name) == RULE_OPERATORS[field.type], name
    assert KNOWN.operators_of("custom.plan") == RULE_OPERATORS["custom"]


def test_flags_are_known_as_such():
    assert KNOWN.is_flag("customer.vip")
    assert not KNOWN.is_flag("priority")


def test_triggers_have_their_settings_with_the_words_for_them():
    assert [*KNOWN.triggers["clock"]] == ["of", "percent"]
    assert "customer" in KNOWN.triggers["message"]["types"]
    assert KNOWN.triggers["time"]["hours"] == ("business", "calendar")
    assert KNOWN.triggers["time"]["after"] == ()
    assert KNOWN.triggers["manual"] == {}


def test_actions_have_the_words_for_them():
    assert KNOWN.actions["priority"] == ("low", "normal", "high", "urgent")
    assert KNOWN.actions["team"] == ()
    assert "assign_team" in KNOWN.actions


def test_names_for_completion_hold_everything_once():
    assert {"customer.vip", "assign_team", "percent", "becomes_true", "urgent"} <= {*KNOWN.names}
    assert len(KNOWN.names) == len({*KNOWN.names})


def test_a_schema_of_another_kind_says_nothing():
    assert Vocabulary.read({}) == Vocabulary()
    assert Vocabulary.read({"type": "object"}).operators_of("priority") == ()


def test_everything_in_the_schema_has_words():
    assert {*KNOWN.triggers} == {*TRIGGERS} - {"usual"}
    assert {*KNOWN.actions} == {*ACTIONS} | {"assign_team", "stop"}
    assert all("." not in condition_title(name) for name in KNOWN.fields)
    assert all("_" not in condition_title(name) for name in KNOWN.fields)
    operators = {each for known in RULE_OPERATORS.values() for each in known}
    assert all("_" not in operator_words(each) for each in operators | {*OPERATORS["flag"]})
