# SPDX-License-Identifier: Apache-2.0
"""What the page about automation shows is read, run and refused by the real parts."""

import json
import re

import pytest

from resources import resource
from sync_server.contract.ids import RuleId, TicketId
from sync_server.contract.placeholders import gaps_in, unknown_in
from sync_server.domain.rules.document import read_rule, rule_schema, write_rule
from sync_server.domain.rules.event import Event, History, activate
from sync_server.domain.rules.fields import RULE_OPERATORS
from sync_server.domain.rules.linting import Lint
from sync_server.domain.rules.rule import Manual
from sync_server.domain.rules.running import run
from sync_server.domain.rules.shapes import RuleError

PAGE = resource("help", "helpdesk", "automation.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```json\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
DOCUMENTS = [json.loads(block) for block in BLOCKS]
ACTIONS = {"actions": {"stop": True}}


def table(heading):
    """The rows of the table whose heading begins so."""
    lines = PAGE.partition(f"\n| {heading} |")[2].partition("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def words(cell):
    """What stands in a cell as code."""
    return re.findall(r"`([^`]+)`", cell)


def named(heading):
    """What the first column of a table says as code."""
    return [word for row in table(heading) for word in words(row[0])]


def rule(name):
    return read_rule(next(each for each in DOCUMENTS if each["rule"] == name))


def test_every_fenced_block_is_looked_at():
    assert len(DOCUMENTS) == PAGE.count("```") / 2 == 10


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["rule"])
def test_an_example_of_the_page_is_a_rule(document):
    found = read_rule(document)
    assert found.name == document["rule"]
    assert read_rule(write_rule(found)) == found


def test_the_rule_that_is_written_out_is_the_same():
    assert read_rule(DOCUMENTS[0]) == read_rule(DOCUMENTS[1])
    assert DOCUMENTS[0] != DOCUMENTS[1]


def test_what_is_wrong_is_answered_as_the_page_says():
    rows = table("Written | Answer")
    assert len(rows) == 5
    for written, answer in rows:
        (document,), (path, nearest) = words(written), words(answer)
        with pytest.raises(RuleError) as caught:
            read_rule({"rule": "Wrong", **ACTIONS, **json.loads(document)})
        assert (caught.value.path, caught.value.nearest) == (path, nearest)


def test_every_trigger_is_named():
    kinds = rule_schema()["properties"]["triggers"]["anyOf"][0]["anyOf"]
    assert named("Trigger | A rule looks") == [kind["properties"]["on"]["const"] for kind in kinds]


def test_every_operator_is_named():
    known = {operator for operators in RULE_OPERATORS.values() for operator in operators}
    told = named("Operator | Holds when the field")
    assert sorted(told) == sorted(known)


def test_every_action_is_named():
    known = rule_schema()["properties"]["actions"]["properties"]
    told = set(named("Action | What it does")) - {"add", "remove", "draft"}
    assert told == set(known)


def test_every_finding_is_named():
    told = re.findall(r"^- \*\*(\w+)", PAGE, re.MULTILINE)
    assert {each.lower() for each in told} == set(Lint)


def test_a_rule_runs_once_per_episode_as_the_page_says():
    active = activate(RuleId("r"), 1, rule("High Priority Assignment"))
    facts = {"category": "system-critical", "priority": "normal", "subject": "Label API"}
    history, before = History(since=0), None
    rows = table("So it goes | Priority | Runs")
    assert len(rows) == 5
    for at, (what, priority, runs) in enumerate(rows, 1):
        facts = {**facts, "priority": priority, "subject": str(at)}
        changed = frozenset({"subject"} if "subject" in what else {"priority"})
        event = Event(
            ticket=TicketId("t"),
            at=at,
            by="rule" if "rule" in what else "agent",
            created=before is None,
            before=before,
            changed=changed if before else frozenset(),
        )
        done = run([active], event, facts, history=history)
        assert bool(done.ran) is (runs == "yes"), what
        history, before = History(since=0, marks={**history.marks, **done.marks}), facts


def test_a_macro_of_the_page_has_no_trigger_beside_the_hand():
    macro = rule("Refund on its way")
    assert macro.triggers == (Manual(),)
    assert macro.actions.reply is not None
    assert macro.actions.reply.draft


def test_the_texts_of_the_page_have_fields_that_there_are():
    texts = [
        text
        for document in DOCUMENTS
        for text in [document["actions"].get("reply", {}).get("text", "")]
        if text
    ]
    assert len(texts) == 2
    for text in texts:
        assert gaps_in(text)
        assert not unknown_in(text)
