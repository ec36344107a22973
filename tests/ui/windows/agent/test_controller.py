# SPDX-License-Identifier: Apache-2.0
import gc
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget

from app.client import Notice
from sync_server.contract.entities import Ticket
from sync_server.contract.frames import Forget
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, update
from tests.support.window_client import T1, T2, T3
from ui.faults import Faults
from ui.windows.agent.controller import AgentController

BILLING = "team:billing"


def ticket(client, id=T1) -> Any:
    return client.workspace.get(Ticket, id)


async def test_the_window_shows_what_is_held_here_before_any_connection(client, controller):
    client.stand("connecting")
    await settle()
    assert controller.window.list.tickets() == (T1, T2)


async def test_a_key_paints_at_once_and_is_stored_a_moment_later(client, opened, qtbot):
    qtbot.keyClick(opened.window.list.view, "e")
    assert opened.gestures.ticket(T1).status == "solved"
    assert ticket(client).status == "open"
    opened.gestures.settle()
    assert ticket(client).status == "solved"
    await settle()


async def test_undo_takes_the_last_action_back(client, opened):
    opened.do("solve")
    opened.gestures.settle()
    opened.do("undo")
    await settle()
    assert ticket(client).status == "open"


async def test_undo_within_the_hold_sends_nothing(client, opened, qtbot):
    qtbot.keyClick(opened.window.list.view, "e")
    opened.do("undo")
    opened.gestures.settle()
    assert (ticket(client).status, client.workspace.pending) == ("open", ())


async def test_j_and_k_go_through_the_list_over_its_headings(controller, qtbot):
    view = controller.window.list.view
    qtbot.keyClick(view, "j")
    assert controller.tickets.id == T1
    qtbot.keyClick(view, "j")
    assert controller.tickets.id == T2
    qtbot.keyClick(view, "k")
    assert controller.tickets.id == T1
    await settle()


async def test_the_open_ticket_stays_open_when_it_leaves_the_list(client, opened):
    moved = update(20, a_ticket("t1", team="platform"), scope="team:platform", assignee="tomas")
    client.bench.apply(changes(moved))
    await settle()
    assert opened.window.list.tickets() == (T1, T2)
    assert opened.tickets.id == T1
    assert opened.window.list.view.current_ticket() == T1


async def test_a_ticket_that_is_lost_from_sight_is_closed_with_a_word(client, opened):
    client.bench.apply(Forget(tickets=(T1,)))
    await settle()
    assert opened.tickets.id is None
    assert "no longer available" in opened.window.notice.accessibleName()


async def test_take_gives_a_ticket_to_oneself(client, controller):
    controller.lists.show("team:billing")
    controller.window.list.action_requested.emit("take", "t3")
    await settle()
    assert ticket(client, T3).assignee == "maya"


async def test_g_and_a_letter_go_to_a_view(controller, qtbot):
    qtbot.keyClick(controller.window.list.view, "g")
    qtbot.keyClick(controller.window.list.view, "u")
    assert controller.lists.key == "unassigned"
    qtbot.keyClick(controller.window.list.view, "g")
    qtbot.keyClick(controller.window.list.view, "1")
    assert controller.lists.key == BILLING


async def test_offline_is_said_at_once_in_the_foot_and_later_in_a_banner(client, opened):
    client.stand("offline", to_send=3)
    banner = opened.window.conversation.banner
    assert banner.isHidden()
    opened._offline.show_now()
    assert "3 changes wait here" in banner.accessibleName()
    banner.action_requested.emit()
    assert client.retries == 1
    client.stand("live")
    assert banner.isHidden()


async def test_a_fault_is_survived_and_told(opened, faults, expected_logs):
    expected_logs.expect("ui.faults", "Painting failed")
    faults.report(ValueError("planted"), "Painting")
    assert "What you wrote is kept" in opened.window.notice.accessibleName()
    opened.window.notice.action_requested.emit()
    assert "planted" in QApplication.clipboard().text()
    assert opened.window.notice.isHidden()


async def test_signing_out_asks_when_something_would_be_lost(client, opened):
    asked: list[object] = []
    opened.sign_out_requested.connect(lambda: asked.append(1))
    client.state = client.state.__class__(to_send=2)
    opened.window.navigation.sign_out_requested.emit()
    assert (asked, "2 changes" in opened.window.notice.accessibleName()) == ([], True)
    opened.window.notice.action_requested.emit()
    assert asked == [1]


async def test_a_refused_read_mark_is_nobodys_business(client, opened):
    opened.tickets.open_ticket._reading.timeout.emit()
    (mark,) = client.workspace.pending
    await client.bench.refuse(mark.id, Refusal(code="not_found"))
    await settle()
    assert client.workspace.pending == ()
    assert opened.window.conversation.card.isHidden()


async def test_availability_is_chosen_in_the_foot(client, controller):
    controller.window.navigation.availability_chosen.emit("break")
    (pending,) = client.workspace.pending
    assert pending.command.state == "break"
    await settle()


async def test_a_closed_window_leaves_no_subscription_and_no_widget(client, theme, faults):
    def handles():
        workspace, views = client.workspace, client.views
        signals = [workspace.changed, workspace.refused, views.listed, views.counted]
        signals += [client.state_changed, client.notices]
        signals += [views.open(info.key).changed for info in views.all]
        signals += [views.open(info.key).changing for info in views.all]
        return [signal.subscribers for signal in signals]

    before, widgets = handles(), len(QApplication.topLevelWidgets())
    environment = client.bench.environment
    controller = AgentController(client, theme, environment=environment, faults=faults)
    controller.window.show()
    controller.tickets.open(T1)
    await settle()
    assert handles() != before
    controller.tickets.writing.presence.write("note")
    assert client.places[-1][0] == T1
    controller.close()
    controller.deleteLater()
    del controller
    await settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert (handles(), len(QApplication.topLevelWidgets())) == (before, widgets)
    assert client.places[-1][0] is None
    assert client.workspace._opened == {}


def _all(widget: QWidget) -> list[QWidget]:
    return [widget, *widget.findChildren(QWidget)]


async def test_everything_that_takes_the_focus_has_a_name(opened):
    nameless = [
        each.objectName() or type(each).__name__
        for each in _all(opened.window)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.accessibleName()
    ]
    assert nameless == []


async def test_labels_show_markup_literally(opened):
    labels = [each for each in _all(opened.window) if isinstance(each, QLabel)]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1366, 768), (1280, 720), (900, 600)])
async def test_the_panes_fit_into_the_window(opened, width, height):
    window = opened.window
    window.resize(width, height)
    await settle()
    shown = [
        pane
        for pane in (window.navigation, window.list, window.composer, window.properties)
        if pane.isVisible()
    ]
    edges = [pane.mapTo(window, pane.rect().bottomRight()) for pane in shown]
    assert max(point.x() for point in edges) < width
    assert max(point.y() for point in edges) < height
    assert isinstance(window.conversation.timeline, QAbstractScrollArea)
    assert window.conversation.timeline.viewport().height() > 100


async def test_the_scheme_and_the_zoom_change_while_it_is_open(opened, theme):
    theme.set_scheme("dark")
    opened.do("zoom:in")
    await settle()
    assert not opened.window.grab().isNull()
    opened.do("zoom:reset")
    assert theme.zoom == 1.0


async def test_an_empty_list_keeps_the_focus_for_what_comes(controller):
    window = controller.window
    controller.lists.show("recently_solved")
    assert window.list.tickets() == ()
    window.list.view.setFocus()
    controller.lists.show("my_queue")
    assert window.focusWidget() is window.list.view
    controller.lists.show("recently_solved")
    assert window.focusWidget() is window.list.view
    await settle()


async def test_what_was_said_before_the_window_opened_is_shown_in_it(client, theme):
    client.unheard.append(
        Notice(kind="set_aside", text="The cache was damaged.", detail="cache.db")
    )
    controller = AgentController(
        client, theme, environment=client.bench.environment, faults=Faults()
    )
    notice = controller.window.notice
    assert not notice.isHidden()
    assert "The cache was damaged." in [label.text() for label in notice.findChildren(QLabel)]
    await settle()
    controller.close()
    await settle()


async def test_the_keys_go_back_to_the_conversation_when_the_banner_they_were_in_goes(
    client, opened
):
    client.stand("offline")
    opened._offline.show_now()
    banner = opened.window.conversation.banner
    action: Any = banner.findChild(QWidget, "window.banner.action")
    action.setFocus()
    assert opened.window.focusWidget() is action
    client.stand("live")
    assert opened.window.conversation.banner.isHidden()
    assert opened.window.focusWidget() is opened.window.conversation.timeline


async def test_the_clocks_of_the_list_turn_each_second_while_the_window_is_seen(client, opened):
    ticks, rows = opened.ticks, opened.window.list.view.itemDelegate()
    assert rows.clocks.now == ticks.now
    client.bench.environment.advance(seconds=5)
    ticks._timer.timeout.emit()
    assert rows.clocks.now == ticks.now
    opened.window.hide()
    assert not ticks.is_running
    opened.do("window")
    await settle()
    assert ticks.is_running
    opened.companions.close()
    await settle()
