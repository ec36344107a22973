# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.sync.notices import Notice
from sync_server.contract.entities import Availability, Ticket
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, T3
from ui.models.moments import time_of_day


async def test_solve_and_next_opens_the_next_ticket(client, opened):
    opened.do("solve_next")
    await settle()
    ticket: Any = client.workspace.get(Ticket, T1)
    assert (ticket.status, opened.tickets.id) == ("solved", T2)


async def test_take_and_follow_are_for_the_open_ticket(client, controller):
    controller.do("take")
    controller.do("follow")
    assert client.workspace.pending == ()
    controller.tickets.open(T3)
    controller.do("take")
    controller.gestures.settle()
    controller.do("follow")
    ticket: Any = client.workspace.get(Ticket, T3)
    assert (ticket.assignee, ticket.followers) == ("maya", ("maya",))
    await settle()


@pytest.mark.parametrize("pane", ["navigation", "list", "conversation", "properties"])
async def test_ctrl_and_a_number_go_to_a_pane(opened, pane):
    opened.do(f"focus:{pane}")
    focus = opened.window.focusWidget()
    assert focus is not None
    places = {
        "navigation": opened.window.navigation,
        "list": opened.window.list,
        "conversation": opened.window.conversation,
        "properties": opened.window.properties,
    }
    assert places[pane].isAncestorOf(focus)


@pytest.mark.parametrize("action", ["go:unassigned", "team:1"])
async def test_another_list_takes_the_next_key(opened, action):
    opened.window.conversation.timeline.setFocus()
    opened.do(action)
    assert opened.window.focusWidget() is opened.window.list.view


async def test_shift_and_arrows_in_the_list_go_by_message_of_the_open_ticket(opened, qtbot):
    view, timeline = opened.window.list.view, opened.window.conversation.timeline
    view.setFocus()
    timeline.stand_on("m1")
    before = view.currentIndex()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.stepped_to == timeline.messages[1].id
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.stepped_to == "m1"
    assert (view.currentIndex(), view.hasFocus()) == (before, True)


async def test_undo_takes_the_strip_away(client, opened):
    opened.gestures.set_field(T1, "priority", "low")
    assert not opened.window.toast.isHidden()
    opened.do("undo")
    assert opened.window.toast.isHidden()
    await settle()


async def test_an_action_of_a_newer_version_does_nothing(client, opened):
    opened.do("levitate")
    opened.do("up")
    assert client.workspace.pending == ()


async def test_hover_buttons_of_a_row_act_on_that_row(client, opened):
    opened.window.list.action_requested.emit("solve", "t2")
    ticket: Any = client.workspace.get(Ticket, T2)
    assert ticket.status == "solved"
    opened.window.list.action_requested.emit("assign", "t3")
    assert opened.tickets.id == T3
    assert opened.window.properties.menu.isVisible()
    opened.window.properties.menu.hide()
    await settle()


async def test_the_number_is_copied(opened):
    opened.window.conversation.header.number_pressed.emit()
    assert QApplication.clipboard().text() == "#48213"


async def test_enter_in_the_list_goes_to_the_conversation(controller):
    controller.window.list.ticket_opened.emit("t2")
    assert controller.tickets.id == T2
    assert controller.window.focusWidget() is controller.window.conversation.timeline
    await settle()


async def test_solve_in_the_head_solves(client, opened):
    opened.window.conversation.header.solve_requested.emit()
    ticket: Any = client.workspace.get(Ticket, T1)
    assert ticket.status == "solved"
    await settle()


async def test_a_refusal_without_a_ticket_is_told_above(client, opened):
    opened.gestures.set_availability("busy")
    (pending,) = client.workspace.pending
    await settle()
    await client.bench.refuse(pending.id, Refusal(code="forbidden"))
    await settle()
    assert "not allowed" in opened.window.notice.accessibleName()
    assert client.workspace.pending == ()


async def test_what_the_client_has_to_say_is_said(client, opened):
    client.notices.emit(Notice(kind="no_room", text="This disk is full.", count=2_000))
    assert "At least 2 KB must become free" in opened.window.notice.accessibleName()


async def test_a_key_opens_the_states_of_the_person(controller):
    controller.do("own_state")
    menu = controller.window.navigation._foot.menu
    assert menu.labels()[:2] == ("Available", "Busy")
    menu.hide()


async def test_a_break_asks_when_it_ends_and_the_foot_says_so(client, controller):
    controller.do("own_state")
    foot = controller.window.navigation._foot
    foot.menu.chosen.emit("break")
    assert foot.breaks.labels()[:2] == ("Back in 15 min", "Back in 30 min")
    foot.breaks.chosen.emit("break:30")
    await settle()
    now: Any = client.workspace.get(Availability, client.me)
    assert (now.state, now.until_at) == ("break", client.workspace.now_us() + 30 * 60_000_000)
    words = f"Break until {time_of_day(now.until_at)}"
    assert words in foot._agent.accessibleName()
    foot.menu.chosen.emit("available")
    await settle()
    assert "until" not in foot._agent.accessibleName()


@pytest.mark.parametrize(
    ("view", "words"), [("snoozed", "Nothing is snoozed"), ("mentions", "Nobody has mentioned you")]
)
async def test_an_empty_view_says_what_is_not_there(controller, view, words):
    controller.do(f"go:{view}")
    assert controller.window.list.empty.state._title.text() == words
