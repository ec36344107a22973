# SPDX-License-Identifier: Apache-2.0
"""Rules as values: what one wants, thing by thing."""

from datetime import timedelta

from sync_server.contract.durations import Duration
from sync_server.domain.rules.rule import Actions, Recipient, Tags, Wish, wishes
from sync_server.domain.sla.policies import Target

TARGET = Target(Duration(timedelta(hours=2)))
ACTIONS = Actions(
    team="urgent",
    skills=("french",),
    priority="high",
    tags=Tags(add=("vip",), remove=("old",)),
    fields=(("size", None),),
    sla=(("first_reply", TARGET),),
    notify=(Recipient(name="ann"), Recipient(name="bob")),
    note="Look",
    stop=True,
)


def test_what_a_rule_wants_is_listed_one_by_one():
    assert [(wish.action, wish.name, wish.value) for wish in wishes(ACTIONS)] == [
        ("team", "", "urgent"),
        ("skills", "french", True),
        ("priority", "", "high"),
        ("tags", "vip", True),
        ("tags", "old", False),
        ("fields", "size", None),
        ("sla", "first_reply", TARGET),
        ("notify", "", Recipient(name="ann")),
        ("notify", "", Recipient(name="bob")),
        ("note", "", "Look"),
    ]
    assert list(wishes(Actions(stop=True))) == []


def test_a_wish_knows_the_field_that_it_sets():
    fields = [wish.sets for wish in wishes(ACTIONS) if wish.sets is not None]
    assert fields == ["team", "priority", "tags", "tags", "custom.size"]


def test_there_is_room_for_one_value_of_a_field_and_for_any_number_of_words():
    assert Wish("fields", "size", 3).place == Wish("fields", "size", 4).place
    assert Wish("tags", "a", value=True).place != Wish("tags", "b", value=True).place
    assert Wish("notify", "", "ann").place is None
