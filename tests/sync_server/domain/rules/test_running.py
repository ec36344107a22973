# SPDX-License-Identifier: Apache-2.0
"""What rules want: order, one snapshot, episodes, what a person did, and cascades."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync_server.contract.conditions import Group
from sync_server.contract.ids import RuleId, TicketId
from sync_server.domain.rules.document import read_rule
from sync_server.domain.rules.event import Due, Event, History, Mark, activate
from sync_server.domain.rules.rule import tag_by_hand
from sync_server.domain.rules.running import (
    DEEPEST,
    Why,
    cascade,
    imagine,
    matches,
    run,
)
from tests.support import rule_documents
from tests.support.rule_documents import SHORT

TICKET = TicketId("t")
FACTS: dict[str, Any] = {
    "priority": "normal",
    "status": "new",
    "team": None,
    "assignee": None,
    "category": None,
    "tags": ("new",),
    "subject": "Lamp",
    "custom": {"size": 3},
    "customer.vip": True,
}
HIGH = {**FACTS, "priority": "high"}
OPENED = Event(ticket=TICKET, at=10, by="customer", created=True)
HISTORY = History(since=10)


def rules(*documents):
    return [
        activate(RuleId(f"r{number}"), number, read_rule({"rule": f"R{number}", **document}))
        for number, document in enumerate(documents, 1)
    ]


def sets(priority, conditions=None, **more):
    actions = {"priority": priority, **more.pop("actions", {})}
    return {"conditions": conditions or {}, "actions": actions, **more}


def changed(before, *, by="agent", at=20, fields=("priority",), **more):
    return Event(ticket=TICKET, at=at, by=by, before=before, changed=frozenset(fields), **more)


def wanted(done):
    return [(each.rule, each.wish.action, each.wish.value) for each in done.effects]


def skipped(done):
    return [
        (each.rule, each.why, each.wish and each.wish.action, each.other) for each in done.skipped
    ]


# -- one rule ----------------------------------------------------------------------------------


def test_the_shorthand_runs_on_creation_and_when_its_conditions_become_true():
    (rule,) = rules(SHORT)
    fitting = {**HIGH, "category": "system-critical"}
    expected = ["team", "sla", "notify", "notify"]
    for event in (OPENED, changed(HIGH, fields=["category"])):
        done = run([rule], event, fitting, history=HISTORY)
        assert [each.wish.action for each in done.effects] == expected
        assert [each.version for each in done.effects] == [1] * 4
    again = changed(fitting, fields=["subject"])
    assert run([rule], again, fitting, history=HISTORY).ran == ()
    assert run([rule], OPENED, HIGH, history=HISTORY).ran == ()


def test_it_says_which_conditions_held_for_which_values():
    (rule,) = rules(sets("urgent", {"customer.vip": True, "priority": ["normal", "low"]}))
    done = run([rule], OPENED, FACTS, history=HISTORY)
    assert [(found.test.field, found.value, found.holds) for found in done.ran[0].found] == [
        ("customer.vip", True, True),
        ("priority", "normal", True),
    ]
    assert matches(rule, FACTS, 10) == (True, done.ran[0].found)
    held, found = matches(rule, HIGH, 10)
    assert (held, [one.holds for one in found]) == (False, [True, False])


def test_what_is_so_already_is_left_out():
    (rule,) = rules(
        sets("normal", actions={"tags": {"add": "new", "remove": "old"}, "fields": {"size": 3}})
    )
    done = run([rule], OPENED, FACTS, history=HISTORY)
    assert done.effects == ()
    assert [why for _, why, _, _ in skipped(done)] == [Why.SAME] * 4


def test_a_macro_runs_when_it_is_asked_for_and_nobody_is_in_its_way():
    (rule,) = rules(sets("high", {"customer.vip": True}, triggers={"on": "manual"}))
    history = History(since=10, by_hand={"priority": 15})
    asked = Event(ticket=TICKET, at=20, by="agent", asked=rule.id)
    done = run([rule], asked, FACTS, history=history)
    assert wanted(done) == [("r1", "priority", "high")]
    assert done.marks == {}
    assert run([rule], OPENED, FACTS, history=HISTORY).ran == ()
    other = run([rule], asked, {**FACTS, "customer.vip": False}, history=history)
    assert skipped(other) == [("r1", Why.CONDITIONS, None, None)]


# -- several rules -----------------------------------------------------------------------------


def test_all_look_at_one_snapshot_and_the_first_has_its_way():
    done = run(
        rules(sets("high"), sets("urgent"), sets("low", {"priority": "high"}), sets("high")),
        OPENED,
        FACTS,
        history=HISTORY,
    )
    assert wanted(done) == [("r1", "priority", "high")]
    assert [each.rule for each in done.ran] == ["r1", "r2", "r4"]
    assert skipped(done) == [
        ("r2", Why.TAKEN, "priority", "r1"),
        ("r4", Why.SAME, "priority", "r1"),
    ]


def test_who_wants_it_as_it_is_has_its_way_too():
    done = run(rules(sets("normal"), sets("low")), OPENED, FACTS, history=HISTORY)
    assert skipped(done)[1] == ("r2", Why.TAKEN, "priority", "r1")


def test_nobody_is_told_the_same_twice():
    one, two = {"actions": {"notify": ["ann", "bob"]}}, {"actions": {"notify": ["bob", "cem"]}}
    done = run(rules(one, two), OPENED, FACTS, history=HISTORY)
    assert [value.name for _, _, value in wanted(done)] == ["ann", "bob", "cem"]
    assert skipped(done) == [("r2", Why.SAME, "notify", "r1")]


def test_stop_is_the_end_for_those_that_come_after():
    done = run(
        rules(sets("high", actions={"stop": True}), {"actions": {"note": "Hi"}}, sets("low")),
        OPENED,
        FACTS,
        history=HISTORY,
    )
    assert wanted(done) == [("r1", "priority", "high")]
    assert skipped(done) == [("r2", Why.STOPPED, None, "r1"), ("r3", Why.STOPPED, None, "r1")]


# -- episodes ----------------------------------------------------------------------------------


def test_a_rule_runs_once_while_its_conditions_hold_and_again_when_they_do_anew():
    (rule,) = rules(
        {
            "triggers": {"on": "changed"},
            "conditions": {"priority": "high"},
            "actions": {"note": "x"},
        }
    )
    first = run([rule], changed(FACTS), HIGH, history=HISTORY)
    assert first.marks == {rule.id: Mark(20)}
    history = replace(HISTORY, marks=first.marks)
    second = run([rule], changed(HIGH, at=30, fields=["team"]), HIGH, history=history)
    assert (second.effects, skipped(second)) == ((), [("r1", Why.EPISODE, None, None)])
    over = run([rule], changed(HIGH, at=40), FACTS, history=history)
    assert over.marks == {rule.id: Mark(20, holds=False)}
    anew = run([rule], changed(FACTS, at=50), HIGH, history=replace(HISTORY, marks=over.marks))
    assert (len(anew.effects), anew.marks) == (1, {rule.id: Mark(20)})


def test_one_that_repeats_runs_every_time():
    (rule,) = rules({"triggers": {"on": "message"}, "actions": {"note": "x"}, "repeats": True})
    said = Event(ticket=TICKET, at=20, by="customer", before=FACTS, message="customer")
    first = run([rule], said, FACTS, history=HISTORY)
    again = run([rule], said, FACTS, history=replace(HISTORY, marks=first.marks))
    assert len(first.effects) == len(again.effects) == 1


def test_a_reopened_ticket_is_another_episode():
    (rule,) = rules({"triggers": {"on": "changed"}, "actions": {"note": "x"}})
    reopened = History(since=30, marks={rule.id: Mark(20)})
    done = run([rule], changed(FACTS, at=30, fields=["status"]), FACTS, history=reopened)
    assert done.marks == {rule.id: Mark(30)}


def test_what_a_person_set_later_in_the_episode_is_not_overridden():
    (rule,) = rules(sets("high", {"priority": "normal"}, actions={"team": "gold"}))
    first = run([rule], OPENED, FACTS, history=HISTORY)
    assert [action for _, action, _ in wanted(first)] == ["team", "priority"]
    marks = {rule.id: Mark(10, holds=False)}
    history = History(since=10, marks=marks, by_hand={"priority": 20})
    again = run([rule], changed(HIGH), FACTS, history=history)
    assert wanted(again) == [("r1", "team", "gold")]
    assert skipped(again) == [("r1", Why.BY_HAND, "priority", None)]


def test_what_a_person_set_before_the_episode_is():
    (rule,) = rules(sets("urgent", {"priority": "high"}))
    history = History(since=10, by_hand={"priority": 20})
    done = run([rule], changed(FACTS, at=20), HIGH, history=history)
    assert wanted(done) == [("r1", "priority", "urgent")]


def test_one_tag_of_a_person_keeps_no_rule_from_others():
    (rule,) = rules({"actions": {"tags": ["a", "b"]}})
    done = run([rule], OPENED, FACTS, history=History(since=10, by_hand={tag_by_hand("a"): 11}))
    assert [(each.wish.name, each.wish.value) for each in done.effects] == [("b", True)]


def test_a_moment_is_an_episode_of_its_own_that_began_where_it_is_counted_from():
    (rule,) = rules(sets("urgent", triggers={"on": "clock", "of": "first_reply", "percent": 75}))
    due = Due(rule.id, rule.timed[0], 10)
    now = Event(ticket=TICKET, at=90, by="system", due=(due,))
    done = run([rule], now, FACTS, history=HISTORY)
    assert wanted(done) == [("r1", "priority", "urgent")]
    assert done.marks == {rule.id: Mark(90, holds=False, fired=((rule.timed[0], 10),))}
    again = run([rule], now, FACTS, history=replace(HISTORY, marks=done.marks))
    assert (again.ran, again.skipped) == ((), ())
    later = replace(now, due=(replace(due, since=80),))
    anew = run([rule], later, FACTS, history=replace(HISTORY, marks=done.marks))
    assert len(anew.effects) == 1
    by_hand = run([rule], now, FACTS, history=replace(HISTORY, by_hand={"priority": 11}))
    assert skipped(by_hand) == [("r1", Why.BY_HAND, "priority", None)]


def test_a_moment_passes_once_whether_conditions_hold_or_not():
    (rule,) = rules(
        sets(
            "urgent",
            {"customer.vip": False},
            triggers=[{"on": "clock", "of": "first_reply", "percent": 75}, {"on": "created"}],
        )
    )
    fired = ((rule.timed[0], 10),)
    now = Event(ticket=TICKET, at=90, by="system", due=(Due(rule.id, rule.timed[0], 10),))
    done = run([rule], now, FACTS, history=HISTORY)
    assert skipped(done) == [("r1", Why.CONDITIONS, None, None)]
    assert done.marks == {rule.id: Mark(None, holds=False, fired=fired)}
    later = {**FACTS, "customer.vip": False}
    history = replace(HISTORY, marks=done.marks)
    assert run([rule], now, later, history=history).ran == ()
    anew = run([rule], replace(OPENED, at=95), later, history=history)
    assert anew.marks == {rule.id: Mark(95, fired=fired)}


def test_a_moment_is_for_the_rule_that_waits_for_it():
    timed, other = rules(
        sets("low", triggers={"on": "time", "of": "opened_at", "after": "1h"}),
        {"actions": {"note": "x"}},
    )
    now = Event(ticket=TICKET, at=90, by="system", due=(Due(timed.id, timed.timed[0], 10),))
    assert [each.rule for each in run([timed, other], now, FACTS, history=HISTORY).ran] == ["r1"]


# -- cascades ----------------------------------------------------------------------------------


def followed(active, event=OPENED, facts=FACTS):
    return cascade(active, event, facts, history=HISTORY, follow=imagine)


def test_what_rules_do_is_an_event_for_others():
    done = followed(
        rules(
            sets("urgent", {"priority": "high"}),
            sets("high", {"customer.vip": True}, triggers={"on": "created"}),
        )
    )
    assert [wanted(each) for each in done.runs] == [
        [("r2", "priority", "high")],
        [("r1", "priority", "urgent")],
        [],
    ]
    assert not done.cut


def test_a_rule_that_triggers_itself_runs_once():
    (rule,) = rules(
        {
            "triggers": {"on": "message"},
            "actions": {"note": "Noted"},
            "repeats": True,
        }
    )
    said = Event(ticket=TICKET, at=20, by="agent", before=FACTS, message="note")
    done = followed([rule], said)
    assert [wanted(each) for each in done.runs] == [[("r1", "note", "Noted")], []]
    assert skipped(done.runs[1]) == [("r1", Why.CASCADE, None, None)]


def test_two_that_undo_each_other_come_to_rest():
    up = sets("high", {"priority": "normal"}, triggers={"on": "changed"}, repeats=True)
    down = sets("normal", {"priority": "high"}, triggers={"on": "changed"}, repeats=True)
    done = followed(rules(up, down), changed({**FACTS, "priority": "low"}))
    assert [wanted(each) for each in done.runs] == [
        [("r1", "priority", "high")],
        [("r2", "priority", "normal")],
        [],
    ]
    assert skipped(done.runs[2]) == [("r1", Why.CASCADE, None, None)]


@pytest.mark.parametrize(("length", "cut"), [(DEEPEST + 1, False), (DEEPEST + 2, True)])
def test_a_cascade_is_ten_deep_at_most(length, cut):
    chain = [
        {
            "triggers": {"on": "changed"} if number else {"on": "created"},
            "conditions": {"custom.step": number} if number else {},
            "actions": {"fields": {"step": number + 1}},
        }
        for number in range(length)
    ]
    done = followed(rules(*reversed(chain)))
    assert sum(len(each.ran) for each in done.runs) == DEEPEST + 1
    assert done.cut is cut


def test_what_would_be_done_is_imagined_as_far_as_it_is_known():
    actions = {
        "team": "gold",
        "tags": {"add": "vip", "remove": "new"},
        "fields": {"size": 4},
        "reply": "Hello",
        "snooze": "1h",
        "sla": "2h",
    }
    done = run(rules({"actions": actions}), OPENED, FACTS, history=HISTORY)
    imagined = imagine(done, OPENED, FACTS)
    assert imagined is not None
    event, facts = imagined
    assert {name for name in facts if facts[name] != FACTS[name]} == {"team", "tags", "custom"}
    assert (facts["team"], facts["tags"], facts["custom"]) == ("gold", ("vip",), {"size": 4})
    assert event == Event(
        ticket=TICKET,
        at=10,
        by="rule",
        before=FACTS,
        changed=frozenset({"team", "tags", "custom.size"}),
        message="reply",
    )
    assert followed(rules({"actions": {"notify": "ann"}})).runs[1:] == ()


# -- laws --------------------------------------------------------------------------------------

facts = st.fixed_dictionaries(
    {
        **{name: st.just(value) for name, value in FACTS.items()},
        "priority": st.sampled_from(["low", "normal", "high", "urgent"]),
        "team": st.sampled_from([None, "gold", "blue", "a"]),
        "tags": st.lists(rule_documents.names, max_size=2).map(tuple),
        "custom": st.dictionaries(st.just("size"), st.integers(0, 5)),
        "customer.vip": st.booleans(),
        "waiting_since": st.none() | st.integers(0, 20),
    }
)
events = st.builds(
    Event,
    ticket=st.just(TICKET),
    at=st.integers(10, 100_000_000),
    by=st.sampled_from(["agent", "customer", "rule"]),
    channel=st.sampled_from(["email", "desk"]),
    created=st.booleans(),
    before=st.none() | facts,
    changed=st.frozensets(st.sampled_from(["priority", "team", "tags"])),
    message=st.none() | st.sampled_from(["customer", "note"]),
)


@given(st.lists(rule_documents.documents, max_size=12), events, facts)
def test_rules_terminate_whatever_they_are_and_each_runs_once(documents, event, facts):
    active = rules(*documents)
    done = followed(active, event, facts)
    ran = [each.rule for passed in done.runs for each in passed.ran]
    assert len(ran) == len({*ran})
    assert len(done.runs) <= DEEPEST + 1


@given(st.lists(rule_documents.documents, max_size=6), events, facts)
def test_of_a_place_there_is_one_effect_and_of_a_wish_one_rule(documents, event, facts):
    done = run(rules(*documents), event, facts, history=HISTORY)
    places = [each.wish.place for each in done.effects if each.wish.place]
    assert len(places) == len({*places})
    assert {each.rule for each in done.effects} <= {each.rule for each in done.ran}


def shuffled(document):
    """An equal document whose keys come in another order."""
    if isinstance(document, dict):
        return {key: shuffled(document[key]) for key in reversed(document)}
    return [shuffled(item) for item in document] if isinstance(document, list) else document


@given(rule_documents.documents, events, facts)
def test_equal_documents_are_evaluated_the_same(document, event, facts):
    one, other = rules(document), rules(shuffled(document))
    found = run(one, event, facts, history=HISTORY)
    again = run(other, event, facts, history=HISTORY)
    assert found.effects == again.effects
    assert (found.skipped, found.marks) == (again.skipped, again.marks)


@given(rule_documents.conditions, facts)
def test_none_is_no_any_and_all_is_no_none_of_the_contrary(document, facts):
    parts = [{"none": [document]}, document]

    def holds(conditions):
        (rule,) = rules({"conditions": conditions, "actions": {"stop": True}})
        return matches(rule, facts, 100)[0]

    assert holds({"none": parts}) is not holds({"any": parts})
    assert holds({"all": [document]}) is holds({"none": [{"none": [document]}]})
    assert holds({"all": parts}) is not holds({"any": [{"none": [part]} for part in parts]})
    assert not holds({"all": parts})
    assert holds({"any": parts})


def test_no_conditions_always_hold():
    assert rules({"actions": {"stop": True}})[0].rule.conditions == Group("all", ())
    assert matches(rules({"actions": {"stop": True}})[0], {}, 0) == (True, ())
