# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from msgspec import UNSET, Raw

from sync_server.contract.entities import Category
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from ui.windows.agent.fields import category_path, field_title, raw_value, value_words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("status", "on_hold", "On hold"),
        ("priority", "urgent", "Urgent"),
        ("assignee", "tomas", "Tomas Reuter"),
        ("assignee", None, "Nobody"),
        ("assignee", "stranger", "stranger"),
        ("team", "billing", "Billing"),
        ("team", None, "Not set"),
        ("team", "gone", "gone"),
        ("requester", "hana", "Hana Ito"),
        ("requester", "gone", "gone"),
        ("category", "gone", "gone"),
        ("subject", "As it is", "As it is"),
        ("custom.seats", 12, "12"),
        ("needs", [["de", 2, False], ["gone", 1, True]], "de 2, gone (if possible)"),
        ("needs", [], "Not set"),
        ("needs", [{"sundial": 1}], "Not set"),
    ],
)
async def test_a_value_is_said_as_people_say_it(client, field, value, words):
    assert value_words(client.workspace, field, value) == words


def test_a_field_of_a_newer_version_has_a_name_too():
    assert field_title("due_at") == "Due at"


def test_a_refusal_without_a_value_has_none():
    assert (raw_value(UNSET), raw_value(Raw(b'["a"]'))) == (None, ["a"])


async def test_a_circle_of_categories_ends(client):
    one: Any = Category(id="c1", name="One", parent="c2")  # type: ignore[arg-type]
    two: Any = Category(id="c2", name="Two", parent="c1")  # type: ignore[arg-type]
    client.bench.apply(changes(insert(30, one, scope="desk"), insert(31, two, scope="desk")))
    await settle()
    assert category_path(client.workspace, "c1") == "Two \u203a One"
