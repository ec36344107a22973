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


# -- trying one out ----------------------------------------------------------------------------


def opened(name, **fields):
    return c.OpenTicket(
        ticket=name, message=f"{name}-1", subject="About it", text="x", requester="kim", **fields
    )


def tried(standard, document, agent="ada", **more):
    trial = ask(standard, agent, q.TryRule(document=document, **more))
    assert trial.problems == ()
    return trial


def wanted(trial):
    return [(each.ticket, [(did.action, did.value) for did in each.done]) for each in trial.tickets]


async def test_a_trial_lists_what_the_rule_then_does(standard):
    await standard.do(
        "ada",
        c.CreateTeam(team="urgent", name="Urgent response"),
        c.CreateCategory(category="critical", name="System critical"),
        opened("one", priority="high", category="critical"),
        opened("two", priority="low", category="critical"),
    )
    trial = tried(standard, SHORT)
    expected = [
        ("team", "urgent"),
        ("sla", "2h"),
        ("notify", {"role": "supervisor"}),
        ("notify", {"role": "administrator"}),
    ]
    assert wanted(trial) == [("one", expected)]
    assert (trial.matched, trial.looked, trial.next) == (1, trial.total, None)
    await standard.do(
        "ada",
        c.SaveRule(rule="first", document=SHORT),
        c.PublishRule(rule="first"),
        opened("three", priority="high", category="critical"),
    )
    assert (await standard.ticket("three")).team == "urgent"


async def test_a_trial_knows_what_became_true_who_acted_and_what_was_set_by_hand(standard):
    document = {"rule": "R", "conditions": {"tags": "vip"}, "actions": {"priority": "urgent"}}
    await standard.do("ada", opened("one"))
    standard.environment.advance(minutes=1)
    await standard.do("ann", c.ChangeTags(ticket="one", add=("vip",)))
    standard.environment.advance(minutes=1)
    await standard.do(
        "ann",
        c.SetPriority(ticket="one", priority="low"),
        c.ChangeTags(ticket="one", remove=("vip",)),
        c.ChangeTags(ticket="one", add=("vip",)),
    )
    first, second = tried(standard, document).tickets
    assert [(did.value, did.was) for did in first.done] == [("urgent", "normal")]
    assert (second.done, [left.why for left in second.left]) == ((), ["by_hand"])
    by_customers = {**document, "triggers": {"on": "changed", "by": "customer"}}
    assert tried(standard, by_customers).tickets == ()


async def test_a_trial_knows_messages_customers_and_moments(standard):
    document = {
        "rule": "R",
        "triggers": {"on": "message", "types": "reply"},
        "conditions": {
            "all": [
                {"field": "message.text", "matches": "look into"},
                {"field": "customer.name", "is": "Kim"},
                {"field": "organisation.name", "is": "Acme"},
            ]
        },
        "actions": {"tags": "seen"},
    }
    assert [each.ticket for each in tried(standard, document).tickets] == ["opened"]
    await standard.do("ada", opened("late"))
    standard.environment.advance(hours=5)
    await standard.do("ada", c.SetSubject(ticket="late", subject="Still"))
    waits = {
        "rule": "R",
        "triggers": {"on": "time", "of": "waiting_since", "after": "4h", "hours": "calendar"},
        "conditions": {"subject": "About it"},
        "actions": {"tags": "waits"},
    }
    assert [each.ticket for each in tried(standard, waits).tickets] == ["late"]


async def test_a_trial_goes_on_page_by_page_within_its_days(standard):
    document = {"rule": "R", "triggers": {"on": "created"}, "actions": {"tags": "new"}}
    await standard.do("ada", *(opened(f"n{number}") for number in range(5)))
    first = tried(standard, document, days=1, most=3)
    assert ([each.ticket for each in first.tickets], first.looked) == (["n4", "n3", "n2"], 3)
    second = tried(standard, document, days=1, most=3, before=first.next)
    assert [each.ticket for each in second.tickets][:2] == ["n1", "n0"]
    standard.environment.advance(days=3)
    await standard.do("ada", opened("later"))
    only = tried(standard, document, days=1)
    assert ([each.ticket for each in only.tickets], only.total) == (["later"], 1)


async def test_a_trial_shows_no_ticket_that_its_reader_does_not_see(standard):
    document = {"rule": "R", "triggers": {"on": "created"}, "actions": {"tags": "new"}}
    seen = {each.ticket for each in tried(standard, document, agent="lea").tickets}
    assert "opened" in seen
    assert not {"billed", "guested"} & seen


async def test_what_is_no_rule_is_not_tried_out(standard):
    trial = ask(standard, "ada", q.TryRule(document=SHORT))
    assert trial.problems[0].path == "conditions.category"
    assert ask(standard, "ada", q.TryRule(document={})).problems != ()


async def test_what_a_macro_would_do_is_listed_before_it_runs(standard):
    document = {
        "rule": "M",
        "triggers": {"on": "manual"},
        "conditions": {"status": "open"},
        "actions": {"priority": "high", "tags": "first"},
    }
    await standard.do("ada", c.SaveRule(rule="m", document=document), c.PublishRule(rule="m"))
    preview = ask(standard, "ann", q.PreviewMacro(rule="m", ticket="opened"))
    assert [(did.action, did.value, did.was) for did in preview.done] == [
        ("priority", "high", "normal")
    ]
    assert [(left.action, left.why) for left in preview.left] == [("tags", "same")]
    assert ask(standard, "ann", q.PreviewMacro(rule="m", ticket="pended")).done == ()
    for rule, ticket in (("none", "opened"), ("m", "billed")):
        query = q.PreviewMacro(rule=rule, ticket=ticket)
        assert refusal_code(standard, "ann", query) == Code.NOT_FOUND


async def test_a_macro_is_tried_as_if_somebody_asked_now(standard):
    document = {
        "rule": "M",
        "triggers": {"on": "manual"},
        "conditions": {"status": "open"},
        "actions": {"tags": "asked"},
    }
    trial = tried(standard, document)
    found = {each.ticket: [did.name for did in each.done] for each in trial.tickets}
    assert found["opened"] == ["asked"]
    assert "pended" not in found
    assert trial.matched == len(found)
