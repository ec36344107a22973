# SPDX-License-Identifier: Apache-2.0
"""Documents of policies: what the form knows it changes, and what it does not know it leaves."""

import pytest

from tests.ui.windows.agent.admin.conftest import GOLDEN
from ui.windows.agent.admin.policy_document import (
    alerts_text,
    cells_of,
    pauses_of,
    read_alerts,
    simple_tests,
    with_cell,
    with_pauses,
    with_tests,
    with_value,
)

FOUR = ("low", "normal", "high", "urgent")


def targets(document, metric="first_reply"):
    return document["targets"].get(metric)


def test_one_target_for_all_becomes_one_for_each_priority():
    mixed = with_cell(GOLDEN, "first_reply", "urgent", "30m")
    assert targets(mixed) == {"low": "2h", "normal": "2h", "high": "2h", "urgent": "30m"}
    assert targets(with_cell(mixed, "first_reply", "urgent", "2h")) == "2h"
    assert targets(with_cell(mixed, "first_reply", "", "1h")) == "1h"


def test_without_text_a_target_is_gone():
    assert targets(with_cell(GOLDEN, "first_reply", "", "")) is None
    bare = with_cell(GOLDEN, "resolution", "urgent", "")
    assert targets(bare, "resolution") == {"low": "3 business days"}


def test_an_edit_keeps_the_order_of_keys():
    changed = with_value(with_cell(GOLDEN, "next_reply", "", "1h"), "calendar", "night")
    assert list(changed) == list(GOLDEN)
    assert list(changed["targets"]) == list(GOLDEN["targets"])
    assert list(with_tests(GOLDEN, [("priority", ("high",))])) == list(GOLDEN)


@pytest.mark.parametrize("value", [{"time": "8h", "hours": "calendar"}, {"urgent": 5}, 8, ["8h"]])
def test_a_target_that_is_written_in_another_way_is_left_to_the_text(value):
    assert cells_of({"targets": {"first_reply": value}}, "first_reply") is None


@pytest.mark.parametrize(
    ("conditions", "tests"),
    [
        ({}, []),
        ({"custom.plan": "gold"}, [("custom.plan", ("gold",))]),
        (
            {"priority": ["high", "low"], "tags": "vip"},
            [("priority", ("high", "low")), ("tags", ("vip",))],
        ),
        ({"any": [{"status": "new"}]}, None),
        ({"number": 5}, None),
        ({"priority": 5}, None),
        ([], None),
    ],
)  # fmt: skip
def test_the_form_knows_plain_conditions(conditions, tests):
    assert simple_tests({"conditions": conditions}) == tests


@pytest.mark.parametrize(
    "conditions", [{"custom.plan": "gold"}, {"priority": ["high", "low"], "tags": "vip"}]
)
def test_plain_conditions_come_back_as_they_were(conditions):
    document = {"conditions": conditions}
    assert with_tests(document, simple_tests(document) or ()) == document


def test_a_field_without_a_value_asks_for_nothing():
    assert with_tests(GOLDEN, [("team", ()), ("", ("x",))]) == {
        key: value for key, value in GOLDEN.items() if key != "conditions"
    }


@pytest.mark.parametrize(
    ("text", "points"),
    [("75, 90 %", [75, 90]), ("60;75", [60, 75]), ("", []), ("soon", None), ("7.5", None)],
)
def test_alerts_are_read_as_people_write_them(text, points):
    assert read_alerts(text) == points


def test_alerts_that_are_not_said_are_the_usual_ones():
    assert alerts_text({}, (75, 90)) == "75, 90"
    assert alerts_text({"alerts": []}, (75, 90)) == ""


def test_pauses_are_said_only_where_they_are_not_the_usual_ones():
    assert pauses_of(GOLDEN) == ("pending", "on_hold")
    never = with_pauses(GOLDEN, ())
    assert (never["pauses"], pauses_of(never)) == ({"resolution": []}, ())
    assert with_pauses(never, ("on_hold", "pending")) == GOLDEN
    other = {**GOLDEN, "pauses": {"update": ["pending"], "resolution": []}}
    assert with_pauses(other, ("pending", "on_hold"))["pauses"] == {"update": ["pending"]}
