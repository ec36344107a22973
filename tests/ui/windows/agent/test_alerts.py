# SPDX-License-Identifier: Apache-2.0
"""Alerts in the window: where they wait, how they ring, and how they go."""

from msgspec.structs import replace
from PySide6.QtCore import Qt

from app import intents
from sync_server.contract.clocks import Clock
from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, update
from tests.support.window_client import MAYA, T1, T2
from ui.widgets.alert_card import AlertCard
from ui.windows.agent import alerts

MINUTE = 60_000_000


async def press(client, seq, id, spent, **fields):
    """So many of the 60 minutes of a ticket's clock are spent."""
    clock = Clock(
        metric="next_reply",
        instance=1,
        state="running",
        since=client.bench.environment.now_us(),
        spent=spent * MINUTE,
        target=60 * MINUTE,
        alerts=(75, 90),
        fired=(75,),
    )
    bench = client.bench
    bench.apply(
        changes(
            update(seq, a_ticket(id), scope="team:platform", clocks=(replace(clock, **fields),))
        )
    )
    await settle()


async def own(client, seq, id):
    client.bench.apply(changes(update(seq, a_ticket(id), scope="team:platform", assignee=MAYA)))
    await settle()


async def two_alerts(client):
    await own(client, 100, "t1")
    await own(client, 101, "t2")
    await press(client, 102, "t1", 50)
    await press(client, 103, "t2", 70)


def acknowledged(client, id):
    return client.workspace.get(Ticket, id).clocks[0].acknowledged


async def test_the_navigation_says_how_many_wait_and_whether_one_is_late(client, window):
    button = window.navigation.alerts
    assert not button.isVisible()
    await own(client, 100, "t1")
    await press(client, 101, "t1", 50)
    assert (button.isVisible(), button.accessibleName()) == (True, "1 alert")
    await press(client, 102, "t1", 61)
    assert button.accessibleName() == "1 alert, some late"
    await press(client, 103, "t1", 61, state="met")
    assert not button.isVisible()


async def test_what_is_most_urgent_comes_first_and_enter_opens_it(client, controller, qtbot):
    await two_alerts(client)
    qtbot.mouseClick(controller.window.navigation.alerts, Qt.MouseButton.LeftButton)
    panel = controller.alerts.panel
    assert (panel.isVisible(), panel.accessibleName()) == (True, "2 alerts")
    first = controller.window.focusWidget()
    assert first.ticket == "t2"
    assert first.accessibleName().startswith("Reply 10 minutes late.")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    await settle()
    assert controller.tickets.id == T2
    assert not panel.isVisible()
    assert acknowledged(client, T2) == (75,)


async def test_arrows_go_through_them_and_delete_says_that_one_is_seen(client, controller, qtbot):
    await two_alerts(client)
    controller.do("alerts")
    panel, window = controller.alerts.panel, controller.window
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget().ticket == "t1"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget().ticket == "t1"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Delete)
    await settle()
    assert panel.accessibleName() == "1 alert"
    assert window.focusWidget().ticket == "t2"
    assert acknowledged(client, T1) == (75,)
    qtbot.mouseClick(panel.clear, Qt.MouseButton.LeftButton)
    await settle()
    assert not panel.isVisible()
    assert not window.navigation.alerts.isVisible()


async def test_without_an_alert_the_key_says_so(controller):
    controller.do("alerts")
    assert not controller.alerts.panel.isVisible()
    assert controller.window.toast.isVisible()


async def test_one_that_rings_shows_its_card_and_a_press_opens_the_ticket(
    client, controller, qtbot
):
    await own(client, 100, "t1")
    await press(client, 101, "t1", 50)
    ring = controller.alerts.ring
    assert ring.ticket == "t1"
    assert controller.window.geometry().size().width() >= ring.geometry().right()
    ring.card.opened.emit("t1")
    await settle()
    assert (ring.ticket, controller.tickets.id) == ("", T1)


async def test_what_somebody_else_has_seen_to_rings_no_longer(client, controller):
    await own(client, 100, "t1")
    await press(client, 101, "t1", 50)
    await press(client, 102, "t1", 50, acknowledged=(75,))
    assert controller.alerts.ring.ticket == ""


async def test_the_ticket_in_front_rings_no_card(client, opened, monkeypatch):
    monkeypatch.setattr(opened.window, "isActiveWindow", lambda: True)
    await own(client, 100, "t1")
    await press(client, 101, "t1", 50)
    assert opened.alerts.ring.ticket == ""
    assert opened.window.navigation.alerts.isVisible()


async def test_who_is_off_shift_is_not_called(client, controller):
    intents.set_availability(client.workspace, state="off_shift")
    await own(client, 100, "t1")
    await press(client, 101, "t1", 50)
    assert controller.alerts.ring.ticket == ""
    assert controller.window.navigation.alerts.isVisible()


async def test_its_clock_goes_on_while_it_is_looked_at(client, controller):
    await two_alerts(client)
    controller.do("alerts")
    card = controller.window.focusWidget()
    before = card.clock.face.text
    client.bench.environment.advance(seconds=61)
    controller.ticks._timer.timeout.emit()
    assert card.clock.face.text != before
    assert controller.alerts.ring.card.clock.face.text


async def test_of_many_the_most_urgent_are_shown_and_all_are_counted(
    client, controller, monkeypatch
):
    monkeypatch.setattr(alerts, "MOST", 1)
    await two_alerts(client)
    controller.do("alerts")
    panel = controller.alerts.panel
    cards = [each for each in panel.findChildren(AlertCard) if each.isVisible()]
    assert ([each.ticket for each in cards], panel.accessibleName()) == (["t2"], "2 alerts")
    cards[0].seen.emit("t2")
    await settle()
    assert (cards[0].ticket, panel.accessibleName()) == ("t1", "1 alert")
