# SPDX-License-Identifier: Apache-2.0
"""Events, and the triggers that they meet."""

import pytest

from sync_server.contract.ids import RuleId, TicketId
from sync_server.domain.rules.document import read_rule
from sync_server.domain.rules.event import Due, Event, Mark, activate, due_of, met
from sync_server.domain.rules.rule import Reached

RULE = RuleId("r")
BEFORE = {"priority": "normal"}


def rule(*triggers, conditions=None):
    document = {"rule": "R", "triggers": list(triggers), "actions": {"stop": True}}
    return activate(RULE, 1, read_rule({**document, "conditions": conditions or {}}))


def event(**what):
    return Event(ticket=TicketId("t"), at=1, by=what.pop("by", "agent"), **what)


NEW = event(created=True, changed=frozenset({"priority"}), message="customer", by="customer")
RAISED = event(before=BEFORE, changed=frozenset({"priority"}))
NOTED = event(before=BEFORE, message="note", channel="api")


@pytest.mark.parametrize(
    ("trigger", "happened"),
    [
        ({"on": "created"}, [NEW]),
        ({"on": "created", "by": "agent"}, []),
        ({"on": "changed"}, [RAISED]),
        ({"on": "changed", "fields": ["priority", "team"]}, [RAISED]),
        ({"on": "changed", "fields": "team"}, []),
        ({"on": "changed", "by": ["customer", "rule"]}, []),
        ({"on": "message"}, [NEW, NOTED]),
        ({"on": "message", "types": "note"}, [NOTED]),
        ({"on": "message", "channel": "api"}, [NOTED]),
        ({"on": "becomes_true"}, [RAISED, NOTED]),
        ({"on": "manual"}, []),
    ],
)
def test_a_trigger_waits_for_what_it_says(trigger, happened):
    active = rule(trigger, conditions={"priority": "high"})
    assert [each for each in (NEW, RAISED, NOTED) if met(active, each)] == happened


def test_what_was_true_before_does_not_become_true():
    active = rule({"on": "becomes_true"}, conditions={"priority": "normal"})
    assert not met(active, RAISED)


def test_one_of_several_triggers_is_enough():
    assert met(rule({"on": "created"}, {"on": "message"}), NOTED)


def test_a_moment_comes_once_for_each_instant_that_it_is_counted_from():
    active = rule({"on": "clock", "of": "first_reply", "percent": 75}, {"on": "manual"})
    (trigger,) = active.timed
    due = Due(RULE, trigger, 5)
    others = (
        Due(RuleId("other"), trigger, 5),
        Due(RULE, Reached(of="resolution", percent=75), 5),
    )
    now = event(due=(due, *others))
    assert due_of(active, now, Mark(None)) == (due,)
    assert due_of(active, now, Mark(1, fired=((trigger, 4),))) == (due,)
    assert due_of(active, now, Mark(1, fired=((trigger, 5),))) == ()


def test_what_is_about_certain_rules_is_not_for_all_to_see():
    assert [each.seen for each in (NEW, RAISED, NOTED)] == [True, True, True]
    about = event(asked=RULE)
    assert not about.seen
    assert not met(rule({"on": "changed"}, {"on": "becomes_true"}), about)
