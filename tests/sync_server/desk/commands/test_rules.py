# SPDX-License-Identifier: Apache-2.0
"""Automation rules: drafts, versions, and what is no rule at this desk."""

import pytest

from sync_server.contract.entities import AutomationRule, Published
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.rule_documents import SHORT
from tests.support.standard_desk import OPERATOR_ACTOR

PLAIN = {"rule": "Plain", "actions": {"priority": "high"}}


async def refusal(standard, document):
    answer = await standard.ask("ada", c.SaveRule(rule="new", document=document))
    return answer.refusal.code, answer.refusal.field


async def test_a_rule_is_called_as_its_draft_until_one_is_in_force(standard):
    await standard.do("ada", c.SaveRule(rule="new", document=PLAIN, position=4))
    draft = await standard.row(AutomationRule, "new")
    assert (draft.name, draft.number, draft.draft, draft.position) == ("Plain", 0, PLAIN, 4)
    await standard.do(
        "ada",
        c.PublishRule(rule="new", note="First"),
        c.SaveRule(rule="new", document={**PLAIN, "rule": "Other"}),
    )
    row = await standard.row(AutomationRule, "new")
    assert (row.name, row.number, row.document) == ("Plain", 1, PLAIN)
    assert (await standard.row(Published, "rule.new.1")).note == "First"
    await standard.do("ada", c.PublishRule(rule="new"))
    assert (await standard.row(AutomationRule, "new")).name == "Other"


async def test_the_shorthand_comes_into_force_as_it_was_written_and_bound_to_ids(standard):
    await standard.do(
        "ada",
        c.CreateTeam(team="t1", name="Urgent response"),
        c.CreateCategory(category="c1", name="System critical"),
        c.SaveRule(rule="new", document=SHORT),
        c.PublishRule(rule="new"),
    )
    row = await standard.row(AutomationRule, "new")
    assert (row.document, row.author) == (SHORT, "ada")
    assert row.bound["actions"] == {
        "team": "t1",
        "notify": [{"role": "supervisor"}, {"role": "administrator"}],
        "sla": "2h",
    }
    assert {"field": "category", "is": "c1"} in row.bound["conditions"]["all"]


async def test_a_former_version_comes_back_and_acts_for_whoever_brought_it(standard):
    await standard.do(
        OPERATOR_ACTOR,
        c.SaveRule(rule="new", document=PLAIN),
        c.PublishRule(rule="new"),
        c.SaveRule(rule="new", document={**PLAIN, "rule": "Other"}),
        c.PublishRule(rule="new"),
    )
    assert (await standard.row(AutomationRule, "new")).author is None
    await standard.do("ada", c.PublishRule(rule="new", number=1))
    row = await standard.row(AutomationRule, "new")
    assert (row.number, row.document, row.name, row.author) == (3, PLAIN, "Plain", "ada")


async def test_a_removed_rule_leaves_its_versions(standard):
    await standard.do("ada", c.DeleteRule(rule="refunding"), c.DeleteRule(rule="refunding"))
    with pytest.raises(AssertionError, match="no rule"):
        await standard.row(AutomationRule, "refunding")
    assert (await standard.row(Published, "rule.refunding.1")).number == 1


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"actions": {}}, "document.actions"),
        ({"condition": {}}, "document.condition"),
        ({"conditions": {"prioriti": "high"}}, "document.conditions.prioriti"),
        ({"conditions": {"any": [{"priority": "high"}] * 10_000}}, None),
        ({"conditions": {"field": "subject", "matches": "(a+)+(b"}}, None),
        ({"conditions": {"field": "subject", "matches": "((a{1,500}){1,500}){1,500}"}}, None),
        ({"actions": {"note": "{{ secrets }}"}}, "document.actions.note"),
        ({"actions": {"reply": "{{ ''.__class__ }}"}}, "document.actions.reply"),
        ({"actions": {"team": "suport"}}, "document.actions.team"),
        ({"actions": {"team": "shut"}}, "document.actions.team"),
        ({"actions": {"notify": ["team-led"]}}, "document.actions.notify[0]"),
        ({"actions": {"category": "Retired"}}, "document.actions.category"),
        ({"conditions": {"organisation": "Acme Ltd"}}, "document.conditions.organisation"),
        ({"actions": {"webhook": "anywhere"}}, "document.actions.webhook"),
    ],
)
async def test_what_is_no_rule_is_refused_with_the_place(standard, changes, path):
    code, field = await refusal(standard, {**PLAIN, **changes})
    assert code == Code.BAD_VALUE
    assert path in (None, field)


async def test_names_are_those_of_the_desk(standard):
    document = {
        **PLAIN,
        "conditions": {
            "organisation": "Acme",
            "mailbox": "help@desk.test",
            "assignee": "ann@desk.test",
        },
        "actions": {"skills": "French", "team": "Support", "category": "Returns"},
    }
    await standard.do("ada", c.SaveRule(rule="new", document=document), c.PublishRule(rule="new"))
    bound = (await standard.row(AutomationRule, "new")).bound
    tests = {test["field"]: test["is"] for test in bound["conditions"]["all"]}
    assert tests == {"organisation": "acme", "mailbox": "post", "assignee": "ann"}
    assert bound["actions"] == {"team": "support", "skills": ["french"], "category": "returns"}


async def test_a_rule_is_not_switched_on_for_a_team_that_is_gone(standard):
    document = {**PLAIN, "actions": {"team": "billing"}}
    await standard.do(
        "ada",
        c.SaveRule(rule="new", document=document),
        c.PublishRule(rule="new"),
        c.SaveRule(rule="new", disabled=True),
        c.ChangeTeam(team="billing", disabled=True),
        c.SaveRule(rule="new", position=7),
    )
    answer = await standard.ask("ada", c.SaveRule(rule="new", disabled=False))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "document.actions.team")
