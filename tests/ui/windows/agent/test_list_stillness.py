# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent

from app import intents
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, snapshot, update
from tests.support.window_client import MAYA, T1, T2, T3, WindowClient
from ui.widgets.ticket_row import TicketListRole
from ui.windows.agent.controller import AgentController

HERE = QPointF(20, 20)


@pytest.fixture
def pane(controller):
    controller.lists.show("all_open")
    return controller.window.list


@pytest.fixture
def hovered(pane):
    QCoreApplication.sendEvent(pane.view.viewport(), QEnterEvent(HERE, HERE, HERE))
    return pane


def left_words(pane, ticket):
    model = pane.model
    return model.index(model.row_of(ticket)).data(TicketListRole.ROW).left


async def test_under_the_pointer_nothing_moves_and_a_line_says_so(client, hovered):
    before = hovered.tickets()
    intents.set_status(client.workspace, ticket=before[-1], status="solved")
    await settle()
    assert hovered.tickets() == before
    assert hovered.notice.accessibleName() == "1 ticket moved"
    assert not hovered.notice.isHidden()


async def test_sort_now_lets_the_rows_go(client, controller, hovered, qtbot):
    intents.set_status(client.workspace, ticket=T3, status="solved")
    await settle()
    qtbot.keyClick(hovered.view, Qt.Key.Key_Period)
    assert set(hovered.tickets()) == {T1, T2}
    assert hovered.notice.isHidden()


async def test_when_the_hand_leaves_the_rows_follow(client, hovered):
    intents.set_status(client.workspace, ticket=T3, status="solved")
    await settle()
    QCoreApplication.sendEvent(hovered.view.viewport(), QEvent(QEvent.Type.Leave))
    await settle()
    hovered.stillness._on_turn()
    assert set(hovered.tickets()) == {T1, T2}


async def test_after_a_key_nothing_moves_for_a_while(client, pane, qtbot):
    qtbot.keyClick(pane.view, Qt.Key.Key_Home)
    assert pane.stillness.is_held
    pane.stillness._key.stop()
    pane.stillness._key.timeout.emit()
    assert not pane.stillness.is_held


async def test_the_open_ticket_says_why_it_no_longer_belongs(client, controller, pane):
    controller.lists.show("team:platform")
    controller.tickets.open(T1)
    moved = update(40, a_ticket("t1", team="platform"), scope="team:platform", team="billing")
    client.bench.apply(changes(moved))
    await settle()
    assert left_words(pane, T1) == "Moved to Billing"


async def test_what_i_did_myself_is_told_as_mine(client, controller, pane):
    controller.tickets.open(T1)
    intents.set_status(client.workspace, ticket=T1, status="solved")
    await settle()
    assert left_words(pane, T1) == "Solved by you"


async def test_the_row_goes_when_another_is_opened(client, controller, pane):
    controller.tickets.open(T1)
    intents.set_status(client.workspace, ticket=T1, status="solved")
    await settle()
    controller.tickets.open(T2)
    pane.stillness._on_turn()
    assert set(pane.tickets()) == {T2, T3}


async def test_a_new_row_is_marked_for_a_moment(client, pane):
    client.bench.hold("team:platform", (60, a_ticket("n1", team="platform", status="open")))
    await settle()
    delegate = pane.view.itemDelegate()
    assert delegate.fresh == {"n1": 1.0}
    for _ in range(10):
        pane.view._fading.timeout.emit()
    assert delegate.fresh == {}


async def test_tickets_that_arrive_for_the_first_time_fill_the_list_under_the_pointer(
    theme, faults
):
    client: Any = WindowClient()
    client.bench.workspace.sign_in(MAYA)
    client.stand("syncing")
    await settle()
    empty = AgentController(client, theme, environment=client.bench.environment, faults=faults)
    pane = empty.window.list
    empty.lists.show("all_open")
    QCoreApplication.sendEvent(pane.view.viewport(), QEnterEvent(HERE, HERE, HERE))
    for number in range(3):
        ticket = a_ticket(f"t{number}", last_message_at=number)
        client.bench.apply(snapshot("team:platform", (number, ticket), first=not number))
    await settle()
    assert len(pane.tickets()) == 3
    client.stand("live")
    assert pane.stillness.is_held
    empty.close()
    empty.deleteLater()
    await settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    await client.close()
