# SPDX-License-Identifier: Apache-2.0
"""What is wrong with rules taken together."""

import pytest

from sync_server.contract.ids import RuleId
from sync_server.domain.rules.document import read_rule
from sync_server.domain.rules.event import activate
from sync_server.domain.rules.linting import Lint, lint
from tests.support.rule_documents import SHORT

CHANGED = {"on": "changed"}


def rules(*documents):
    return [
        activate(RuleId(name), 1, read_rule({"rule": name, **document}))
        for name, document in zip("ABCDEFG", documents, strict=False)
    ]


def sets(priority, conditions=None, **more):
    return {"conditions": conditions or {}, "actions": {"priority": priority}, **more}


def told(*documents):
    return [finding.sentence for finding in lint(rules(*documents))]


def test_a_rule_alone_is_right():
    assert lint(rules(SHORT)) == ()
    assert told(sets("high", {"priority": "normal"}), sets("urgent", {"priority": "high"})) == []


@pytest.mark.parametrize(
    ("document", "how"),
    [
        ({"triggers": CHANGED, "actions": {"team": "gold"}}, "a change of team"),
        (
            {"triggers": {"on": "changed", "fields": "tags"}, "actions": {"tags": ["a", "b"]}},
            "a change of tags",
        ),
        ({"triggers": {"on": "message"}, "actions": {"note": "Hi"}}, "a note"),
        (
            {
                "triggers": {"on": "message", "types": ["reply"], "by": ["rule"]},
                "actions": {"reply": "Hi", "note": "Hi", "fields": {"size": 1}},
            },
            "a change of custom.size, a reply or a note",
        ),
    ],
)
def test_a_rule_that_triggers_itself_is_named(document, how):
    (finding,) = lint(rules(document))
    assert (finding.lint, finding.rules) == (Lint.LOOP, ("A",))
    assert finding.sentence == f'"A" triggers itself by {how}.'


@pytest.mark.parametrize(
    "document",
    [
        {"triggers": {"on": "changed", "by": "agent"}, "actions": {"team": "gold"}},
        {"triggers": {"on": "changed", "fields": "priority"}, "actions": {"team": "gold"}},
        {"triggers": CHANGED, "conditions": {"team": "gold"}, "actions": {"team": "gold"}},
        {"triggers": CHANGED, "conditions": {"team": "blue"}, "actions": {"team": "gold"}},
        {"triggers": {"on": "message", "types": "customer"}, "actions": {"note": "Hi"}},
        {
            "triggers": {"on": "message", "types": "reply"},
            "actions": {"reply": {"text": "Hi", "draft": True}},
        },
        {"triggers": CHANGED, "actions": {"notify": "ann"}},
        {"triggers": {"on": "manual"}, "actions": {"team": "gold"}},
        {"triggers": {"on": "created"}, "actions": {"note": "Hi"}},
        {"conditions": {"tags": "a"}, "actions": {"tags": "b"}},
    ],
)
def test_one_that_does_not_is_not(document):
    assert told(document) == []


def test_two_that_undo_each_other_are_named():
    up, down = sets("high", {"priority": "normal"}), sets("normal", {"priority": "high"})
    (finding,) = lint(rules(up, down))
    assert (finding.lint, finding.rules) == (Lint.LOOP, ("A", "B"))
    assert finding.sentence == (
        '"A" and "B" undo each other: one sets priority to high, the other sets priority to normal.'
    )


def test_two_that_undo_a_tag_are_named():
    one = {
        "conditions": {"field": "tags", "has_not": "vip"},
        "actions": {"tags": "vip"},
    }
    other = {"conditions": {"tags": "vip"}, "actions": {"tags": {"remove": "vip"}}}
    assert told(one, other) == [
        '"A" and "B" undo each other: one adds the tag vip, the other removes the tag vip.'
    ]


def test_two_that_trigger_each_other_are_named():
    one = {
        "triggers": {"on": "changed", "fields": ["category"]},
        "actions": {"fields": {"x": 1}, "notify": "ann"},
    }
    other = {"conditions": {"custom.x": 1}, "actions": {"category": "c"}}
    assert told(one, other) == ['"A" and "B" trigger each other.']


def test_two_that_would_set_the_same_again_are_right():
    one = {"conditions": {"team": "a"}, "actions": {"fields": {"x": 1}}}
    other = {"conditions": {"custom.x": 1}, "actions": {"team": "a"}}
    assert told(one, other) == []


def test_a_circle_of_several_is_named_in_its_order():
    steps = [
        {
            "triggers": {"on": "changed", "fields": [f"custom.{number}"]},
            "actions": {"fields": {f"{(number + 1) % 3}": "x"}, **more},
        }
        for number, more in enumerate([{}, {"note": "Hi"}, {}])
    ]
    (finding,) = lint(rules(steps[0], steps[2], steps[1]))
    assert finding.rules == ("A", "C", "B")
    assert finding.sentence == (
        '"A" triggers "C", which triggers "B", which triggers "A": they go round in a circle.'
    )


def test_two_that_want_different_things_at_once_are_a_conflict():
    (finding,) = lint(rules(sets("high", {"team": "a"}), sets("low", {"status": "new"})))
    assert (finding.lint, finding.rules) == (Lint.CONFLICT, ("A", "B"))
    assert finding.sentence == (
        '"A" sets priority to high, and "B" sets priority to low for the same tickets: '
        '"A" comes first and has its way.'
    )


def test_moments_that_come_at_once_are_a_conflict_too():
    clock = {"on": "clock", "of": "first_reply", "percent": 75}
    one, other = sets("high", triggers=clock), sets("low", triggers=clock)
    assert [finding.lint for finding in lint(rules(one, other))] == [Lint.CONFLICT]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (sets("high", {"team": "a"}), sets("low", {"team": "b"})),
        (sets("high", {"team": ["a", "b"]}), sets("low", {"field": "team", "not_in": ["a", "b"]})),
        (sets("high"), sets("high", {"team": "b"}, actions={"team": "c"})),
        (
            sets("high", triggers={"on": "created"}),
            sets("low", triggers={"on": "becomes_true"}),
        ),
        (
            sets("high", triggers={"on": "created", "by": "agent"}),
            sets("low", triggers={"on": "created", "by": "customer"}),
        ),
        (sets("high", triggers={"on": "manual"}), sets("low", triggers={"on": "manual"})),
        (
            sets("high", triggers={"on": "clock", "of": "first_reply", "percent": 75}),
            sets("low", triggers={"on": "clock", "of": "first_reply", "percent": 90}),
        ),
        (
            {"conditions": {"team": "a"}, "actions": {"priority": "high", "stop": True}},
            sets("low", {"status": "new"}),
        ),
    ],
)
def test_two_that_cannot_meet_are_none(one, other):
    assert told(one, other) == []


def test_conditions_that_contradict_each_other_are_never_met():
    never = sets("high", {"all": [{"team": "a"}, {"team": ["b", "c"]}]})
    (finding,) = lint(rules(never))
    assert (finding.lint, finding.rules) == (Lint.NEVER, ("A",))
    assert finding.sentence == '"A" never runs: its conditions contradict each other.'


STOPS = {"on": "created", "by": ["agent", "customer"]}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"triggers": {"on": "created"}}, {"triggers": STOPS}),
        ({}, {"triggers": {"on": "created"}, "conditions": {"team": "a"}}),
        ({"conditions": {"team": "a"}}, {"conditions": {"team": "a"}}),
        (
            {"triggers": CHANGED, "repeats": True},
            {"triggers": {"on": "changed", "fields": "team"}},
        ),
    ],
)
def test_what_comes_after_a_stop_never_runs(earlier, later):
    first = {**earlier, "actions": {"stop": True, "notify": "ann"}}
    findings = lint(rules(first, {**later, "actions": {"notify": "bob"}}))
    assert [finding.rules for finding in findings] == [("B", "A")]
    assert [finding.sentence for finding in findings] == [
        '"B" never runs: "A" comes first and stops the others.'
    ]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"triggers": STOPS}, {"triggers": {"on": "created"}}),
        ({"conditions": {"team": "a"}}, {}),
        ({"conditions": {"team": "a"}}, {"conditions": {"team": "a", "status": "new"}}),
        ({"conditions": {"team": "a"}}, {"conditions": {"team": "a"}, "repeats": True}),
        ({"triggers": [{"on": "created"}, CHANGED]}, {"triggers": CHANGED}),
        ({"triggers": CHANGED}, {"triggers": {"on": "changed", "fields": "team"}}),
        ({"triggers": {"on": "created"}}, {"triggers": {"on": "message"}}),
        ({}, {"triggers": {"on": "manual"}}),
        ({}, {"triggers": {"on": "time", "of": "opened_at", "after": "1h"}}),
    ],
)
def test_what_may_come_without_it_may_run(earlier, later):
    first = {**earlier, "actions": {"stop": True, "notify": "ann"}}
    assert told(first, {**later, "actions": {"notify": "bob"}}) == []


def test_what_an_earlier_rule_always_sets_is_never_done():
    later = sets("high", {"team": "a"}, triggers={"on": "created"})
    assert told(sets("high"), later) == [
        '"B" never does anything: "A" comes first and sets the same.'
    ]
    more = {**later, "actions": {"priority": "high", "notify": "ann"}}
    assert told(sets("high"), more) == []
    stops = {**later, "actions": {"priority": "high", "stop": True}}
    assert told(sets("high"), stops) == []
