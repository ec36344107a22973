# SPDX-License-Identifier: Apache-2.0
"""What a writer of rules asks: whether one is sound, by itself and among the others."""

import pytest

from sync_server.contract.refusals import Code
from sync_server.domain.rules.document import rule_schema
from tests.support.asking import ask, refusal_code
from tests.support.plain import c, q
from tests.support.rule_documents import SHORT


def check(standard, document, **where):
    return ask(standard, "ada", q.CheckRule(document=document, **where))


async def test_every_name_that_nothing_has_is_told_with_the_nearest(standard):
    found = check(standard, {**SHORT, "actions": {"team": "suport", "notify": ["team-led"]}})
    assert [(each.path, each.unknown, each.nearest, each.creatable) for each in found.problems] == [
        ("conditions.category", "category", (), True),
        ("actions.team", "team", ("Support",), True),
        ("actions.notify[0]", "team", (), True),
    ]
    assert found.full["rule"] == SHORT["rule"]


async def test_what_is_no_document_of_a_rule_is_told_with_its_place(standard):
    found = check(standard, {"rule": "R", "actions": {"priority": "hihg"}})
    (problem,) = found.problems
    assert (problem.path, problem.nearest, problem.unknown) == ("actions.priority", ("high",), "")
    assert found.full is None


async def test_a_sound_rule_is_told_in_full(standard):
    found = check(standard, {"rule": "R", "actions": {"assign_team": "Support", "sla": "2-hours"}})
    assert (found.problems, found.findings) == ((), ())
    assert found.full["actions"] == {"team": "Support", "sla": "2h"}


async def test_a_rule_that_triggers_itself_is_told_so(standard):
    document = {
        "rule": "R",
        "triggers": {"on": "changed", "fields": "priority"},
        "actions": {"priority": "high"},
        "repeats": True,
    }
    (finding,) = check(standard, document).findings
    assert (finding.lint, finding.rules) == ("loop", ("new",))


async def test_a_rule_is_held_against_those_in_force(standard):
    up = {"rule": "Up", "conditions": {"tags": "vip"}, "actions": {"priority": "high"}}
    down = {"rule": "Down", "conditions": {"tags": "vip"}, "actions": {"priority": "low"}}
    await standard.do("ada", c.SaveRule(rule="up", document=up, position=3))
    assert check(standard, down, position=9).findings == ()
    await standard.do("ada", c.PublishRule(rule="up"))
    found = check(standard, down, position=9).findings
    assert [(each.lint, each.rules) for each in found] == [
        ("never", ("new", "up")),
        ("conflict", ("up", "new")),
    ]
    first = check(standard, down, position=1).findings
    assert ("conflict", ("new", "up")) in [(each.lint, each.rules) for each in first]
    assert check(standard, down, rule="up").findings == ()


async def test_the_schema_is_that_by_which_documents_are_read(standard):
    assert ask(standard, "lea", q.RuleSchema()).schema == rule_schema()


@pytest.mark.parametrize("query", [q.RuleSchema(), q.CheckRule(document={})], ids=repr)
async def test_nobody_else_asks(standard, query):
    assert refusal_code(standard, "ann", query) == Code.FORBIDDEN
