# SPDX-License-Identifier: Apache-2.0
"""Spam and deleted tickets: taken away by a key, asked about once, brought back by one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from sync_server.contract.entities import Block, Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, insert
from tests.support.window_client import T1, T2, T3


def status(client, ticket):
    return client.workspace.get(Ticket, ticket).status


def offer(window):
    return window.toast.findChild(QAbstractButton, "window.toast.offer")


@pytest.fixture
async def spam_from_hana(client):
    """Somebody new wrote, and nobody has answered."""
    now = client.workspace.now_us()
    ticket = a_ticket(
        "t3",
        team="billing",
        number=48215,
        requester="hana",
        status="new",
        opened_at=now - 100,
        waiting_since=now - 100,
        last_message_by="customer",
        last_message_at=now - 100,
    )
    client.bench.apply(changes(insert(30, ticket, scope="team:billing")))
    return T3


async def test_the_key_marks_spam_and_undo_brings_it_back(
    client, controller, spam_from_hana, qtbot
):
    await settle()
    controller.tickets.open(T3)
    await settle()
    qtbot.keyClicks(controller.window.list.view, "!")
    assert not controller.window.toast.isHidden()
    assert controller.window.toast.accessibleName() == "Marked as spam"
    controller.gestures.settle()
    assert status(client, T3) == "spam"
    controller.do("undo")
    assert status(client, T3) in ("new", "open")
    await settle()


async def test_the_toast_offers_to_block_the_sender(client, controller, spam_from_hana, qtbot):
    await settle()
    controller.tickets.open(T3)
    controller.do("spam")
    assert offer(controller.window).text() == "Block sender"
    qtbot.mouseClick(offer(controller.window), Qt.MouseButton.LeftButton)
    assert status(client, T3) == "spam"
    assert client.workspace.get(Block, "hana@kestrel.example") is not None
    assert "hana@kestrel.example is held" in controller.window.toast.accessibleName()
    controller.do("undo")
    assert client.workspace.get(Block, "hana@kestrel.example") is None
    await settle()


async def test_what_we_have_answered_is_asked_about_once(client, opened):
    menu = opened._actions.unwanted.menu
    opened.do("delete")
    assert status(client, T1) == "open"
    assert menu.accessibleName() == "You have answered this customer"
    menu.chosen.emit("no")
    assert status(client, T1) == "open"
    opened.do("delete")
    menu.chosen.emit("yes")
    assert status(client, T1) == "deleted"
    opened.do("restore")
    assert status(client, T1) == "open"
    menu.close()
    await settle()


async def test_many_go_at_once_and_come_back_at_once(client, controller):
    controller.lists.show("all_open")
    bulk = controller._actions.bulk
    bulk.pick_all()
    controller.do("delete")
    assert controller.window.list.bulk_bar.text().startswith("Delete 3 tickets? You have answered")
    bulk._on_action("yes")
    await settle()
    assert {status(client, each) for each in (T1, T2, T3)} == {"deleted"}
    assert controller.window.toast.accessibleName() == "3 tickets deleted"
    controller.do("undo")
    await settle()
    assert [status(client, each) for each in (T1, T2)] == ["open", "pending"]


async def test_the_view_of_the_deleted_shows_who_and_counts_nothing(client, opened):
    client.views.open("all_open")
    before = client.views.count("all_open")
    opened._actions.unwanted.remove_many((T1,), "spam")
    await settle()
    opened.do("go:deleted")
    await settle()
    pane = opened.window.list
    value = opened.lists.rows.value(T1)
    assert pane.tickets() == (T1,)
    assert value.left.startswith("Hana Ito \u00b7 Marked as spam by Maya Okafor, ")
    assert client.views.count("all_open") == before - 1
    row = opened.window.navigation._row(client.views.info("deleted"))
    assert (row.title, row.count) == ("Deleted", None)
    opened._actions.bulk.pick_all()
    opened._actions.bulk.change("priority", "low")
    await settle()
    assert client.workspace.get(Ticket, T1).priority == "urgent"
    opened._actions.bulk.pick_all()
    opened._actions.bulk.restore()
    assert status(client, T1) == "open"
    await settle()
