# SPDX-License-Identifier: Apache-2.0
"""The page of categories: named, switched off and on, and added at their place in the tree."""

from typing import Any

import pytest

from sync_server.contract import commands as c
from sync_server.contract.entities import Category
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.support.window_client import pending

HOOKS: Any = "hooks"


@pytest.fixture
async def page(client, admin):
    """Those of the desk, and one below a new one."""
    parts: Any = "parts"
    client.bench.hold(
        "categories",
        (85, Category(id=parts, name="Zones")),
        (86, Category(id=HOOKS, name="Webhooks", parent=parts, disabled=True)),
    )
    admin.show_entry("categories")
    await settle()
    return admin._page.categories


def shown(page):
    return {id: [part.values for part in line.value.parts] for id, line in page.lines.lines.items()}


def type_into(line, text):
    line.controls["name"].setText(text)
    line.controls["name"].editingFinished.emit()


def test_each_stands_below_the_one_that_it_is_under(page):
    assert [*page.lines.lines][-2:] == ["parts", "hooks"]
    assert shown(page)["parts"] == [("Zones",), ("",), ("true",)]
    assert shown(page)["hooks"] == [("Webhooks",), ("Zones",), ()]


async def test_one_is_renamed_and_offered_again(client, page):
    line = page.lines.lines["hooks"]
    type_into(line, "Web hooks")
    line.controls["offered"].click()
    await settle()
    assert [(type(each), each.category) for each in pending(client)] == [
        (c.ChangeCategory, HOOKS),
        (c.ChangeCategory, HOOKS),
    ]
    assert shown(page)["hooks"] == [("Web hooks",), ("Zones",), ("true",)]


async def test_a_name_is_never_taken_away(client, page):
    type_into(page.lines.lines["hooks"], " ")
    await settle()
    assert pending(client) == []
    assert page.lines.lines["hooks"].controls["name"].text() == "Webhooks"


async def test_one_is_added_under_another(client, page):
    page.add.click()
    line = page.lines.lines["new"]
    line.controls["above"].menu.chosen.emit("parts")
    type_into(line, "Printers")
    await settle()
    (command,) = pending(client)
    assert isinstance(command, c.CreateCategory)
    assert (command.name, command.parent) == ("Printers", "parts")
    assert shown(page)[command.category] == [("Printers",), ("Zones",), ("true",)]
    assert "new" not in page.lines.lines


async def test_one_that_was_begun_can_be_left(client, page):
    page.add.click()
    page.lines.lines["new"].remove.click()
    assert "new" not in page.lines.lines
    assert pending(client) == []


async def test_a_supervisor_reads_only(client, page):
    boss = an_agent("maya", name="Maya Okafor", role="supervisor")
    client.bench.apply(changes(insert(95, boss, scope="desk")))
    client.bench.hold("more", (96, Category(id=HOOKS, name="Hooks")))
    await settle()
    assert not page.add.isVisible()
    assert not page.lines.isEnabled()
