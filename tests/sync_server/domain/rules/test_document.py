# SPDX-License-Identifier: Apache-2.0
"""The documents of rules: the shorthand, the full form, their schema, and what is refused."""

from copy import deepcopy
from datetime import timedelta

import jsonschema_rs
import msgspec
import pytest
from hypothesis import given

from sync_server.contract.conditions import read
from sync_server.contract.durations import Duration
from sync_server.domain.rules import document as documented
from sync_server.domain.rules.document import read_rule, rule_schema, write_rule
from sync_server.domain.rules.rule import USUAL, Actions, Recipient, Rule
from sync_server.domain.rules.shapes import RuleError
from sync_server.domain.sla.policies import Target
from tests.support import rule_documents
from tests.support.rule_documents import FULL, SHORT

VALIDATOR = jsonschema_rs.validator_for(rule_schema())


def changed(path, value, document=SHORT):
    """A document with another value at a path of keys."""
    other = deepcopy(document)
    *way, last = path.split(".")
    place = other
    for key in way:
        place = place[key]
    place[last] = value
    return other


def test_the_shorthand_means_what_it_says():
    assert read_rule(SHORT) == Rule(
        name="High Priority Assignment",
        triggers=USUAL,
        conditions=read({"priority": "high", "category": "system-critical"}),
        actions=Actions(
            team="urgent-response",
            notify=(Recipient(name="team-lead"), Recipient(name="system-admin")),
            sla=(("first_reply", Target(Duration(timedelta(hours=2)))),),
        ),
    )


def test_the_shorthand_and_the_full_form_of_a_rule_are_one_value():
    assert read_rule(SHORT) == read_rule(FULL)
    assert hash(read_rule(SHORT)) == hash(read_rule(FULL))


def test_what_its_description_shows_is_a_rule():
    examples = documented.__doc__.split('{"rule"')[1:]
    for example in examples:
        text = '{"rule"' + example.split("\n\n")[0]
        document = msgspec.json.decode(text)
        assert read_rule(write_rule(read_rule(document))) == read_rule(document)
        assert VALIDATOR.is_valid(document)
    assert len(examples) == 2


@given(rule_documents.documents)
def test_what_is_read_and_written_and_read_is_the_same(document):
    rule = read_rule(document)
    written = write_rule(rule)
    assert read_rule(written) == rule
    assert write_rule(read_rule(written)) == written
    assert read_rule(msgspec.json.decode(msgspec.json.encode(written))) == rule


@given(rule_documents.documents)
def test_the_schema_takes_what_is_read_and_what_is_written(document):
    assert VALIDATOR.is_valid(document)
    assert VALIDATOR.is_valid(write_rule(read_rule(document)))


def test_the_order_of_its_actions_does_not_matter():
    actions = dict(reversed(SHORT["actions"].items()))
    assert read_rule({**SHORT, "actions": actions}) == read_rule(SHORT)


@pytest.mark.parametrize(
    ("path", "value", "where", "nearest"),
    [
        ("condition", {}, "condition", "conditions"),
        ("actions.asign_team", "x", "actions.asign_team", "assign_team"),
        ("actions.notfy", "x", "actions.notfy", None),
        ("actions.priority", "hihg", "actions.priority", "high"),
        ("actions.status", "merged", "actions.status", None),
        ("actions.sla", {"first_replay": "2h"}, "actions.sla.first_replay", "first_reply"),
        ("actions.sla", "2-hourz", "actions.sla", "hours"),
        ("actions.sla", {"resolution": {"time": "2h", "hour": "x"}}, None, "hours"),
        ("actions.notify", [{"roel": "x"}], "actions.notify[0].roel", "role"),
        ("actions.tags", {"ad": "x"}, "actions.tags.ad", "add"),
        ("triggers", [{"on": "craeted"}], "triggers[0].on", "created"),
        ("triggers", [{"on": "changed", "fields": ["priorty"]}], None, "priority"),
        ("triggers", [{"on": "changed", "types": ["note"]}], "triggers[0].types", None),
        ("triggers", {"on": "message", "by": "custommer"}, "triggers.by", "customer"),
        ("triggers", {"on": "clock", "of": "first_reply", "percents": 5}, None, "percent"),
    ],
)
def test_an_unknown_key_or_name_is_refused_with_its_path_and_the_nearest(
    path, value, where, nearest
):
    document = changed(path, value)
    with pytest.raises(RuleError, match=r"not known here|there is no unit") as told:
        read_rule(document)
    assert told.value.nearest == nearest or nearest is None
    assert where is None or told.value.path == where
    assert VALIDATOR.is_valid(document) == ("hourz" in str(value))


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("rule", "", "^rule: must be text"),
        ("actions", {}, "^actions: does nothing"),
        ("actions.team", "x", "^actions.team: says 'team' once more"),
        ("actions.tags", {}, "^actions.tags: changes no tag"),
        ("actions.tags", {"add": "a", "remove": "A"}, "^actions.tags: adds and removes 'a'"),
        ("actions.reply", "{{ secrets }}", "^actions.reply: '{{ secrets }}' cannot be filled in"),
        ("actions.note", "{{ ''.__class__ }}", "^actions.note: .* cannot be filled in"),
        ("actions.reply", {"text": "{{ x }}"}, "^actions.reply.text: .* cannot be filled in"),
        ("actions.notify", ["a"] * 51, "^actions.notify: has 51 entries; there is room for 50"),
        ("actions.sla", {}, "^actions.sla: is an empty object"),
        (
            "actions.sla",
            {"resolution": {"time": "3 business days", "hours": "calendar"}},
            "^actions.sla.resolution: business days are no calendar time",
        ),
        ("actions.snooze", {"time": "1 business day", "hours": "calendar"}, "no calendar time"),
        ("triggers", [], "^triggers: is an empty list"),
        ("triggers", {"on": "time", "of": "wake_at"}, "^triggers: must have either 'after' or"),
        (
            "triggers",
            {"on": "time", "of": "wake_at", "after": "1h", "before": "1h"},
            "must have either",
        ),
        (
            "triggers",
            {"on": "time", "of": "wake_at", "after": "1 business day", "hours": "calendar"},
            "no calendar time",
        ),
        ("triggers", {"on": "clock", "of": "first_reply", "percent": 101}, "from 1 to 100"),
        ("conditions", {"all": [{"priority": "high"}] * 10_000}, "more than 200 parts"),
        ("conditions", {"field": "subject", "matches": "(a"}, "^conditions.matches: .* no pattern"),
    ],
)
def test_what_is_no_rule_is_refused_with_a_sentence(path, value, problem):
    with pytest.raises(RuleError, match=problem):
        read_rule(changed(path, value))


@pytest.mark.parametrize("document", [None, [], "rule", {"rule": "x"}, {"actions": {"stop": True}}])
def test_what_is_not_even_like_one_is_refused(document):
    with pytest.raises(RuleError, match=r"^the rule: must "):
        read_rule(document)
    assert not VALIDATOR.is_valid(document)


def test_only_a_macro_is_for_somebody():
    macro = {**SHORT, "triggers": {"on": "manual"}, "for": ["Platform", {"role": "team-lead"}]}
    assert read_rule(macro).audience == (
        Recipient(name="Platform"),
        Recipient(kind="role", name="team-lead"),
    )
    with pytest.raises(RuleError, match="add the trigger 'manual'") as refused:
        read_rule({**macro, "triggers": {"on": "created"}})
    assert refused.value.path == "for"
