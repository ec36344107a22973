# SPDX-License-Identifier: Apache-2.0
"""A ticket is put off until a moment, and is our turn again when that has come."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt

from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, update
from tests.support.window_client import T1, T2, T3
from ui.models.wake_times import wake_words
from ui.widgets.ticket_row import GroupHeaderValue, TicketListRole

HOUR_US = 3_600_000_000


def ticket(controller, id=T1):
    return controller.workspace.get(Ticket, id)


def headings(controller):
    model = controller.window.list.model
    entries = [model.index(row).data(TicketListRole.ROW) for row in range(model.rowCount())]
    return [entry.title for entry in entries if isinstance(entry, GroupHeaderValue)]


async def test_z_and_a_number_put_a_ticket_off(opened, qtbot):
    window = opened.window
    qtbot.keyClick(window.list.view, Qt.Key.Key_Z)
    menu = opened.tickets.snoozing.menu
    assert menu.isVisible()
    assert len(menu.labels()) == 5
    qtbot.keyClicks(menu.field, "2")
    qtbot.keyClick(menu.field, Qt.Key.Key_Return)
    await settle()
    snoozed = ticket(opened)
    assert snoozed.status == "on_hold"
    assert snoozed.wake_at == (opened.workspace.now_us() // 60_000_000 + 180) * 60_000_000
    assert window.toast.isVisible()
    opened.do("undo")
    await settle()
    assert (ticket(opened).status, ticket(opened).wake_at) == ("open", None)


async def test_it_comes_back_on_a_day_of_work_when_work_begins(client, opened, qtbot):
    client.settings.set("working_days", "0000001")
    client.settings.set("working_from", "07:30")
    qtbot.keyClick(opened.window.list.view, Qt.Key.Key_Z)
    menu = opened.tickets.snoozing.menu
    assert [label.split()[0] for label in menu.labels()[-3:]] == ["Sun"] * 3
    qtbot.keyClicks(menu.field, str(len(menu.labels()) - 2))
    qtbot.keyClick(menu.field, Qt.Key.Key_Return)
    await settle()
    wakes = datetime.fromtimestamp(ticket(opened).wake_at / 1_000_000, UTC).astimezone()
    assert (wakes.weekday(), f"{wakes:%H:%M}") == (6, "07:30")


async def test_the_buttons_of_head_and_row_ask_too(opened, qtbot):
    header, menu = opened.window.conversation.header, opened.tickets.snoozing.menu
    qtbot.mouseClick(header.snooze, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.hide()
    opened.window.list.action_requested.emit("snooze", T1)
    assert menu.isVisible()


async def test_what_is_typed_is_offered_first(opened, qtbot):
    opened.do("snooze")
    menu = opened.tickets.snoozing.menu
    qtbot.keyClicks(menu.field, "36 h")
    assert len(menu.labels()) == 1
    qtbot.keyClick(menu.field, Qt.Key.Key_Return)
    await settle()
    ahead = ticket(opened).wake_at - opened.workspace.now_us()
    assert 0 <= 36 * HOUR_US - ahead < 60_000_000


async def test_a_ticket_that_waits_keeps_its_status(controller):
    controller.tickets.open(T2)
    await settle()
    wakes = controller.workspace.now_us() + HOUR_US
    controller.tickets.snoozing.snooze(T2, wakes)
    await settle()
    assert (ticket(controller, T2).status, ticket(controller, T2).wake_at) == ("pending", wakes)
    assert controller.window.conversation.header.snooze.isVisible()


async def test_what_is_solved_cannot_wait(client, opened):
    client.bench.apply(changes(update(40, a_ticket(T1), scope="team:platform", status="solved")))
    await settle()
    opened.do("snooze")
    assert not opened.tickets.snoozing.menu.isVisible()
    assert not opened.window.conversation.header.snooze.isVisible()
    opened.tickets.snoozing.snooze(T1, opened.workspace.now_us() + HOUR_US)
    assert ticket(opened).status == "solved"


async def test_snoozed_tickets_leave_the_queue_until_they_wake(client, controller):
    controller.lists.show("team:platform")
    controller.tickets.snoozing.snooze(T1, controller.workspace.now_us() + HOUR_US)
    await settle()
    assert (client.views.count("snoozed"), client.views.count("my_queue")) == (1, 1)
    controller.lists.show("my_queue")
    assert headings(controller) == ["Waiting on customer"]
    client.bench.environment.advance(seconds=3601)
    client.views.tick()
    await settle()
    assert (client.views.count("snoozed"), client.views.count("my_queue")) == (0, 2)
    assert headings(controller) == ["Next up", "Waiting on customer"]


async def test_what_waits_for_the_customer_is_our_turn_when_its_date_has_come(client, controller):
    controller.tickets.snoozing.snooze(T2, controller.workspace.now_us() + HOUR_US)
    await settle()
    assert headings(controller) == ["Next up", "Waiting on customer"]
    assert client.views.count("snoozed") == 0
    client.bench.environment.advance(seconds=3601)
    client.views.tick()
    await settle()
    assert headings(controller) == ["Next up"]


async def test_the_row_says_until_when_it_is_put_off(client, opened):
    opened.window.list.view.setFocus()
    wakes = opened.workspace.now_us() + HOUR_US
    opened.tickets.snoozing.snooze(T1, wakes)
    await settle()
    row = opened.lists.rows.value(T1)
    assert row.left == f"Put off until {wake_words(wakes, opened.workspace.now_us())} by you"


async def test_nobody_snoozes_without_a_ticket(controller):
    controller.do("snooze")
    assert not controller.tickets.snoozing.menu.isVisible()
    controller.tickets.snoozing.snooze(T3, controller.workspace.now_us() + HOUR_US)
    await settle()
    assert ticket(controller, T3).status == "on_hold"
