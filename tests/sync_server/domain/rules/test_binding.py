# SPDX-License-Identifier: Apache-2.0
"""Names in rules, and what they are the names of."""

import pytest

from sync_server.contract.conditions import each_test
from sync_server.domain.rules.binding import AmbiguousName, UnknownName, bind, names
from sync_server.domain.rules.document import read_rule
from sync_server.domain.rules.rule import Recipient
from tests.support.rule_documents import SHORT

DIRECTORY = {
    "team": names([("t1", "Urgent response"), ("t2", "Billing"), ("t3", "Twins"), ("t4", "twins")]),
    "person": names([("p1", "Ann Lee", "ann@desk.example"), ("p2", "Billing")]),
    "role": names([("team-lead",), ("system-admin",)]),
    "category": names([("c1", "System critical"), ("c2", "System request")]),
    "skill": names([("s1", "French")]),
}


def bound(conditions=None, **actions):
    document = {"rule": "R", "conditions": conditions or {}, "actions": actions or {"stop": True}}
    return bind(read_rule(document), DIRECTORY)


def test_names_are_those_of_rows_however_they_are_written():
    found = bind(read_rule(SHORT), DIRECTORY)
    assert found.wrong == ()
    assert [test.operand for test in each_test(found.rule.conditions)] == ["high", "c1"]
    assert found.rule.actions.team == "t1"
    assert found.rule.actions.notify == (
        Recipient(kind="role", name="team-lead"),
        Recipient(kind="role", name="system-admin"),
    )


@pytest.mark.parametrize("name", ["t1", "Urgent response", "urgent-response", " URGENT  Response "])
def test_a_row_is_found_by_its_id_its_name_and_the_short_one(name):
    assert bound(team=name).rule.actions.team == "t1"


def test_ids_stand_in_every_place():
    found = bound(
        {
            "any": [
                {"team": ["t2", "urgent-response"]},
                {"none": [{"field": "followers", "has": "ann@desk.example"}]},
                {"field": "subject", "contains": "Billing"},
                {"field": "assignee", "is": None},
            ]
        },
        agent="ann lee",
        skills="french",
        notify=[{"team": "billing"}, {"person": "billing"}, "ann-lee"],
    )
    assert found.wrong == ()
    tests = [test.operand for test in each_test(found.rule.conditions)]
    assert tests == [("t2", "t1"), "p1", "Billing", None]
    actions = found.rule.actions
    assert (actions.agent, actions.skills) == ("p1", ("s1",))
    assert [(who.kind, who.name) for who in actions.notify] == [
        ("team", "t2"),
        ("person", "p2"),
        ("person", "p1"),
    ]


@pytest.mark.parametrize(
    ("conditions", "actions", "path", "kind", "near"),
    [
        ({}, {"team": "urgent-respons"}, "actions.team", "team", ("Urgent response",)),
        ({}, {"team": "zzz"}, "actions.team", "team", ()),
        (
            {"category": "system-crit"},
            {},
            "conditions.category",
            "category",
            ("System critical", "System request"),
        ),
        ({"category": ["c1", "x"]}, {}, "conditions.category[1]", "category", ()),
        (
            {"any": [{"field": "team", "is_not": "biling"}]},
            {},
            "conditions.any[0].is_not",
            "team",
            ("Billing",),
        ),
        ({"priority": "hihg"}, {}, "conditions.priority", "priority", ("high",)),
        (
            {"all": [{"team": "biling"}, {"field": "team", "is_set": True}]},
            {},
            "conditions.all[0].all[0].is",
            "team",
            ("Billing",),
        ),
        (
            {"all": [{"field": "team", "is": "x"}, {"field": "team", "is_set": True}]},
            {},
            "conditions.all[0].is",
            "team",
            (),
        ),
        ({}, {"notify": "team-laed"}, "actions.notify[0]", "team", ("team-lead",)),
        ({}, {"notify": {"person": "Anne Lee"}}, "actions.notify[0]", "person", ("Ann Lee",)),
    ],
)
def test_a_name_that_nothing_has_is_told_with_the_nearest(conditions, actions, path, kind, near):
    (wrong,) = bound(conditions, **actions).wrong
    assert isinstance(wrong, UnknownName)
    assert (wrong.path, wrong.kind, wrong.near) == (path, kind, near)
    assert str(wrong).startswith(f"{path}: there is no ")
    assert wrong.creatable == (kind in ("team", "category"))


@pytest.mark.parametrize(
    ("actions", "told"),
    [
        ({"team": "twins"}, "actions.team: there is more than one team 'twins'"),
        ({"notify": "billing"}, "actions.notify[0]: 'billing' is a team and a person; say which"),
    ],
)
def test_a_name_that_several_have_is_no_name(actions, told):
    (wrong,) = bound(**actions).wrong
    assert isinstance(wrong, AmbiguousName)
    assert str(wrong) == told


def test_all_that_is_wrong_is_told_at_once():
    found = bound({"category": "x"}, team="y", notify=["z", "team-lead"])
    assert [wrong.path for wrong in found.wrong] == [
        "conditions.category",
        "actions.team",
        "actions.notify[0]",
    ]


def test_what_nobody_lists_is_taken_as_it_stands():
    rule = read_rule(SHORT)
    assert bind(rule, {}).rule == rule
    assert bind(rule, {}).wrong == ()


def test_those_whom_a_macro_is_for_are_rows_too():
    document = {"rule": "R", "triggers": {"on": "manual"}, "actions": {"stop": True}}
    found = bind(read_rule({**document, "for": ["urgent-response", "nobody"]}), DIRECTORY)
    assert found.rule.audience[0] == Recipient(kind="team", name="t1")
    assert [(each.path, type(each)) for each in found.wrong] == [("for[1]", UnknownName)]
