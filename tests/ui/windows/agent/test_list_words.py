# SPDX-License-Identifier: Apache-2.0
"""The list by what runs out first: how it stands, and what its head and an empty one say."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent

from tests.support.client_environment import settle
from tests.support.ticket_clocks import HOUR, a_clock, run_with, started
from tests.support.window_client import T1, T2, T3
from ui.widgets.ticket_row import GroupHeaderValue, TicketListRole

HERE = QPointF(20, 20)


@pytest.fixture
def pane(controller):
    return controller.window.list


@pytest.fixture
def hovered(pane):
    QCoreApplication.sendEvent(pane.view.viewport(), QEnterEvent(HERE, HERE, HERE))
    return pane


def rows(pane):
    """Headings and tickets from top to bottom."""
    entries = [
        pane.model.index(row).data(TicketListRole.ROW) for row in range(pane.model.rowCount())
    ]
    return [each.title if isinstance(each, GroupHeaderValue) else each.id for each in entries]


def told(pane):
    """What the head says of the order, and of what is in the list."""
    return pane.header._left.text(), pane.header._right.text()


async def pass_minutes(client, minutes):
    client.bench.environment.advance(minutes=minutes)
    client.clocks.turn()
    await settle()


async def test_a_desk_without_clocks_says_what_is_next(pane):
    assert rows(pane) == ["Next up", T1, "Waiting on customer", T2]
    assert told(pane) == ("Sorted by time left", "Open and pending")


async def test_headings_of_what_presses_have_their_colours(client, pane):
    await started(client.bench, 40, T1, spent=50)
    await started(client.bench, 41, T2, spent=61, status="open")
    assert rows(pane) == ["Breached", T2, "At risk", T1]
    tones = [pane.model.index(row).data(TicketListRole.ROW) for row in (0, 2)]
    assert [heading.tone for heading in tones] == ["red", "amber"]


async def test_what_runs_out_first_stands_first(client, pane):
    now = client.bench.environment.now_us()
    await run_with(client.bench, 40, T1, a_clock(now, target=3 * HOUR))
    await run_with(client.bench, 41, T2, a_clock(now, target=2 * HOUR), status="open")
    assert rows(pane) == ["Next up", T2, T1]


async def test_time_that_passes_brings_a_ticket_under_another_heading(client, pane):
    await started(client.bench, 40, T1, spent=40)
    await pass_minutes(client, 6)
    assert rows(pane)[:2] == ["At risk", T1]
    await pass_minutes(client, 15)
    assert rows(pane)[:2] == ["Breached", T1]


async def test_under_the_pointer_a_ticket_that_turns_stays(client, hovered):
    await started(client.bench, 40, T1, spent=40)
    before = rows(hovered)
    await pass_minutes(client, 6)
    assert rows(hovered) == before
    assert hovered.notice.accessibleName() == "1 ticket moved"
    QCoreApplication.sendEvent(hovered.view.viewport(), QEvent(QEvent.Type.Leave))
    await settle()
    hovered.stillness._on_turn()
    assert rows(hovered)[:2] == ["At risk", T1]


async def test_the_selected_ticket_never_leaves_its_place_by_itself(client, controller, pane):
    controller.tickets.open(T1)
    pane.mark(T1)
    await started(client.bench, 40, T1, spent=40)
    before = rows(pane)
    await pass_minutes(client, 6)
    pane.stillness._on_turn()
    assert rows(pane) == before
    pane.mark(T2)
    await settle()
    pane.stillness._on_turn()
    assert rows(pane)[:2] == ["At risk", T1]


async def test_at_risk_is_empty_until_something_presses(client, controller, pane, qtbot):
    for key in (Qt.Key.Key_G, Qt.Key.Key_X):
        qtbot.keyClick(controller.window.list.view, key)
    await settle()
    assert (controller.lists.key, rows(pane)) == ("at_risk", [])
    assert pane.empty.state._title.text() == "Nothing is at risk"
    await started(client.bench, 40, T1, spent=50)
    await started(client.bench, 41, T3, spent=61)
    pane.stillness._key.stop()
    pane.stillness.sort_now()
    assert rows(pane) == ["At risk", T1]
    assert told(pane) == ("Sorted by time left", "Open and pending")


async def test_what_is_late_while_it_is_looked_at_stays_and_says_so(client, controller, pane):
    controller.lists.show("at_risk")
    await started(client.bench, 40, T1, spent=50)
    pane.mark(T1)
    await settle()
    await pass_minutes(client, 15)
    pane.stillness._on_turn()
    assert rows(pane)[-1] == T1
    row = pane.model.index(pane.model.row_of(T1)).data(TicketListRole.ROW)
    assert row.left == "Breached"


async def test_another_order_of_at_risk_holds_the_same_tickets(client, controller, pane):
    controller.lists.show("at_risk")
    await started(client.bench, 40, T1, spent=50)
    controller.lists.arrange(order="oldest", group="none")
    assert rows(pane) == [T1]


async def test_an_unassigned_ticket_can_be_taken_where_it_stands(controller, pane):
    controller.lists.show("unassigned")
    assert rows(pane) == ["Next up", T3]
    assert pane.model.index(1).data(TicketListRole.ROW).unassigned
