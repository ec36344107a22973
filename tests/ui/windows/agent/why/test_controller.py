# SPDX-License-Identifier: Apache-2.0
"""W tells why the open ticket is here, and what to do about it when it should not be."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListView

from sync_server.contract.entities import Ticket
from sync_server.contract.queries import DeliveryTrace, History, TicketHistory, TraceDelivery
from tests.support.client_environment import settle
from tests.support.client_frames import changes, delete, update
from tests.support.window_client import T1
from tests.ui.windows.agent.why.conftest import a_route, an_entry


@pytest.fixture
async def why(opened, log, qtbot):
    """The panel over Hana's ticket, opened with the key."""
    timeline = opened.window.conversation.timeline
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_W)
    await settle()
    return opened.tickets.why


def _titles(why):
    return [step.title for step in why.panel.trace.steps]


async def test_the_key_tells_every_decision_in_its_order(why):
    assert why.panel.isVisible()
    assert _titles(why) == [
        "Policy gold applies, around the clock",
        "Routed to Maya Okafor in Platform",
        "Next reply: 75 % of the target used",
        "How the clock ran: Next reply",
    ]
    assert why.panel.about.text().startswith("#48213, every decision since ")
    assert not why.panel.state.isVisible()


async def test_esc_closes_it_and_gives_the_keys_back(why, opened, qtbot):
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Escape)
    assert not why.panel.isVisible()
    assert opened.window.conversation.timeline.hasFocus()
    assert opened.tickets.id == T1


async def test_without_a_connection_it_says_what_is_missing(opened):
    opened.do("why")
    await settle()
    why = opened.tickets.why
    told = "Past decisions are at the server: this needs the connection."
    assert why.panel.state.text() == told


async def test_without_any_decision_it_says_so(client, opened):
    client.answers[TicketHistory] = History(entries=(), more=False)
    opened.do("why")
    await settle()
    panel = opened.tickets.why.panel
    assert panel.state.text() == "Nothing was decided about this ticket of itself."
    assert not panel.copy.isEnabled()


async def test_all_of_it_can_be_copied(why, window):
    why.panel.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("#48213, every decision since ")
    assert "\n- Maya Okafor, Extra skills all, Load 67 %" in text
    assert window.toast.isVisible()


async def test_wrong_routing_is_said_in_a_note(why, opened):
    why.panel.report.click()
    composer = opened.window.composer.composer
    assert not why.panel.isVisible()
    assert composer.mode == "note"
    told = "Wrong routing: Routed to Maya Okafor in Platform. "
    assert composer.editor.toPlainText() == told


async def test_it_leads_to_the_choice_of_another_team(why, opened, window):
    why.panel.pass_on.click()
    assert not why.panel.isVisible()
    assert window.properties.menu.isVisible()


async def test_what_is_decided_meanwhile_is_shown(why, client, log, now):
    later = an_entry(10, now, causes={"routing": a_route(winner="tomas")})
    client.answers[TicketHistory] = History(entries=(later, *log), more=False)
    ticket = client.workspace.get(Ticket, T1)
    client.bench.apply(changes(update(90, ticket, scope="team:platform", assignee="tomas")))
    why.history._pause.timeout.emit()
    await settle()
    assert "Routed to Tomas Reuter in Platform" in _titles(why)


async def test_a_ticket_that_is_gone_closes_it(why, client):
    client.bench.apply(changes(delete(90, client.workspace.get(Ticket, T1), scope="team:platform")))
    await settle()
    assert not why.panel.isVisible()


async def test_another_ticket_closes_it(why, opened):
    opened.tickets.leave()
    assert not why.panel.isVisible()


async def test_a_text_typed_without_a_cursor_takes_it_back(opened, log, qtbot):
    timeline = opened.window.conversation.timeline
    timeline.setFocus()
    for letter in ("W", "H", "Y"):
        qtbot.keyClick(opened.window.focusWidget(), getattr(Qt.Key, f"Key_{letter}"))
    await settle()
    assert not opened.tickets.why.panel.isVisible()


async def test_a_line_of_the_conversation_leads_to_its_decision(client, opened, log, qtbot):
    """The line that the router wrote offers it, and Enter on it presses it."""
    client.answers[TraceDelivery] = DeliveryTrace()
    opened.tickets.reading.history.read()
    await settle()
    timeline = opened.window.conversation.timeline
    lines = {each.id: each for each in timeline.messages if each.kind == "event"}
    assert [each.label for each in lines["change 8"].actions] == ["Why?"]
    (link,) = timeline.links_of("change 8")
    timeline.press("change 8", link)
    await settle()
    panel = opened.tickets.why.panel
    assert panel.trace.step_of("8").findChild(QListView).hasFocus()
    assert panel.trace.steps[-1].title == "Who is told of it"
