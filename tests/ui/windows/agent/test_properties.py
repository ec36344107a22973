# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from sync_server.contract.entities import Category, Tag, Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, insert, update
from tests.support.window_client import T1


def category(id, name, parent=None) -> Any:
    return Category(id=id, name=name, parent=parent)


@pytest.fixture
def pane(opened):
    return opened.window.properties


def labels(pane, field):
    pane.open_menu(field)
    shown = pane.menu.labels()
    pane.menu.hide()
    return shown


async def test_a_menu_offers_oneself_first_and_nobody_last(pane):
    assert labels(pane, "assignee") == ("Maya Okafor", "Priya Nair", "Tomas Reuter", "Nobody")


async def test_categories_are_offered_with_what_they_are_under(client, pane):
    client.bench.apply(
        changes(
            insert(30, category("c1", "Integrations"), scope="desk"),
            insert(31, category("c2", "Webhooks", "c1"), scope="desk"),
        )
    )
    await settle()
    assert "Integrations \u203a Webhooks" in labels(pane, "category")
    pane.chosen.emit("category", "c2")
    ticket: Any = client.workspace.get(Ticket, T1)
    assert ticket.category == "c2"
    pane.chosen.emit("category", "-")
    ticket = client.workspace.get(Ticket, T1)
    assert ticket.category is None
    await settle()


async def test_a_new_tag_is_made_of_what_was_typed(client, pane):
    tag: Any = "api-key"
    client.bench.apply(changes(insert(30, Tag(id=tag), scope="desk")))
    pane.created.emit("tags", "Two  Words, here")
    pane.chosen.emit("tags", "api-key")
    await settle()
    ticket: Any = client.workspace.get(Ticket, T1)
    assert ticket.tags == ("two-words-here", "api-key")
    assert labels(pane, "tags") == ("api-key", "two-words-here")


async def test_only_a_solved_ticket_can_be_closed_and_a_closed_one_is_locked(client, pane):
    assert "Closed" not in labels(pane, "status")
    solved = update(30, a_ticket("t1", team="platform"), scope="team:platform", status="solved")
    client.bench.apply(changes(solved))
    await settle()
    assert "Closed" in labels(pane, "status")
    closed = update(31, a_ticket("t1", team="platform"), scope="team:platform", status="closed")
    client.bench.apply(changes(closed))
    await settle()
    assert not pane.open_menu("status")


async def test_the_subject_is_edited_in_the_head(client, opened):
    opened.window.conversation.header.subject_committed.emit("Another subject")
    ticket: Any = client.workspace.get(Ticket, T1)
    assert ticket.subject == "Another subject"
    await settle()


async def test_what_waits_for_long_has_a_clock_in_its_row(client, opened, pane):
    client.stand("offline")
    opened.tickets.set_field("priority", "low")
    await settle()
    row: Any = pane.findChild(object, "properties.priority.row")
    assert row.value.pending
