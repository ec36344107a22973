# SPDX-License-Identifier: Apache-2.0
"""The page of resolution checklists: what a team and a category ask for, as drafts."""

from typing import Any

import pytest

from sync_server.contract import commands as c
from sync_server.contract.entities import Category, Gate
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.support.window_client import pending

API: Any = "api"
LISTED: Any = {"checklist": [{"text": "Log read"}, {"text": "Thank them"}]}


@pytest.fixture
async def page(client, admin):
    client.bench.hold(
        "gates",
        (85, Category(id=API, name="API")),
        (86, Gate(id="category.api", number=1, document=LISTED)),  # type: ignore[arg-type]
    )
    admin.show_entry("gates")
    admin.gates.choose("category.api")
    admin.gates.refresh()
    await settle()
    return admin._page.gates


def drafted(client):
    """The document that was kept last."""
    saved = [each for each in pending(client) if isinstance(each, c.SaveGate)]
    return saved[-1].document


async def test_items_are_added_changed_and_taken_off(client, page):
    page.add.click()
    line = page.lines.lines["new"].controls["text"]
    line.setText("Close the door")
    line.editingFinished.emit()
    page.lines.lines["0"].controls["required"].click()
    page.lines.lines["1"].remove.click()
    await settle()
    assert drafted(client) == {
        "checklist": [{"text": "Log read", "required": True}, {"text": "Close the door"}]
    }
    page.bar.note.set_text("Doors")
    page.bar.publish_requested.emit("Doors")
    await settle()
    published = pending(client)[-1]
    assert isinstance(published, c.PublishGate)
    assert (published.gate, published.note) == ("category.api", "Doors")


async def test_an_item_is_on_the_list_once(client, page):
    control = page.lines.lines["1"].controls["text"]
    control.setText("Log read")
    control.editingFinished.emit()
    assert pending(client) == []
    assert page.lines.lines["1"].controls["text"].text() == "Thank them"


async def test_only_a_team_asks_for_an_article(client, admin, page):
    assert page.boxes["article"].isHidden()
    admin.gates.choose("team.platform")
    admin.gates.refresh()
    assert not page.boxes["article"].isHidden()
    page.boxes["article"].click()
    await settle()
    assert drafted(client) == {"require": ["article"]}


async def test_a_supervisor_reads_only(client, page):
    boss = an_agent("maya", name="Maya Okafor", role="supervisor")
    client.bench.apply(changes(insert(95, boss, scope="desk")))
    await settle()
    assert not page.add.isVisible()
    assert not page.lines.isEnabled()
    assert not page.boxes["checklist"].isEnabled()
