# SPDX-License-Identifier: Apache-2.0
"""What is to be done before a ticket is solved, as both sides see it."""

import pytest

from sync_server.contract.documents import DocumentError
from sync_server.contract.entities import Tick
from sync_server.contract.gates import (
    ChecklistItem,
    Gates,
    Missing,
    category_of,
    gate_of_category,
    gate_of_team,
    read_gate,
    team_of,
)
from sync_server.contract.ids import CategoryId, TeamId
from tests.support.plain import e

TREE = {
    "money": e.Category(id="money"),
    "refunds": e.Category(id="refunds", parent="money"),
    "round": e.Category(id="round", parent="round"),
}


def gates(**documents):
    """The gates of a desk, by "kind_id" of what they are of."""
    rows = {
        key.replace("_", "."): e.Gate(id=key.replace("_", "."), number=1, document=document)
        for key, document in documents.items()
    }
    return Gates(rows.get, TREE.get)


def ticket(**fields):
    return e.Ticket(id="t", **fields)


def test_nothing_is_missing_where_nothing_is_asked_for():
    assert not gates(team_a={}).missing(ticket(team="a", category="refunds"))
    assert not gates().missing(ticket())


def test_what_a_team_and_a_category_ask_for_is_missing_until_it_is_there():
    asked = gates(
        team_a={"require": ["solution", "category", "article"]},
        category_refunds={"checklist": [{"text": "Pay", "required": True}, {"text": "Thank"}]},
    )
    bare = asked.missing(ticket(team="a", solution="  "))
    assert bare == Missing(solution=True, category=True, article=True)
    some = ticket(team="a", category="refunds", article="https://a.test", solution="Paid")
    assert asked.missing(some) == Missing(items=("Pay",))
    assert not asked.missing(e.Ticket(**{**fields_of(some), "ticks": (Tick("Pay"),)}))


def fields_of(entity):
    return {name: getattr(entity, name) for name in entity.__struct_fields__}


def test_the_first_thing_that_is_missing_has_a_name():
    assert Missing(article=True, items=("Pay",)).first == "article"
    assert Missing(items=("Pay",)).first == "checklist"


def test_a_team_may_ask_for_all_of_a_checklist():
    asked = gates(
        team_a={"require": ["checklist"]}, category_refunds={"checklist": [{"text": "Thank"}]}
    )
    named = asked.missing(ticket(team="a", category="refunds", checklist=("Look", "Thank")))
    assert named.items == ("Thank", "Look")


def test_a_checklist_is_of_the_nearest_category_that_has_something_to_say():
    asked = gates(category_money={"checklist": [{"text": "Count"}]}, category_refunds={})
    assert asked.items(ticket(category="refunds")) == (ChecklistItem("Count"),)
    assert asked.items(ticket(category="round")) == ()
    assert asked.items(ticket(category="gone")) == ()


def test_what_is_a_draft_or_off_or_of_a_newer_server_asks_for_nothing():
    document = {"require": ["solution"]}
    draft = e.Gate(id="team.a", draft=document)
    off = e.Gate(id="team.b", number=1, document=document, disabled=True)
    found = Gates({"team.a": draft, "team.b": off}.get, TREE.get)
    assert not found.missing(ticket(team="a"))
    assert not found.missing(ticket(team="b"))
    assert not gates(team_a={"require": ["dance"]}).missing(ticket(team="a"))


def test_an_id_says_what_it_is_of():
    team, category = gate_of_team(TeamId("a")), gate_of_category(CategoryId("c"))
    assert (team_of(team), category_of(team)) == ("a", None)
    assert (team_of(category), category_of(category)) == (None, "c")


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"require": ["dance"]}, "require[0]"),
        ({"checklists": []}, ""),
        ({"checklist": [{"text": "A"}, {"text": "A"}]}, "checklist[1].text"),
        ({"checklist": [{"text": " "}]}, "checklist[0].text"),
        ({"checklist": [{"text": str(n)} for n in range(31)]}, "checklist"),
    ],
)
def test_what_means_nothing_is_refused_with_its_place(document, path):
    with pytest.raises(DocumentError) as found:
        read_gate(document)
    assert found.value.path == path
