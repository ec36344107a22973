# SPDX-License-Identifier: Apache-2.0
"""A queue is kept back and moved, and a ticket of it pinned and kept back, each with one undo."""

import pytest

from sync_server.contract import commands as c
from sync_server.contract.entities import Ticket
from sync_server.contract.queries import ExplainRouting, RoutingNow
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from tests.support.window_client import T3, pending
from ui.windows.agent.admin.page import ASSIGNMENT


@pytest.fixture
async def page(client, admin):
    client.answers[ExplainRouting] = RoutingNow()
    ticket = client.workspace.get(Ticket, T3)
    queued = {"assignee": None, "status": "open", "queued_at": client.workspace.now_us()}
    client.bench.apply(changes(update(80, ticket, scope="team:billing", **queued)))
    admin.show_entry(ASSIGNMENT)
    admin.assignment._counting.timeout.emit()
    page = admin._page.assignment
    page.team.menu.chosen.emit("billing")
    await settle()
    return page


async def test_a_queue_is_kept_back_and_shared_out_again(client, controller, page):
    page.keep_queue.click()
    await settle()
    assert page.kept_words.isVisible()
    assert page.keep_queue.text() == "Share it out again"
    controller.gestures.undo()
    await settle()
    assert [each.kept_back for each in pending(client)] == [True, False]
    assert not page.kept_words.isVisible()


async def test_what_waits_moves_to_another_team(client, page):
    page.move_all.click()
    (sent,) = pending(client)
    assert isinstance(sent, c.MoveQueue)
    assert (sent.team, sent.to) == ("billing", page.move_to.key)


async def test_a_ticket_is_pinned_and_kept_back(client, controller, page):
    rows = page.waiting.table.rows
    rows.activated.emit(rows.model().index(0, 0))
    await settle()
    page.pin.click()
    page.keep.click()
    await settle()
    assert (page.pin.text(), page.keep.text()) == ("Unpin", "Share this ticket out again")
    assert page.waiting.value.rows[0].cells[0].endswith("(pinned)")
    controller.gestures.undo()
    assert client.workspace.get(Ticket, T3).kept_back is False
